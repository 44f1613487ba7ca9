import { readFileSync } from 'node:fs';
import { analyze, findingsOf, type Analysis, type AnalyzeOptions } from '../../server/src/core/analyze.js';
import { buildPlafonds } from '../../server/src/core/domain/plafonds.js';
import { createEngine } from '../../server/src/core/engine.js';
import { pointer } from '../../server/src/core/model/place.js';
import type { Finding } from '../../server/src/core/rules/contract.js';
import type { Example } from '../../server/src/core/rules/examples.js';

export const engine = createEngine();
export const TODAY = 20260101;

/** The hand-written correct file of a profile. */
export function correctFile(profile: string): string {
  return readFileSync(new URL(`../corpus/correct/${profile.toLowerCase().replace('/', '.')}.json`, import.meta.url), 'utf8');
}

/** The text that a case describes. Throws when a replacement doesn't match: such a case would assert nothing. */
export function textOf(example: Example): string {
  let text = example.text ?? correctFile(example.profile ?? '');
  for (const [from, to] of example.change ?? []) {
    if (!text.includes(from)) throw new Error(`« ${example.name} »: ${JSON.stringify(from)} does not stand in the file`);
    text = text.replace(from, () => to);
  }
  return text;
}

export const optionsOf = (example: Example): AnalyzeOptions => ({
  today: TODAY, profile: example.profile, path: example.path, referenceDate: example.referenceDate,
  plafonds: example.plafonds && buildPlafonds(example.plafonds).table, bom: example.bom, invalidBytes: example.invalidBytes,
});

export interface Told {
  readonly rule: string;
  readonly message: string;
  readonly path: string;
  readonly marks: string;
  readonly severity: string;
  readonly fr: string;
}

export const tell = (analysis: Analysis, finding: Finding): Told => {
  const origin = analysis.originOf(finding.chunk);
  return {
    rule: finding.rule.id, message: finding.messageId, path: pointer(finding.place),
    marks: analysis.text.slice(origin + finding.span.start, origin + finding.span.end),
    severity: finding.severity, fr: finding.message('fr'),
  };
};

export const findAll = (text: string, options: AnalyzeOptions = { today: TODAY }): Told[] => {
  const analysis = analyze(engine, text, options);
  return findingsOf(analysis).map((finding) => tell(analysis, finding));
};
