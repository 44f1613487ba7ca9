import type { Analysis } from '../analysis/analyze.js';
import { tellsRequest } from '../format/domain/telling.js';
import { profileByName } from '../format/profiles/choose.js';
import { looksLikeRequest } from '../format/profiles/detect.js';
import type { Catalog } from '../format/profiles/catalog.js';
import { citationText } from '../format/profiles/sources.js';
import type { Finding } from '../rules/contract.js';
import { notesOf } from '../texts/editor/notes.js';
import type { Lang } from '../texts/typeset.js';

/** No request is larger: 200 lignes are a third of a megabyte. */
const MAX_LENGTH = 20_000_000;
/** The keys that identify a request of an unknown model are in its first ligne. */
const HEAD = 64 * 1024;

/** Whether a text can be a request at all, without parsing it. */
export function mayBeRequest({ listKeys }: Catalog, text: string): boolean {
  if (text.length > MAX_LENGTH) return false;
  const small = text.toLowerCase();
  return listKeys.some(key => small.includes(key.toLowerCase())) || tellsRequest(text.slice(0, HEAD));
}

/** A name that promises a request: `x.mdv-lgc.avance.json`, but not the schema of one. */
export const isRequestName = (catalog: Catalog, path: string): boolean =>
  !/\.schema\.json$/i.test(path) && profileByName(catalog, path) !== undefined;

export const isRequest = ({ tree, model }: Pick<Analysis, 'tree' | 'model'>): boolean =>
  looksLikeRequest(tree.root, model);

/** The source of this very finding, otherwise of its rule: « ASP, … », « Quel … ? ». */
export const citedBy = ({ cited, rule }: Finding, lang: Lang): string =>
  cited?.[lang] ?? citationText(rule.citations[0], lang);

/** The same as a sentence: « Source : « ASP, … », « Quel … ? » ». */
export function sourceOf(finding: Finding, lang: Lang): string {
  return notesOf(lang).source(citedBy(finding, lang));
}

/** The folder of the pages in each language. */
const PAGES: Readonly<Record<Lang, string>> = { fr: '', en: 'en/' };

/** Where a rule's page is published. */
export const rulePage = (id: string, lang: Lang): string =>
  `https://github.com/segur-json/segur-json/blob/main/docs/rules/${PAGES[lang]}${id}.md`;

/** The whole message: what the portal wants and what to do, then the source. */
export const fullMessage = (finding: Finding, lang: Lang, separator = ' '): string =>
  `${finding.message(lang)}${separator}${sourceOf(finding, lang)}`;
