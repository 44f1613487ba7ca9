import type { Analysis } from '../analysis/analyze.js';
import { fixAll, ofRule, type Fixed } from '../analysis/fix.js';
import type { Project } from './project.js';
import { Refused, type RefusedFor } from './refused.js';

/** What to fix: a request under its project, all of it or one rule's findings. */
interface FixQuestion {
  readonly analysis: Analysis;
  /** The file's; undefined for a text that is not a file. */
  readonly path: string | undefined;
  readonly rule?: string | undefined;
}

/** A request with every safe fix applied. Its text has no byte order mark. */
interface Mended extends Fixed {
  readonly changed: boolean;
  /** There was a byte order mark, which the configuration allows. */
  readonly bom: boolean;
}

/** The settings that say what to fix can't be read in full. */
type FixRefused = RefusedFor<{ 'fix-settings': undefined }>;

/** Applies every safe fix that the project allows. Writes nothing. */
export function fixRequest(project: Project, { analysis, path, rule }: FixQuestion): Mended | FixRefused {
  const { options, text } = analysis;
  const hadBom = options.bom === true;
  const unchanged = { text, analysis, applied: 0, changed: false, bom: hadBom };
  // Unreadable bytes became U+FFFD in the text: writing that would lose them.
  if (options.invalidBytes === true) return unchanged;
  const shown = project.only(path);
  const only = rule === undefined ? shown : ofRule(rule, shown);
  const isMarkWrong = analysis.textFindings.some(
    finding => finding.rule.id === 'encoding' && finding.messageId === 'bom' && (only?.(finding, analysis) ?? true),
  );
  const dropsBom = hadBom && isMarkWrong && analysis.choice.foreign === undefined;
  const fixed = fixAll(project.engine, text, { ...options, bom: false }, only);
  const changed = dropsBom || fixed.text !== text;
  if (changed && project.isBroken) return new Refused('fix-settings', undefined);
  return { ...fixed, applied: fixed.applied + (dropsBom ? 1 : 0), changed, bom: hadBom && !dropsBom };
}
