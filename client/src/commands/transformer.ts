import { commands, type QuickPickItem, QuickPickItemKind, Range, Uri, window, workspace } from 'vscode';
import {
  MERGE_REQUEST,
  MERGEABLE_REQUEST,
  type MergeableFile,
  type Merged,
  type MergeParams,
  type Refused,
  RETOUR_REQUEST,
  type RetourParams,
  type RetourResult,
  type ReturnedDemande,
  SOLDE_REQUEST,
  type SoldeChoice,
  type SoldeChoices,
  type SoldeFile,
  type SoldeParams,
  SPLIT_REQUEST,
  SPLIT_WAYS_REQUEST,
  type SplitFiles,
  type SplitParams,
  type SplitWays,
  type Way,
} from '../../../server/src/lsp/protocol/index.js';
import type { TransformMessages } from '../../../server/src/texts/client/transform.js';
import { nameOf, requestOf } from '../deposit/asking.js';
import { asked, folderOf, saveAs, writeParts } from '../transform/writing.js';
import type { CommandContext } from './context.js';

/** What a rule's remedy asks for, according to its finding. */
const BY_RULE: ReadonlyMap<string, Way> = new Map([
  ['ligne-count', 'count'],
  ['profile-mismatch', 'profile'],
  ['mixed-regime-tva', 'rate'],
  ['mixed-tva-rate', 'rate'],
]);

/** Shares a request's lignes out among several files, once the user has seen the plan. */
export async function decouper(context: CommandContext, args: readonly unknown[]): Promise<void> {
  const {
    texts: { transform: texts },
  } = context;
  const document = await requestOf(context, args);
  if (document === undefined) return;
  const uri = document.uri.toString();
  const by = wayOf(args[1]) ?? (await pickWay(context, uri));
  const split = by && (await asked<SplitFiles>(context, SPLIT_REQUEST, { uri, by } satisfies SplitParams));
  if (split !== undefined) await writeParts(document, split.files, texts);
}

function wayOf(finding: unknown): Way | undefined {
  if (typeof finding !== 'object' || finding === null || !('rule' in finding) || typeof finding.rule !== 'string')
    return undefined;
  return BY_RULE.get(finding.rule);
}

async function pickWay(context: CommandContext, uri: string): Promise<Way | undefined> {
  const {
    texts: { transform: texts },
  } = context;
  const answer = await asked<SplitWays>(context, SPLIT_WAYS_REQUEST, { uri });
  if (answer === undefined) return undefined;
  const picks = [...answer.ways]
    .sort((a, b) => Number(b.groups.length > 1) - Number(a.groups.length > 1))
    .map(({ by, groups }): QuickPickItem & { readonly by: Way } => ({
      by,
      label: texts.way[by],
      detail: groups.length > 1 ? texts.wayDetail(groups) : texts.wayWhole,
    }));
  return (await window.showQuickPick(picks, { placeHolder: texts.splitPlaceholder }))?.by;
}

/** Puts the lignes of several requests into one file, unless that breaks a rule. */
export async function fusionner(context: CommandContext, args: readonly unknown[]): Promise<void> {
  const {
    server,
    texts: { transform: texts, noRequest },
  } = context;
  const uris = selected(args) ?? (await pick(context));
  if (uris === undefined) return;
  const [first] = uris;
  if (first === undefined || uris.length < 2) {
    void window.showWarningMessage(texts.mergeTwo);
    return;
  }
  // As in the editor, unsaved edits included.
  const files = await Promise.all(
    uris.map(async uri => ({ uri: uri.toString(), text: (await workspace.openTextDocument(uri)).getText() })),
  );
  const merged = await server.ask<Merged | Refused | null>(MERGE_REQUEST, { files } satisfies MergeParams);
  if (merged === null) void window.showWarningMessage(noRequest);
  if (merged === null || merged === 'cancelled') return;
  if ('refused' in merged) {
    void window.showErrorMessage(merged.refused);
    return;
  }
  const target = await saveAs(context, folderOf({ uri: first }), texts.mergeSave, merged);
  if (target === undefined) return;
  await window.showTextDocument(target);
  void window.showInformationMessage(texts.merged(merged.lignes, nameOf(target)));
}

/** The files selected in the explorer, ordered by name. */
function selected([, many]: readonly unknown[]): readonly Uri[] | undefined {
  if (!Array.isArray(many)) return undefined;
  const uris = many.filter(item => item instanceof Uri);
  return uris.length < 2 ? undefined : sorted(uris, uri => uri.path);
}

async function pick({ server, texts: { transform: texts } }: CommandContext): Promise<readonly Uri[] | undefined> {
  const known = await server.ask<readonly MergeableFile[]>(MERGEABLE_REQUEST, {});
  if (known === 'cancelled') return undefined;
  const active = window.activeTextEditor?.document.uri.toString();
  const picks = sorted(known, ({ uri }) => uri).map(
    ({ uri, profile, lignes, portalOutput }): QuickPickItem & { readonly uri: Uri } => {
      const parsed = Uri.parse(uri);
      return {
        uri: parsed,
        label: nameOf(parsed),
        description: workspace.asRelativePath(parsed),
        detail: texts.mergeDetail(profile, lignes, portalOutput),
        picked: parsed.toString() === active,
      };
    },
  );
  const picked = await window.showQuickPick(picks, {
    placeHolder: texts.mergePlaceholder,
    canPickMany: true,
    matchOnDescription: true,
    ignoreFocusOut: true,
  });
  return picked?.map(({ uri }) => uri);
}

/** « lot-2 » before « lot-10 ». */
function sorted<T>(items: readonly T[], key: (item: T) => string): T[] {
  const { compare } = new Intl.Collator('fr', { numeric: true });
  return [...items].sort((a, b) => compare(key(a), key(b)));
}

interface DemandePick extends QuickPickItem {
  readonly index: number;
}

/** Makes the solde requests from the portal's output; what only the user knows is left to complete. */
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

interface RetourPick extends QuickPickItem {
  readonly demande?: ReturnedDemande;
  readonly write?: true;
}

const ICONS: Readonly<Record<ReturnedDemande['to'], string>> = {
  enregistrees: '$(pass)',
  'a-corriger': '$(error)',
  'a-verifier': '$(question)',
};

/** What the portal said about each request in its output; opens one of them, or writes them to separate files. */
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
  // Requests that need action come first.
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
