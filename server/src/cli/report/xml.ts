import { fullMessage, rulePage } from '../../features/request.js';
import type { Severity } from '../../rules/contract.js';
import type { CheckedRequest, Located } from './request.js';
import type { Render } from './reporter.js';

/** What XML has no place for, and what it reads as its own. */
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
 * JUnit's report: a suite for each file, a case for each rule that spoke of it, or one that passed. Errors are
 * failures; what is no error doesn't fail a build, and is told as the output of its case.
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
