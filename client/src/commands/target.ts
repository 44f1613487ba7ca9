import { Uri, window, workspace, type TextDocument } from 'vscode';

const isEntry = (value: unknown): value is { readonly uri: Uri } =>
  typeof value === 'object' && value !== null && 'uri' in value && value.uri instanceof Uri;

/** The document that a command is about: the one that a menu or code action names, else the active editor's. */
export async function targetOf(args: readonly unknown[]): Promise<TextDocument | undefined> {
  const [first] = args;
  if (first instanceof Uri) return workspace.openTextDocument(first);
  // An entry of « Dépôts Ségur ».
  if (isEntry(first)) return workspace.openTextDocument(first.uri);
  if (typeof first === 'string') return workspace.openTextDocument(Uri.parse(first, true));
  return window.activeTextEditor?.document;
}
