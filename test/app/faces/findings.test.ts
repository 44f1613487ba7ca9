import assert from 'node:assert/strict';
import { correctFile } from '../../support/cases.js';
import { made } from '../../vagues/made.js';
import { PIECES, example, facing } from './faces.js';

const without = (name: string): Readonly<Record<string, Buffer>> =>
  Object.fromEntries(Object.entries(PIECES).filter(([path]) => path !== `pieces/${name}`));

const CORRECT = correctFile('MDV-LGC/avance');
const WRONG = CORRECT.replace('81234567800013', '812 345 678 00013').replace('"10002123452"', '"10002123453"');
const SOLDE = example('solde.json');

/** Invented: its list is called « demandes ». */
const FOREIGN = example('vague-inventee/demande.json');
const ADOPTED = {
  'segur.config.json': { models: ['lms.schema.json'] },
  'lms.schema.json': made({ id: 'HOP-LMS-VA9/avance' }, [example('vague-inventee/modele-invente.json')]).schema,
};

interface Case {
  readonly title: string;
  readonly files: Readonly<Record<string, unknown>>;
  /** The file in question. */
  readonly of: string;
  /** Arguments of `check`; the server finds the same by itself. */
  readonly args: readonly string[];
  /** Rules that must be reported: without these, the comparison would hold between two empty answers. */
  readonly codes: readonly string[];
  /** Rules that must not be reported. */
  readonly never?: readonly string[];
  /** Includes the texts of the attachments, which the editor's user asks for. */
  readonly texts?: boolean;
}

const CASES: readonly Case[] = [
  { title: 'a correct file', files: { 'a.json': CORRECT }, of: 'a.json', args: ['a.json'], codes: [] },
  { title: 'its own', files: { 'a.json': WRONG }, of: 'a.json', args: ['a.json'], codes: ['siret', 'rpps'] },
  {
    title: 'under severities and suppressions',
    files: {
      'lot/a.json': WRONG,
      'segur.config.json': {
        rules: { siret: 'info' },
        suppressions: [{ rule: 'rpps', numeroEditeur: 'BDC-2022-0001', reason: 'essai' }],
      },
    },
    of: 'lot/a.json',
    args: ['lot'],
    codes: ['siret'],
    never: ['rpps'],
  },
  {
    title: 'beside other files',
    files: { 'a.json': CORRECT, 'b.json': CORRECT.replaceAll('BDC-2022-0001', 'BDC-2022-0009') },
    of: 'b.json',
    args: ['.'],
    codes: ['duplicate-beneficiary'],
  },
  {
    title: 'beside other files, silenced by the number of the demande',
    files: {
      'a.json': CORRECT,
      'b.json': CORRECT.replaceAll('BDC-2022-0001', 'BDC-2022-0009'),
      'segur.config.json': {
        suppressions: [{ rule: 'duplicate-beneficiary', numeroEditeur: 'BDC-2022-0009', reason: 'essai' }],
      },
    },
    of: 'b.json',
    args: ['.'],
    codes: [],
    never: ['duplicate-beneficiary'],
  },
  {
    title: 'of a model that nobody has adopted, met in a folder',
    files: { 'lot/demande.json': FOREIGN, 'lot/autre.json': { demandes: [{ nom: 'x' }] } },
    of: 'lot/demande.json',
    args: ['lot'],
    codes: ['profile-unknown'],
    never: ['missing-field', 'unknown-field'],
  },
  {
    title: 'of an adopted model whose list has another name, met in a folder',
    files: { 'lot/demande.json': FOREIGN, ...ADOPTED },
    of: 'lot/demande.json',
    args: ['.'],
    codes: ['field-order', 'finess', 'wrong-type', 'whitespace', 'enum-value'],
    never: ['profile-unknown', 'missing-field', 'unknown-field'],
  },
  {
    title: 'with a missing attachment',
    files: { 'solde.json': SOLDE, ...without('LMS-F2023-0052.pdf') },
    of: 'solde.json',
    args: ['solde.json', '--pieces', 'pieces'],
    codes: ['piece-missing'],
  },
  {
    title: 'with an attachment of a wrong name that is missing too',
    files: { 'solde.json': SOLDE.replaceAll('LMS-F2023-0052.pdf', 'LMS-F2023-0052.doc'), ...PIECES },
    of: 'solde.json',
    args: ['solde.json', '--pieces', 'pieces'],
    codes: ['piece-name'],
  },
  {
    title: "the portal's own file, whose attachments are deposited already",
    files: { 'sortie.json': example('sortie-portail-avance.json'), 'pieces/autre.pdf': 'x' },
    of: 'sortie.json',
    args: ['sortie.json', '--pieces', 'pieces'],
    codes: [],
  },
  {
    title: 'with the texts of the attachments',
    files: { 'solde.json': SOLDE.replaceAll(': 358.33', ': 350.00'), ...PIECES },
    of: 'solde.json',
    args: ['solde.json', '--pieces', 'pieces'],
    codes: ['facture-montant'],
    texts: true,
  },
  {
    title: 'with an attachment that is no PDF, under a severity',
    files: {
      'solde.json': SOLDE,
      ...PIECES,
      'pieces/VA_LMS-2022-0142.pdf': 'une page de traitement de texte',
      'segur.config.json': { rules: { 'piece-not-pdf': 'warning' } },
    },
    of: 'solde.json',
    args: ['solde.json', '--pieces', 'pieces'],
    codes: ['piece-not-pdf'],
  },
];

describe('both faces tell the same findings', () => {
  const facesOf = facing();

  for (const { title, files, of, args, codes, never = [], texts = false } of CASES)
    it(title, async () => {
      const faces = facesOf(files);
      const told = await faces.checked(of, ...args);
      for (const code of codes)
        assert.ok(
          told.some(one => one.code === code),
          `${code} isn't told`,
        );
      for (const code of never) assert.ok(!told.some(one => one.code === code), `${code} is told`);
      const uri = await faces.open(of);
      if (texts) await faces.ask('segur/pieces/check', { uri });
      await faces.expectDiagnostics(uri, told);
    });
});
