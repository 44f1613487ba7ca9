import { pathToFileURL } from 'node:url';
import { withDeeper, type PieceListing } from '../../node/pieceFolder.js';
import { ligneTitle } from '../../features/symbols.js';
import { sizeText } from '../../features/pieceChoice.js';
import { planned, type DepositSetup } from '../../app/deposit/deposit.js';
import type { DepositPlan as Plan, Proposal } from '../../app/deposit/plan.js';
import type { PlannedDemande } from '../../app/deposit/sources.js';
import { Refused } from '../../app/refused.js';
import { failureText } from '../../texts/failures.js';
import { sentence } from '../convert.js';
import type { PlanFile } from '../../app/deposit/planFile.js';
import type { Confirmed, ProposedDeposit, MissingPiece, PlanResult } from '../protocol/index.js';
import type { AskedPieces } from './ask.js';
import { fileChoices } from './choices.js';
import { ANSWERS } from '../../texts/editor/answers.js';

/** What a deposit is made from, beside the document. */
interface PlanSources extends DepositSetup {
  readonly sources: PieceListing;
  readonly planFile: PlanFile;
  readonly zipName: string | undefined;
}

export async function planSources({ session, opened, known }: AskedPieces, confirmed: Confirmed): Promise<PlanSources> {
  const { settings, project } = session.setFor(opened.uri);
  const paths = Object.values(confirmed)
    .flatMap(named => Object.values(named))
    .flat();
  return {
    sources: await withDeeper(known.listing, paths),
    planFile: { version: 1, pieces: confirmed },
    settings: project?.parts.problems.some(({ severity }) => severity === 'error') === true ? 'broken' : 'sound',
    zipNameOption: settings.nomZip === undefined ? 'nomZip' : 'segur.nomZip',
    zipName: settings.nomZip ?? project?.parts.config.nomZip,
  };
}

/** The deposit's file has its keys in order and no byte order mark, whatever the document has. */
const PUT_RIGHT: ReadonlySet<string> = new Set(['field-order', 'encoding']);

/** The plan as the user is shown it. */
export async function planFor(asked: AskedPieces, confirmed: Confirmed): Promise<PlanResult> {
  const { opened, known } = asked;
  const {
    client: { lang },
    version,
    findings,
  } = opened;
  const plan = planned({ analysis: opened.analysis, ...(await planSources(asked, confirmed)) });
  if (plan instanceof Refused) return { refused: sentence(failureText(plan, lang)) };
  const told = (list: Plan['problems'], blocking: boolean): ProposedDeposit['problems'] =>
    list.map(({ message }) => ({ message: message[lang], blocking }));
  return {
    version,
    folder: pathToFileURL(known.path).href,
    errors: findings.filter(({ severity, rule }) => severity === 'error' && !PUT_RIGHT.has(rule.id)).length,
    demandes: plan.demandes.flatMap(demande =>
      demande.zipName === undefined
        ? []
        : [
            {
              title: ligneTitle(demande.ligne),
              zip: demande.zipName,
              detail: detailOf(demande, lang),
            },
          ],
    ),
    missing: plan.proposals.map(proposal => missingPiece(asked, plan, proposal)),
    problems: [
      ...told(
        plan.problems.filter(({ code }) => code !== 'piece-missing'),
        true,
      ),
      ...told(plan.notices, false),
    ],
    pieces: plan.totals.pieces,
    size: sizeText(plan.totals.bytes, lang),
  };
}

/** « BDC.pdf · FACTURE.pdf (3 documents) » */
const detailOf = ({ entries }: PlannedDemande, lang: 'fr' | 'en'): string =>
  entries
    .map(({ nomFichier, sources, how }) => {
      const [only] = sources;
      if (how === 'concatenated') return `${nomFichier} (${String(sources.length)} documents)`;
      if (only === undefined || only.path.normalize('NFC') === nomFichier.normalize('NFC')) return nomFichier;
      return ANSWERS.pieces.from(nomFichier, only.path)[lang];
    })
    .join(' · ');

function missingPiece(
  { opened, known }: AskedPieces,
  { demandes }: Plan,
  { rank, key, nomFichier, typeFichier }: Proposal,
): MissingPiece {
  const ligne = demandes[rank - 1]?.ligne;
  const entry = ligne
    ?.entries('piece')
    .find(({ fields }) => fields.some(({ role, value }) => role === 'nomFichier' && value === nomFichier));
  return {
    key,
    nomFichier,
    typeFichier: typeFichier ?? '',
    title: ligne === undefined ? key : ligneTitle(ligne),
    choices: ligne === undefined ? [] : fileChoices(opened, known, ligne, entry),
  };
}
