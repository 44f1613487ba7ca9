import { FileSystemError, Uri, workspace } from 'vscode';
import type { BaseLanguageClient } from 'vscode-languageclient';
import {
  FILE_REQUEST,
  type FileAnswer,
  type FileAnswers,
  type FileQuestion,
} from '../../server/src/lsp/protocol/files.js';

/**
 * Answers a server that has no disk: by `workspace.fs`, which reaches whatever is open in the editor. `chunk`: the
 * script that the server has run when it needs it.
 */
export function answerFiles(client: Pick<BaseLanguageClient, 'onRequest'>, chunk: Uri): void {
  client.onRequest(FILE_REQUEST, async (question: FileQuestion): Promise<FileAnswer> => {
    try {
      return { answer: await answerOf(question, chunk) };
    } catch (error) {
      return { failed: error instanceof FileSystemError ? error.code : 'Unknown' };
    }
  });
}

async function answerOf(question: FileQuestion, chunk: Uri): Promise<FileAnswers[keyof FileAnswers]> {
  const { fs } = workspace;
  if (question.ask === 'chunk') return fs.readFile(chunk);
  const uri = Uri.parse(question.uri, true);
  switch (question.ask) {
    case 'stat': {
      const { type, size, mtime } = await fs.stat(uri);
      return { type, size, modified: mtime };
    }
    case 'read':
      return fs.readFile(uri);
    case 'list':
      return fs.readDirectory(uri);
    case 'createFolder':
      await fs.createDirectory(uri);
      return null;
    case 'write':
      await fs.writeFile(uri, question.bytes);
      return null;
    case 'rename':
      await fs.rename(uri, Uri.parse(question.to, true));
      return null;
    case 'delete':
      await fs.delete(uri, { recursive: question.recursive });
      return null;
  }
}
