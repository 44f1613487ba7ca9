import { commands, QuickPickItemKind, Uri, window, type QuickPickItem, type TextDocument } from 'vscode';
import {
  PLAN_REQUEST,
  type Confirmed,
  type DepositPlan,
  type PlanParams,
  type PlanResult,
} from '../../../server/src/lsp/protocol.packaging.js';
import type { CommandContext } from '../commands/registry.js';
import type { PackagingMessages } from '../messages.packaging.js';
import { answered, askFolder, nameOf } from './asking.js';
import { confirm, tellList } from './confirm.js';
import { bringFile, pickFile } from './pickFile.js';

/** What the user agreed to. */
export interface Agreed {
  readonly plan: DepositPlan;
  readonly confirmed: Confirmed;
  readonly allowErrors: boolean;
}

/**
 * Asks for what the plan lacks until it is whole; undefined when the user gives up. Nothing of the deposit is written.
 */
export async function agree(context: CommandContext, document: TextDocument): Promise<Agreed | undefined> {
  const {
    texts: { packaging, showProblems },
  } = context;
  let asked: PlanParams = { uri: document.uri.toString(), confirmed: {} };
  let allowErrors = false;
  let missing = 0;
  for (;;) {
    const plan = answered(context, await context.server.ask<PlanResult | null>(PLAN_REQUEST, asked));
    if (plan === undefined) return undefined;
    if ('noFolder' in plan) {
      const folder = await askFolder(document, plan.noFolder, packaging);
      if (folder === undefined) return undefined;
      asked = { ...asked, folder };
      continue;
    }
    if (plan.errors > 0 && !allowErrors) {
      allowErrors = await agreesToErrors(plan.errors, packaging, showProblems);
      if (!allowErrors) return undefined;
    }
    missing = Math.max(missing, plan.missing.length);
    const confirmed = await completed(plan, asked.confirmed, missing, packaging);
    if (confirmed === undefined) return undefined;
    if (confirmed !== asked.confirmed || plan.missing.length > 0) {
      asked = { ...asked, confirmed };
      continue;
    }
    const blocking = plan.problems.filter(problem => problem.blocking);
    if (blocking.length > 0) {
      await tellList(
        packaging.blocked(blocking.length),
        blocking.map(({ message }) => message),
        packaging.close,
      );
      return undefined;
    }
    return (await reviewed(plan, nameOf(document.uri), packaging)) ? { plan, confirmed, allowErrors } : undefined;
  }
}

async function agreesToErrors(count: number, texts: PackagingMessages, showProblems: string): Promise<boolean> {
  const anyway = { label: texts.packageAnyway, detail: texts.packageAnywayDetail };
  const picked = await confirm(texts.errors(count), [{ label: showProblems, detail: texts.errorsDetail }, anyway]);
  if (picked !== undefined && picked !== anyway) await commands.executeCommand('workbench.actions.view.problems');
  return picked === anyway;
}

/** The first of the pièces without a file is asked for; the plan then tells what is left. */
async function completed(
  { missing, folder }: DepositPlan,
  confirmed: Confirmed,
  total: number,
  texts: PackagingMessages,
): Promise<Confirmed | undefined> {
  const [first] = missing;
  if (first === undefined) return confirmed;
  const { key, nomFichier, title, choices } = first;
  const picked = await pickFile(
    choices,
    texts.missingTitle(total - missing.length + 1, total),
    texts.missingPrompt(nomFichier, title),
    texts,
  );
  if (picked === undefined) return undefined;
  if (picked === 'browse') {
    await bringFile(Uri.parse(folder, true), nomFichier, texts);
    return confirmed;
  }
  return { ...confirmed, [key]: { ...confirmed[key], [nomFichier]: picked.sources } };
}

interface PlanItem extends QuickPickItem {
  readonly prepare?: true;
}

/** The plan as a list to read; its first line says yes. */
async function reviewed(
  { demandes, problems, pieces, size }: DepositPlan,
  file: string,
  texts: PackagingMessages,
): Promise<boolean> {
  const items: readonly PlanItem[] = [
    {
      label: `$(package) ${texts.prepare}`,
      description: texts.planTotals(demandes.length, pieces, size),
      prepare: true,
    },
    ...(problems.length === 0
      ? []
      : [
          { label: texts.notices, kind: QuickPickItemKind.Separator },
          ...problems.map(({ message }): PlanItem => ({ label: `$(info) ${message}` })),
        ]),
    { label: texts.zips, kind: QuickPickItemKind.Separator },
    ...demandes.map(
      ({ zip, title, detail }): PlanItem => ({ label: `$(file-zip) ${zip}`, description: title, detail }),
    ),
  ];
  for (;;) {
    const picked = await window.showQuickPick(items, {
      title: texts.planTitle(file),
      placeHolder: texts.planPrompt,
      matchOnDescription: true,
      matchOnDetail: true,
      ignoreFocusOut: true,
    });
    if (picked === undefined || picked.prepare === true) return picked !== undefined;
  }
}
