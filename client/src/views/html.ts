import type {
  ComparedDemande,
  ComparedFile,
  ComparedLigne,
  ComparedRow,
  ComparedSide,
} from '../../../server/src/lsp/protocol/index.js';
import type { CompareMessages } from '../../../server/src/texts/client/main.js';
import { escapeHtml, type Lang, unescapeHtml } from '../../../server/src/texts/typeset.js';

/** The content of the page; without VS Code, so that tests can load it. */
export interface ComparePage {
  readonly lang: Lang;
  readonly comparison: ComparedDemande;
  readonly avance: PageSide;
  readonly solde: PageSide;
  /** Leads to the file's table. */
  readonly whole: string;
  /** Nothing in it is certain any more: a file has gone. */
  readonly stale: boolean;
}

export interface PageSide extends Pick<ComparedSide, 'portalOutput'> {
  readonly name: string;
  /** Opens the file at the request. */
  readonly link: string;
}

/** One request, field by field. */
export function comparePage(
  { lang, comparison, avance, solde, stale, whole }: ComparePage,
  texts: CompareMessages,
  nonce: string,
): string {
  const headings = [
    texts.field,
    sideHeading(avance.portalOutput ? texts.avanceOutput : texts.avance, avance, texts),
    sideHeading(solde.portalOutput ? texts.soldeOutput : texts.solde, solde, texts),
    texts.difference,
  ];
  return document(
    lang,
    texts,
    nonce,
    `<h1>${escapeHtml(texts.heading)} <span class="demande">${escapeHtml(comparison.title)}</span></h1>
${statusLine(stale, texts.summary(comparison.differences), texts)}
<p><a href="${escapeHtml(whole)}">${escapeHtml(texts.whole)}</a></p>
<table>
<thead><tr>${headings
      .map((heading, i) => `<th scope="col">${i === 1 || i === 2 ? heading : escapeHtml(heading)}</th>`)
      .join('')}</tr></thead>
${comparison.sections
  .map(
    ({ title, rows }) => `<tbody>
<tr class="section"><th scope="rowgroup" colspan="4">${escapeHtml(title)}</th></tr>
${rows.map(row => rowHtml(row, texts)).join('\n')}
</tbody>`,
  )
  .join('\n')}
</table>`,
  );
}

/** A whole document without a script: nothing can run in it or be loaded. */
const document = (lang: Lang, texts: CompareMessages, nonce: string, body: string): string => `<!DOCTYPE html>
<html lang="${lang}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'nonce-${escapeHtml(nonce)}'">
<title>${escapeHtml(texts.heading)}</title>
<style nonce="${escapeHtml(nonce)}">${COMPARE_STYLE}</style>
</head>
<body>
${body}
</body>
</html>`;

/** Which rows of a file's table are shown. */
export type RowFilter = keyof CompareMessages['filters'];

const FILTERS: Readonly<Record<RowFilter, readonly ComparedLigne['state'][]>> = {
  all: ['grave', 'differs', 'unreadable', 'alone', 'same'],
  differs: ['grave', 'differs', 'unreadable'],
  alone: ['alone'],
  same: ['same'],
};
const FILTER_NAMES = ['all', 'differs', 'alone', 'same'] as const satisfies readonly RowFilter[];

/** More than anyone reads on one page. */
const MAX_ROWS = 500;

export interface ComparedFilePage {
  readonly lang: Lang;
  readonly file: ComparedFile;
  readonly stale: boolean;
  readonly filter: RowFilter;
  /** Part of a number or a beneficiary; empty for all. */
  readonly search: string;
  /** The links: a question of the panel's for each. */
  readonly link: (...action: PageAction) => string;
}

export type PageAction =
  | readonly ['open', side: 'avance' | 'solde', row: number]
  | readonly ['detail', row: number]
  | readonly ['whole']
  | readonly ['filter', RowFilter]
  | readonly ['search']
  | readonly ['clear'];

/** All requests of a file, the most urgent first. */
export function compareFilePage(page: ComparedFilePage, texts: CompareMessages, nonce: string): string {
  const { lang, file, stale, filter, search, link } = page;
  const wanted = searchable(search);
  const all = file.rows.map((row, index): Row => ({ ...row, index }));
  const found = all.filter(({ title, beneficiary }) => searchable(`${title} ${beneficiary}`).includes(wanted));
  const rowsOf = (one: RowFilter): readonly Row[] => found.filter(({ state }) => FILTERS[one].includes(state));
  const rows = rowsOf(filter);
  const choices = FILTER_NAMES.map(one => {
    const label = `${texts.filters[one]} (${String(rowsOf(one).length)})`;
    const current = one === filter ? ' aria-current="true"' : '';
    return `<li><a href="${escapeHtml(link('filter', one))}"${current}>${escapeHtml(label)}</a></li>`;
  });
  const searched =
    search === ''
      ? ''
      : `<li>${escapeHtml(texts.searched(search))} – ` +
        `<a href="${escapeHtml(link('clear'))}">${escapeHtml(texts.clear)}</a></li>`;
  const differing = file.rows.filter(({ state }) => FILTERS.differs.includes(state)).length;
  const headings = [texts.demande, texts.beneficiary, texts.difference, texts.files];
  return document(
    lang,
    texts,
    nonce,
    `<h1>${escapeHtml(texts.heading)} <span class="demande">${escapeHtml(file.name)}</span></h1>
${statusLine(stale, texts.total(file.rows.length, differing), texts)}
<nav aria-label="${escapeHtml(texts.filterBy)}"><ul class="filters">${choices.join('')}
<li><a href="${escapeHtml(link('search'))}">${escapeHtml(texts.search)}</a></li>${searched}</ul></nav>
${
  rows.length === 0
    ? `<p>${escapeHtml(texts.nothingShown)}</p>`
    : `<table class="whole">
<thead><tr>${headings.map(heading => `<th scope="col">${escapeHtml(heading)}</th>`).join('')}</tr></thead>
<tbody>
${rows
  .slice(0, MAX_ROWS)
  .map(row => ligneHtml(row, texts, link))
  .join('\n')}
</tbody>
</table>`
}
${rows.length > MAX_ROWS ? `<p>${escapeHtml(texts.more(rows.length - MAX_ROWS))}</p>` : ''}`,
  );
}

type Row = ComparedLigne & { readonly index: number };

/** As people type: ignoring case and accents. */
const searchable = (text: string): string => text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();

function ligneHtml(row: Row, texts: CompareMessages, link: ComparedFilePage['link']): string {
  const { index, title, beneficiary, state, avance, solde, note } = row;
  const paired = avance !== null && solde !== null;
  const name = paired
    ? `<a href="${escapeHtml(link('detail', index))}" ` +
      `title="${escapeHtml(texts.detail(title))}">${escapeHtml(title)}</a>`
    : escapeHtml(title);
  const why = state === 'alone' ? (solde === null ? texts.noSolde : texts.noAvance) : note;
  const changes = row.changes.map(change => {
    const [before = '', after = ''] = [change.avance, change.solde].map(text =>
      text === '' ? texts.absent : oneLine(text),
    );
    const grave = change.grave ? ` <strong>${escapeHtml(texts.grave)}</strong>` : '';
    return `<li>${escapeHtml(texts.change(change.label, before, after))}${grave}</li>`;
  });
  const files = (['avance', 'solde'] as const).flatMap(side => {
    const place = row[side];
    if (place === null) return [];
    const label = `${texts[side]} – ${title}`;
    return [
      `<a href="${escapeHtml(link('open', side, index))}" ` +
        `aria-label="${escapeHtml(label)}">${escapeHtml(texts[side])}</a>`,
    ];
  });
  return (
    `<tr class="${state === 'grave' ? 'differs grave' : state}"><th scope="row">${name}</th>` +
    `<td>${escapeHtml(beneficiary)}</td>` +
    `<td><span class="sign" aria-hidden="true">${STATE_SIGNS[state]}</span> ${escapeHtml(texts.states[state])}` +
    (why === '' ? '' : `<div class="note">${lines(why)}</div>`) +
    `${changes.length === 0 ? '' : `<ul class="note">${changes.join('')}</ul>`}</td>` +
    `<td>${files.join(' · ')}</td></tr>`
  );
}

const oneLine = (text: string): string => text.replaceAll('\n', ', ');

const STATE_SIGNS: Readonly<Record<ComparedLigne['state'], string>> = {
  grave: '≠',
  differs: '≠',
  unreadable: '?',
  alone: '∅',
  same: '=',
};

const statusLine = (stale: boolean, text: string, { gone }: CompareMessages): string =>
  `<p role="status">${stale ? `<strong>${escapeHtml(gone)}</strong> ` : ''}${escapeHtml(text)}</p>`;

const sideHeading = (title: string, side: PageSide, texts: CompareMessages): string =>
  `${escapeHtml(title)}<br><a href="${escapeHtml(side.link)}" ` +
  `title="${escapeHtml(texts.openFile(side.name))}">${escapeHtml(side.name)}</a>`;

/** The word says the same as the sign and the colour. */
function rowHtml({ label, avance, solde, verdict, note, grave }: ComparedRow, texts: CompareMessages): string {
  const told =
    verdict === 'info'
      ? ''
      : `<span class="sign" aria-hidden="true">${SIGNS[verdict]}</span> ${escapeHtml(texts.verdicts[verdict])}`;
  const why =
    note === ''
      ? ''
      : `<div class="note">${grave ? `<strong>${escapeHtml(texts.grave)}</strong> – ` : ''}${lines(note)}</div>`;
  return (
    `<tr class="${verdict}${grave ? ' grave' : ''}"><th scope="row">${escapeHtml(label)}</th>` +
    `<td>${cell(avance, verdict, texts)}</td><td>${cell(solde, verdict, texts)}</td>` +
    `<td>${told}${why}</td></tr>`
  );
}

const SIGNS: Readonly<Record<'same' | 'differs' | 'added' | 'removed', string>> = {
  same: '=',
  differs: '≠',
  added: '+',
  removed: '−',
};

/** An empty cell in a row that compares something says so. */
function cell(text: string, verdict: ComparedRow['verdict'], texts: CompareMessages): string {
  if (text !== '') return lines(text);
  return verdict === 'info' ? '' : `<em class="absent">${escapeHtml(texts.absent)}</em>`;
}

const lines = (text: string): string => text.split('\n').map(escapeHtml).join('<br>');

/** In the colours of the editor's theme, high contrast included; no difference is shown by colour alone. */
const COMPARE_STYLE = `
body { box-sizing: border-box; color: var(--vscode-foreground); background: var(--vscode-editor-background);
  font-family: var(--vscode-font-family); font-size: var(--vscode-font-size); padding: 0 0.8em 2em; line-height: 1.4; }
h1 { font-size: 1.4em; font-weight: 600; margin: 0.8em 0 0.2em; }
h1 .demande { font-weight: 400; color: var(--vscode-descriptionForeground); margin-left: 0.4em; }
p { margin: 0 0 1em; }
a { color: var(--vscode-textLink-foreground); font-weight: 400; }
a:focus { outline: 1px solid var(--vscode-focusBorder); }
table { border-collapse: collapse; table-layout: fixed; width: 100%; font-variant-numeric: tabular-nums; }
th, td { text-align: left; vertical-align: top; padding: 0.25em 0.5em;
  border-bottom: 1px solid var(--vscode-widget-border, var(--vscode-contrastBorder, transparent));
  overflow-wrap: break-word; }
thead th { position: sticky; top: 0; background: var(--vscode-editor-background);
  border-bottom: 1px solid var(--vscode-foreground); }
tbody th { font-weight: 400; color: var(--vscode-descriptionForeground); }
td { overflow-wrap: anywhere; }
th { hyphens: auto; }
thead th:nth-child(1) { width: 20%; }
thead th:nth-child(4) { width: 25%; }
/* Narrower, words would be cut into letters: then one scrolls sideways. */
table { min-width: 30em; }
@media (max-width: 640px) { body { padding: 0 0.3em 2em; } table { font-size: 0.9em; }
  th, td { padding: 0.25em 0.3em; } }
tr.section th { font-weight: 600; color: var(--vscode-foreground); padding-top: 0.9em; }
tr.differs td, tr.added td, tr.removed td { font-weight: 600;
  background: var(--vscode-diffEditor-unchangedRegionBackground, transparent); }
tr.added td:nth-of-type(2) { background: var(--vscode-diffEditor-insertedLineBackground); }
tr.removed td:nth-of-type(1) { background: var(--vscode-diffEditor-removedLineBackground); }
tr.grave td:last-child { border-left: 3px solid var(--vscode-editorError-foreground); }
tr.same td:last-child { color: var(--vscode-descriptionForeground); }
ul.filters { list-style: none; padding: 0; margin: 0 0 1em; display: flex; flex-wrap: wrap; gap: 0.2em 1.2em; }
ul.filters a[aria-current] { color: var(--vscode-foreground); font-weight: 600; text-decoration: underline; }
ul.note { margin-bottom: 0; padding-left: 1.2em; }
table.whole thead th:nth-child(1) { width: 24%; }
table.whole thead th:nth-child(2) { width: 22%; }
table.whole thead th:nth-child(4) { width: 9em; }
tr.unreadable td, tr.grave strong { color: var(--vscode-editorError-foreground); }
.sign { display: inline-block; min-width: 1em; text-align: center; }
.note { font-weight: 400; margin-top: 0.2em; }
.absent { color: var(--vscode-descriptionForeground); font-weight: 400; }
`;

/** No scripts, nothing from outside: only the page's own styles. */
const policyOf = (nonce: string): string =>
  `default-src 'none'; style-src 'nonce-${nonce}'; base-uri 'none'; form-action 'none'`;

/** The report's colours, taken from the editor's theme. */
const THEME = `html:root {
  --fond: var(--vscode-editor-background); --texte: var(--vscode-editor-foreground);
  --discret: var(--vscode-descriptionForeground);
  --trait: var(--vscode-widget-border, var(--vscode-panel-border)); --accent: var(--vscode-textLink-foreground);
  --erreur: var(--vscode-list-errorForeground);
  --attention: var(--vscode-list-warningForeground);
  --succes: var(--vscode-gitDecoration-addedResourceForeground); --carte: var(--vscode-editorWidget-background);
}
body { font-family: var(--vscode-font-family); }`;

/** Where the links of a report lead: to the request's lignes, to the attachments, to the ZIPs beside the report. */
interface ReportTargets {
  readonly request: string | undefined;
  /** URI of the attachments folder. */
  readonly pieces: string | undefined;
  /** URI of the deposit. */
  readonly out: string;
}

const link = (command: string, ...args: readonly unknown[]): string =>
  `command:${command}?${encodeURIComponent(JSON.stringify(args))}`;

/** Turns the marks in the report into links, now that the places are known. */
export function linked(page: string, command: string, { request, pieces, out }: ReportTargets): string {
  return page
    .replace(/<a href="([^"#:]+)">/g, (_, zip: string) => `<a href="${link(command, `${out}/${unescapeHtml(zip)}`)}">`)
    .replace(/<bdi data-(ligne|piece)="([^"]*)">(.*?)<\/bdi>/g, (whole, kind: string, value: string, text: string) => {
      const base = kind === 'ligne' ? request : pieces;
      if (base === undefined) return whole;
      const href =
        kind === 'ligne'
          ? link(command, base, { ligne: Number(value) })
          : link(command, `${base.replace(/\/$/, '')}/${encodeURIComponent(unescapeHtml(value))}`);
      return `<a href="${href}"><bdi>${text}</bdi></a>`;
    });
}

/** A deposit's report in a webview: under a strict policy, in the colours of the theme. */
export function reportHtml(page: string, nonce: string): string {
  const bare = page
    .replace(/<meta\b[^>]*http-equiv[^>]*>/gi, '')
    .replace(/<style\b[^>]*>/gi, `<style nonce="${nonce}">`);
  const head = `<meta http-equiv="Content-Security-Policy" content="${policyOf(nonce)}">`;
  const styled = bare.replace(/<\/head>/i, () => `<style nonce="${nonce}">${THEME}</style></head>`);
  return /<head\b[^>]*>/i.test(styled) ? styled.replace(/<head\b[^>]*>/i, tag => `${tag}${head}`) : `${head}${styled}`;
}
