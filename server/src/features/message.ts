import { citationText } from '../format/profiles/sources.js';
import type { Finding } from '../rules/contract.js';
import { notesOf } from '../texts/editor/notes.js';
import type { Lang } from '../texts/typeset.js';

/** Where this very finding is written, else its rule: « ASP, … », « Quel … ? ». */
export const citedBy = ({ cited, rule }: Finding, lang: Lang): string =>
  cited?.[lang] ?? citationText(rule.citations[0], lang);

/** The same ready to be read: « Source : « ASP, … », « Quel … ? » ». */
export function sourceOf(finding: Finding, lang: Lang): string {
  return notesOf(lang).source(citedBy(finding, lang));
}

/** Where a rule's page is published. */
export const rulePage = (id: string, lang: Lang): string =>
  `https://github.com/segur-json/segur-json/blob/main/docs/rules/${lang === 'fr' ? '' : 'en/'}${id}.md`;

/** The whole message: what the portal wants and what to do, then where that is written. */
export const fullMessage = (finding: Finding, lang: Lang, separator = ' '): string =>
  `${finding.message(lang)}${separator}${sourceOf(finding, lang)}`;
