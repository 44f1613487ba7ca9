import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { rpps } from '../support/identifiers.js';
import { buildCli, cli, cliPath, type Folder, inFolder } from './support.js';

/** Of fifteen files: the first one is there long before the last. */
const ROWS = 3000;
const HEAD =
  'SIRET éditeur;N° ANS;N° commande;Date de signature;Régime TVA;Montant HT;Nom du médecin;E-mail;Téléphone;RPPS;' +
  'Centre de santé;PSC;DMP direct;DMP PFI;MSS Pro direct;MSS Pro PFI;MSS Citoyen direct;MSS Citoyen PFI;Bon de commande';
const row = (n: number): string =>
  `99999999800019;9900000001;C-${String(n)};3/11/2022;TTC;358,33;Jean Dupont;a.b@c.fr;0465711001;${rpps(n)};non;oui;` +
  `oui;non;oui;non;oui;non;C-${String(n)}.pdf`;
const TABLE = [HEAD, ...Array.from({ length: ROWS }, (_, i) => row(i + 1))].join('\n');

describe('cli: generate, cut short', function () {
  this.timeout(180_000);
  before(buildCli);
  let folder: Folder;
  inFolder(made => {
    folder = made;
    folder.file('table.csv', TABLE);
  });

  /** All that is there, hidden or not, but the table. */
  const names = (): readonly string[] =>
    readdirSync(folder.path, { recursive: true, encoding: 'utf8' })
      .filter(name => name !== 'table.csv')
      .sort();
  const isStarted = (): boolean => names().some(name => name.endsWith('.tmp'));

  /** Runs until the first file waits in its temporary one, then sends the signal. */
  async function cut(out: string, signal: NodeJS.Signals): Promise<unknown> {
    const args = [cliPath(), 'generate', 'table.csv', '--profile', 'MDV-LGC/avance', '-o', out];
    const child = spawn(process.execPath, args, { cwd: folder.path, env: { PATH: process.env['PATH'] ?? '' } });
    let told = '';
    for (const stream of [child.stdout, child.stderr])
      stream.on('data', (chunk: Buffer) => {
        told += chunk.toString();
      });
    const end = new Promise(done => {
      child.once('close', (code, by) => {
        done({ code, signal: by, told });
      });
    });
    while (child.exitCode === null && !isStarted())
      await new Promise(next => {
        setTimeout(next, 1);
      });
    child.kill(signal);
    return end;
  }

  it('killed, leaves only temporary files, which the next run removes', async () => {
    await cut('demandes', 'SIGKILL');
    const left = names();
    assert.ok(left.some(name => name.endsWith('.tmp')) && left.every(name => !name.endsWith('.json')), left.join());
    const { code } = await cli(['generate', 'table.csv', '--profile', 'MDV-LGC/avance', '-o', 'demandes'], {
      cwd: folder.path,
    });
    assert.equal(code, 0);
    assert.deepEqual(
      names().filter(name => name !== 'demandes' && !/^demandes.table-\d+\.mdv-lgc\.avance\.json$/.test(name)),
      [],
    );
  });

  for (const [signal, code] of [
    ['SIGINT', 130],
    ['SIGTERM', 143],
  ] as const) {
    it(`asked to stop (${signal}) leaves no file, no folder that it made, and says so by its code`, async () => {
      assert.deepEqual(await cut('dossier/demandes', signal), { code, signal: null, told: '' });
      assert.deepEqual(names(), []);
    });

    it(`asked to stop (${signal}) leaves a folder that was there as it was`, async () => {
      folder.file('demandes/table-1.mdv-lgc.avance.json', 'à garder');
      assert.deepEqual(await cut('demandes', signal), { code, signal: null, told: '' });
      assert.deepEqual(names(), ['demandes', 'demandes/table-1.mdv-lgc.avance.json']);
      assert.equal(folder.text('demandes/table-1.mdv-lgc.avance.json'), 'à garder');
    });
  }
});
