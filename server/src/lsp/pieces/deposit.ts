import { basename } from 'node:path';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { pathToFileURL } from 'node:url';
import {
  type DepositSetup,
  partFolders,
  planned,
  prepared,
  type WriteRefused,
  written,
} from '../../app/deposit/deposit.js';
import type { DepositPlan as Plan, Proposal } from '../../app/deposit/plan.js';
import { REPORT_HTML } from '../../app/deposit/ports.js';
import type { PlanFile, PlannedDemande } from '../../app/deposit/sources.js';
import { checkPieces } from '../../app/pieces.js';
import { Refused } from '../../app/refused.js';
import { sizeText } from '../../features/pieceChoice.js';
import { ligneTitle } from '../../features/symbols.js';
import { field, textOf } from '../../language/unknown.js';
import { MAX_ZIP, openDeposit, packagingTools } from '../../node/deposit.js';
import { type PieceListing, withDeeper } from '../../node/pieceFolder.js';
import { ANSWERS } from '../../texts/editor/answers.js';
import { failureText } from '../../texts/failures.js';
import type { Lang } from '../../texts/typeset.js';
import { sentence } from '../convert.js';
import type {
  CheckResult,
  Confirmed,
  MissingPiece,
  PlanResult,
  Progress,
  ProposedDeposit,
  WriteResult,
} from '../protocol/index.js';
import { filePath } from '../uris.js';
import { type AskedPieces, maxPiece, readConfirmed } from './ask.js';
import { fileChoices } from './choices.js';
import { stampIn } from './folders.js';
import { checkedText } from './source.js';

/** What a deposit needs besides the document. */
interface PlanSources extends DepositSetup {
  readonly sources: PieceListing;
  readonly planFile: PlanFile;
  readonly zipName: string | undefined;
}

async function planSources({ session, opened, known }: AskedPieces, confirmed: Confirmed): Promise<PlanSources> {
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

/** The plan as shown to the user. */
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
    .find(entry => entry.all('nomFichier').some(({ value }) => value === nomFichier));
  return {
    key,
    nomFichier,
    typeFichier: typeFichier ?? '',
    title: ligne === undefined ? key : ligneTitle(ligne),
    choices: ligne === undefined ? [] : fileChoices(opened, known, ligne, entry),
  };
}

/** A longer list of errors helps nobody. */
const MAX_REASONS = 12;

/** Makes the deposit whose plan the user was shown: in the end all of it exists, or nothing. */
export async function writeFor(
  asked: AskedPieces,
  params: unknown,
  tell: (progress: Progress) => void,
  signal: AbortSignal,
): Promise<WriteResult> {
  const { opened, known } = asked;
  const { lang } = opened.client;
  const file = filePath(opened.uri);
  const out = filePath(textOf(field(params, 'out')) ?? '');
  if (field(params, 'version') !== opened.version) return { moved: true };
  if (file === undefined || out === undefined) return { refused: ANSWERS.deposit.notHere[lang], reasons: [] };
  const setup = await planSources(asked, readConfirmed(field(params, 'confirmed')));
  const { settings } = asked.session.setFor(opened.uri);
  const tools = packagingTools(setup.sources, maxPiece(asked.session, opened.uri));
  const json = { name: basename(file), bytes: new TextEncoder().encode(opened.text.getText()) };
  const watch = { signal, onProgress: tell };
  const { engine, analysis, project } = opened;
  const deposit = await prepared({ engine, analysis, project, path: file, json, ...tools, ...setup }, watch);
  if (deposit instanceof Refused)
    return { refused: ANSWERS.deposit.notPrepared[lang], reasons: [sentence(failureText(deposit, lang))] };
  const force = field(params, 'replace') === true;
  const pieces = { folder: known.path, parts: partFolders(analysis) };
  const report = await written(
    { ...tools, open: () => openDeposit(out, { force, keep: [file, known.path], pieces }) },
    deposit,
    {
      ...watch,
      lang,
      maxZip: Math.min(MAX_ZIP, settings.maxZip ?? MAX_ZIP),
      allowErrors: field(params, 'allowErrors') === true,
      elsewhere: opened.findings.filter(({ rule }) => rule.scope === 'workspace'),
    },
  );
  if (report instanceof Refused) return whyNot(report, out, lang);
  const { totals } = report;
  const uri = pathToFileURL(out).href;
  return {
    out: uri,
    report: `${uri}/${REPORT_HTML}`,
    demandes: totals.zips,
    pieces: totals.pieces,
    warnings: totals.errors + totals.warnings,
  };
}

function whyNot(refused: WriteRefused, out: string, lang: Lang): WriteResult {
  switch (refused.code) {
    case 'deposit-standing': {
      const { problems, errors } = refused.data;
      const lines = [...problems.map(({ message }) => message[lang]), ...errors.map(finding => finding.message(lang))];
      return { refused: ANSWERS.deposit.notPrepared[lang], reasons: shortened([...new Set(lines)], lang) };
    }
    case 'deposit-source':
      return { refused: ANSWERS.deposit.notPrepared[lang], reasons: [refused.data.told[lang]] };
    case 'deposit-out': {
      const { why, path } = refused.data;
      return why === 'exists'
        ? { exists: true }
        : { refused: ANSWERS.deposit[why][lang], reasons: why === 'inside' ? [] : [path] };
    }
    case 'deposit-not-written': {
      const { code } = refused.data;
      const isFull = code === 'ENOSPC' || code === 'EDQUOT';
      return {
        refused: (isFull ? ANSWERS.deposit.full : ANSWERS.deposit.notWritten)[lang],
        reasons: [`${out} (${code})`, (isFull ? ANSWERS.deposit.elsewhere : ANSWERS.deposit.noRight)[lang]],
      };
    }
  }
}

function shortened(lines: readonly string[], lang: Lang): readonly string[] {
  const more = lines.length - MAX_REASONS;
  if (more <= 0) return lines;
  return [...lines.slice(0, MAX_REASONS), ANSWERS.andMore(more)[lang]];
}

/** Checks a request's attachments and their texts, on demand. */
export async function checkTexts(
  { session, opened, known }: AskedPieces,
  tell: (progress: Progress) => void,
  signal: AbortSignal,
): Promise<CheckResult> {
  const { analysis, engine, uri } = opened;
  const { read, pdf } = packagingTools(known.listing, maxPiece(session, uri));
  const tools = {
    pdf,
    // Others get their turn between two files.
    read: async (path: string) => {
      await nextTurn();
      signal.throwIfAborted();
      return read(path);
    },
  };
  const { folder } = known;
  const checked = await checkPieces(tools, { engine, analysis, folder }, { signal, onProgress: tell });
  const lignes = checked.lignes.map(({ chunk, findings, files }) => ({
    chunk,
    findings,
    text: checkedText(analysis, chunk),
    files: files.flatMap((file): [string, string][] => {
      const stamp = stampIn(known.listing, file);
      return stamp === undefined ? [] : [[file, stamp]];
    }),
  }));
  session.pieces.checked(uri, known, lignes, checked.states);
  const found = lignes.reduce((all, { findings }) => all + findings.length, 0);
  return { pieces: checked.pieces, missing: checked.missing, unreadable: checked.unreadable, found };
}
