import assert from 'node:assert/strict';
import { FACTURE } from '../../../server/src/rules/examples.js';
import { changed, LINES, lineOf, missed } from '../../support/invoices.js';
import { effort } from '../../support/effort.js';

describe('a letter-spaced invoice', () => {
  /** As a PDF reader returns it: the gaps between words are lost, some pairs of letters stay together. */
  const spread = (text: string): string =>
    text
      .split('\n')
      .map(line =>
        Array.from(line.replace(/\s/g, ''))
          .join(' ')
          .replaceAll('T o', 'To')
          .replaceAll('V A', 'VA')
          .replaceAll('r g', 'rg'),
      )
      .join('\n');

  it('is correct, and its mentions are missed as those of any', () => {
    assert.deepEqual(missed([spread(FACTURE)]), []);
    assert.deepEqual(
      missed([spread(changed(['ligne', 'Prestation Ségur 1 358,33 358,33'], ['tva', 'TVA 20,00 71,67']))]),
      [],
    );
    for (const line of ['date', 'commande', 'siret', 'rpps', 'ligne', 'ttc', 'etat']) {
      assert.deepEqual(missed([spread(changed([line, '']))]), [line === 'rpps' ? 'identifiant' : line], line);
    }
  });

  it('may be spread in some lines only', () => {
    for (const line of Object.values(LINES)) assert.deepEqual(missed([FACTURE.replace(line, spread(line))]), [], line);
  });
});

describe('several invoices', () => {
  const part = (number: string, what: string, ht: string, tva: string, ttc: string): string =>
    changed(
      ['numero', `Facture n° ${number} – ${what}`],
      ['ligne', `Prestation Ségur ${ht} €`],
      ['ht', `Total HT ${ht} €`],
      ['tva', `TVA 20 % ${tva} €`],
      ['ttc', `Total TTC ${ttc} €`],
    );
  const first = part('F2023-0139', 'AVANCE', '107,50', '21,50', '129,00');
  const second = part('F2023-0140', 'SOLDE', '250,83', '50,17', '301,00');
  const treaty =
    'TRAITÉ DE FUSION\nEntre la société A et la société B, le 1er janvier 2023, il est convenu de la fusion et de ' +
    'la date de la reprise du passif.';

  it('are each correct, as files and in one PDF, a treaty or a recapitulation with them', () => {
    assert.deepEqual(missed([first, second]), []);
    assert.deepEqual(missed([`${first}\f${second}`]), []);
    assert.deepEqual(missed([first, second, treaty]), []);
    assert.deepEqual(
      missed([`Récapitulatif des factures\nMontant total HT : 358,33 €, TVA 71,67 €, TTC 430,00 €`, first, second]),
      [],
    );
    assert.deepEqual(missed([FACTURE, treaty]), []);
    assert.deepEqual(missed([`${FACTURE}\f${treaty}`]), []);
  });

  it('are each told of what they miss', () => {
    const without = second.replace(lineOf('etat'), '');
    assert.deepEqual(missed([first, without]), ['etat']);
    assert.deepEqual(missed([`${first}\f${without}`]), ['etat']);
    assert.deepEqual(missed([first.replace('AVANCE', ''), second]), ['facture-mention/avance-solde']);
  });

  it('must make up the amount', () => {
    assert.deepEqual(missed([first, part('F2023-0140', 'SOLDE', '240,83', '48,17', '289,00')]), [
      'facture-montant/absent',
    ]);
  });

  it('are one when the invoice goes on over pages', () => {
    assert.deepEqual(
      missed([
        `${FACTURE}\fFacture n° F2023-0140, page 2\nConditions générales de vente : le client paie à la date dite.`,
      ]),
      [],
    );
    assert.deepEqual(
      missed([`${FACTURE}\fAnnexe à la facture n° F2023-0001 : détail de la formation et de la reprise des données.`]),
      [],
    );
  });
});

describe('what the couloirs want', () => {
  it('has no client and no State for MSSanté', () => {
    const text = FACTURE.replaceAll('F2023-0140', 'F-MSS-001')
      .replace('BDC-2022-0001', 'MSS-2022-0041')
      .replaceAll('358,33', '6 666,67')
      .replace('71,67', '1 333,33')
      .replace('430,00', '8 000,00')
      .replace(lineOf('etat'), '')
      .replace(lineOf('client'), '')
      .replace(lineOf('rpps'), '')
      .replace('12/06/2023', '20/07/2023');
    assert.deepEqual(missed([text], 'MSS-OPE/solde', 'F-MSS-001.pdf'), []);
  });

  it('has the software and its version in the medico-social', () => {
    const text = FACTURE.replaceAll('F2023-0140', 'F-MS1-001')
      .replace('BDC-2022-0001', 'MS1-2022-0041')
      .replaceAll('358,33', '4 500,00')
      .replace('71,67', '900,00')
      .replace('430,00', '5 400,00')
      .replace('12/06/2023', '15/10/2024')
      .replace(lineOf('client'), 'Mme Claire Besson')
      .replace(lineOf('rpps'), 'FINESS 690012349 690023452 750012346, entité juridique 690781018');
    const with_ = (line: string): readonly string[] => missed([`${text}\n${line}`], 'MS1-DUI/solde', 'F-MS1-001.pdf');
    assert.deepEqual(with_('Camélia version 5.2'), []);
    assert.deepEqual(with_('Logiciel Camélia v5'), []);
    assert.deepEqual(with_('DUI Camélia, V. 12.3.0'), []);
    assert.deepEqual(with_('Logiciel Camélia'), ['version']);
    assert.deepEqual(with_(''), ['logiciel', 'version']);
  });
});

describe('amounts in whole euros', () => {
  it('need neither cents nor currency where the JSON’s is among them', () => {
    const text = FACTURE.replaceAll('F2023-0140', 'F-BIO-001')
      .replace('BDC-2022-0001', 'BIO-2022-0041')
      .replaceAll('358,33 €', '12 500')
      .replace('71,67 €', '2 500')
      .replace('430,00 €', '15 000')
      .replace('12/06/2023', '14/06/2023')
      .replace(lineOf('client'), 'Mme Élodie Laborde')
      .replace(lineOf('rpps'), 'FINESS 690012349 690023452, entité juridique 690781018');
    assert.deepEqual(missed([text], 'BIO-SGL/solde', 'F-BIO-001.pdf'), []);
    assert.deepEqual(missed([text.replace('TVA 20 %  2 500', 'TVA 20 %')], 'BIO-SGL/solde', 'F-BIO-001.pdf'), ['tva']);
    assert.deepEqual(
      missed(
        [text.replaceAll('12 500', '12 500 €').replace('2 500\n', '2 500 €\n').replace('15 000', '15 000 €')],
        'BIO-SGL/solde',
        'F-BIO-001.pdf',
      ),
      [],
    );
  });
});

describe('hostile texts', () => {
  it('are judged in time, without a throw', () => {
    const start = effort();
    for (const unit of [
      'facture ',
      'commande n° ',
      'date ',
      'date de ',
      '1 ',
      '1,00 ',
      '111 ',
      '1 111.',
      '1',
      '€ ',
      'tva ',
      'prestation segur ',
      'montant pris en charge par ',
      'au titre du ',
      'a\n',
      '(',
      '\\',
      '\u0301',
      'ttc siret facture n° 1\f',
      'realisee le ',
      'a'.repeat(50),
    ]) {
      assert.ok(
        !missed([unit.repeat(Math.ceil(300_000 / unit.length)) + FACTURE]).includes('internal-error/failed'),
        unit,
      );
    }
    assert.ok(effort() - start < 30_000);
  }).timeout(60_000);
});
