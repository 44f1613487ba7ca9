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

/** The report of a deposit as a webview shows it: under a strict policy, in the colours of the theme. */
export function reportHtml(page: string, nonce: string): string {
  const bare = page
    .replace(/<meta\b[^>]*http-equiv[^>]*>/gi, '')
    .replace(/<style\b[^>]*>/gi, `<style nonce="${nonce}">`);
  const head = `<meta http-equiv="Content-Security-Policy" content="${policyOf(nonce)}">`;
  const styled = bare.replace(/<\/head>/i, () => `<style nonce="${nonce}">${THEME}</style></head>`);
  return /<head\b[^>]*>/i.test(styled) ? styled.replace(/<head\b[^>]*>/i, tag => `${tag}${head}`) : `${head}${styled}`;
}
