import { cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import {
  downloadAndUnzipVSCode,
  resolveCliArgsFromVSCodeExecutablePath,
  runTests,
  TestRunFailedError,
} from '@vscode/test-electron';
import { bundleSuite, countTests, writeDevelopmentExtension } from '../../scripts/editor-host/bundle.js';
import { readOutcome, type Outcome } from '../../scripts/editor-host/outcome.js';
import { messageOf, runCommand } from '../../scripts/editor-host/process.js';
import { packageProduct } from './package.js';
import { report } from './report.js';

// The same suite in a desktop VS Code, for machines that can download one; no page is driven there.

const SUITE = path.resolve('test/editor/suite');
const OUTPUT = path.resolve('out/editor-electron');
/** Silence this long means that the download will not come. */
const DOWNLOAD_IDLE_MS = 15_000;

async function main(): Promise<void> {
  const executable = await findDesktop();
  await report('electron', OUTPUT, typeof executable === 'string' ? await runDesktop(executable) : executable);
}

/** A local desktop VS Code (`VSCODE_PATH`), or a downloaded one; skipped if neither is available. */
async function findDesktop(): Promise<string | Outcome> {
  const chosen = process.env['VSCODE_PATH'];
  if (chosen !== undefined && chosen !== '') return chosen;
  try {
    return await downloadAndUnzipVSCode({ version: 'stable', timeout: DOWNLOAD_IDLE_MS });
  } catch (error) {
    const reason = `not run: no desktop VS Code could be downloaded (${messageOf(error).split('\n', 1).join('')})`;
    return { passed: 0, failed: 0, skipped: await countTests(SUITE), reason };
  }
}

async function runDesktop(vscodeExecutablePath: string): Promise<Outcome> {
  const folder = await mkdtemp(path.join(tmpdir(), 'segur-'));
  try {
    const workspace = path.join(folder, 'ws');
    const resultFile = path.join(folder, 'result.json');
    await cp(path.resolve('examples'), workspace, { recursive: true });
    const profile = ['--user-data-dir', path.join(folder, 'data'), '--extensions-dir', path.join(folder, 'ext')];
    const vsix = path.resolve(await packageProduct());
    // The profile is ours, so the command line must not add the one that test-electron would share between runs.
    const [cli = vscodeExecutablePath, ...cliArgs] = resolveCliArgsFromVSCodeExecutablePath(vscodeExecutablePath, {
      reuseMachineInstall: true,
    });
    await runCommand(cli, [...cliArgs, ...profile, '--install-extension', vsix]);
    const exit = await runTests({
      vscodeExecutablePath,
      extensionDevelopmentPath: await writeDevelopmentExtension(path.join(folder, 'dev')),
      extensionTestsPath: await bundleSuite(SUITE, path.join(SUITE, 'runner.ts'), path.join(folder, 'tests')),
      extensionTestsEnv: { SEGUR_EDITOR_RESULT: resultFile },
      launchArgs: [workspace, ...profile, '--disable-workspace-trust', '--skip-welcome', '--skip-release-notes'],
    }).catch((error: unknown) => {
      if (error instanceof TestRunFailedError) return error.code ?? 1;
      throw error;
    });
    return await readOutcome(resultFile, exit);
  } finally {
    await rm(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 });
  }
}

main().catch((error: unknown) => {
  console.error(messageOf(error));
  process.exitCode = 1;
});
