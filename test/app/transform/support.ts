import fc from 'fast-check';
import { analyze, findingsOf, type Analysis, type AnalyzeOptions } from '../../../server/src/analysis/analyze.js';
import type { Profile } from '../../../server/src/format/profiles/profile.js';
import type { NamedRequest } from '../../../server/src/app/cut.js';
import { NO_CONFIG, Project } from '../../../server/src/app/project.js';
import { Refused } from '../../../server/src/app/refused.js';
import { split as splitRequest, type Part, type SplitQuestion } from '../../../server/src/app/split.js';
import { engine, TODAY } from '../../support/cases.js';
import { correctFiles } from '../../support/generator.js';
import { at, isRecord, listOf, recordOf } from '../../support/json.js';
import { isObject, type JsonObject } from '../../support/refs.js';

export const analysed = (text: string, options: Partial<AnalyzeOptions> = {}): Analysis =>
  analyze(engine, text, { today: TODAY, ...options });

/** How people's programs lay out a request. */
export const LAYOUTS: Readonly<Record<string, (file: unknown) => string>> = {
  'deux espaces': file => `${JSON.stringify(file, null, 2)}\n`,
  minifié: file => JSON.stringify(file),
  tabulations: file => JSON.stringify(file, null, '\t'),
  CRLF: file => `${JSON.stringify(file, null, 4).replaceAll('\n', '\r\n')}\r\n`,
  'échappé ASCII': file =>
    JSON.stringify(file, null, 2).replace(
      /[\u0080-\uffff]/g,
      char => `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`,
    ),
};

export const profile = (id: string): Profile => {
  const found = engine.catalog.get(id);
  if (found === undefined) throw new Error(id);
  return found;
};

export const AVANCES = engine.catalog.ids.filter(id => id.endsWith('/avance'));

/** A file of a profile in some layout. */
export const texts = (id: string, lignes: { readonly min: number; readonly max: number }): fc.Arbitrary<string> =>
  fc
    .tuple(correctFiles(profile(id), lignes), fc.constantFrom(...Object.values(LAYOUTS)))
    .map(([file, write]) => write(file));

/** The requests of a text as JSON tells them, their number apart. */
export function demandes(text: string): readonly unknown[] {
  return listOf(at(JSON.parse(text.replace(/^\ufeff/, '')), 'lignesImport')).map(ligne =>
    isRecord(ligne) ? { ...ligne, numLigne: 0 } : ligne,
  );
}

export const numbers = (text: string): readonly unknown[] =>
  listOf(at(JSON.parse(text), 'lignesImport')).map(ligne => recordOf(ligne)['numLigne']);

const project = new Project({ ...NO_CONFIG, engine }, path => path);

export const split = (
  analysis: Analysis,
  options: Partial<SplitQuestion> & Pick<SplitQuestion, 'by'>,
): ReturnType<typeof splitRequest> =>
  splitRequest(
    { engine, project, path: undefined },
    { file: 'a.json', name: 'a.json', analysis, findings: findingsOf(analysis), ...options },
  );

/** Throws if the file was not split: a test without parts would assert nothing. */
export function parts(
  analysis: Analysis,
  options: Partial<SplitQuestion> & Pick<SplitQuestion, 'by'>,
): readonly Part[] {
  const done = split(analysis, options);
  if (done instanceof Refused) throw new Error(`expected parts, got ${done.code}`);
  return done;
}

/** Several texts as the files of one question, a.json, b.json… */
export const named = (analyses: readonly Analysis[]): readonly NamedRequest[] =>
  analyses.map((analysis, i) => ({ file: `${String.fromCharCode(97 + i)}.json`, analysis }));

/** The portal's output of an avance. */
export const output = (file: JsonObject): JsonObject => ({
  ...file,
  impId: '202212-004711',
  lignesImport: lignesOf(file).map((ligne, i) => ({
    ...ligne,
    numeroASP: `FINMDV${String(10_001 + i)}`,
    codeTraitement: 'OK',
    libelleTraitement: 'Demande enregistrée',
  })),
});

export const lignesOf = ({ lignesImport }: JsonObject): readonly JsonObject[] =>
  Array.isArray(lignesImport) ? lignesImport.filter(isObject) : [];
