import { QuickPickItemKind, window, type QuickPickItem } from 'vscode';

interface Choice {
  readonly label: string;
  readonly detail?: string;
}

/**
 * A question with its answers as a list: unlike a dialog, it can be read and answered by keyboard alone, and leaves the
 * text in sight. `facts` stand below the answers, to be read. Undefined when the user thinks better of it.
 */
export async function confirm<C extends Choice>(
  title: string,
  choices: readonly C[],
  facts: readonly string[] = [],
): Promise<C | undefined> {
  const answers = choices.map((choice): QuickPickItem & { readonly choice: C } => ({
    label: choice.label,
    ...(choice.detail === undefined ? {} : { detail: choice.detail }),
    choice,
  }));
  const told = facts.map((fact): QuickPickItem => ({ label: `$(info) ${fact}` }));
  const items: (QuickPickItem & { readonly choice?: C })[] =
    told.length === 0 ? answers : [...answers, { label: '', kind: QuickPickItemKind.Separator }, ...told];
  for (;;) {
    const picked = await window.showQuickPick(items, { title, ignoreFocusOut: true });
    if (picked === undefined || picked.choice !== undefined) return picked?.choice;
  }
}

/** What stands in the way, to be read one by one; the first answer closes the list. */
export async function tellList(title: string, messages: readonly string[], close: string): Promise<void> {
  const items: QuickPickItem[] = [
    { label: close },
    { label: '', kind: QuickPickItemKind.Separator },
    ...messages.map(message => itemOf(message)),
  ];
  await window.showQuickPick(items, { title, matchOnDetail: true, ignoreFocusOut: true });
}

/** A sentence at a time: a line of a list doesn't wrap. */
function itemOf(message: string): QuickPickItem {
  const [first = '', ...rest] = message.split(/(?<=[.?!]) (?=\p{Lu})/u);
  return { label: `$(error) ${first}`, ...(rest.length === 0 ? {} : { detail: rest.join(' ') }) };
}
