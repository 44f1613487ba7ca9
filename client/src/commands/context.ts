import { type TextDocument, Uri, window, workspace } from 'vscode';
import type { Messages } from '../../../server/src/texts/client/main.js';
import type { Lang } from '../../../server/src/texts/typeset.js';
import type { DepositChoices, ProfileChoices } from '../profiles/choices.js';
import type { Server } from '../server.js';
import type { DepotsView } from '../views/depots.js';
import type { ReportView } from '../views/report.js';
import type { StatusView } from '../views/status.js';

/** Ends once it is told whether a document is a request. */
export type Settled = (document: TextDocument) => Promise<void>;

export interface CommandContext {
  readonly server: Server;
  readonly choices: ProfileChoices;
  readonly depots: DepotsView;
  readonly deposits: DepositChoices;
  readonly status: StatusView;
  readonly texts: Messages;
  readonly report: ReportView;
  readonly lang: Lang;
  readonly settled: Settled;
}

/** `args` are the menu's or the code action's: none, a `Uri`, or a document's URI as text. */
export type Command = (context: CommandContext, args: readonly unknown[]) => Promise<void>;

const isEntry = (value: unknown): value is { readonly uri: Uri } =>
  typeof value === 'object' && value !== null && 'uri' in value && value.uri instanceof Uri;

/** The document that a command is about: named by a menu or code action, otherwise the active editor's. */
export async function targetOf(context: CommandContext, args: readonly unknown[]): Promise<TextDocument | undefined> {
  const [first] = args;
  if (first instanceof Uri) return openedBy(context, first);
  // An entry of « Dépôts Ségur ».
  if (isEntry(first)) return openedBy(context, first.uri);
  if (typeof first === 'string') return openedBy(context, Uri.parse(first, true));
  return window.activeTextEditor?.document;
}

/** One that nobody had open is plain JSON at first, and no request of ours before it has been looked at. */
export async function openedBy({ settled }: Pick<CommandContext, 'settled'>, uri: Uri): Promise<TextDocument> {
  const document = await workspace.openTextDocument(uri);
  await settled(document);
  return document;
}
