import type { ComparedDemande, ComparedRow, ComparedSide } from '../../../server/src/lsp/protocol/index.js';
import type { CompareMessages } from '../../../server/src/texts/client/main.js';

/** What the page shows; no VS Code here, so that tests can load it. */
export interface ComparePage {
  readonly lang: 'fr' | 'en';
  readonly comparison: ComparedDemande;
  readonly avance: PageSide;
  readonly solde: PageSide;
  /** Nothing of it holds for sure any more: a file has gone. */
  readonly stale: boolean;
}

export interface PageSide extends Pick<ComparedSide, 'portalOutput'> {
  readonly name: string;
  /** Opens the file at the request. */
  readonly link: string;
}

/** A whole document without a script: nothing can run in it, and nothing be loaded. */
export function comparePage(
  { lang, comparison, avance, solde, stale }: ComparePage,
  texts: CompareMessages,
  nonce: string,
): string {
  const headings = [
    texts.field,
    sideHeading(avance.portalOutput ? texts.avanceOutput : texts.avance, avance, texts),
    sideHeading(solde.portalOutput ? texts.soldeOutput : texts.solde, solde, texts),
    texts.difference,
  ];
  return `<!DOCTYPE html>
<html lang="${lang}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'nonce-${escape(nonce)}'">
<title>${escape(texts.heading)}</title>
<style nonce="${escape(nonce)}">${COMPARE_STYLE}</style>
</head>
<body>
<h1>${escape(texts.heading)} <span class="demande">${escape(comparison.title)}</span></h1>
<p role="status">${stale ? `<strong>${escape(texts.gone)}</strong> ` : ''}${escape(texts.summary(comparison.differences))}</p>
<table>
<thead><tr>${headings.map((heading, i) => `<th scope="col">${i === 1 || i === 2 ? heading : escape(heading)}</th>`).join('')}</tr></thead>
${comparison.sections
  .map(
    ({ title, rows }) => `<tbody>
<tr class="section"><th scope="rowgroup" colspan="4">${escape(title)}</th></tr>
${rows.map(row => rowHtml(row, texts)).join('\n')}
</tbody>`,
  )
  .join('\n')}
</table>
</body>
</html>`;
}

const sideHeading = (title: string, side: PageSide, texts: CompareMessages): string =>
  `${escape(title)}<br><a href="${escape(side.link)}" ` +
  `title="${escape(texts.openFile(side.name))}">${escape(side.name)}</a>`;

/** The word says what the sign and the colour say. */
function rowHtml({ label, avance, solde, verdict, note, grave }: ComparedRow, texts: CompareMessages): string {
  const told =
    verdict === 'info'
      ? ''
      : `<span class="sign" aria-hidden="true">${SIGNS[verdict]}</span> ${escape(texts.verdicts[verdict])}`;
  const why =
    note === ''
      ? ''
      : `<div class="note">${grave ? `<strong>${escape(texts.grave)}</strong> – ` : ''}${lines(note)}</div>`;
  return (
    `<tr class="${verdict}${grave ? ' grave' : ''}"><th ` +
    `scope="row">${escape(label)}</th><td>${cell(avance, verdict, texts)}</td><td>${cell(solde, verdict, texts)}</t` +
    `d><td>${told}${why}</td></tr>`
  );
}

const SIGNS: Readonly<Record<'same' | 'differs' | 'added' | 'removed', string>> = {
  same: '=',
  differs: '≠',
  added: '+',
  removed: '−',
};

/** An empty cell of a line that compares something says so. */
function cell(text: string, verdict: ComparedRow['verdict'], texts: CompareMessages): string {
  if (text !== '') return lines(text);
  return verdict === 'info' ? '' : `<em class="absent">${escape(texts.absent)}</em>`;
}

const lines = (text: string): string => text.split('\n').map(escape).join('<br>');

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

const escape = (text: string): string => text.replace(/[&<>"']/g, char => ENTITIES[char] ?? char);

/** In the colours of the editor's theme, high contrast included; no difference is told by colour alone. */
const COMPARE_STYLE = `
body { box-sizing: border-box; color: var(--vscode-foreground); background: var(--vscode-editor-background); font-family: var(--vscode-font-family); font-size: var(--vscode-font-size); padding: 0 0.8em 2em; line-height: 1.4; }
h1 { font-size: 1.4em; font-weight: 600; margin: 0.8em 0 0.2em; }
h1 .demande { font-weight: 400; color: var(--vscode-descriptionForeground); margin-left: 0.4em; }
p { margin: 0 0 1em; }
a { color: var(--vscode-textLink-foreground); font-weight: 400; }
a:focus { outline: 1px solid var(--vscode-focusBorder); }
table { border-collapse: collapse; table-layout: fixed; width: 100%; font-variant-numeric: tabular-nums; }
th, td { text-align: left; vertical-align: top; padding: 0.25em 0.5em; border-bottom: 1px solid var(--vscode-widget-border, var(--vscode-contrastBorder, transparent)); overflow-wrap: break-word; }
thead th { position: sticky; top: 0; background: var(--vscode-editor-background); border-bottom: 1px solid var(--vscode-foreground); }
tbody th { font-weight: 400; color: var(--vscode-descriptionForeground); }
td { overflow-wrap: anywhere; }
th { hyphens: auto; }
thead th:nth-child(1) { width: 20%; }
thead th:nth-child(4) { width: 25%; }
@media (max-width: 640px) { body { padding: 0 0.3em 2em; } table { font-size: 0.9em; } th, td { padding: 0.25em 0.3em; } }
tr.section th { font-weight: 600; color: var(--vscode-foreground); padding-top: 0.9em; }
tr.differs td, tr.added td, tr.removed td { background: var(--vscode-diffEditor-unchangedRegionBackground, transparent); font-weight: 600; }
tr.added td:nth-of-type(2) { background: var(--vscode-diffEditor-insertedLineBackground); }
tr.removed td:nth-of-type(1) { background: var(--vscode-diffEditor-removedLineBackground); }
tr.grave td:last-child { border-left: 3px solid var(--vscode-editorError-foreground); }
tr.same td:last-child { color: var(--vscode-descriptionForeground); }
.sign { display: inline-block; min-width: 1em; text-align: center; }
.note { font-weight: 400; margin-top: 0.2em; }
.absent { color: var(--vscode-descriptionForeground); font-weight: 400; }
`;
