import { basename, isAbsolute, relative, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { openDeposit, OutRefused } from '../../node/deposit.js';
import { MAX_FILE, MAX_ZIP, packagingTools } from '../../node/packaging.js';
import type { Finding } from '../../rules/contract.js';
import { prepareDeposit, type Judge, type Prepared } from '../../app/deposit/prepare.js';
import { DepositRefused, REPORT_HTML, writeDeposit } from '../../app/deposit/write.js';
import { filePath } from '../projects.js';
import type { Progress, WriteResult } from '../protocol.packaging.js';
import { field, textOf } from '../unknown.js';
import type { AskedPieces } from './ask.js';
import { readConfirmed } from './params.js';
import { planSources } from './plan.js';

/** Beyond these, the list of what is wrong helps nobody. */
const MAX_REASONS = 12;

/** Makes the deposit that the user was shown the plan of: all of it stands afterwards, or nothing. */
export async function writeFor(
  asked: AskedPieces,
  params: unknown,
  tell: (progress: Progress) => void,
  signal: AbortSignal,
): Promise<WriteResult> {
  const { opened, known } = asked;
  const file = filePath(opened.uri);
  const out = filePath(textOf(field(params, 'out')) ?? '');
  if (field(params, 'version') !== opened.version) return { moved: true };
  if (file === undefined || out === undefined || isWithin(known.path, out)) return refused(asked, inside(out), []);
  const { sources, planFile, zipName } = await planSources(asked, readConfirmed(field(params, 'confirmed')));
  const { settings } = asked.session.setFor(opened.uri);
  const { read, pdf, zip, sha256 } = packagingTools(sources, Math.min(MAX_FILE, settings.maxPiece ?? MAX_FILE));
  const json = { name: basename(file), bytes: new TextEncoder().encode(opened.text.getText()) };
  const prepared = await prepareDeposit(
    {
      engine: opened.engine,
      analysis: opened.analysis,
      judge: judgeOf(asked),
      json,
      read,
      pdf,
      sources,
      planFile,
      zipName,
    },
    { signal, onProgress: tell },
  );
  const wrong = reasonsOf(asked, prepared, field(params, 'allowErrors') === true);
  if (wrong.length > 0) return refused(asked, NOT_PREPARED, wrong);
  try {
    const target = await openDeposit(out, { force: field(params, 'replace') === true, keep: [file, known.path] });
    const maxZip = Math.min(MAX_ZIP, settings.maxZip ?? MAX_ZIP);
    const { totals } = await writeDeposit(
      prepared,
      { read, pdf, zip, sha256, target },
      { signal, onProgress: tell, lang: opened.client.lang, maxZip },
    );
    const uri = pathToFileURL(out).href;
    return {
      out: uri,
      report: `${uri}/${REPORT_HTML}`,
      demandes: totals.zips,
      pieces: totals.pieces,
      warnings: totals.errors + totals.warnings,
    };
  } catch (error) {
    signal.throwIfAborted();
    return whyNot(asked, error);
  }
}

/** The findings as the configuration wants them. */
function judgeOf({ session, opened }: AskedPieces): Judge {
  const { project } = session.setFor(opened.uri);
  const path = filePath(opened.uri);
  return {
    apply: (analysis, findings) => project?.apply(analysis, findings, path).findings ?? findings,
    only: opened.project.only(path),
  };
}

/**
 * What stands in the way: of the plan always, of the file unless the user knows. Findings about other files are the
 * editor's.
 */
function reasonsOf({ opened }: AskedPieces, { plan, findings }: Prepared, allowErrors: boolean): readonly string[] {
  const { lang } = opened.client;
  const isError = ({ severity }: Finding): boolean => severity === 'error';
  const elsewhere = opened.findings.filter(finding => isError(finding) && finding.rule.scope === 'workspace');
  const errors = allowErrors ? [] : [...findings.filter(isError), ...elsewhere];
  const lines = new Set([
    ...plan.problems.map(({ message }) => message[lang]),
    ...errors.map(finding => finding.message(lang)),
  ]);
  const shown = [...lines].slice(0, MAX_REASONS);
  const more = lines.size - shown.length;
  return more === 0
    ? shown
    : [...shown, lang === 'fr' ? `… et ${String(more)} de plus.` : `… and ${String(more)} more.`];
}

/** @throws what is none of the user's. */
function whyNot(asked: AskedPieces, error: unknown): WriteResult {
  if (error instanceof OutRefused)
    return error.why === 'exists' ? { exists: true } : refused(asked, OUT_REFUSED[error.why], [error.path]);
  if (error instanceof DepositRefused) return refused(asked, NOT_PREPARED, [error.told[asked.opened.client.lang]]);
  const { code } =
    error instanceof Error
      ? { code: textOf(Object.entries(error).find(([key]) => key === 'code')?.[1]) }
      : { code: undefined };
  if (code === undefined) throw error;
  return refused(
    asked,
    code === 'ENOSPC' || code === 'EDQUOT' ? FULL : NOT_WRITTEN,
    code === 'ENOSPC' || code === 'EDQUOT' ? [] : [code],
  );
}

interface Told {
  readonly fr: string;
  readonly en: string;
}

const refused = ({ opened }: AskedPieces, told: Told, reasons: readonly string[]): WriteResult => ({
  refused: told[opened.client.lang],
  reasons,
});

const NOT_PREPARED: Told = {
  fr: 'Le dépôt n’a pas été préparé\u00a0; rien n’a été écrit.',
  en: 'The deposit was not prepared; nothing was written.',
};
const NOT_WRITTEN: Told = {
  fr: 'Le système n’a pas permis d’écrire le dépôt\u00a0; il n’en reste rien.',
  en: 'The system did not let the deposit be written; nothing of it is left.',
};
const FULL: Told = {
  fr: 'Le disque est plein\u00a0: le dépôt n’a pas été écrit, et il n’en reste rien.',
  en: 'The disk is full: the deposit was not written, and nothing of it is left.',
};
const OUT_REFUSED: Readonly<Record<Exclude<OutRefused['why'], 'exists'>, Told>> = {
  'not-a-folder': {
    fr: 'Il y a là autre chose qu’un dossier\u00a0: choisissez un autre emplacement.',
    en: 'There is something else than a folder: choose another place.',
  },
  holds: {
    fr: 'Le dossier à remplacer contient ce qu’il faut garder\u00a0: choisissez un autre emplacement.',
    en: 'The folder to replace holds what must be kept: choose another place.',
  },
  foreign: {
    fr:
      'Le dossier à remplacer n’est pas un dépôt de Ségur JSON, il contient autre chose\u00a0: choisissez un autre ' +
      'emplacement.',
    en: 'The folder to replace is no deposit of Ségur JSON, it holds something else: choose another place.',
  },
  link: {
    fr: 'Il y a là un lien, qui n’est pas remplacé\u00a0: choisissez un autre emplacement.',
    en: 'There is a link, which is not replaced: choose another place.',
  },
  root: {
    fr: 'Le dépôt ne peut pas prendre la place de la racine\u00a0: choisissez un autre emplacement.',
    en: 'The deposit can’t take the place of the root: choose another place.',
  },
};

const inside = (out: string | undefined): Told =>
  out === undefined
    ? { fr: 'Choisissez un dossier de cet ordinateur.', en: 'Choose a folder of this computer.' }
    : {
        fr: 'Le dépôt ne s’écrit pas dans le dossier des pièces\u00a0: choisissez un autre emplacement.',
        en: 'The deposit is not written into the folder of attachments: choose another place.',
      };

function isWithin(folder: string, path: string): boolean {
  const way = relative(resolve(folder), resolve(path));
  return way === '' || (!/^\.\.(?:[\\/]|$)/.test(way) && !isAbsolute(way));
}
