import { isDocumentId, type DocumentId } from '../../server/src/format/profiles/sources.js';
import { recordOf, listOf, textsOf } from '../../test/support/json.js';
import { read } from './files.js';

/** One question of a FAQ, and what answers it. */
export interface FaqQuestion {
  readonly document: DocumentId;
  /** As printed; undefined if the document prints only answers, which `answer` describes and `passages` quote. */
  readonly question: string | undefined;
  readonly answer: string | undefined;
  readonly passages: readonly string[];
  readonly sections: readonly string[];
  /** Why our copy of the document doesn't have this question. */
  readonly later: string | undefined;
  readonly rules: readonly string[];
  /** Role of a field, and words in its hover that answer. */
  readonly hover: readonly (readonly [role: string, words: string])[];
  readonly commands: readonly string[];
  /** Why no tool can answer, or not fully. */
  readonly none: string | undefined;
  /** What it is about, when that is neither a file nor anything in one. */
  readonly outside: string | undefined;
}

export interface FaqCommand {
  readonly name: string;
  readonly fr: string;
  readonly en: string;
}

export interface FaqList {
  readonly commands: readonly FaqCommand[];
  readonly questions: readonly FaqQuestion[];
  /** Our own sentences in English, by their French. */
  readonly english: ReadonlyMap<string, string>;
}

export const FAQ_LIST = 'docs/faq-questions.json';
const KEYS: readonly string[] = [
  'question',
  'answer',
  'passages',
  'sections',
  'later',
  'rules',
  'hover',
  'commands',
  'none',
  'outside',
];

/** Reads the hand-kept list. Throws on an unknown key: a misspelt one would answer nothing. */
export function readFaqList(): FaqList {
  const data = recordOf(JSON.parse(read(FAQ_LIST)));
  const commands = Object.entries(recordOf(data['commands'])).map(([name, value]) => {
    const { fr, en } = recordOf(value);
    return { name, fr: String(fr), en: String(en) };
  });
  const english = Object.entries(recordOf(data['english'])).map(([fr, en]) => [fr, String(en)] as const);
  return { commands, questions: listOf(data['documents']).flatMap(questionsOf), english: new Map(english) };
}

function questionsOf(value: unknown): FaqQuestion[] {
  const document = recordOf(value);
  const id = String(document['document']);
  if (!isDocumentId(id)) throw new TypeError(`« ${id} » is not a document`);
  return listOf(document['questions']).map(one => questionOf(id, recordOf(one)));
}

function questionOf(document: DocumentId, entry: Readonly<Record<string, unknown>>): FaqQuestion {
  const odd = Object.keys(entry).filter(key => !KEYS.includes(key));
  if (odd.length > 0) throw new TypeError(`${odd.join(', ')}: not known in ${JSON.stringify(entry)}`);
  const texts = (key: string): readonly string[] => textsOf(entry[key] ?? []);
  const text = (key: string): string | undefined => (typeof entry[key] === 'string' ? entry[key] : undefined);
  return {
    document,
    question: text('question'),
    answer: text('answer'),
    passages: texts('passages'),
    sections: texts('sections'),
    later: text('later'),
    rules: texts('rules'),
    commands: texts('commands'),
    hover: Object.entries(recordOf(entry['hover'] ?? {})).map(([role, words]) => [role, String(words)]),
    none: text('none'),
    outside: text('outside'),
  };
}

/** As the reader of a FAQ sees it: runs of blanks are one space. */
export const plain = (text: string): string => text.replace(/\s+/g, ' ').trim();

/** Whether a citation belongs to that question: by its title, or by its quote if it has none. */
export function isOf(
  entry: FaqQuestion,
  citation: { readonly document: string; readonly question: string; readonly quote?: string },
): boolean {
  if (entry.document !== citation.document) return false;
  if (entry.question !== undefined) return entry.question === citation.question;
  const { quote } = citation;
  return quote !== undefined && entry.passages.some(passage => plain(passage).includes(plain(quote)));
}
