import assert from 'node:assert/strict';
import { correctFile } from '../support/cases.js';
import { buildCli, cliPath } from './support.js';
import { MODERN, TestClient } from '../lsp/support/client.js';

const URI = 'file:///w/a.json';
const WRONG = correctFile('MDV-LGC/avance').replace('"10002123452"', '"10002123453"');

describe('segur-json lsp', () => {
  before(buildCli);

  const messageFor = async (
    args: readonly string[],
    env: Readonly<Record<string, string>>,
    given: { readonly locale?: string; readonly initializationOptions?: unknown } = {},
  ): Promise<string> => {
    const client = await TestClient.start({
      capabilities: MODERN,
      command: [process.execPath, cliPath(), 'lsp', ...args],
      env,
      locale: '',
      ...given,
    });
    client.open(URI, WRONG);
    const [found, ...others] = await client.pull(URI);
    assert.deepEqual([found?.code, others], ['rpps', []]);
    assert.equal(await client.stop(), 0);
    return String(found?.message);
  };
  const isFrench = (message: string): boolean => message.includes('Source\u00a0:');

  it('serves an editor over its standard streams until it is told to exit', async () => {
    assert.ok(isFrench(await messageFor(['--stdio'], {})));
    assert.ok(isFrench(await messageFor([], { LANG: 'fr_FR.UTF-8' })));
  });

  it('speaks the language that is asked for: by the options, the editor, the system', async () => {
    assert.ok(!isFrench(await messageFor(['--stdio'], { LANG: 'en_GB.UTF-8' })));
    assert.ok(isFrench(await messageFor(['--stdio'], { LANG: 'en_GB.UTF-8' }, { locale: 'fr-FR' })));
    const options = { locale: 'fr', initializationOptions: { lang: 'en' } };
    assert.ok(!isFrench(await messageFor(['--stdio'], { LC_ALL: 'fr_FR' }, options)));
  });
});
