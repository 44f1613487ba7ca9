import assert from 'node:assert/strict';
import { codeOf, diagnosticsOf, FAULTY_FINDINGS, fromPalette, openRequest, replace, say } from './desk.js';
import { driver } from './driver.js';
import { seesProcesses, serverProcesses } from './processes.js';
import { until } from './until.js';

const FILE = 'avance-a-corriger.json';

const anotherServer = (before: readonly number[]): Promise<number> =>
  until('another server', () => serverProcesses().find(pid => !before.includes(pid)));

describe('the server', () => {
  it('is started anew by its command, and tells again what it told', async function () {
    driver.required(this);
    const { document } = await openRequest(FILE);
    await until('findings', () => diagnosticsOf(document.uri).length === FAULTY_FINDINGS);
    const before = seesProcesses() ? serverProcesses() : [];
    await fromPalette(say('Ségur : redémarrer le serveur', 'Ségur: restart the server'));
    if (seesProcesses()) {
      await anotherServer(before);
      await until('one server', () => serverProcesses().length === 1);
    }
    await until('findings', () => diagnosticsOf(document.uri).length === FAULTY_FINDINGS);
  });

  it('is started anew when it dies, and tells what changed', async function () {
    if (!seesProcesses()) this.skip();
    const editor = await openRequest(FILE);
    const { uri } = editor.document;
    await until('findings', () => diagnosticsOf(uri).length === FAULTY_FINDINGS);
    const [pid] = serverProcesses();
    assert.ok(pid !== undefined);
    process.kill(pid, 'SIGKILL');
    await anotherServer([pid]);
    await until('the same findings', () => diagnosticsOf(uri).length === FAULTY_FINDINGS);
    await replace(editor, '"SIRET"', '"siret"');
    await until('findings without the fixed one', () => diagnosticsOf(uri).length === FAULTY_FINDINGS - 1);
    assert.deepEqual(diagnosticsOf(uri).slice(0, 2).map(codeOf), ['quoted-literal', 'key-casing']);
  });
});
