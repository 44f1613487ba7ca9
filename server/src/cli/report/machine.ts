import { pathToFileURL } from 'node:url';
import type { Fix, Log, Region, ReportingDescriptor, Result } from 'sarif';
import { citedBy, fullMessage, rulePage } from '../../features/request.js';
import { citationText } from '../../format/profiles/sources.js';
import type { Position } from '../../language/lines.js';
import type { Finding, RuleMeta, Severity } from '../../rules/contract.js';
import type { Lang } from '../../texts/typeset.js';
import { eachFinding, type Render, type Shown, slashed, Tally } from './reporter.js';
import { type CheckedRequest, fingerprintOf, type Located, type LocatedFix, reported } from './request.js';

/** The version of the output's structure; it grows when a field goes or changes its meaning, not when one is added. */
const OUTPUT_VERSION = 1;

/** One JSON document for all files, on a single line. */
export const json: Render = (requests, { lang }) => {
  const tally = new Tally();
  const files = requests.map(request => {
    tally.add(request);
    return {
      path: request.path,
      profile: request.analysis.choice.profile?.id ?? null,
      findings: request.findings.map(located => reported(located, lang)),
    };
  });
  return `${JSON.stringify({ version: OUTPUT_VERSION, files, summary: tally.counts })}\n`;
};

/** With the rule's page, where the format has no field for it. */
const told = (finding: Finding, lang: Lang): string =>
  `${fullMessage(finding, lang)}\n${rulePage(finding.rule.id, lang)}`;

const COMMANDS: Readonly<Record<Severity, string>> = { error: 'error', warning: 'warning', info: 'notice' };

/** GitHub Actions workflow commands: an annotation on each line. */
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

/** GitLab's Code Quality report. Its fingerprints must differ, so repetitions of a finding are numbered. */
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

/** What XML can't contain, and what it would interpret. */
const escape = (value: string): string =>
  value
    .replace(/[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu, '\ufffd')
    .replace(/[&<>"'\t\n\r]/g, char => `&#${String(char.charCodeAt(0))};`);

type Attributes = Readonly<Record<string, string | number>>;

const tag = (name: string, attributes: Attributes, content: readonly string[] = []): string => {
  const told = Object.entries(attributes).map(([key, value]) => ` ${key}="${escape(String(value))}"`);
  const open = `<${name}${told.join('')}`;
  if (content.length === 0) return `${open}/>`;
  return `${open}>\n${content.map(line => line.replace(/^/gm, '  ')).join('\n')}\n</${name}>`;
};

const document = (root: string): string => `<?xml version="1.0" encoding="UTF-8"?>\n${root}\n`;

const CHECKSTYLE: Readonly<Record<Severity, string>> = { error: 'error', warning: 'warning', info: 'info' };

/** Checkstyle's report, which many servers read. */
export const checkstyle: Render = (requests, { lang }) =>
  document(
    tag(
      'checkstyle',
      { version: '4.3' },
      requests.map(({ path, findings }) =>
        tag(
          'file',
          { name: path },
          findings.map(({ finding, from }) =>
            tag('error', {
              line: from.line + 1,
              column: from.character + 1,
              severity: CHECKSTYLE[finding.severity],
              message: fullMessage(finding, lang),
              source: `segur-json.${finding.rule.id}`,
            }),
          ),
        ),
      ),
    ),
  );

/**
 * JUnit's report: a suite for each file, with a case for each rule that reported something, or one that passed. Errors
 * are failures; anything else doesn't fail a build and is the output of its case.
 */
export const junit: Render = (requests, { lang }) => {
  const suites = requests.map(request => {
    const rules = [...new Set(request.findings.map(({ finding }) => finding.rule.id))];
    const cases = rules.map(id => {
      const own = request.findings.filter(({ finding }) => finding.rule.id === id);
      const errors = own.filter(isError);
      const told = own.map(
        ({ finding, from }) =>
          `${String(from.line + 1)}:${String(from.character + 1)} ${finding.severity} ${fullMessage(finding, lang)}`,
      );
      const [first] = errors;
      const text = escape([...told, rulePage(id, lang)].join('\n'));
      const content =
        first === undefined
          ? `<system-out>${text}</system-out>`
          : `<failure message="${escape(first.finding.message(lang))}" type="${id}">${text}</failure>`;
      return { failed: first !== undefined, text: testcase(request, id, [content]) };
    });
    const all = cases.length === 0 ? [{ failed: false, text: testcase(request, 'segur-json', []) }] : cases;
    const failures = all.filter(({ failed }) => failed).length;
    const counts = { tests: all.length, failures, errors: 0, skipped: 0 };
    return {
      counts,
      text: tag(
        'testsuite',
        { name: request.path, ...counts },
        all.map(({ text }) => text),
      ),
    };
  });
  const sum = (key: 'tests' | 'failures'): number => suites.reduce((total, { counts }) => total + counts[key], 0);
  return document(
    tag(
      'testsuites',
      { name: 'segur-json', tests: sum('tests'), failures: sum('failures'), errors: 0 },
      suites.map(({ text }) => text),
    ),
  );
};

const isError = ({ finding }: Located): boolean => finding.severity === 'error';
const testcase = ({ path }: CheckedRequest, name: string, content: readonly string[]): string =>
  tag('testcase', { classname: path, name }, content);

const LEVELS: Readonly<Record<Severity, 'error' | 'warning' | 'note'>> = {
  error: 'error',
  warning: 'warning',
  info: 'note',
};

/** SARIF 2.1.0, for GitHub code scanning and similar services. */
export const sarif: Render = (requests, { lang, version }) => {
  const shown = eachFinding(requests);
  const rules = [...new Set(shown.map(({ located }) => located.finding.rule))];
  const ranks = new Map(rules.map((rule, i) => [rule, i]));
  const log: Log = {
    $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
    version: '2.1.0',
    runs: [
      {
        tool: {
          driver: {
            name: 'segur-json',
            version,
            semanticVersion: version,
            informationUri: 'https://github.com/segur-json/segur-json',
            language: lang,
            rules: rules.map(rule => descriptor(rule, lang)),
          },
        },
        columnKind: 'utf16CodeUnits',
        artifacts: requests.map(({ path }) => ({ location: { uri: uriOf(path) } })),
        results: shown.map(one => result(one, ranks.get(one.located.finding.rule) ?? -1, lang)),
      },
    ],
  };
  return `${JSON.stringify(log, undefined, 2)}\n`;
};

const descriptor = (rule: RuleMeta, lang: Lang): ReportingDescriptor => ({
  id: rule.id,
  shortDescription: { text: rule.title[lang] },
  fullDescription: { text: rule.explanation[lang] },
  help: { text: `${rule.explanation[lang]}\n\n${rule.citations.map(one => citationText(one, lang)).join('\n')}` },
  helpUri: rulePage(rule.id, lang),
  defaultConfiguration: { level: LEVELS[rule.severity] },
  properties: { tags: [rule.theme] },
});

function result({ request, located }: Shown, ruleIndex: number, lang: Lang): Result {
  const { finding, from, to, fix, related } = located;
  return {
    ruleId: finding.rule.id,
    ruleIndex,
    level: LEVELS[finding.severity],
    message: { text: fullMessage(finding, lang) },
    locations: [{ physicalLocation: { artifactLocation: { uri: uriOf(request.path) }, region: region(from, to) } }],
    ...(related.length > 0 && {
      relatedLocations: related.map((one, id) => ({
        id,
        message: { text: one.message[lang] },
        physicalLocation: { artifactLocation: { uri: uriOf(one.file) }, region: region(one.from, one.to) },
      })),
    }),
    properties: { source: citedBy(finding, lang) },
    partialFingerprints: { 'segurJson/v1': fingerprintOf(request, located) },
    ...(fix !== undefined && fix.edits.length > 0 && { fixes: [fixOf(fix, request.path, lang)] }),
  };
}

const fixOf = ({ title, edits }: LocatedFix, path: string, lang: Lang): Fix => ({
  description: { text: title[lang] },
  artifactChanges: [
    {
      artifactLocation: { uri: uriOf(path) },
      replacements: edits.map(({ from, to, text }) => ({
        deletedRegion: region(from, to),
        insertedContent: { text },
      })),
    },
  ],
});

const region = (from: Position, to: Position): Region => ({
  startLine: from.line + 1,
  startColumn: from.character + 1,
  endLine: to.line + 1,
  endColumn: to.character + 1,
});

/** A path as a reference; relative paths stay relative to the folder of the run. */
function uriOf(path: string): string {
  if (/^(?:\/|[A-Za-z]:[\\/])/.test(path)) return pathToFileURL(path).href;
  return slashed(path).split('/').map(encodeURIComponent).join('/');
}
