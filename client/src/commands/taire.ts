import { window, type Position, type QuickPickItem } from 'vscode';
import type { SilenceParams } from '../../../server/src/lsp/protocol/index.js';
import { answered, mayWrite, requestOf } from '../deposit/asking.js';
import type { CommandContext } from './context.js';
import { ruleAtCursor } from './expliquerRegle.js';

interface ScopePick extends QuickPickItem {
  readonly scope: NonNullable<SilenceParams['scope']>;
}

/** « Ne plus signaler » : where, and why; the reason stands in `segur.config.json` with the rule. */
export async function taire(context: CommandContext, args: readonly unknown[]): Promise<void> {
  const { server, texts } = context;
  const document = await requestOf(context, args);
  if (document === undefined || !mayWrite(texts)) return;
  const named = findingIn(args[1]);
  const rule = named?.rule ?? (await ruleAtCursor(texts));
  if (rule === undefined) return;
  const position = named?.position ?? window.activeTextEditor?.selection.active ?? { line: 0, character: 0 };
  const { line, character } = position;
  const question: SilenceParams = { uri: document.uri.toString(), rule, position: { line, character } };
  const places = answered(context, await server.silence(question));
  if (places === undefined) return;
  const { silence: words } = texts;
  const scopes: readonly ScopePick[] = [
    ...(places.numeroEditeur === null
      ? []
      : [{ label: words.demande(places.numeroEditeur), scope: 'demande' as const }]),
    { label: words.file(places.file), scope: 'file' },
    { label: words.everywhere, description: words.everywhereDetail, scope: 'everywhere' },
  ];
  const picked = await window.showQuickPick(scopes, { title: words.where(rule), ignoreFocusOut: true });
  if (picked === undefined) return;
  const reason = await window.showInputBox({
    title: words.why(rule),
    prompt: words.whyDetail(places.config),
    ignoreFocusOut: true,
    validateInput: text => (text.trim() === '' ? words.noReason : undefined),
  });
  if (reason === undefined) return;
  const done = answered(context, await server.silence({ ...question, scope: picked.scope, reason }));
  if (done !== undefined) void window.showInformationMessage(words.done(rule));
}

function findingIn(
  value: unknown,
): { readonly rule: string; readonly position: Pick<Position, 'line' | 'character'> } | undefined {
  if (typeof value !== 'object' || value === null || !('rule' in value) || !('position' in value)) return undefined;
  const { rule, position } = value;
  if (typeof rule !== 'string' || typeof position !== 'object' || position === null) return undefined;
  if (!('line' in position) || !('character' in position)) return undefined;
  const { line, character } = position;
  return typeof line === 'number' && typeof character === 'number'
    ? { rule, position: { line, character } }
    : undefined;
}
