import { fullMessage, rulePage } from '../../features/request.js';
import type { Position } from '../../language/lines.js';
import type { Finding, Severity } from '../../rules/contract.js';
import { fingerprintOf, type CheckedRequest } from './request.js';
import { eachFinding, slashed, type Render } from './reporter.js';
import type { Lang } from '../../texts/typeset.js';

/** With the rule's page, where the format has no field for it. */
const told = (finding: Finding, lang: Lang): string =>
  `${fullMessage(finding, lang)}\n${rulePage(finding.rule.id, lang)}`;

const COMMANDS: Readonly<Record<Severity, string>> = { error: 'error', warning: 'warning', info: 'notice' };

/** Workflow commands of GitHub Actions: an annotation on each line. */
export const github: Render = (requests, { lang }) =>
  eachFinding(requests)
    .map(({ request, located: { finding, from, to } }) => {
      const properties = {
        file: slashed(request.path),
        line: from.line + 1,
        col: from.character + 1,
        endLine: to.line + 1,
        endColumn: to.character + 1,
        title: finding.rule.id,
      };
      const list = Object.entries(properties).map(([key, value]) => `${key}=${inProperty(String(value))}`);
      return `::${COMMANDS[finding.severity]} ${list.join(',')}::${inData(told(finding, lang))}\n`;
    })
    .join('');

const inData = (text: string): string => text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
const inProperty = (text: string): string => inData(text).replaceAll(':', '%3A').replaceAll(',', '%2C');

const GITLAB: Readonly<Record<Severity, string>> = { error: 'major', warning: 'minor', info: 'info' };

/** GitLab's Code Quality report. Its fingerprints must differ: the same finding told twice is counted. */
export const gitlab: Render = (requests, { lang }) => {
  const seen = new Map<string, number>();
  const issues = eachFinding(requests).map(({ request, located }) => {
    const print = `${slashed(request.path)}:${fingerprintOf(request, located)}`;
    const count = seen.get(print) ?? 0;
    seen.set(print, count + 1);
    return {
      description: fullMessage(located.finding, lang),
      content: { body: told(located.finding, lang) },
      check_name: located.finding.rule.id,
      fingerprint: count === 0 ? print : `${print}:${String(count)}`,
      severity: GITLAB[located.finding.severity],
      location: {
        path: slashed(request.path),
        lines: { begin: located.from.line + 1, end: located.to.line + 1 },
      },
    };
  });
  return `${JSON.stringify(issues, undefined, 2)}\n`;
};

const RDJSON: Readonly<Record<Severity, string>> = { error: 'ERROR', warning: 'WARNING', info: 'INFO' };

/** Reviewdog's Diagnostic Format, which counts columns in bytes of UTF-8. */
export const rdjson: Render = (requests, { lang }) => {
  const diagnostics = eachFinding(requests).map(({ request, located: { finding, from, to, fix } }) => ({
    message: fullMessage(finding, lang),
    location: { path: slashed(request.path), range: inBytes(request, from, to) },
    severity: RDJSON[finding.severity],
    code: { value: finding.rule.id, url: rulePage(finding.rule.id, lang) },
    ...(fix !== undefined &&
      fix.edits.length > 0 && {
        suggestions: fix.edits.map(edit => ({ range: inBytes(request, edit.from, edit.to), text: edit.text })),
      }),
  }));
  const source = { name: 'segur-json', url: 'https://github.com/segur-json/segur-json' };
  return `${JSON.stringify({ source, diagnostics }, undefined, 2)}\n`;
};

const inBytes = ({ lines }: CheckedRequest, from: Position, to: Position) => {
  const at = ({ line, character }: Position) => ({
    line: line + 1,
    column: Buffer.byteLength(lines.textOf(line).slice(0, character), 'utf8') + 1,
  });
  return { start: at(from), end: at(to) };
};
