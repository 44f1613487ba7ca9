import {
  ErrorCodes,
  MessageType,
  ResponseError,
  ShowMessageNotification,
  type CodeAction,
  type WorkspaceEdit,
} from 'vscode-languageserver/node';
import { fixRequest } from '../../app/fix.js';
import { Refused } from '../../app/refused.js';
import { WAYS } from '../../app/split.js';
import { rulePage } from '../../features/request.js';
import { mendingEdits } from '../../features/remedies.js';
import { citationText } from '../../format/profiles/sources.js';
import { lookAt } from '../../node/workspaceFiles.js';
import { commandWords } from '../../texts/editor/answers.js';
import { commandsFor, EXPLAIN_COMMAND, MERGE, REFACTOR_KIND, SILENCE_COMMAND, SOLDE, SPLIT } from '../client.js';
import { toWorkspaceEdit } from '../convert.js';
import { guarded } from '../guard.js';
import type { Opened } from '../host.js';
import { filePath } from '../uris.js';
import type { SilenceResult } from '../protocol/index.js';
import type { Session } from '../session.js';
import { field, itemsOf, textOf } from '../../language/unknown.js';
import type { Workspace } from '../workspace/workspace.js';
import { silenceBy } from './custom.js';
import { mergeIn, solde, splitIn, waysOf } from './transform.js';

/** Files that can be made from one, if the editor has no command of ours for it. */
export function filesActions(opened: Opened): CodeAction[] {
  const { client, uri } = opened;
  if (!commandsFor(client).includes(SPLIT)) return [];
  const told = commandWords(client.lang);
  const action = (title: string, command: string, ...further: readonly object[]): CodeAction => ({
    title,
    kind: REFACTOR_KIND,
    command: { title, command, arguments: [uri, ...further] },
  });
  if (opened.analysis.portalOutput) return [action(told.solde, SOLDE)];
  const ways = waysOf(opened, client.lang);
  if ('refused' in ways) return [];
  return ways.ways.filter(({ groups }) => groups.length > 1).map(({ by }) => action(told.split[by], SPLIT, { by }));
}

/** A file to create beside another. */
interface Made {
  readonly name: string;
  readonly text: string;
}

type Outcome =
  | { readonly refused: string }
  | { readonly edit: WorkspaceEdit }
  | { readonly beside: string; readonly files: readonly Made[]; readonly notes?: readonly string[] };

/** `workspace/executeCommand`: whatever an edit can do is sent to the client as an edit, which can be undone. */
export function answerCommands(session: Session, workspace: Workspace): void {
  const { connection, client } = session;
  const known = commandsFor(client);
  if (known.length === 0) return;
  connection.onExecuteCommand(
    guarded(connection, 'command', null, async ({ command, arguments: given = [] }): Promise<unknown> => {
      if (!known.includes(command))
        throw new ResponseError(ErrorCodes.InvalidParams, commandWords(client.lang).noCommand(command, known));
      if (command === EXPLAIN_COMMAND) return explain(session, textOf(given[0]));
      if (command === SILENCE_COMMAND) return silenced(session, textOf(given[0]), given[1]);
      const outcome = await outcomeOf(session, workspace, command, itemsOf(given));
      const result = 'refused' in outcome ? outcome : await applied(session, outcome);
      if ('refused' in result) say(session, MessageType.Error, result.refused);
      else if (result.message !== '') say(session, MessageType.Info, result.message);
      return result;
    }),
  );
}

/** The reason is an argument: LSP can't ask for it. For one request, unless more is asked for. */
async function silenced(session: Session, uri: string | undefined, asked: unknown): Promise<SilenceResult> {
  const { lang } = session.client;
  const given = { rule: field(asked, 'rule'), position: field(asked, 'position'), uri };
  const places = await silenceBy(session, given);
  const fallback = places !== null && 'numeroEditeur' in places && places.numeroEditeur !== null ? 'demande' : 'file';
  const [scope, reason] = [field(asked, 'scope') ?? fallback, field(asked, 'reason') ?? ''];
  const result = (await silenceBy(session, { ...given, scope, reason })) ?? { refused: commandWords(lang).noRequest };
  if ('refused' in result) say(session, MessageType.Error, result.refused);
  else say(session, MessageType.Info, commandWords(lang).silenced(result.config));
  return result;
}

function say({ connection }: Session, type: MessageType, message: string): void {
  void connection.sendNotification(ShowMessageNotification.type, { type, message });
}

async function outcomeOf(
  session: Session,
  workspace: Workspace,
  command: string,
  given: readonly unknown[],
): Promise<Outcome> {
  const { lang } = session.client;
  const told = commandWords(lang);
  const refused = { refused: told.noRequest };
  if (command === MERGE) {
    const files = await Promise.all(given.flatMap(uri => textOf(uri) ?? []).map(uri => textFor(session, uri)));
    const made = files.includes(undefined) ? null : await mergeIn(session, { files });
    return made === null ? refused : 'refused' in made ? made : { beside: textOf(given[0]) ?? '', files: [made] };
  }
  const uri = textOf(given[0]);
  const opened = uri === undefined ? undefined : await session.current(uri);
  if (opened === undefined || uri === undefined) return refused;
  if (command === SPLIT) {
    const ways = waysOf(opened, lang);
    if ('refused' in ways) return ways;
    const asked = textOf(field(given[1], 'by'));
    const by = WAYS.find(way => way === asked) ?? ways.ways.find(({ groups }) => groups.length > 1)?.by;
    // If there is only one group, the use case says why there is nothing to split.
    const made = splitIn(opened, lang, by ?? 'rate');
    if (made === null) return refused;
    return 'refused' in made ? made : { beside: uri, files: made.files };
  }
  if (command === SOLDE) return soldeOf(opened, workspace, field(given[1], 'lignes'));
  const { analysis, path, project } = opened;
  const fixed = fixRequest(project, { analysis, path });
  return fixed instanceof Refused ? refused : { edit: toWorkspaceEdit(opened, mendingEdits(analysis, fixed)) };
}

/** For the named requests; for all that have none yet. */
function soldeOf(opened: Opened, workspace: Workspace, asked: unknown): Outcome {
  const { lang } = opened.client;
  const told = commandWords(lang);
  const choices = solde(opened, workspace, lang, undefined);
  if ('refused' in choices || !('demandes' in choices)) return { refused: told.noRequest, ...choices };
  const open = choices.demandes.filter(demande => demande.solde === null).map(({ index }) => index);
  const wanted = Array.isArray(asked) ? itemsOf(asked) : open;
  if (wanted.length === 0) return { refused: told.noSolde };
  const made = solde(opened, workspace, lang, wanted);
  if ('refused' in made || !('text' in made)) return { refused: told.noRequest, ...made };
  const notes = [
    ...(made.gaps > 0 ? [told.gaps(made.gaps)] : []),
    ...(made.left.length > 0 ? [told.left(made.left)] : []),
  ];
  return { beside: opened.uri, files: [made], notes };
}

async function textFor(
  session: Session,
  uri: string,
): Promise<{ readonly uri: string; readonly text: string } | undefined> {
  const open = session.textOf(uri)?.getText();
  if (open !== undefined) return { uri, text: open };
  const path = filePath(uri);
  if (path === undefined) return undefined;
  const { engine } = await session.readingOf(uri);
  const looked = await lookAt(path, engine.catalog.listKeys);
  return looked.kind === 'request' ? { uri, text: looked.text } : undefined;
}

/** A new file never replaces an existing one: the client then refuses the whole edit. */
async function applied(
  { connection, client }: Session,
  outcome: Exclude<Outcome, { readonly refused: string }>,
): Promise<{ readonly refused: string } | { readonly message: string; readonly files: readonly string[] }> {
  const told = commandWords(client.lang);
  const files = 'edit' in outcome ? [] : outcome.files;
  const uriOf = (name: string): string =>
    'edit' in outcome ? '' : outcome.beside.replace(/[^/]*$/, encodeURIComponent(name));
  const start = { line: 0, character: 0 };
  const edit: WorkspaceEdit =
    'edit' in outcome
      ? outcome.edit
      : {
          documentChanges: files.flatMap(({ name, text }) => [
            { kind: 'create' as const, uri: uriOf(name), options: { overwrite: false, ignoreIfExists: false } },
            {
              textDocument: { uri: uriOf(name), version: null },
              edits: [{ range: { start, end: start }, newText: text }],
            },
          ]),
        };
  const answer = await connection.workspace.applyEdit(edit);
  if (!answer.applied) return { refused: told.notApplied };
  const names = files.map(({ name }) => name);
  const notes = 'edit' in outcome ? [] : (outcome.notes ?? []);
  return {
    message: names.length === 0 ? '' : [told.done(names), ...notes].join(' '),
    files: names.map(uriOf),
  };
}

/** The rule in Markdown; its page opens if the client can show it. */
async function explain(session: Session, id: string | undefined): Promise<unknown> {
  const { connection, client } = session;
  const { lang } = client;
  const told = commandWords(lang);
  const { rules } = await session.getEngine();
  const meta = rules.map(rule => rule.meta).find(rule => rule.id === id);
  if (meta === undefined) {
    say(session, MessageType.Error, told.noRule);
    return { refused: told.noRule };
  }
  const sources = meta.citations.map(citation => `- ${citationText(citation, lang)}`);
  const value = [`# ${meta.title[lang]}`, meta.explanation[lang], `## ${told.sources}`, sources.join('\n')].join(
    '\n\n',
  );
  if (client.showsDocuments) await connection.window.showDocument({ uri: rulePage(meta.id, lang), external: true });
  else say(session, MessageType.Info, value.replace(/^#+ /gm, ''));
  return { kind: 'markdown', value };
}
