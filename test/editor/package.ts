import { runCommand } from '../../scripts/editor-host/process.js';

/** The tests run what is published: the packaged extension, not the checkout. Gives the file's path. */
export async function packageProduct(): Promise<string> {
  await runCommand('npm', ['run', '--silent', 'package']);
  return 'out/segur-json.vsix';
}
