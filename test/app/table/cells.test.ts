import assert from 'node:assert/strict';
import { readCell, type CellRead } from '../../../server/src/app/table/cells.js';
import { tableModel } from '../../../server/src/app/table/columns.js';
import { guarded } from '../../../server/src/app/table/guard.js';
import { columnNamed } from '../../../server/src/app/table/headings.js';
import { profileOf } from './support.js';

const read = (profile: string, field: string, text: string): CellRead => {
  const column = columnNamed(tableModel(profileOf(profile)), field);
  assert.ok(column, field);
  return readCell(column, text);
};

/** The content of a cell: a value, `!` and why it can't be read, or undefined for nothing. */
const said = (field: string, text: string, profile = 'MDV-LGC/avance'): unknown => {
  const cell = read(profile, field, text);
  if (cell === undefined) return undefined;
  if ('error' in cell) return `!${cell.error}`;
  const { value } = cell;
  return typeof value === 'object' && value !== null && 'lexeme' in value ? Number(value.lexeme) : value;
};

const CASES: readonly (readonly [field: string, text: string, wanted: unknown, profile?: string])[] = [
  ['montantSegurHT', '358,33', 358.33],
  ['montantSegurHT', '14 100,83 €', 14100.83],
  ['montantSegurHT', '14\u202f100,83\u00a0€', 14100.83],
  ['montantSegurHT', '14.100,83', 14100.83],
  ['montantSegurHT', '358.3', 358.3],
  ['montantSegurHT', '358,3300', 358.33],
  ['montantSegurHT', '14100', 14100],
  ['montantSegurHT', '1,234', '!ambiguous'],
  ['montantSegurHT', '14104,1667', '!decimals'],
  ['montantSegurHT', '-12,00', '!negative'],
  ['montantSegurHT', '(12,00)', '!negative'],
  ['montantSegurHT', 'sur devis', '!amount'],
  ['montantSegurHT', '', undefined],
  ['montantSegurHT', 'NULL', undefined],
  ['montantSegurHT', '#REF!', '!error-value'],
  ['montantSegurHT', '#N/A', '!error-value'],
  ['montantSegurHT', '0', '!amount'],
  ['dateCommande', '3/9/2022', '03/09/2022'],
  ['dateCommande', '03-09-2022', '03/09/2022'],
  ['dateCommande', '2022-09-03', '03/09/2022'],
  ['dateCommande', '03.09.2022', '03/09/2022'],
  ['dateCommande', '03/09/2022 14:32:00', '03/09/2022'],
  ['dateCommande', '2022-09-03T00:00:00', '03/09/2022'],
  ['dateCommande', '44807', '03/09/2022'],
  ['dateCommande', '44807,0', '03/09/2022'],
  ['dateCommande', '44620', '28/02/2022'],
  ['dateCommande', '44621', '01/03/2022'],
  ['dateCommande', '45351', '29/02/2024'],
  ['dateCommande', '36526', '01/01/2000'],
  ['dateCommande', '31/02/2022', '!no-such-day'],
  ['dateCommande', '09/23/2022', '!month-first'],
  ['dateCommande', '03/09/22', '!short-year'],
  ['dateCommande', 'demain', '!date'],
  ['dateCommande', '2022-11-02T23:00:00Z', '!date'],
  ['isCentreDeSante', 'Oui', true],
  ['isCentreDeSante', 'FAUX', false],
  ['isCentreDeSante', 'x', true],
  ['isCentreDeSante', '0', false],
  ['isCentreDeSante', 'peut-être', '!boolean'],
  ['isCentreDeSante', 'O', true],
  ['isCentreDeSante', 'N', false],
  ['isCentreDeSante', '✔', true],
  ['rpps', '10 99 00 00 019', '10990000019'],
  ['rpps', '810990000019', '10990000019'],
  ['rpps', '1,0990000019E+10', '10990000019'],
  ['rpps', '1,1E+10', '!digits'],
  ['rpps', '10990000018', '10990000018'],
  ['rpps', '10990000019.0', '10990000019'],
  ['finessGeo', '10000016', ['010000016']],
  ['finessGeo', '690012349 750712184', ['690012349', '750712184']],
  ['finessGeo', '690012349, 750712184;010000016', ['690012349', '750712184', '010000016']],
  ['finessGeo', '69 001 234 9', ['690012349']],
  ['finessGeo', '690012349\n750712184', ['690012349', '750712184']],
  ['finessGeo', '2a0000014', ['2A0000014']],
  ['finessGeo', '7.5E+08', '!digits'],
  ['finessJuridique', '10000016', '010000016'],
  ['finessJuridique', 'à venir', 'à venir'],
  ['numeroAM', '12345678', '012345678', 'RAD-RIS/avance'],
  ['siretEditeur', '999 999 998 00019', '99999999800019'],
  ['siretEditeur', '9,99999998E+13', '!digits'],
  ['telephoneClient', '465711001', '0465711001'],
  ['telephoneClient', '04.65.71.10.01', '0465711001'],
  ['telephoneClient', '+33465711001', '+33465711001'],
  ['telephoneClient', '12', '12'],
  ['emailClient', ' mailto:a.b@c.fr ', 'a.b@c.fr'],
  ['nomClient', '  Anne-Sophie   Lefèvre ', 'Anne-Sophie Lefèvre'],
  ['nomClient', "'=1+1", '=1+1'],
  ['nomClient', "d'Ornano", "d'Ornano"],
  ['regimeTVA', 'ttc', 'TTC'],
  ['commandePour', 'Libéral', 'LIBERAL'],
  ['regimeTVA', 'franchise', '!choice'],
  ['regimeTVA', '20 %', '!choice'],
  ['numeroEditeur', '12345678901234567890', '12345678901234567890'],
  ['numeroEditeur', '123456789012345000', '!precision'],
  ['numeroEditeur', '1.23456789012345E+19', '!digits'],
  ['numeroEditeur', '007', '007'],
  ['numeroEditeur', '1E5', '!digits'],
  ['numeroEditeur', "'1E5", '1E5'],
  ['numeroEditeur', '="1E5"', '1E5'],
  ['numeroEditeur', "'123456789012345000", '123456789012345000'],
  ['rpps', "'10990000019", '10990000019'],
  ['rpps', '="10990000019"', '10990000019'],
  ['rpps', "'1,1E+10", '!digits'],
  ['nombreBAL', '12', 12, 'MSS-OPE/solde'],
  ['nombreBAL', '12,0', 12, 'MSS-OPE/solde'],
  ['nombreBAL', 'douze', '!integer', 'MSS-OPE/solde'],
  ['BON_COMMANDE', 'bon, signé; v2.pdf', ['bon, signé; v2.pdf']],
  ['BON_COMMANDE', 'a.pdf | b.pdf', ['a.pdf', 'b.pdf']],
  ['nomClient', 'a\u0000b', '!control'],
  ['nomClient', 'x'.repeat(6000), '!too-long'],
  ['identDMP', '[]', [], 'MDV-LGC/solde'],
  ['identDMP', '10990000019 10990000027', ['10990000019', '10990000027'], 'MDV-LGC/solde'],
  ['deploiementMSS', 'cas 1', 'Cas 1', 'MS1-DUI/solde'],
];

describe('a cell of a table', () => {
  for (const [field, text, wanted, profile] of CASES) {
    it(`${field}: ${JSON.stringify(text.slice(0, 40))}`, () => {
      assert.deepEqual(said(field, text, profile), wanted);
    });
  }

  for (const text of [
    '2E0041',
    '1,5E10',
    "'12",
    '123456789012345000',
    '="1"',
    '=1+1',
    '@SUM(A1)',
    '+cmd|x',
    '-2+3',
    "'=1",
    '\t=1',
  ]) {
    it(`is no formula to a spreadsheet: ${JSON.stringify(text)}`, () => {
      assert.match(guarded(text), /^'/);
      assert.equal(said('numeroEditeur', guarded(text)), text.trim());
    });
  }
  for (const text of ['+33612345678', '-12', 'a=b', ''])
    it(`stays as it is: ${JSON.stringify(text)}`, () => {
      assert.equal(guarded(text), text);
    });
});
