import { languages, window, type QuickPickItem, type TextDocument } from 'vscode';
import type { ProfileItem } from '../../../server/src/lsp/protocol/index.js';
import { isOurs, JSON_LANGUAGE_ID, LANGUAGE_ID, lastPart, SCHEMES } from '../documents.js';
import type { Messages } from '../../../server/src/texts/client/main.js';
import { type CommandContext, targetOf } from './context.js';

interface ProfilePick extends QuickPickItem {
  /** Undefined: back to what name and content tell. */
  readonly id: string | undefined;
}

/** Lets the user say the profile of a request, and remembers it for that file. */
export async function choisirProfil(context: CommandContext, args: readonly unknown[]): Promise<void> {
  const { server, choices, status, texts } = context;
  const document = await targetOf(args);
  if (document === undefined || !isEligible(document)) {
    void window.showWarningMessage(texts.noRequest);
    return;
  }
  const uri = document.uri.toString();
  const known = status.of(uri);
  const picked = await window.showQuickPick(picksOf(await server.profiles(), known?.profile ?? undefined, texts), {
    placeHolder: texts.profilePlaceholder(nameOf(document)),
    matchOnDescription: true,
  });
  if (picked === undefined) return;
  // Whoever gives a JSON file a profile says that it is a request, whatever its content tells.
  if (!isOurs(document)) await languages.setTextDocumentLanguage(document, LANGUAGE_ID);
  const failure = await choices.remember(document.uri, picked.id);
  if (failure !== undefined) void window.showWarningMessage(texts.choiceNotKept(failure));
  await server.settingsChanged();
}

const isEligible = (document: TextDocument): boolean =>
  isOurs(document) || (document.languageId === JSON_LANGUAGE_ID && SCHEMES.includes(document.uri.scheme));

const nameOf = ({ uri }: TextDocument): string => lastPart(uri.path);

/** The current profile stands first, where the keyboard is. */
function picksOf(profiles: readonly ProfileItem[], current: string | undefined, texts: Messages): ProfilePick[] {
  const automatic: ProfilePick = { id: undefined, label: texts.automaticProfile, detail: texts.automaticProfileDetail };
  const isCurrent = ({ id }: ProfileItem): boolean => id === current;
  const ordered = [...profiles.filter(isCurrent), ...profiles.filter(profile => !isCurrent(profile))];
  return [...ordered.map(profile => pickOf(profile, isCurrent(profile), texts)), automatic];
}

function pickOf({ id, title, reconstructed }: ProfileItem, isCurrent: boolean, texts: Messages): ProfilePick {
  const description = [
    id,
    ...(reconstructed ? [texts.reconstructed] : []),
    ...(isCurrent ? [texts.currentProfile] : []),
  ].join(' · ');
  return { id, label: title, description };
}
