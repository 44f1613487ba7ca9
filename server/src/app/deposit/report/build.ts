import { amountOf } from '../../../features/symbols.js';
import { type Calendrier, CALENDRIER, type Guichet, type Moment } from '../../../format/domain/calendrier.js';
import { toIso } from '../../../format/domain/date.js';
import { pointer } from '../../../format/model/place.js';
import type { Profile } from '../../../format/profiles/profile.js';
import type { Finding } from '../../../rules/contract.js';
import { LineIndex } from '../../../language/lines.js';
import { toldProblem } from '../planDocument.js';
import type { Prepared } from '../prepare.js';
import { avanceOf, avanceRule, beneficiairesOf, lexeme, sum, vatOf } from './facts.js';
import { rateOf } from '../../../format/model/taux.js';
import type {
  DepositReport,
  ReportedDemande,
  ReportedFile,
  ReportedFinding,
  ReportedGate,
  ReportedPiece,
} from './report.js';
import type { Lang } from '../../../texts/typeset.js';

/** A demande's ZIP as it was written. */
export interface WrittenDemande {
  readonly zip: ReportedFile | null;
  readonly pieces: readonly ReportedPiece[];
}

/** `written` has the demandes of the plan, in their order. */
export function buildReport(
  prepared: Prepared,
  json: ReportedFile,
  written: readonly WrittenDemande[],
  lang: Lang,
): DepositReport {
  const { analysis, plan, findings } = prepared;
  const { profile } = analysis.choice;
  const rule = avanceRule(profile);
  const told = findingsBy(prepared, lang);
  const demandes = plan.demandes.map(({ ligne, rank, numeroEditeur, numeroASP }, index): ReportedDemande => {
    const amount = amountOf(ligne);
    return {
      ligne: rank,
      numLigne: ligne.text('numLigne')?.value ?? null,
      numeroEditeur: numeroEditeur ?? null,
      numeroASP: numeroASP ?? null,
      beneficiaires: beneficiairesOf(ligne, lang),
      mandataire: ligne.text('nomMandataire')?.value ?? null,
      regimeTVA: ligne.text('regimeTVA')?.value ?? null,
      tauxTVA: rateOf(ligne) ?? null,
      montantSegurHT: lexeme(amount),
      avanceHT: lexeme(avanceOf(amount, rule)),
      zip: written[index]?.zip ?? null,
      pieces: written[index]?.pieces ?? [],
      findings: told.get(index) ?? [],
    };
  });
  const lignes = plan.demandes.map(({ ligne }) => ligne);
  const amounts = lignes.map(amountOf);
  const count = (severity: string): number => findings.filter(finding => finding.severity === severity).length;
  return {
    version: 1,
    lang,
    file: {
      ...json,
      profile: profile?.id ?? null,
      phase: profile?.phase ?? null,
      reordered: prepared.reordered,
      withoutBom: prepared.withoutBom,
    },
    publisher: {
      siret: analysis.head?.text('siretEditeur')?.value ?? null,
      numeroAns: analysis.head?.text('numeroAns')?.value ?? null,
    },
    vat: vatOf(lignes),
    avance: rule,
    gates: gatesOf(analysis.options.calendrier ?? CALENDRIER, profile, lang),
    totals: {
      demandes: demandes.length,
      zips: written.filter(({ zip }) => zip !== null).length,
      pieces: demandes.reduce((total, { pieces }) => total + pieces.length, 0),
      pages: demandes.reduce((total, { pieces }) => total + pieces.reduce((pages, piece) => pages + piece.pages, 0), 0),
      size: demandes.reduce((total, { zip }) => total + (zip?.size ?? 0), 0),
      montantSegurHT: lexeme(sum(amounts)),
      avanceHT: rule === null ? null : lexeme(sum(amounts.map(amount => avanceOf(amount, rule)))),
      errors: count('error'),
      warnings: count('warning'),
      infos: count('info'),
    },
    demandes,
    findings: told.get(undefined) ?? [],
    notices: plan.notices.map(notice => toldProblem(notice, lang)),
  };
}

/** By the ligne that they stand in. */
function findingsBy(
  { analysis, findings }: Prepared,
  lang: Lang,
): ReadonlyMap<number | undefined, readonly ReportedFinding[]> {
  const lines = new LineIndex(analysis.text);
  const by = new Map<number | undefined, ReportedFinding[]>();
  for (const finding of findings) {
    const list = by.get(finding.chunk) ?? [];
    by.set(finding.chunk, list);
    list.push(
      reported(finding, lines.positionAt(analysis.originOf(finding.chunk) + finding.span.start).line + 1, lang),
    );
  }
  return by;
}

const reported = ({ rule, severity, message, place }: Finding, line: number, lang: Lang): ReportedFinding => ({
  code: rule.id,
  severity,
  message: message(lang),
  path: pointer(place),
  line,
});

function gatesOf(calendrier: Calendrier, profile: Profile | undefined, lang: Lang): readonly ReportedGate[] {
  if (profile === undefined) return [];
  return calendrier.flatMap(({ title, couloirs }): ReportedGate[] => {
    const gate: Guichet | undefined = couloirs.get(profile.traits.calendar)?.[profile.phase];
    return gate === undefined
      ? []
      : [
          {
            vague: title[lang],
            opens: gate.opens === undefined ? null : momentOf(gate.opens),
            closes: momentOf(gate.closes),
          },
        ];
  });
}

const momentOf = ({ day, hour }: Moment): string => (hour === undefined ? toIso(day) : `${toIso(day)}T${hour}`);
