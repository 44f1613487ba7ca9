import { basename } from 'node:path';
import { pathToFileURL } from 'node:url';
import { openDeposit } from '../../node/deposit.js';
import { MAX_ZIP, packagingTools } from '../../node/packaging.js';
import { partFolders, prepared, written, type WriteRefused } from '../../app/deposit/deposit.js';
import { REPORT_HTML } from '../../app/deposit/problem.js';
import { Refused } from '../../app/refused.js';
import { failureText } from '../../texts/failures.js';
import { sentence } from '../convert.js';
import { filePath } from '../uris.js';
import type { Progress, WriteResult } from '../protocol/index.js';
import { field, textOf } from '../../language/unknown.js';
import { maxPiece, readConfirmed, type AskedPieces } from './ask.js';
import { planSources } from './plan.js';
import { ANSWERS } from '../../texts/editor/answers.js';
import type { Lang } from '../../texts/typeset.js';

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
