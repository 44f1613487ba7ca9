import { unescapeHtml } from '../../../server/src/texts/typeset.js';

/** No scripts, nothing from outside: only the styles that stand in the page itself. */
const policyOf = (nonce: string): string =>
  `default-src 'none'; style-src 'nonce-${nonce}'; base-uri 'none'; form-action 'none'`;

/** The colours of the report, taken from the theme of the editor. */
const THEME = `html:root {
  --fond: var(--vscode-editor-background); --texte: var(--vscode-editor-foreground); --discret: var(--vscode-descriptionForeground);
  --trait: var(--vscode-widget-border, var(--vscode-panel-border)); --accent: var(--vscode-textLink-foreground); --erreur: var(--vscode-list-errorForeground);
  --attention: var(--vscode-list-warningForeground); --succes: var(--vscode-gitDecoration-addedResourceForeground); --carte: var(--vscode-editorWidget-background);
}
body { font-family: var(--vscode-font-family); }`;

/** Where the links of a report lead: to the request's lignes, to the attachments, to the ZIPs beside the report. */
interface ReportTargets {
  readonly request: string | undefined;
  /** URI of the folder of attachments. */
  readonly pieces: string | undefined;
  /** URI of the deposit. */
  readonly out: string;
}

const link = (command: string, ...args: readonly unknown[]): string =>
  `command:${command}?${encodeURIComponent(JSON.stringify(args))}`;

/** The marks that the report bears for whoever knows the places, made links. */
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

/** The report of a deposit as a webview shows it: under a strict policy, in the colours of the theme. */
export function reportHtml(page: string, nonce: string): string {
  const bare = page
    .replace(/<meta\b[^>]*http-equiv[^>]*>/gi, '')
    .replace(/<style\b[^>]*>/gi, `<style nonce="${nonce}">`);
  const head = `<meta http-equiv="Content-Security-Policy" content="${policyOf(nonce)}">`;
  const styled = bare.replace(/<\/head>/i, () => `<style nonce="${nonce}">${THEME}</style></head>`);
  return /<head\b[^>]*>/i.test(styled) ? styled.replace(/<head\b[^>]*>/i, tag => `${tag}${head}`) : `${head}${styled}`;
}
