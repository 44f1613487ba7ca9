import type { SyntaxErrorCode, SyntaxProblem } from '../../../language/nodes.js';
import type { SourceEditor } from '../../../language/edit.js';
import type { Fix, FixKind, Related, Target } from '../../contract.js';
import { cite } from '../../shared/words.js';
import { repairMontant } from '../../../format/domain/montant.js';
import { placeOf } from '../../../format/model/located.js';
import type { SyntaxData } from './messages.js';
import type { Bilingual } from '../../../texts/typeset.js';

const write = (text: string): Bilingual => ({ fr: `Écrire ${text}`, en: `Write ${text}` });

/** Words of other languages for JSON's own. */
const LITERALS: Readonly<Record<string, string>> = {
  true: 'true',
  false: 'false',
  null: 'null',
  nan: 'null',
  none: 'null',
  nil: 'null',
  undefined: 'null',
  infinity: 'null',
  vrai: 'true',
  faux: 'false',
  oui: 'true',
  non: 'false',
};

/** What JSON writes for a bare word such as `NaN` or `True`. */
const literalFor = (word: string): string | undefined => LITERALS[word.replace(/^[-+]/, '').toLowerCase()];

/** The text ends before this bracket is closed. */
const isAtEnd = ({ opener, span }: SyntaxProblem): boolean => opener?.start === span.start;

export const targetOf = (problem: SyntaxProblem | undefined): Target =>
  problem === undefined
    ? { chunk: undefined, span: { start: 0, end: 0 }, place: undefined }
    : { chunk: problem.chunk, span: problem.span, place: placeOf(problem.path) };

export function dataOf(problem: SyntaxProblem): Omit<SyntaxData, 'wantsText'> {
  const { text, key, path, repair } = problem;
  return {
    text,
    noJson: isNoJson(problem),
    key: key ?? path.findLast(segment => typeof segment === 'string'),
    member: key,
    literal: literalFor(text.replace(/"$/, '')),
    missing: /[}\]]/.exec(repair?.text ?? '')?.[0],
    atEnd: isAtEnd(problem),
  };
}

export function openerOf(problem: SyntaxProblem): readonly Related[] {
  const { chunk, opener } = problem;
  if (opener === undefined || isAtEnd(problem)) return [];
  return [{ chunk, span: opener, message: { fr: 'Ouvert ici.', en: 'Opened here.' } }];
}

const PYTHON = /^(?:None|True|False)$/;

/** What `str()` makes of a Python dict: keys in single quotes, and Python's words for null, true and false. */
export const isPythonDict = (text: string, problems: readonly SyntaxProblem[]): boolean =>
  /^\s*[[{(]+\s*'[^'\r\n]+'\s*:/.test(text) &&
  problems.some(({ code, text: word }) => code === 'bare-word' && PYTHON.test(word));

/** With more than this the source isn't recognised, and half a file is no help. */
const MOST = 2_000;

/** The dict as JSON: the first remedy of each of its problems, all at once. */
export function asJson(
  problems: readonly SyntaxProblem[],
  wantsText: (problem: SyntaxProblem) => boolean,
  editor: SourceEditor,
): readonly Fix[] {
  const each = problems.map(problem => mend(problem, wantsText(problem), editor.in(problem.chunk))[0]);
  const known = each.filter(fix => fix !== undefined);
  if (known.length < problems.length || problems.length >= MOST) return [];
  const title: Bilingual = { fr: 'Récrire en JSON', en: 'Rewrite as JSON' };
  return [{ kind: 'suggest', title, edits: known.flatMap(({ edits }) => edits) }];
}

/** The remedies of one syntax problem, best first. */
export function mend(problem: SyntaxProblem, wantsText: boolean, editor: SourceEditor): readonly Fix[] {
  const lexeme = editor.slice(problem.span);
  const rewrite = (kind: FixKind, text: string, title: Bilingual = write(text)): readonly Fix[] => [
    { kind, title, edits: [editor.replace(problem.span, text)] },
  ];
  const bare = lexeme.replace(/"$/, '');
  switch (problem.code) {
    case 'comment':
      return [
        {
          kind: 'fix',
          title: { fr: 'Retirer le commentaire', en: 'Remove the comment' },
          edits: [editor.removeWithBlanks(problem.span)],
        },
      ];
    case 'commented-field':
      return [
        {
          kind: 'suggest',
          title: { fr: 'Décommenter', en: 'Uncomment' },
          edits: [editor.uncomment(problem.span)],
        },
        {
          kind: 'suggest',
          title: { fr: 'Retirer le commentaire', en: 'Remove the comment' },
          edits: [editor.removeWithBlanks(problem.span)],
        },
      ];
    case 'unquoted-key':
      return rewrite('suggest', quote(bare));
    case 'single-quotes':
    case 'curly-quotes':
      return rewrite('suggest', quote(lexeme.slice(1, -1).replaceAll("\\'", "'")));
    case 'inner-quotes':
      return rewrite('suggest', quote(withoutSpare(lexeme.slice(1, -1))));
    case 'bare-word':
      return isNoJson(problem) ? [] : rewrite('suggest', literalFor(bare) ?? quote(bare));
    case 'bad-number':
      return number(bare, wantsText, rewrite);
    case 'leading-zero':
      return wantsText
        ? rewrite('fix', quote(lexeme), QUOTES)
        : rewrite('suggest', lexeme.replace(/^(-?)0+(?=\d)/, '$1'));
    case 'control-character':
      return rewrite('suggest', withoutControls(lexeme), {
        fr: 'Remplacer par une espace',
        en: 'Replace with a space',
      });
    case 'bad-escape':
      return rewrite(
        'suggest',
        lexeme.replace(/\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4})|\\/g, escape => (escape === '\\' ? '\\\\' : escape)),
        { fr: 'Doubler la barre oblique inverse', en: 'Double the backslash' },
      );
    case 'unterminated-string':
      return rewrite('suggest', `${lexeme}"`, { fr: 'Fermer les guillemets', en: 'Close the quotes' });
    case 'extra-content':
      return /^[}\],;]$/.test(lexeme)
        ? rewrite('suggest', '', { fr: `Retirer ${cite(lexeme)}`, en: `Remove “${lexeme}”` })
        : [];
    default:
      return repair(problem, editor);
  }
}

type Rewrite = (kind: FixKind, text: string, title?: Bilingual) => readonly Fix[];

const QUOTES: Bilingual = { fr: 'Mettre entre guillemets', en: 'Put in quotes' };

/** A decimal comma loses nothing as a point, nor does an identifier in quotes; the rest is the user's decision. */
function number(lexeme: string, wantsText: boolean, rewrite: Rewrite): readonly Fix[] {
  if (wantsText) return rewrite(/^[0-9A-Za-z]+$/.test(lexeme) ? 'fix' : 'suggest', quote(lexeme), QUOTES);
  if (/^-?(?:0|[1-9]\d*),\d+$/.test(lexeme)) return rewrite('fix', lexeme.replace(',', '.'));
  const amount = repairMontant(
    lexeme
      .replace(/^\+/, '')
      .replace(/^[.,]/, '0.')
      .replace(/[.,]$/, '')
      .replace(/^0+(?=\d)/, ''),
  );
  return amount === undefined ? rewrite('suggest', quote(lexeme), QUOTES) : rewrite('suggest', amount);
}

/** A text that begins like no JSON: an error page, a spreadsheet. */
export const isNoJson = ({ code, path, key }: SyntaxProblem): boolean =>
  code === 'bare-word' && path.length === 0 && key === undefined;

/** A doubled quote at the start or the end is one too many; a pair of them is intended. */
const withoutSpare = (inner: string): string => (inner.split('"').length === 2 ? inner.replace(/^"|"$/, '') : inner);

/** Inner quotes are escaped; what is already escaped stays. */
const quote = (text: string): string => `"${text.replace(/\\[\s\S]|"/g, match => (match === '"' ? '\\"' : match))}"`;

function withoutControls(lexeme: string): string {
  const inner = lexeme.slice(1, -1).replace(/ *[\t\n\r\f\v]\s*/g, ' ');
  return `"${inner.replace(/\p{Cc}/gu, '')}"`;
}

const SAFE: ReadonlySet<SyntaxErrorCode> = new Set<SyntaxErrorCode>(['trailing-comma', 'stray-blank']);

/** The replacement suggested by the parser. */
function repair({ code, repair: found, opener, span }: SyntaxProblem, editor: SourceEditor): readonly Fix[] {
  if (found === undefined) return [];
  const words = found.text.replace(/\s+/g, ' ').trim();
  const title: Bilingual =
    words !== ''
      ? { fr: `Insérer ${cite(words)}`, en: `Insert “${words}”` }
      : found.text === ' '
        ? { fr: 'Mettre une espace ordinaire', en: 'Put a plain space' }
        : { fr: `Retirer ${cite(nameOf(editor.slice(found)))}`, en: `Remove “${nameOf(editor.slice(found))}”` };
  if (opener?.start === span.start)
    return [
      {
        kind: 'suggest',
        title: { fr: 'Fermer ce qui est ouvert', en: 'Close what is open' },
        edits: [editor.replace(found, found.text)],
      },
    ];
  const replaced = words !== '' && found.end > found.start;
  return [
    {
      kind: SAFE.has(code) ? 'fix' : 'suggest',
      title: replaced ? { fr: `Remplacer par ${cite(words)}`, en: `Replace with “${words}”` } : title,
      edits: [editor.replace(found, found.text)],
    },
  ];
}

/** Invisible characters are named by their code. */
const nameOf = (text: string): string =>
  /^[\s\u200b-\u200f\u2060\ufeff\u00ad]*$/.test(text)
    ? `U+${(text.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`
    : text;
