import { window } from 'vscode';
import type { CommandContext } from './context.js';

export async function redemarrerServeur({ server, texts }: CommandContext): Promise<void> {
  try {
    await server.restart();
  } catch (error) {
    void window.showErrorMessage(texts.startFailed(error instanceof Error ? error.message : String(error)));
  }
}
