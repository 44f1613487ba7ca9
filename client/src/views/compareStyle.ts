/** In the colours of the editor's theme, high contrast included; no difference is told by colour alone. */
export const COMPARE_STYLE = `
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
