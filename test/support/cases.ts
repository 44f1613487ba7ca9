import { readFileSync } from 'node:fs';
import {
  type Analysis,
  analyze,
  type AnalyzeOptions,
  contextOf,
  createEngine,
  type Engine,
  findingsOf,
} from '../../server/src/analysis/analyze.js';
import { learn } from '../../server/src/app/adopt.js';
import { type Calendrier, CALENDRIER, readCalendrier, withVagues } from '../../server/src/format/domain/calendrier.js';
import { Refused } from '../../server/src/app/refused.js';
import { buildPlafonds } from '../../server/src/format/domain/plafonds.js';
import { LazyList } from '../../server/src/language/chunks.js';
import { pointer } from '../../server/src/format/model/located.js';
import type { Finding } from '../../server/src/rules/contract.js';
import type { Example, ExampleOther } from '../../server/src/rules/examples.js';
import { runDocuments, runFolder } from '../../server/src/rules/runner.js';
import { mergeFindings, runWorkspace } from '../../server/src/rules/across.js';
import { WorkspaceIndex } from '../../server/src/index/index.js';
import { factsOf, readFacts } from '../../server/src/index/read.js';
import { at, listOf, recordOf } from './json.js';
import { folderFrom, textsFrom } from './pieces.js';

export const engine = createEngine();
export const TODAY = 20260101;

/** The hand-written correct file of a profile. */
export function correctFile(profile: string): string {
  return readFileSync(
    new URL(`../corpus/correct/${profile.toLowerCase().replace('/', '.')}.json`, import.meta.url),
    'utf8',
  );
}

/** The lignes of a profile's correct file, each as one text. */
export const lignesOf = (profile: string): readonly string[] =>
  listOf(at(JSON.parse(correctFile(profile)), 'lignesImport')).map(ligne => JSON.stringify(ligne));

/** These lignes under the head of a profile's correct file, numbered. */
export function mixedFile(profile: string, lignes: readonly string[]): string {
  const numbered = lignes.map((ligne, i) => ligne.replace(/"numLigne":\d+/, `"numLigne":${String(i + 1)}`));
  const file = { ...recordOf(JSON.parse(correctFile(profile))), lignesImport: [] };
  return JSON.stringify(file).replace('"lignesImport":[]', () => `"lignesImport":[\n${numbered.join(',\n')}\n]`);
}

/** The text that a case describes. Throws if a replacement doesn't match: such a case would assert nothing. */
export function textOf(example: Example): string {
  const { name, profile = '', text = modelOf(example), change = [], more = [] } = example;
  const changed = replaced(text, change, name);
  if (more.length === 0) return changed;
  const { lignes: read, originOf } = analyze(engine, changed, { today: TODAY, profile });
  const last = read.at(-1)?.ligne;
  if (last === undefined) throw new Error(`« ${name} »: there is no ligne to be had again`);
  const [start, end] = [last.span.start, last.span.end].map(at => originOf(last.chunk) + at);
  const ligne = changed.slice(start, end);
  const lignes = [ligne, ...more.map(changes => replaced(ligne, changes, name))];
  return `${changed.slice(0, start)}${lignes.join(',\n    ')}${changed.slice(end)}`;
}

/** The case's correct file, with the additions of its wave's model. */
const modelOf = ({ name, profile = '', model = [] }: Example): string => replaced(correctFile(profile), model, name);

function replaced(text: string, change: NonNullable<Example['change']>, name: string): string {
  let changed = text;
  for (const [from, to] of change) {
    if (!changed.includes(from)) throw new Error(`« ${name} »: ${JSON.stringify(from)} does not stand in the file`);
    changed = changed.replace(from, () => to);
  }
  return changed;
}

export const optionsOf = (example: Example): AnalyzeOptions => ({
  today: TODAY,
  profile: example.asked ?? idOf(example),
  calendrier: calendrierOf(example),
  path: example.path,
  referenceDate: example.referenceDate,
  plafonds: example.plafonds && buildPlafonds(example.plafonds).table,
  bom: example.bom,
  invalidBytes: example.invalidBytes,
  written: example.written,
});

/** `MDV-LGC-VA2/avance` */
const idOf = ({ profile, wave }: Example): string | undefined =>
  wave === undefined ? profile : profile?.replace('/', `-VA${String(wave)}/`);

const stemOf = (example: Example): string => (idOf(example) ?? '').replace(/\/.*/, '');

const calendrierOf = (example: Example): Calendrier | undefined =>
  example.dossierComplet === undefined
    ? undefined
    : withVagues(
        CALENDRIER,
        readCalendrier({
          vagues: [
            {
              id: 'la mienne',
              title: { fr: 'la mienne', en: 'mine' },
              couloirs: {
                [stemOf(example)]: {
                  dossierComplet: String(example.dossierComplet).replace(/^(....)(..)/, '$1-$2-'),
                },
              },
            },
          ],
        }),
      );

/** Ours, or with the file's own model as that of a further wave. */
export function engineOf(example: Example): Engine {
  const { profile, wave } = example;
  const id = idOf(example);
  if (profile === undefined || wave === undefined || id === undefined) return engine;
  const models = [{ text: modelOf(example), invalidBytes: false }];
  const learnt = learn(engine.catalog, { models, profile: id, like: profile, match: new Map(), force: false });
  return learnt instanceof Refused ? engine : { ...engine, catalog: engine.catalog.withModels([learnt.schema]) };
}

/** All findings of a case: in the file, and in what accompanies it. */
export function findIn(example: Example): { readonly analysis: Analysis; readonly findings: readonly Finding[] } {
  const own = engineOf(example);
  const analysis = analyze(own, textOf(example), optionsOf(example));
  const context = contextOf(analysis);
  const { folder, documents, others } = example;
  return {
    analysis,
    findings: [
      ...(others === undefined
        ? findingsOf(analysis)
        : mergeFindings(
            analysis,
            findingsOf(analysis),
            runWorkspace(engine.rules, indexOf(analysis, others), OWN, context),
          )),
      ...(folder === undefined ? [] : runFolder(engine.rules, analysis, folderFrom(folder), context)),
      ...(documents === undefined
        ? []
        : runDocuments(
            engine.rules,
            analysis,
            ligne => (ligne.chunk === 0 ? textsFrom(documents) : undefined),
            context,
          )),
    ],
  };
}

/** The file of the case among the others of its folder. */
const OWN = 'ce fichier.json';

function indexOf(analysis: Analysis, others: readonly ExampleOther[]): WorkspaceIndex {
  const index = new WorkspaceIndex();
  index.set(factsOf(OWN, analysis));
  for (const { name, ...other } of others) {
    const facts = readFacts(name, textOf({ name, ...other }), engine.catalog, other);
    if (facts !== undefined) index.set(facts);
  }
  return index;
}

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
    rule: finding.rule.id,
    message: finding.messageId,
    path: pointer(finding.place),
    marks: analysis.text.slice(origin + finding.span.start, origin + finding.span.end),
    severity: finding.severity,
    fr: finding.message('fr'),
  };
};

export const findAll = (text: string, options: AnalyzeOptions = { today: TODAY }): Told[] => {
  const analysis = analyze(engine, text, options);
  return findingsOf(analysis).map(finding => tell(analysis, finding));
};

/** A tree without the difference between a ready list and one built on demand. */
export const plain = (tree: unknown): unknown =>
  JSON.parse(
    JSON.stringify(tree ?? null, (_, node: unknown) =>
      node instanceof LazyList
        ? {
            kind: 'array',
            start: node.start,
            end: node.end,
            items: node.items,
            origins: node.origins,
            broken: node.broken,
          }
        : node,
    ),
  );
