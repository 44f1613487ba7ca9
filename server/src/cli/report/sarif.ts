import { pathToFileURL } from 'node:url';
import type { Fix, Log, Region, ReportingDescriptor, Result } from 'sarif';
import { citedBy, fullMessage, rulePage } from '../../features/request.js';
import { citationText } from '../../format/profiles/sources.js';
import type { RuleMeta, Severity } from '../../rules/contract.js';
import type { Position } from '../../language/lines.js';
import { fingerprintOf, type LocatedFix } from './request.js';
import { eachFinding, slashed, type Render, type Shown } from './reporter.js';
import type { Lang } from '../../texts/typeset.js';

const LEVELS: Readonly<Record<Severity, 'error' | 'warning' | 'note'>> = {
  error: 'error',
  warning: 'warning',
  info: 'note',
};

/** SARIF 2.1.0, for GitHub's code scanning and the like. */
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

/** A path as a reference; relative ones stay so, to the folder of the run. */
function uriOf(path: string): string {
  if (/^(?:\/|[A-Za-z]:[\\/])/.test(path)) return pathToFileURL(path).href;
  return slashed(path).split('/').map(encodeURIComponent).join('/');
}
