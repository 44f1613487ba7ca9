/** A worker has no files and no Node modules: this is Mocha for pages. */
import 'mocha/mocha.js';
import * as vscode from 'vscode';
import { driver } from '../suite/driver.js';

/** Runs the test files in a browser's extension host; rejects if a test failed, which tells VS Code. */
export async function runSuite(files: readonly (() => unknown)[]): Promise<void> {
  mocha.setup({ ui: 'bdd', reporter: 'spec', color: false, timeout: 120_000, retries: 1 });
  for (const load of files) load();
  let printed = Promise.resolve();
  Mocha.reporters.Base.consoleLog = (text = '', ...values: unknown[]) => {
    const line = String(text).replace(/%[sd]/g, () => String(values.shift() ?? ''));
    printed = printed.then(() => driver.print(line)).catch(() => undefined);
  };
  const result = await new Promise<{ passed: number; failed: number; skipped: number }>(resolve => {
    const runner = mocha.run(failed => {
      const { passes = 0, pending = 0 } = runner.stats ?? {};
      resolve({ passed: passes, failed, skipped: pending });
    });
  });
  await printed;
  const [folder] = vscode.workspace.workspaceFolders ?? [];
  const path = process.env['SEGUR_EDITOR_RESULT'];
  if (folder !== undefined && path !== undefined)
    await vscode.workspace.fs.writeFile(folder.uri.with({ path }), new TextEncoder().encode(JSON.stringify(result)));
  if (result.failed > 0) throw new Error(`${String(result.failed)} tests failed in the browser`);
}
