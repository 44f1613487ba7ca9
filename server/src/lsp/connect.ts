import { Console } from 'node:console';
import {
  AbstractMessageWriter,
  createConnection,
  IPCMessageReader,
  IPCMessageWriter,
  Message,
  ProposedFeatures,
  StreamMessageReader,
  type MessageWriter,
} from 'vscode-languageserver/node';
import type { Lang } from '../texts/typeset.js';
import { framed, type Channel, type Greeting } from './greeting.js';
import { serve } from './server.js';

/** How the server is reached in Node; a browser's worker, which has none of this, uses `server.ts` alone. */

/** Serves a client that was greeted until it ends the session. `lang`: if the client names none. */
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
    // Anything that a library prints would be taken for a message.
    globalThis.console = new Console(process.stderr);
  }
  connection.listen();
  replay();
}

/** Serves the client named by the process's arguments: a socket or a pipe. */
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

/**
 * Writes each message in one piece: the library's own writer sends the header first, which wakes the client up too
 * early.
 */
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
