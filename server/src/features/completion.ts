import { foldKey } from '../format/domain/fold.js';
import type { Analysis } from '../analysis/analyze.js';
import type { PieceFolder } from '../format/pieces/folder.js';
import type { FieldSet } from '../format/model/ligne.js';
import type { Profile, PropertyShape, Shape } from '../format/profiles/profile.js';
import type { FieldRole } from '../format/profiles/roles.js';
import type { Span } from '../language/span.js';
import { tidy } from '../language/whitespace.js';
import { cursorAt, type Cursor } from './cursor.js';
import type { KnownValue } from './knownValues.js';
import { describe, typeText } from './hover.js';
import { indentAt, layoutOf, type Layout } from './format.js';
import { pieceProposals } from './pieceChoice.js';
import { skeletonText } from './skeleton.js';
import { propertyShape, shapeAtPath } from './spot.js';
import { notesOf } from '../texts/editor/notes.js';
import type { Lang } from '../texts/typeset.js';

/** One thing to insert, not yet in a protocol's words. Offsets are absolute. */
export interface Proposal {
  readonly kind: 'key' | 'value' | 'item' | 'file' | 'request';
  readonly label: string;
  readonly detail: string;
  /** Markdown. */
  readonly documentation: string;
  /** What is inserted: plain text, or a snippet if the caller accepts them. */
  readonly text: string;
  readonly replace: Span;
  /** What the typed characters are compared with. */
  readonly filter: string;
  /** Where to add a comma, after the previous member. */
  readonly commaAt: number | undefined;
}

interface CompletionOptions {
  readonly snippet: boolean;
  /** Further lines take the indentation of the line they are inserted on; otherwise the editor does that. */
  readonly indented: boolean;
  readonly lang: Lang;
  /** The attachments folder, if known: its files are proposed for `nomFichier`. */
  readonly pieces?: PieceFolder | undefined;
  /** The profiles whose whole file is proposed in an empty document of unknown profile. */
  readonly profiles?: readonly Profile[] | undefined;
  /** What other files, and the day, suggest for a role of that ligne. */
  readonly known?: ((role: FieldRole, ligne: FieldSet | undefined) => readonly KnownValue[]) | undefined;
}

/** What can be inserted at an offset, best first; empty if the model expects nothing there. */
export function complete(analysis: Analysis, offset: number, options: CompletionOptions): readonly Proposal[] {
  if (/^\s*[\w-]*\s*$/.test(analysis.text)) return requests(analysis, offset, options);
  const cursor = cursorAt(analysis, offset);
  const container = shapeAtPath(analysis.model.file, cursor.path);
  if (container === undefined || cursor.container === 'root' || cursor.slot === 'none') return [];
  // Without a comma, a new member is expected only on a line of its own: neither beside the previous one, nor before a
  // comma that is already there.
  if (
    cursor.slot === 'comma' &&
    cursor.word === undefined &&
    (cursor.previousEnd >= offset || cursor.next.kind === ',')
  )
    return [];
  const at: Position = { analysis, offset, cursor, options, layout: layoutOf(analysis.text) };
  if (cursor.container === 'object') return cursor.slot === 'value' ? values(at, container) : keys(at, container);
  return items(at, container);
}

/** What is the same in all the files of a publisher. */
const PUBLISHER: ReadonlySet<FieldRole> = new Set<FieldRole>(['siretEditeur', 'numeroAns']);

/** Whole files, for a document that has only the word being typed. */
function requests(analysis: Analysis, offset: number, options: CompletionOptions): readonly Proposal[] {
  const { profile } = analysis.choice;
  const layout = layoutOf(analysis.text);
  const typed = analysis.text.trim();
  const start = typed === '' ? offset : analysis.text.indexOf(typed);
  if (offset < start || offset > start + typed.length) return [];
  return (profile === undefined ? (options.profiles ?? []) : [profile]).map(
    (of): Proposal => ({
      kind: 'request',
      label: of.id,
      detail: of.title[options.lang],
      documentation: describe(of.file, undefined, options.lang),
      text: skeletonText(of.file, {
        layout,
        snippet: options.snippet,
        indent: '',
        traits: of.traits,
        numLigne: 1,
        defaultOf: role => (PUBLISHER.has(role) ? options.known?.(role, undefined)[0]?.value : undefined),
      }),
      replace: { start, end: start + typed.length },
      filter: `segur ${of.id}`,
      commaAt: undefined,
    }),
  );
}

interface Position {
  readonly analysis: Analysis;
  readonly offset: number;
  readonly cursor: Cursor;
  readonly options: CompletionOptions;
  readonly layout: Layout;
}

function keys(at: Position, container: Shape): Proposal[] {
  const { cursor, options } = at;
  const taken = new Set(cursor.keys.map(key => propertyShape(container, key)?.key ?? foldKey(tidy(key))));
  const missing = (container.properties ?? []).filter(p => !taken.has(p.key));
  const before = cursor.previousKey === undefined ? undefined : propertyShape(container, cursor.previousKey);
  const due = (p: PropertyShape): number => (p.rank > (before?.rank ?? -1) ? 0 : 1);
  // A key that already has its value gets only its name.
  const nameOnly = cursor.next.kind === ':';
  return missing
    .sort((a, b) => due(a) - due(b) || a.rank - b.rank)
    .map((property): Proposal => {
      const name = JSON.stringify(property.key);
      const value = nameOnly ? '' : `:${at.layout.colon}${write(at, property.shape)}${comma(cursor)}`;
      return {
        ...common(at, property.shape, property.key),
        kind: 'key',
        label: property.key,
        detail: property.shape.title?.[options.lang] ?? typeText(property.shape, options.lang),
        text: `${name}${value}`,
        filter: filterOf(at, name),
      };
    });
}

function values(at: Position, container: Shape): Proposal[] {
  const { cursor } = at;
  const property = cursor.key === undefined ? undefined : propertyShape(container, cursor.key);
  if (property === undefined || isFollowedByValue(cursor)) return [];
  // Right after the colon, the file's usual blank comes first.
  const gap = cursor.word === undefined && cursor.previousEnd === at.offset ? at.layout.colon : '';
  const files = property.shape.role === 'nomFichier' ? pieceProposals(at.analysis, cursor.path, at.options) : [];
  return files
    .map(
      ({ name, text, detail }): Proposal => ({
        ...common(at, property.shape, property.key),
        kind: 'file',
        label: name,
        detail,
        text: `${gap}${text}${comma(cursor)}`,
        filter: filterOf(at, JSON.stringify(name)),
      }),
    )
    .concat(
      literals(property.shape, at.options.lang).map(
        ({ text, detail }): Proposal => ({
          ...common(at, property.shape, property.key),
          kind: 'value',
          label: text,
          detail,
          text: `${gap}${text}${comma(cursor)}`,
          filter: filterOf(at, text),
        }),
      ),
    )
    .concat(knownValuesOf(at, property, gap), skeleton(at, property.shape, property.key, gap));
}

function knownValuesOf(at: Position, { key, shape }: PropertyShape, gap: string): Proposal[] {
  const { analysis, cursor, options } = at;
  if (shape.role === undefined || shape.portal || !shape.types.has('string')) return [];
  const index = cursor.path.find(segment => typeof segment === 'number');
  const ligne = index === undefined ? undefined : analysis.lignes[index]?.ligne;
  return (options.known?.(shape.role, ligne) ?? []).map(({ value, detail }): Proposal => {
    const text = JSON.stringify(value);
    return {
      ...common(at, shape, key),
      kind: 'value',
      label: text,
      detail,
      text: `${gap}${text}${comma(cursor)}`,
      filter: filterOf(at, text),
    };
  });
}

/** The value after the blanks belongs to this key. */
const isFollowedByValue = (cursor: Cursor): boolean =>
  cursor.word === undefined && !cursor.next.isKey && ![',', '}', ']', 'end'].includes(cursor.next.kind);

function items(at: Position, container: Shape): Proposal[] {
  const { items: shape } = container;
  return shape === undefined
    ? []
    : [
        ...literals(shape, at.options.lang)
          .filter(({ text }) => text !== 'null')
          .map(
            ({ text, detail }): Proposal => ({
              ...common(at, shape, undefined),
              kind: 'value',
              label: text,
              detail,
              text: `${text}${comma(at.cursor)}`,
              filter: filterOf(at, text),
            }),
          ),
        ...(container.container === 'pieces' ? pieces(at, shape) : []),
        ...skeleton(at, shape, undefined, ''),
      ];
}

/** The attachments that the couloir demands and the ligne lacks; both, if either of two would do. */
function pieces(at: Position, shape: Shape): Proposal[] {
  const { analysis, cursor, options } = at;
  if (cursor.word !== undefined) return [];
  const index = cursor.path.find(key => typeof key === 'number');
  const entries = index === undefined ? undefined : analysis.lignes[index]?.ligne.entries('piece');
  const present = new Set(entries?.map(entry => entry.text('typeFichier')?.value));
  const due = (analysis.choice.profile?.traits.pieces ?? [])
    .map(types => types.split('|'))
    .filter(types => !types.some(type => present.has(type)))
    .flat();
  return due.map(
    (type): Proposal => ({
      ...common(at, shape, undefined),
      kind: 'item',
      label: type,
      detail: shape.title?.[options.lang] ?? typeText(shape, options.lang),
      text: `${write(at, shape, type)}${comma(cursor)}`,
      filter: type,
    }),
  );
}

function skeleton(at: Position, shape: Shape, key: string | undefined, gap: string): Proposal[] {
  if (!shape.types.has('object') && !shape.types.has('array')) return [];
  if (at.cursor.word !== undefined) return [];
  const { lang } = at.options;
  const isLigne = at.cursor.container === 'array' && shape === at.analysis.model.ligne;
  const label = isLigne
    ? `Ligne ${String(at.cursor.index + 1)}`
    : (shape.title?.[lang] ?? (shape.types.has('object') ? '{ }' : '[ ]'));
  return [
    {
      ...common(at, shape, key),
      kind: 'item',
      label,
      detail: isLigne ? (shape.title?.[lang] ?? '') : typeText(shape, lang),
      text: `${gap}${write(at, shape)}${comma(at.cursor)}`,
      filter: label,
    },
  ];
}

function literals(shape: Shape, lang: Lang): { text: string; detail: string }[] {
  const found = (shape.enum ?? []).map(({ value, meaning }) => ({
    text: JSON.stringify(value),
    detail: meaning[lang],
  }));
  // Any scalar has the right type there, but only the portal writes one.
  if (shape.types.has('boolean') && !shape.portal)
    found.push({ text: 'true', detail: notesOf(lang).yes }, { text: 'false', detail: notesOf(lang).no });
  if (shape.types.has('null')) found.push({ text: 'null', detail: notesOf(lang).noValue });
  return found;
}

const write = ({ analysis, offset, cursor, options, layout }: Position, shape: Shape, typeFichier?: string): string =>
  skeletonText(shape, {
    layout,
    snippet: options.snippet,
    indent: options.indented ? indentAt(analysis.text, offset) : '',
    traits: analysis.choice.profile?.traits,
    typeFichier,
    numLigne: cursor.container === 'array' ? cursor.index + 1 : numberOf(cursor),
  });

/** Number of the ligne at the cursor. */
const numberOf = (cursor: Cursor): number => (cursor.path.find(key => typeof key === 'number') ?? 0) + 1;

/** What comes next on its own needs a comma before it. */
const comma = (cursor: Cursor): string => ([',', '}', ']', ':', 'end'].includes(cursor.next.kind) ? '' : ',');

function common(
  at: Position,
  shape: Shape,
  key: string | undefined,
): Pick<Proposal, 'replace' | 'commaAt' | 'documentation'> {
  const { cursor, offset, options } = at;
  return {
    replace: cursor.word ?? { start: offset, end: offset },
    commaAt: cursor.slot === 'comma' ? cursor.previousEnd : undefined,
    documentation: describe(shape, key, options.lang),
  };
}

/** Editors compare with the text from the start of the replaced word: with its quote, if one was typed. */
const filterOf = ({ analysis, cursor }: Position, text: string): string =>
  cursor.word !== undefined && analysis.text[cursor.word.start] === '"' ? text : text.replaceAll('"', '');
