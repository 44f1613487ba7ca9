import { commands, window, type QuickPickItem } from 'vscode';
import {
  SOLDE_REQUEST,
  type SoldeChoice,
  type SoldeChoices,
  type SoldeFile,
  type SoldeParams,
} from '../../../server/src/lsp/protocol/index.js';
import type { TransformMessages } from '../../../server/src/texts/client/transform.js';
import { requestOf } from '../deposit/asking.js';
import { asked, folderOf, saveAs } from '../transform/writing.js';
import type { CommandContext } from './context.js';

interface DemandePick extends QuickPickItem {
  readonly index: number;
}

/** Makes the solde requests of the portal's output; what only the user knows is left to complete. */
export async function creerSolde(context: CommandContext, args: readonly unknown[]): Promise<void> {
  const {
    texts: { transform: texts, showProblems },
  } = context;
  const document = await requestOf(context, args);
  if (document === undefined) return;
  const uri = document.uri.toString();
  const choices = await asked<SoldeChoices>(context, SOLDE_REQUEST, { uri, lignes: null } satisfies SoldeParams);
  if (choices === undefined) return;
  if (choices.demandes.length === 0) {
    void window.showWarningMessage(texts.soldeNone);
    return;
  }
  const picked = await window.showQuickPick(
    choices.demandes.map(demande => pickOf(demande, texts)),
    {
      title: [
        texts.soldeTitle,
        ...(choices.withoutDossier === 0 ? [] : [texts.withoutDossier(choices.withoutDossier)]),
      ].join(' · '),
      placeHolder: texts.soldePlaceholder,
      canPickMany: true,
      matchOnDescription: true,
      matchOnDetail: true,
      ignoreFocusOut: true,
    },
  );
  if (picked === undefined || picked.length === 0) return;
  const solde = await asked<SoldeFile>(context, SOLDE_REQUEST, {
    uri,
    lignes: picked.map(({ index }) => index),
  } satisfies SoldeParams);
  const target = solde && (await saveAs(context, folderOf(document), texts.soldeSave, solde));
  if (solde === undefined || target === undefined) return;
  await window.showTextDocument(target);
  if (solde.left.length > 0) void window.showWarningMessage(texts.soldeLeft(solde.left));
  void window
    .showInformationMessage(texts.soldeMade(solde.lignes, solde.gaps), ...(solde.gaps === 0 ? [] : [showProblems]))
    .then(button => {
      if (button !== undefined) void commands.executeCommand('workbench.actions.view.problems');
    });
}

const pickOf = (
  { index, numeroEditeur, numeroASP, clients, montant, solde }: SoldeChoice,
  texts: TransformMessages,
): DemandePick => ({
  index,
  label: numeroEditeur ?? numeroASP,
  description: [
    ...clients.slice(0, 3),
    ...(clients.length > 3 ? ['…'] : []),
    ...(montant === null ? [] : [texts.amount(montant)]),
  ].join(' · '),
  detail: [
    texts.dossier(numeroASP),
    ...(solde === null ? [] : [solde === '' ? texts.repeated : texts.hasSolde(solde)]),
  ].join(' · '),
  picked: solde === null,
});
