import assert from 'node:assert/strict';
import type { CheckResult } from '../../../server/src/lsp/protocol/index.js';
import { PIECES, example, facing } from './faces.js';

const SOLDE = example('solde.json');
/** The amount differs from the invoice's. */
const SWAPPED = SOLDE.replace('358.33', '357.33');
const INVOICE = 'pieces/LMS-F2023-0052.pdf';
/** More than the server inspects unasked. */
const larger = (bytes: Buffer): Buffer => Buffer.concat([bytes, Buffer.alloc(66 * 1024 * 1024, '\n')]);
const invoice = PIECES[INVOICE] ?? Buffer.alloc(0);

const CASES: readonly {
  readonly title: string;
  readonly files: Readonly<Record<string, unknown>>;
  /** A rule that reports something; undefined if none does. */
  readonly rule: string | undefined;
}[] = [
  { title: 'sound ones', files: PIECES, rule: undefined },
  {
    title: "an amount that is not the invoice's",
    files: { 'solde.json': SWAPPED, ...PIECES },
    rule: 'facture-montant',
  },
  {
    title: 'the same, under settings that say otherwise',
    files: { 'solde.json': SWAPPED, 'segur.config.json': { rules: { 'facture-montant': 'off' } }, ...PIECES },
    rule: undefined,
  },
  {
    title: 'the same, in a large PDF',
    files: { 'solde.json': SWAPPED, ...PIECES, [INVOICE]: larger(invoice) },
    rule: 'facture-montant',
  },
  { title: 'one that is missing', files: { 'pieces/autre.pdf': 'x' }, rule: 'piece-missing' },
  { title: 'one that is no PDF', files: { ...PIECES, [INVOICE]: 'bonjour' }, rule: 'piece-not-pdf' },
  {
    title: 'a large one that is no PDF',
    files: { ...PIECES, [INVOICE]: larger(Buffer.from('bonjour')) },
    rule: 'piece-not-pdf',
  },
];

describe('both faces say the same of attachments', () => {
  const facesOf = facing();

  for (const { title, files, rule } of CASES)
    it(title, async () => {
      const faces = facesOf({ 'solde.json': SOLDE, ...files });
      const told = await faces.checked('solde.json', 'solde.json', '--pieces', 'pieces');
      const codes = told.map(({ code }) => code);
      assert.ok(rule === undefined ? codes.length === 0 : codes.includes(rule), codes.join());
      const uri = await faces.open('solde.json');
      const folder = faces.uri('pieces');
      const answer = await faces.ask<CheckResult | null>('segur/pieces/check', { uri, folder, progress: 'p' });
      assert.ok(answer !== null && 'pieces' in answer, JSON.stringify(answer));
      await faces.expectDiagnostics(uri, told);
    });
});
