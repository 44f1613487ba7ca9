import type { InitializeParams } from 'vscode-languageserver/node';
import { field, isRecord, textOf } from '../language/unknown.js';
import type { Lang } from '../texts/typeset.js';
import { clientOf, initialized } from './client.js';

/** How the client talks to us: over the standard streams, or as the process that forked this one. */
export type Channel = 'stdio' | 'ipc';

/** A client whose first message arrived before the server was loaded. */
export interface Greeting {
  /** The already answered request; undefined if we didn't answer it. */
  readonly answered: number | string | undefined;
  /** Passes on to the server what has arrived. Call it once the server listens. */
  readonly replay: () => void;
}

interface Initialize {
  readonly id: number | string;
  readonly params: InitializeParams;
}

const isInitialize = (message: unknown): message is Initialize =>
  isRecord(message) &&
  message['method'] === 'initialize' &&
  (typeof message['id'] === 'number' || typeof message['id'] === 'string') &&
  isRecord(field(message['params'], 'capabilities'));

/**
 * Answers `initialize` before anything else is loaded. The server gets the request again, for its own use, and doesn't
 * answer it. Any other first message is left to the server.
 */
export const greet = (channel: Channel, lang: Lang): Promise<Greeting> =>
  channel === 'ipc' ? greetParent(lang) : greetStreams(lang);

/** The answer, if the message is that request. */
function answerTo(message: unknown, lang: Lang): object | undefined {
  if (!isInitialize(message)) return undefined;
  try {
    return { jsonrpc: '2.0', id: message.id, result: initialized(clientOf(message.params, lang)) };
  } catch {
    // Capabilities in an unexpected form: the server reports what is wrong with them.
    return undefined;
  }
}

/** Node keeps messages that arrive while nobody listens. */
function greetParent(lang: Lang): Promise<Greeting> {
  return new Promise(resolve => {
    process.once('message', (message: unknown) => {
      const answer = answerTo(message, lang);
      if (answer !== undefined) process.send?.(answer);
      resolve({
        answered: answer && idOf(message),
        replay: () => {
          process.emit('message', message, undefined);
        },
      });
    });
  });
}

function greetStreams(lang: Lang): Promise<Greeting> {
  const { stdin, stdout } = process;
  return new Promise(resolve => {
    let heard = Buffer.alloc(0);
    const gone = (): void => {
      process.exit(1);
    };
    const hear = (chunk: Buffer): void => {
      heard = Buffer.concat([heard, chunk]);
      const text = firstMessage(heard);
      if (text === undefined) return;
      stdin.off('data', hear).off('end', gone).pause();
      stdin.unshift(heard);
      const message = parsed(text);
      const answer = answerTo(message, lang);
      if (answer !== undefined) stdout.write(framed(JSON.stringify(answer)));
      resolve({
        answered: answer && idOf(message),
        replay: () => {
          stdin.resume();
        },
      });
    };
    stdin.on('data', hear).once('end', gone);
  });
}

function idOf(message: unknown): number | string | undefined {
  const id = field(message, 'id');
  return typeof id === 'number' ? id : textOf(id);
}

export const framed = (text: string): string => `Content-Length: ${String(Buffer.byteLength(text))}\r\n\r\n${text}`;

/** The first message's text; undefined until it is whole, empty where this is no message. */
function firstMessage(heard: Buffer): string | undefined {
  const end = heard.indexOf('\r\n\r\n');
  if (end < 0) return heard.length < 10_000 ? undefined : '';
  const length = /^content-length: *(\d+)/im.exec(heard.toString('latin1', 0, end))?.[1];
  if (length === undefined) return '';
  const [from, to] = [end + 4, end + 4 + Number(length)];
  return heard.length < to ? undefined : heard.toString('utf8', from, to);
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
