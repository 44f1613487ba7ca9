import { QuickPickItemKind, Range, window, type QuickPickItem } from 'vscode';
import {
  RETOUR_REQUEST,
  type RetourParams,
  type RetourResult,
  type ReturnedDemande,
} from '../../../server/src/lsp/protocol/index.js';
import { requestOf } from '../deposit/asking.js';
import { asked, writeParts } from '../transform/writing.js';
import type { CommandContext } from './context.js';

interface RetourPick extends QuickPickItem {
  readonly demande?: ReturnedDemande;
  readonly write?: true;
}

const ICONS: Readonly<Record<ReturnedDemande['to'], string>> = {
  enregistrees: '$(pass)',
  'a-corriger': '$(error)',
  'a-verifier': '$(question)',
};

/** What the portal said of each request of its output; leads to one of them, or writes them apart. */
export async function lireRetour(context: CommandContext, args: readonly unknown[]): Promise<void> {
  const {
    texts: { transform: texts },
  } = context;
  const document = await requestOf(context, args);
  if (document === undefined) return;
  const retour = await asked<RetourResult>(context, RETOUR_REQUEST, {
    uri: document.uri.toString(),
  } satisfies RetourParams);
  if (retour === undefined) return;
  const write: readonly RetourPick[] = retour.demandes.every(({ to }) => to === 'enregistrees')
    ? []
    : [
        { label: `$(save) ${texts.retourWrite}`, write: true },
        { label: '', kind: QuickPickItemKind.Separator },
      ];
  // What is to be done stands first.
  const demandes = [...retour.demandes].sort(
    (a, b) => Number(a.to === 'enregistrees') - Number(b.to === 'enregistrees'),
  );
  const picked = await window.showQuickPick(
    [
      ...write,
      ...demandes.map(
        (demande): RetourPick => ({
          demande,
          label: `${ICONS[demande.to]} ${demande.label}`,
          description: [demande.verdict, demande.said].filter(part => part !== '').join(' · '),
          detail: demande.next,
        }),
      ),
    ],
    {
      title: texts.retourTitle(retour.title),
      placeHolder: texts.retourPlaceholder(write.length > 0),
      matchOnDescription: true,
      ignoreFocusOut: true,
    },
  );
  if (picked?.write === true) await writeParts(document, retour.files, texts);
  if (picked?.demande === undefined) return;
  const { start } = picked.demande.range;
  await window.showTextDocument(document, {
    selection: new Range(start.line, start.character, start.line, start.character),
  });
}
