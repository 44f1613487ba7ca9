import {
  commands,
  DiagnosticSeverity,
  languages,
  QuickPickItemKind,
  Uri,
  window,
  type Diagnostic,
  type QuickPickItem,
  type TextDocument,
} from 'vscode';
import {
  PLAN_REQUEST,
  type Confirmed,
  type ProposedDeposit,
  type PlanParams,
  type PlanResult,
} from '../../../server/src/lsp/protocol/index.js';
import { COMMANDS } from '../commands/ids.js';
import type { CommandContext } from '../commands/context.js';
import type { PackagingMessages } from '../../../server/src/texts/client/deposit.js';
import { answered, askFolder, nameOf } from './asking.js';
import { bringFile, confirm, pickFile, tellList } from './confirm.js';

const SOURCE = 'Ségur';
const PUT_RIGHT: readonly string[] = ['field-order', 'encoding'];

/** What the user agreed to. */
export interface Agreed {
  readonly plan: ProposedDeposit;
  readonly confirmed: Confirmed;
  readonly allowErrors: boolean;
}

/** Asks for what the plan lacks until it is complete; undefined if the user gives up. Writes nothing of the deposit. */
export async function agree(context: CommandContext, document: TextDocument): Promise<Agreed | undefined> {
  const {
    texts: { packaging },
  } = context;
  const uri = document.uri.toString();
  let asked: PlanParams = { confirmed: {}, ...context.deposits.of(uri), uri };
  // Shown before anything is asked: answers about a file that will be refused would be wasted.
  let allowErrors = hasErrors(document);
  if (allowErrors && !(await agreesToErrors(context, document))) return undefined;
  let missing = 0;
  for (;;) {
    const plan = answered(context, await context.server.ask<PlanResult | null>(PLAN_REQUEST, asked));
    if (plan === undefined) return undefined;
    if ('noFolder' in plan) {
      const folder = await askFolder(document, plan.noFolder, packaging);
      if (folder === undefined) return undefined;
      asked = context.deposits.keep({ ...asked, folder });
      continue;
    }
    if (plan.errors > 0 && !allowErrors) {
      allowErrors = await agreesToErrors(context, document, plan.errors);
      if (!allowErrors) return undefined;
    }
    missing = Math.max(missing, plan.missing.length);
    const confirmed = await completed(plan, asked.confirmed, missing, packaging);
    if (confirmed === undefined) return undefined;
    if (confirmed !== asked.confirmed || plan.missing.length > 0) {
      asked = context.deposits.keep({ ...asked, confirmed });
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

/** The errors that the deposit would have as well: its file has its keys in order and no byte order mark. */
const errorsOf = (document: TextDocument): readonly Diagnostic[] =>
  languages
    .getDiagnostics(document.uri)
    .filter(({ severity, source }) => severity === DiagnosticSeverity.Error && source === SOURCE)
    .filter(({ code }) => !PUT_RIGHT.includes(String(typeof code === 'object' ? code.value : code)));

const hasErrors = (document: TextDocument): boolean => errorsOf(document).length > 0;

/** How many people read; the panel has the rest. */
const MAX_TOLD = 12;

/** Says what the portal would refuse. True if the user wants the deposit anyway. */
async function agreesToErrors(
  context: CommandContext,
  document: TextDocument,
  count = errorsOf(document).length,
): Promise<boolean> {
  const { packaging, showProblems } = context.texts;
  const fixFirst = { label: packaging.fixFirst, detail: packaging.fixFirstDetail };
  const show = { label: showProblems, detail: packaging.errorsDetail };
  const anyway = { label: packaging.packageAnyway, detail: packaging.packageAnywayDetail };
  const told = errorsOf(document)
    .slice(0, MAX_TOLD)
    .map(({ range, message }) => packaging.errorAt(range.start.line + 1, message.split('\n')[0] ?? ''));
  const picked = await confirm(packaging.errors(count), [fixFirst, show, anyway], told);
  if (picked === show) await commands.executeCommand('workbench.actions.view.problems');
  if (picked === fixFirst) await commands.executeCommand(COMMANDS.toutCorriger, document.uri);
  return picked === anyway;
}

/** Asks for the first attachment without a file; the new plan says what is left. */
async function completed(
  { missing, folder }: ProposedDeposit,
  confirmed: Confirmed,
  total: number,
  texts: PackagingMessages,
): Promise<Confirmed | undefined> {
  const [first] = missing;
  if (first === undefined) return confirmed;
  const { key, nomFichier, title } = first;
  const picked = await pickFile(
    first,
    {
      title: texts.missingTitle(total - missing.length + 1, total),
      placeHolder: texts.missingPrompt(nomFichier, title),
      leave: { label: texts.leave, detail: texts.leaveDetail },
    },
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
  { demandes, problems, pieces, size }: ProposedDeposit,
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
