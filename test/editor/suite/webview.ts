/** A selector for what stands in the page of the webview in sight: VS Code draws it in a frame within a frame. */
export const inWebview = (selector: string): string =>
  ['iframe.webview.ready', 'iframe#active-frame', selector].join(' >> internal:control=enter-frame >> ');
