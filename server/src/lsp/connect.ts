import { Console } from 'node:console';
import {
  createConnection,
  IPCMessageReader,
  IPCMessageWriter,
  Message,
  ProposedFeatures,
  StreamMessageReader,
  StreamMessageWriter,
  type MessageWriter,
} from 'vscode-languageserver/node';
import type { Lang } from '../texts/typeset.js';
import type { Channel, Greeting } from './greeting.js';
import { serve } from './server.js';

/** Serves a client that was greeted, until it ends the session. `lang`: where the client names none. */
export function serveGreeted(channel: Channel, lang: Lang, { answered, replay }: Greeting): void {
  const [reader, writer] =
    channel === 'ipc'
      ? [new IPCMessageReader(process), new IPCMessageWriter(process)]
      : [new StreamMessageReader(process.stdin), new StreamMessageWriter(process.stdout)];
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
