import { analyze, findingsOf } from '../../server/src/analysis/analyze.js';
import { fixAll } from '../../server/src/analysis/fix.js';
import { correctFile, engine, TODAY } from '../support/cases.js';
import { listOf, recordOf } from '../support/json.js';

const OPTIONS = { today: TODAY, profile: 'MDV-LGC/avance' };
const parsed: unknown = JSON.parse(correctFile(OPTIONS.profile));
/** A ligne with a structure. */
const LIGNE = JSON.stringify(listOf(recordOf(parsed)['lignesImport'])[2]);

const LIBERAL = JSON.stringify(listOf(recordOf(parsed)['lignesImport'])[0]);

const file = (lignes: string): string =>
  `{"impId":null,"numeroAns":"1234567890","siret":"81234567800013","lignesImport":[${lignes}]}`;
const times = (n: number, what: (i: number) => string, separator = ','): string =>
  Array.from({ length: n }, (_, i) => what(i)).join(separator);
const geo = (items: string): string => file(LIGNE.replace(/"FINESSGeo":\[[^\]]*\]/, () => `"FINESSGeo":[${items}]`));
const first = (members: string): string => file(LIGNE.replace('{', () => `{${members},`));

/** Texts of n of something, on one line where that is worst. */
export const GROWING: Readonly<Record<string, (n: number) => string>> = {
  'keys and texts in single quotes': n => `{${times(n, i => `'k${String(i)}': 'v${String(i)}'`)}}`,
  'apostrophes that nothing closes': n => `[${times(n, () => "'a")} x`,
  'quotes inside of texts': n => `{${times(n, () => '"a"b"', ': ')}}`,
  'words on one line': n => `[${times(n, () => '1 /* x */ a', ' ')}]`,
  'blanks after a number': n => `{"a": 1${' '.repeat(n * 10)}x}`,
  'brackets that are missing': n => file(times(n >> 5, () => LIGNE.replace('}', ''))),
  'brackets of the wrong kind': n => `[${'{]'.repeat(n)}`,
  'texts without a key': n => `{"x": 1, ${times(n, () => '"a"')}]}`,
  'items without a brace': n => `{"lignesImport":[${times(n, () => '"a":1')}]}`,
  comments: n => '# "a": 1\n'.repeat(n),
  'the same key': n => first(times(n, () => '"x":1')),
  'unknown keys': n => first(times(n, i => `"x${String(i)}":" a"`)),
  'a foreign list': n => `{"x":[${times(n, i => `{"x${String(i)}":" a "}`)}],"lignesImport":[${LIGNE}]}`,
  'the same FINESS': n => geo(times(n, () => '"690012349"')),
  'different FINESS': n => geo(times(n, i => `"${String(690_000_000 + i)}"`)),
  'FINESS of a wrong type': n => geo(times(n, () => ' 1')),
  lignes: n => file(times(n >> 4, () => LIGNE)),
  'lignes that are numbers': n => file(times(n, () => '1')),
  'a long text': n => file(LIGNE.replace('"C"', () => `"${' a'.repeat(n * 5)}"`)),
  'a long key': n => file(LIGNE.replace('"typeAction"', () => `"${'type '.repeat(n)}"`)),
  beneficiaries: n =>
    file(
      LIBERAL.replace(
        '"liberal":[',
        found => `${found}${times(n, i => `{"nomMedecin":"A","RPPS":"${String(10_000_000_000 + i)}"}`)},`,
      ),
    ),
  pièces: n =>
    file(
      LIGNE.replace(
        '"piecesJustificatives":[',
        found =>
          `${found}${'{"nomFichier":"a b.pdf","formatFichier":"PDF","typeFichier":"BON_COMMANDE"},'.repeat(n >> 2)}`,
      ),
    ),
  depth: n => `{"a": ${'['.repeat(n)}${']'.repeat(n)}}`,
};

/** Milliseconds of processor time to check and fix a text: other programs on the machine don't count. */
function cost(text: string): number {
  const start = process.cpuUsage();
  findingsOf(analyze(engine, text, OPTIONS));
  fixAll(engine, text, OPTIONS);
  const { user, system } = process.cpuUsage(start);
  return (user + system) / 1_000;
}

/** What disturbs a measure makes it longer: the least of several is nearest. */
const least = (text: string): number => Math.min(...Array.from({ length: MEASURES }, () => cost(text)));

const SMALL = 1_000;
const TIMES = 6;
/** Linear work takes six times as long for six times the text, quadratic work thirty-six times. */
const BOUND = 16;
/** Below this, noise exceeds what is measured. */
const FLOOR = 6;
const TRIES = 3;
/** As many of the small text as of the large one: neither has more luck. */
const MEASURES = 3;

export interface Growth {
  readonly ratio: number;
  readonly small: number;
  readonly large: number;
}

/** How the cost grows with the text; undefined once it has proved linear, otherwise the best of several tries. */
export function tooFast(grow: (n: number) => string): Growth | undefined {
  let best: Growth | undefined;
  // What runs cold takes several times as long: the small text would seem as slow as a larger one.
  for (let i = 0; i < TRIES; i++) cost(grow(SMALL));
  for (let i = 0; i < TRIES; i++) {
    const small = Math.max(FLOOR, least(grow(SMALL)));
    const large = least(grow(SMALL * TIMES));
    const ratio = large / small;
    if (ratio <= BOUND) return undefined;
    if (best === undefined || ratio < best.ratio) best = { ratio, small, large };
  }
  return best;
}
