import { amountOf } from '../../../features/symbols.js';
import { type Calendrier, CALENDRIER, type Guichet, type Moment } from '../../../format/domain/calendrier.js';
import { toIso } from '../../../format/domain/date.js';
import { type Cents, centsToLexeme, floorCents, shareOf } from '../../../format/domain/montant.js';
import { AVANCE_PERCENT, clientsOf, rateOf } from '../../../format/model/clients.js';
import type { Ligne } from '../../../format/model/ligne.js';
import { pointer } from '../../../format/model/located.js';
import type { Profile } from '../../../format/profiles/profile.js';
import type { FieldRole } from '../../../format/profiles/roles.js';
import { LineIndex } from '../../../language/lines.js';
import type { Finding } from '../../../rules/contract.js';
import type { Bilingual, Lang } from '../../../texts/typeset.js';
import { toldProblem } from '../planDocument.js';
import type { Prepared } from '../prepare.js';
import type {
  DepositReport,
  ReportedBeneficiaire,
  ReportedDemande,
  ReportedFile,
  ReportedFinding,
  ReportedGate,
  ReportedPiece,
  ReportedVat,
} from './report.js';

/** What is said about a request besides its attachments, by role. */

const IDENTIFIERS: readonly (readonly [role: FieldRole, name: Bilingual])[] = [
  ['finessPMSI', { fr: 'FINESS PMSI', en: 'FINESS PMSI' }],
  ['finessJuridique', { fr: 'FINESS juridique', en: 'Legal FINESS' }],
  ['finessGeo', { fr: 'FINESS géographique', en: 'Geographic FINESS' }],
  ['numeroAM', { fr: 'N° AM', en: 'AM number' }],
  ['rpps', { fr: 'RPPS', en: 'RPPS' }],
  ['siretClient', { fr: 'SIRET', en: 'SIRET' }],
];

const beneficiairesOf = (ligne: Ligne, lang: Lang): readonly ReportedBeneficiaire[] =>
  clientsOf(ligne).map(entry => ({
    nom: entry.text('nomClient')?.value ?? null,
    identifiants: IDENTIFIERS.flatMap(([role, name]) =>
      entry.fields
        .filter(field => field.role === role)
        .flatMap(({ value }) => (typeof value === 'string' ? [{ type: name[lang], valeur: value }] : [])),
    ),
  }));

/** With two decimals, always. */
function lexeme(cents: Cents | undefined): string | null {
  if (cents === undefined) return null;
  const text = centsToLexeme(cents);
  return text.includes('.') ? text : `${text}.00`;
}

/** How the avance is computed; only an avance is still to be paid. */
function avanceRule(profile: Profile | undefined): DepositReport['avance'] {
  if (profile?.phase !== 'avance') return null;
  return profile.traits.avanceHT === undefined
    ? { percent: AVANCE_PERCENT }
    : { forfaitHT: lexeme(floorCents(profile.traits.avanceHT)) ?? profile.traits.avanceHT };
}

function avanceOf(amount: Cents | undefined, rule: DepositReport['avance']): Cents | undefined {
  if (rule === null) return undefined;
  if ('forfaitHT' in rule) return floorCents(rule.forfaitHT);
  return amount === undefined ? undefined : shareOf(amount, rule.percent).nearest;
}

function vatOf(lignes: readonly Ligne[]): ReportedVat {
  const regimes = new Set(
    lignes.map(ligne => ligne.text('regimeTVA')?.value).filter(regime => regime === 'HT' || regime === 'TTC'),
  );
  const [regime = null] = regimes;
  const rates = [...new Set(lignes.map(rateOf).filter(rate => rate !== undefined))];
  const mixed = regimes.size > 1;
  return { regime: mixed ? 'mixed' : regime, rates, rate: mixed || rates.length !== 1 ? null : (rates[0] ?? null) };
}

/** Undefined if one of them is. */
const sum = (amounts: readonly (Cents | undefined)[]): Cents | undefined =>
  amounts.reduce<Cents | undefined>(
    (total, amount) => (total === undefined || amount === undefined ? undefined : total + amount),
    0,
  );

/** A request's ZIP as it was written. */
export interface WrittenDemande {
  readonly zip: ReportedFile | null;
  readonly pieces: readonly ReportedPiece[];
}

/** `written` has the requests of the plan, in their order. */
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
      afterPilots: profile?.phase === 'solde' && profile.traits.soldePilotes,
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

/** By ligne. */
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
