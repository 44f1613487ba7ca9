import { Console } from 'node:console';
import {
  AbstractMessageWriter,
  type Connection,
  createConnection,
  DidChangeConfigurationNotification,
  type InitializeResult,
  IPCMessageReader,
  IPCMessageWriter,
  Message,
  type MessageWriter,
  ProposedFeatures,
  StreamMessageReader,
} from 'vscode-languageserver/node';
import type { Lang } from '../texts/typeset.js';
import { clientOf, initialized } from './client.js';
import { type Channel, framed, type Greeting } from './greeting.js';
import { guardedNotice } from './guard.js';
import { answerCodeActions } from './handlers/codeActions.js';
import { answerCommands } from './handlers/commands.js';
import { answerCompare } from './handlers/compare.js';
import { answerCustom, answerSilence } from './handlers/custom.js';
import { answerDiagnostics, followDocuments, followFolders } from './handlers/documents.js';
import { answerDefinition, answerReferences, answerWorkspaceSymbols } from './handlers/navigation.js';
import { answerCodeLens, answerDocumentLinks, answerPackaging } from './handlers/pieces.js';
import { answerCompletion, answerHover, answerSymbols } from './handlers/reading.js';
import { answerRename } from './handlers/refactor.js';
import { answerTable } from './handlers/table.js';
import { answerText } from './handlers/text.js';
import { answerTransform } from './handlers/transform.js';
import { answerTree } from './handlers/tree.js';
import { Session } from './session.js';
import { ClosedFindings } from './workspace/closedFindings.js';
import { Workspace } from './workspace/workspace.js';

/**
 * Serves one client over a connection. What it can do is decided once, by what the client can. `lang`: for a client
 * that names no language. `over`: told as the client ends the session.
 */
export function serve(connection: Connection, lang: Lang, over: () => void = () => undefined): void {
  connection.onInitialize((params): InitializeResult => {
    const client = clientOf(params, lang);
    const session = new Session(connection, client);
    const workspace = new Workspace(session);
    const closed = new ClosedFindings(session, workspace);
    followDocuments(session);
    answerTree(session, workspace, closed);
    answerDiagnostics(session, closed);
    for (const answer of [
      answerDefinition,
      answerReferences,
      answerWorkspaceSymbols,
      answerCompare,
      answerRename,
      answerCommands,
      answerTransform,
      followFolders,
    ])
      answer(session, workspace);
    for (const answer of [
      answerHover,
      answerCompletion,
      answerSymbols,
      answerText,
      answerCodeActions,
      answerCustom,
      answerSilence,
      answerDocumentLinks,
      answerCodeLens,
      answerPackaging,
      answerTable,
    ])
      answer(session);
    connection.onInitialized(
      guardedNotice(connection, 'initialized', async () => {
        // A client may refuse one and take the other.
        const asked = [session.watch(), workspace.start()];
        if (client.configuration && client.registersConfiguration)
          asked.push(
            connection.client
              .register(DidChangeConfigurationNotification.type, { section: 'segur' })
              .then(() => undefined),
          );
        await Promise.all(asked);
      }),
    );
    connection.onShutdown(() => {
      workspace.stop();
      closed.stop();
      over();
    });
    return initialized(client);
  });
}

/** Serves a client that was greeted, until it ends the session. `lang`: where the client names none. */
export function serveGreeted(channel: Channel, lang: Lang, { answered, replay }: Greeting): void {
  const [reader, writer] =
    channel === 'ipc'
      ? [new IPCMessageReader(process), new IPCMessageWriter(process)]
      : [new StreamMessageReader(process.stdin), new FramedWriter()];
  const connection = createConnection(ProposedFeatures.all, reader, withoutAnswer(writer, answered));
  let over = false;
  serve(connection, lang, () => {
    over = true;
  });
  if (channel === 'stdio') {
    const gone = (): void => {
      process.exit(over ? 0 : 1);
    };
    process.stdin.once('end', gone).once('close', gone);
    // What a library prints would be taken for a message.
    globalThis.console = new Console(process.stderr);
  }
  connection.listen();
  replay();
}

/** Serves a client that the process's arguments name: a socket or a pipe. */
export function serveArguments(lang: Lang): void {
  const connection = createConnection(ProposedFeatures.all);
  serve(connection, lang);
  connection.listen();
}

function withoutAnswer(writer: MessageWriter, answered: Greeting['answered']): MessageWriter {
  const write = writer.write.bind(writer);
  let due = answered !== undefined;
  writer.write = message => {
    if (!due || !Message.isResponse(message) || message.id !== answered) return write(message);
    due = false;
    return Promise.resolve();
  };
  return writer;
}

/** Writes a message at once: the library's own writer has its head wake the client up before the rest is there. */
class FramedWriter extends AbstractMessageWriter implements MessageWriter {
  write(message: Message): Promise<void> {
    return new Promise((resolve, reject) => {
      process.stdout.write(framed(JSON.stringify(message)), error => {
        if (error instanceof Error) {
          this.fireError(error, message, 1);
          reject(error);
        } else resolve();
      });
    });
  }

  end(): void {
    process.stdout.end();
  }
}
