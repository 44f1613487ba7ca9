import fc from 'fast-check';
import { BREAKS, breakText, pick, type Step } from './broken.js';
import { correctFile, engine } from '../support/cases.js';
import { listOf, recordOf } from '../support/json.js';

/** JSON with its members in a list: keys may be repeated. */
type Doc = { kind: 'object'; members: { key: string; value: Doc }[] } | { kind: 'array'; items: Doc[] } | Scalar;
interface Scalar {
  readonly kind: 'scalar';
  /** As typed. */
  lexeme: string;
}

/** A text made to confuse, and what is said about its profile. */
export interface Hostile {
  readonly text: string;
  readonly profile: string | undefined;
}

function docOf(value: unknown): Doc {
  if (Array.isArray(value)) return { kind: 'array', items: value.map(docOf) };
  if (typeof value === 'object' && value !== null)
    return {
      kind: 'object',
      members: Object.entries(value).map(([key, inner]: [string, unknown]) => ({ key, value: docOf(inner) })),
    };
  return { kind: 'scalar', lexeme: JSON.stringify(value) };
}

const STYLES = ['  ', '\t', '', 'crlf', 'loose'] as const;
type Style = (typeof STYLES)[number];

function write(doc: Doc, style: Style, depth = 0): string {
  if (doc.kind === 'scalar') return doc.lexeme;
  const parts =
    doc.kind === 'array'
      ? doc.items.map(item => write(item, style, depth + 1))
      : doc.members.map(
          ({ key, value }) => `${JSON.stringify(key)}${style === '' ? ':' : ': '}${write(value, style, depth + 1)}`,
        );
  const [open, close] = doc.kind === 'array' ? ['[', ']'] : ['{', '}'];
  if (parts.length === 0) return `${open}${close}`;
  if (style === '') return `${open}${parts.join(',')}${close}`;
  if (style === 'loose') return `${open} ${parts.join(' , ')} ${close}`;
  const eol = style === 'crlf' ? '\r\n' : '\n';
  const unit = style === 'crlf' ? '    ' : style;
  const inner = `${eol}${unit.repeat(depth + 1)}`;
  return `${open}${inner}${parts.join(`,${inner}`)}${eol}${unit.repeat(depth)}${close}`;
}

function every(doc: Doc, into: Doc[] = []): Doc[] {
  into.push(doc);
  if (doc.kind === 'array') for (const item of doc.items) every(item, into);
  if (doc.kind === 'object') for (const { value } of doc.members) every(value, into);
  return into;
}

const text = (value: string): Doc => ({ kind: 'scalar', lexeme: JSON.stringify(value) });
const raw = (lexeme: string): Doc => ({ kind: 'scalar', lexeme });
const list = (...items: Doc[]): Doc => ({ kind: 'array', items });
const object = (key: string, value: Doc): Doc => ({ kind: 'object', members: [{ key, value }] });

/** Values of the wrong kind. Each word is unique, so that its loss is noticed. */
const STRANGERS: readonly ((word: string, ligne: Doc | undefined) => Doc)[] = [
  word => text(word),
  word => text(` ${word} `),
  () => text(''),
  () => text('null'),
  () => text('TRUE'),
  () => text('0358.33'),
  () => raw('null'),
  () => raw('1234567890123456789012'),
  () => raw('1.0e2'),
  () => raw('"\\u00e9\\t\\u0000"'),
  () => list(),
  word => list(text(` ${word}`), text(`${word}  b `), raw('null')),
  word => list(list(text(` ${word} `)), list()),
  word => list(object(` ${word}`, text(word)), object('A', list(text('  ')))),
  () => object('numLigne', raw('7')),
  word => ({
    kind: 'object',
    members: [
      { key: word, value: raw('1') },
      { key: word, value: raw('1') },
      { key: word.toUpperCase(), value: text(`${word} `) },
    ],
  }),
  (word, ligne) => (ligne === undefined ? text(word) : structuredClone(ligne)),
  (word, ligne) => (ligne === undefined ? list() : list(structuredClone(ligne), text(`${word} `))),
];

function stranger(by: number, ligne: Doc | undefined): Doc {
  const word = `mot${String(by)}x`;
  return pick(STRANGERS, by)?.(word, ligne) ?? text(word);
}

const EDITS = [
  'foreign list first',
  'foreign list last',
  'second list',
  'wrap',
  'box',
  'flatten',
  'stranger in list',
  'stranger for value',
  'stranger member',
  'repeat member',
  'repeat member otherwise',
  'swap members',
  'change case',
  'blanks in key',
  'lexeme',
  'drop',
  'nest list',
  'empty',
  'foreign lignes',
] as const;

/** Changes the document's content; it stays JSON. */
function distort(doc: Doc, { kind, at, pick: by }: Step): void {
  const all = every(doc);
  const objects = all.filter(d => d.kind === 'object');
  const lists = all.filter(d => d.kind === 'array');
  const root = doc.kind === 'object' ? doc : undefined;
  const lignes = root?.members.find(({ key }) => key === 'lignesImport');
  const ligne = lignes?.value.kind === 'array' ? pick(lignes.value.items, by) : undefined;
  const holder = pick(objects, at);
  const member = pick(holder?.members ?? [], by);
  const other = pick(holder?.members ?? [], by >> 4);
  const array = pick(lists, at);
  const name = pick(['extra', 'lignes', 'LignesImport', 'lignesImport2', 'siret', 'impId', 'é'], by) ?? '';
  switch (EDITS[kind % EDITS.length]) {
    case 'foreign list first':
      root?.members.unshift({
        key: name,
        value: list(stranger(by, ligne), stranger(at, ligne), stranger(by + at, ligne)),
      });
      return;
    case 'foreign list last':
      root?.members.push({ key: name, value: list(stranger(by, ligne), stranger(at, ligne)) });
      return;
    case 'second list':
      if (lignes !== undefined)
        root?.members.splice(at % (root.members.length + 1), 0, {
          key: pick(['lignesImport', 'lignesimport', 'LIGNESIMPORT'], by) ?? '',
          value: structuredClone(lignes.value),
        });
      return;
    case 'wrap':
      if (member !== undefined) member.value = list(member.value);
      return;
    case 'box':
      if (member !== undefined) member.value = object(member.key, member.value);
      return;
    case 'flatten': {
      const inner = member?.value.kind === 'array' ? member.value.items[0] : member?.value;
      if (member !== undefined && inner?.kind === 'object')
        holder?.members.splice(holder.members.indexOf(member), 1, ...inner.members);
      return;
    }
    case 'stranger in list':
      array?.items.splice(by % (array.items.length + 1), 0, stranger(by, ligne));
      return;
    case 'stranger for value':
      if (member !== undefined) member.value = stranger(by, ligne);
      return;
    case 'stranger member':
      holder?.members.splice(by % (holder.members.length + 1), 0, {
        key: pick([`cle${String(by)}`, ` ${name} `, '', 'Siret', 'numligne', 'FINESSgeo'], at) ?? '',
        value: stranger(by, ligne),
      });
      return;
    case 'repeat member':
      if (member !== undefined) holder?.members.push({ key: member.key, value: structuredClone(member.value) });
      return;
    case 'repeat member otherwise':
      if (member !== undefined) holder?.members.unshift({ key: member.key.toUpperCase(), value: stranger(by, ligne) });
      return;
    case 'swap members':
      if (member !== undefined && other !== undefined)
        [member.key, member.value, other.key, other.value] = [other.key, other.value, member.key, member.value];
      return;
    case 'change case':
      if (member !== undefined) member.key = by % 2 === 0 ? member.key.toUpperCase() : member.key.toLowerCase();
      return;
    case 'blanks in key':
      if (member !== undefined)
        member.key = pick([` ${member.key}`, `${member.key}\u00a0`, `${member.key}\t`], at) ?? '';
      return;
    case 'lexeme':
      if (member?.value.kind === 'scalar') member.value.lexeme = relexed(member.value.lexeme, at);
      return;
    case 'drop':
      if (member !== undefined) holder?.members.splice(holder.members.indexOf(member), 1);
      return;
    case 'nest list':
      if (array !== undefined) array.items = [list(...array.items)];
      return;
    case 'empty':
      if (holder !== undefined && by % 4 === 0) holder.members = [];
      else if (array !== undefined) array.items = by % 4 === 1 ? [] : [stranger(by, ligne)];
      return;
    case 'foreign lignes':
      if (lignes !== undefined) root?.members.unshift({ key: name, value: structuredClone(lignes.value) });
      return;
    case undefined:
  }
}

/** The same value as people mistype it. */
function relexed(lexeme: string, by: number): string {
  const inner = lexeme.startsWith('"') ? lexeme.slice(1, -1) : lexeme;
  return (
    pick(
      [
        `" ${inner}"`,
        `"${inner}\u00a0 "`,
        `"${inner.toUpperCase()}"`,
        `"${inner.toLowerCase()}"`,
        `"0${inner}"`,
        `"${inner.replace(/(..)/g, '$1 ')}"`,
        `"${inner.replace('.', ',')} €"`,
        `"${inner.split('/').reverse().join('-')}"`,
        `"mailto:${inner}"`,
        `"\\u0020${inner}"`,
        /^[1-9]\d*$/.test(inner) ? inner : `"${inner}"`,
      ],
      by,
    ) ?? lexeme
  );
}

const step: fc.Arbitrary<Step> = fc.record({ kind: fc.nat({ max: 999 }), at: fc.nat(), pick: fc.nat({ max: 9_999 }) });

const parsed = (source: string): unknown => JSON.parse(source);
/** Two are as good as twenty, and one nearly as good as two: cases are many because each is small. */
const ofLignes = (file: unknown, from: number, to: number): unknown => {
  const { lignesImport, ...head } = recordOf(file);
  return { ...head, lignesImport: listOf(lignesImport).slice(from, to) };
};
const PROFILES = ['MDV-LGC/avance', 'MDV-LGC/solde', ...engine.catalog.ids.filter((_, i) => i % 3 === 1)];
const BASES = PROFILES.flatMap(profile => {
  const file = parsed(correctFile(profile));
  return [ofLignes(file, 0, 1), ofLignes(file, 1, 2), ofLignes(file, -1, 9), ofLignes(file, 0, 2)].map(value => ({
    profile,
    doc: docOf(value),
  }));
});

const make = (broken: boolean): fc.Arbitrary<Hostile> =>
  fc
    .record({
      base: fc.nat({ max: BASES.length - 1 }),
      told: fc.boolean(),
      style: fc.constantFrom(...STYLES),
      edits: fc.array(step, { maxLength: 6 }),
      breaks: fc.array(step, broken ? { minLength: 1, maxLength: 3 } : { maxLength: 0 }),
    })
    .map(({ base, told, style, edits, breaks }) => {
      const from = BASES[base];
      const doc = structuredClone(from?.doc ?? list());
      for (const edit of edits) distort(doc, edit);
      return {
        text: breaks.reduce(breakText, write(doc, style)),
        profile: told ? from?.profile : undefined,
      };
    });

/** Valid JSON that is not a request: foreign lists, lists in lists, repeated keys, values of the wrong kind. */
export const odd = make(false);
/** The same, broken. */
export const broken = make(true);
export const hostile = fc.oneof(odd, broken);

/** Pieces of JSON and of what people type instead, in any order; and requests, broken or not. */
const PIECES = [
  '{',
  '}',
  '[',
  ']',
  ',',
  ':',
  '"siret"',
  '"a b"',
  '12',
  '-1.5e3',
  'true',
  'null',
  ' ',
  '\r\n',
  '"é\\n"',
];
const soup = fc
  .array(fc.oneof(fc.constantFrom(...PIECES), fc.constantFrom(...BREAKS), fc.string({ maxLength: 6 })), {
    maxLength: 40,
  })
  .map(pieces => pieces.join(''));
const sound = fc
  .tuple(fc.json(), fc.array(step, { maxLength: 2 }))
  .map(([json, steps]) => steps.reduce(breakText, json));
export const anyText = fc.oneof(
  { weight: 4, arbitrary: soup },
  { weight: 4, arbitrary: sound },
  { weight: 2, arbitrary: hostile.map(({ text: request }) => request) },
);

export const isJson = (source: string): boolean => {
  try {
    JSON.parse(source);
    return true;
  } catch {
    return false;
  }
};
