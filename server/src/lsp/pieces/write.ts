import { basename } from 'node:path';
import { pathToFileURL } from 'node:url';
import { openDeposit } from '../../node/deposit.js';
import { MAX_FILE, MAX_ZIP, packagingTools } from '../../node/packaging.js';
import type { Lang } from '../../format/domain/langue.js';
import { prepared, written, type WriteRefused } from '../../app/deposit/deposit.js';
import type { OutRefused } from '../../app/deposit/ports.js';
import type { Judge } from '../../app/deposit/prepare.js';
import { REPORT_HTML } from '../../app/deposit/problem.js';
import { Refused } from '../../app/refused.js';
import { failureText } from '../../texts/failures.js';
import { sentence } from '../convert.js';
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
  const { lang } = opened.client;
  const file = filePath(opened.uri);
  const out = filePath(textOf(field(params, 'out')) ?? '');
  if (field(params, 'version') !== opened.version) return { moved: true };
  if (file === undefined || out === undefined) return { refused: NOT_HERE[lang], reasons: [] };
  const setup = await planSources(asked, readConfirmed(field(params, 'confirmed')));
  const { settings } = asked.session.setFor(opened.uri);
  const tools = packagingTools(setup.sources, Math.min(MAX_FILE, settings.maxPiece ?? MAX_FILE));
  const json = { name: basename(file), bytes: new TextEncoder().encode(opened.text.getText()) };
  const watch = { signal, onProgress: tell };
  const { engine, analysis } = opened;
  const deposit = await prepared({ engine, analysis, judge: judgeOf(asked), json, ...tools, ...setup }, watch);
  if (deposit instanceof Refused)
    return { refused: NOT_PREPARED[lang], reasons: [sentence(failureText(deposit, lang))] };
  const force = field(params, 'replace') === true;
  const report = await written(
    { ...tools, open: () => openDeposit(out, { force, keep: [file, known.path], pieces: known.path }) },
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

/** The findings as the configuration wants them. */
function judgeOf({ session, opened }: AskedPieces): Judge {
  const { project } = session.setFor(opened.uri);
  const path = filePath(opened.uri);
  return {
    apply: (analysis, findings) => project?.apply(analysis, findings, path).findings ?? findings,
    only: opened.project.only(path),
  };
}

function whyNot(refused: WriteRefused, out: string, lang: Lang): WriteResult {
  switch (refused.code) {
    case 'deposit-standing': {
      const { problems, errors } = refused.data;
      const lines = [...problems.map(({ message }) => message[lang]), ...errors.map(finding => finding.message(lang))];
      return { refused: NOT_PREPARED[lang], reasons: shortened([...new Set(lines)], lang) };
    }
    case 'deposit-source':
      return { refused: NOT_PREPARED[lang], reasons: [refused.data.told[lang]] };
    case 'deposit-out': {
      const { why, path } = refused.data;
      return why === 'exists'
        ? { exists: true }
        : { refused: OUT_REFUSED[why][lang], reasons: why === 'inside' ? [] : [path] };
    }
    case 'deposit-not-written': {
      const { code } = refused.data;
      const isFull = code === 'ENOSPC' || code === 'EDQUOT';
      return {
        refused: (isFull ? FULL : NOT_WRITTEN)[lang],
        reasons: [`${out} (${code})`, (isFull ? ELSEWHERE : NO_RIGHT)[lang]],
      };
    }
  }
}

function shortened(lines: readonly string[], lang: Lang): readonly string[] {
  const more = lines.length - MAX_REASONS;
  if (more <= 0) return lines;
  const rest = lang === 'fr' ? `… et ${String(more)} de plus.` : `… and ${String(more)} more.`;
  return [...lines.slice(0, MAX_REASONS), rest];
}

interface Told {
  readonly fr: string;
  readonly en: string;
}

const NOT_PREPARED: Told = {
  fr: 'Le dépôt n’a pas été préparé\u00a0; rien n’a été écrit.',
  en: 'The deposit was not prepared; nothing was written.',
};
const NOT_WRITTEN: Told = {
  fr: 'Le système n’a pas permis d’écrire le dépôt\u00a0; il n’en reste rien.',
  en: 'The system did not let the deposit be written; nothing of it is left.',
};
const NO_RIGHT: Told = {
  fr: 'Choisissez pour le dépôt un dossier où vous avez le droit d’écrire, et fermez les programmes qui y ont un fichier ouvert.',
  en: 'Choose a folder for the deposit that you may write to, and close the programs that hold a file open there.',
};
const ELSEWHERE: Told = {
  fr: 'Faites de la place, ou choisissez pour le dépôt un dossier sur un autre disque.',
  en: 'Make room, or choose a folder for the deposit on another disk.',
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
    en: 'The folder to replace is not a deposit of Ségur JSON, it holds something else: choose another place.',
  },
  inside: {
    fr: 'Le dépôt ne s’écrit pas dans le dossier des pièces\u00a0: choisissez un autre emplacement.',
    en: 'The deposit is not written into the folder of attachments: choose another place.',
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

const NOT_HERE: Told = {
  fr: 'Choisissez un dossier de cet ordinateur.',
  en: 'Choose a folder of this computer.',
};
