/**
 * The main job on the examples: what the portal would refuse in them, a corrected copy, the solde that follows from the
 * portal's output, a finished deposit, and an adopted invented model, all in out/demo/. The examples themselves stay
 * unchanged.
 */
import { spawnSync } from 'node:child_process';
import { copyFileSync, cpSync, mkdirSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const cli = join(root, 'dist', 'cli', 'segur-json.mjs');
const faulty = 'avance-a-corriger.json';
const out = join('out', 'demo');

const show = (...args) => {
  console.log(`\n$ segur-json ${args.join(' ')}`);
  return spawnSync(process.execPath, [cli, ...args], { cwd: root, stdio: 'inherit' }).status;
};

show('check', 'examples');
const copy = join(out, faulty);
mkdirSync(join(root, out), { recursive: true });
copyFileSync(join(root, 'examples', faulty), join(root, copy));
// 1 means that something is left for a person to decide, as intended in this example; 2 that the tool itself failed.
const left = show('fix', copy);
const made = [
  show('solde', join('examples', 'sortie-portail-avance.json'), '-o', join(out, 'solde-a-completer.json'), '--force'),
  show(
    'package',
    join('examples', 'solde.json'),
    '--pieces',
    join('examples', 'pieces'),
    '-o',
    join(out, 'depot'),
    '--force',
  ),
];
// An invented model of a further wave that nobody has seen before: once adopted, it checks a request.
const wave = join(out, 'vague-inventee');
rmSync(join(root, wave), { recursive: true, force: true });
cpSync(join(root, 'examples', 'vague-inventee'), join(root, wave), { recursive: true });
made.push(
  show(
    'adopt',
    join(wave, 'modele-invente.json'),
    '--profile',
    'HOP-DPI-VA9/avance',
    '--config',
    join(wave, 'segur.config.json'),
  ),
);
// The example contains mistakes, hence 1.
made.push(show('check', join(wave, 'demande.json')) === 1 ? 0 : 2);
console.log(`\n→ ${copy}\n→ ${join(out, 'solde-a-completer.json')}\n→ ${join(out, 'depot', 'depot.html')}`);
process.exitCode = left === 2 || made.some(status => status !== 0) ? 2 : 0;
