import type { Analysis } from '../analysis/analyze.js';
import type { Finding } from '../rules/contract.js';
import { touches } from '../language/span.js';
import { notesOf } from '../texts/editor/notes.js';
import { fullMessage } from './request.js';
import { absoluteSpan, remediesOf } from './remedies.js';
import type { Lang } from '../texts/typeset.js';

/** More than these are read under the light bulb. */
const MAX_FIXES = 5;

interface FindingNoteOptions {
  readonly lang: Lang;
  /** The editor doesn't tell them itself. */
  readonly withMessages: boolean;
}

/** What is wrong at an offset and what can be done about it, in Markdown: that is read first. */
export function findingNote(
  { analysis, findings }: { readonly analysis: Analysis; readonly findings: readonly Finding[] },
  offset: number,
  { lang, withMessages }: FindingNoteOptions,
): string | undefined {
  const here = findings.filter(finding => touches(absoluteSpan(analysis, finding), { start: offset, end: offset }));
  const told = withMessages ? here.map(finding => escaped(fullMessage(finding, lang))) : [];
  const titles = [...new Set(remediesOf(analysis, here).map(({ fix }) => fix.title[lang]))].slice(0, MAX_FIXES);
  const fixes = titles.length === 0 ? [] : [notesOf(lang).fixes(titles.map(title => `- ${escaped(title)}`).join('\n'))];
  const blocks = [...told, ...fixes];
  return blocks.length === 0 ? undefined : blocks.join('\n\n');
}

/** A sentence is no Markdown. */
const escaped = (text: string): string => text.replace(/[\\`*_[\]<>#]/g, '\\$&');
