import { commands, type Disposable, type Position, type QuickPickItem, Uri, window, workspace } from 'vscode';
import type { SilenceParams } from '../../../server/src/lsp/protocol/index.js';
import type { Lang } from '../../../server/src/texts/typeset.js';
import { answered, mayWrite, requestOf } from '../deposit/asking.js';
import { recordOf } from '../profiles/settings.js';
import { findingsAt } from '../views/contexts.js';
import type { CommandContext } from './context.js';

const SCHEME = 'segur-regle';
/** The beginning of every page. */
const PAGE = /^<!-- .* -->\n+(?=# )/m;

const rulePage = (rule: string): Uri => Uri.from({ scheme: SCHEME, path: `/${rule}.md` });

/** The page of each rule as a document: the package ships those of one language in one file, a third of the size. */
export const showRulePages = (home: Uri, lang: Lang): Disposable =>
  workspace.registerTextDocumentContentProvider(SCHEME, {
    async provideTextDocumentContent({ path }) {
      const file = Uri.joinPath(home, 'dist', 'rules', `${lang}.md`);
      const pages = new TextDecoder().decode(await workspace.fs.readFile(file)).split(PAGE);
      const id = path.slice(1, -'.md'.length);
      return pages.find(page => /^# ([a-z-]+)/.exec(page)?.[1] === id);
    },
  });

/** The page of a rule as shipped in the package: a finding's, or that of the findings at the cursor. */
export async function expliquerRegle({ texts }: CommandContext, args: readonly unknown[]): Promise<void> {
  const rule = typeof args[0] === 'string' ? args[0] : await ruleAtCursor(texts);
  if (rule !== undefined && /^[a-z-]+$/.test(rule))
    await commands.executeCommand('markdown.showPreview', rulePage(rule));
}

/** Among the findings at the cursor; the user picks if there are several. */
async function ruleAtCursor(texts: CommandContext['texts']): Promise<string | undefined> {
  const editor = window.activeTextEditor;
  const [first, ...others] = new Set(editor === undefined ? [] : findingsAt(editor));
  if (first === undefined) void window.showInformationMessage(texts.noFindingHere);
  return others.length === 0 || first === undefined
    ? first
    : window.showQuickPick([first, ...others], { title: texts.whichRule });
}

interface ScopePick extends QuickPickItem {
  readonly scope: NonNullable<SilenceParams['scope']>;
}

/** « Ne plus signaler »: where, and why; `segur.config.json` keeps the reason with the rule. */
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
    prompt: words.whyDetail(workspace.asRelativePath(places.config)),
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
  const { rule, position } = recordOf(value);
  const { line, character } = recordOf(position);
  return typeof rule === 'string' && typeof line === 'number' && typeof character === 'number'
    ? { rule, position: { line, character } }
    : undefined;
}
