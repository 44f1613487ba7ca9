import assert from 'node:assert/strict';
import { analyze, contextOf } from '../../../server/src/analysis/analyze.js';
import type { DocumentText } from '../../../server/src/format/pieces/folder.js';
import { runDocuments } from '../../../server/src/rules/runner.js';
import { FACTURE } from '../../../server/src/rules/support/exemples-documents.js';
import { MENTIONS } from '../../../server/src/rules/support/mentions.js';
import { francais } from '../../../server/src/texts/typeset.js';
import { engine, optionsOf, textOf } from '../../support/cases.js';

/** Ids of the mentions missed, and the other findings, of invoices for the first ligne of a correct file. */
function missed(texts: readonly string[], profile = 'MDV-LGC/solde', nomFichier = 'F2023-0140.pdf'): readonly string[] {
  const example = { name: '', profile };
  const analysis = analyze(engine, textOf(example), optionsOf(example));
  const documents: readonly DocumentText[] = texts.map((text, i) => ({
    name: `${String(i + 1)}.pdf`,
    pages: text.split('\f'),
  }));
  const findings = runDocuments(
    engine.rules,
    analysis,
    ligne => (ligne.chunk === 0 ? [{ nomFichier, documents }] : undefined),
    contextOf(analysis.choice, analysis.options),
  );
  return findings.flatMap(finding => {
    if (finding.messageId !== 'mentions') return [`${finding.rule.id}/${finding.messageId}`];
    const message = finding.message('fr');
    return MENTIONS.filter(({ label }) => message.includes(francais(label.fr))).map(({ id }) => id);
  });
}

const LINES: Readonly<Record<string, string>> = {
  date: 'Date de la facture : 12/06/2023',
  numero: 'Facture n° F2023-0140',
  commande: 'Bon de commande n° BDC-2022-0001',
  siret: 'SIRET : 812 345 678 00013',
  client: 'Client : Dr Anne-Sophie Lefèvre',
  rpps: 'RPPS : 10002123452',
  prestation: 'Prestation réalisée le 09/06/2023',
  ligne: 'Prestation Ségur  358,33 €',
  ht: 'Total HT  358,33 €',
  tva: 'TVA 20 %  71,67 €',
  ttc: 'Total TTC  430,00 €',
  etat: "Montant pris en charge par l'état au titre du Ségur de la santé",
};
const lineOf = (name: string): string => LINES[name] ?? '';

function changed(...changes: readonly (readonly [line: string, to: string])[]): string {
  return changes.reduce((text, [name, to]) => {
    assert.ok(text.includes(lineOf(name)), name);
    return text.replace(lineOf(name), () => to);
  }, FACTURE);
}

describe('the wordings of a correct invoice', () => {
  const cases: readonly (readonly [line: string, to: string])[] = [
    ['date', 'Lyon, le 12 juin 2023'],
    ['date', 'Date : 12.06.2023'],
    ['date', 'Émise le 12/06/23'],
    ['date', 'Date facture\n12/06/2023'],
    ['date', 'DATE DE FACTURATION : 15/06/2023'],
    ['date', 'Facturé le 15 juin 2023'],
    ['date', "Date d'émission : 15/06/2023"],
    ['date', "Date d'émission : 2023/06/12"],
    ['date', "Date d'émission : 2023/06/15"],
    ['date', 'Le 15 juin 2023'],
    ['date', 'Émission : 2023-06-12'],
    ['numero', 'N° F2023 0140'],
    ['numero', 'Facture\nF2023-0140'],
    ['numero', 'Réf. : f2023/0140'],
    ['commande', 'Votre commande : C-77'],
    ['commande', 'BDC n°4512'],
    ['commande', 'N° de commande\nBDC 2022 0001'],
    ['commande', 'Réf. commande : 2022-118'],
    ['commande', 'Bon de commande CDE22/118 du 03/11/2022'],
    ['commande', 'Numéro du bon de commande : AB12'],
    ['commande', 'Devis n° D2022-7 signé'],
    ['siret', 'Siret 81234567800013'],
    ['siret', 'RCS Lyon 812 345 678 – Siret 812 345 678 00021'],
    ['siret', 'SIREN 812 345 678 NIC 00013'],
    ['client', 'Facturé à :\nCabinet médical\nMme le Dr LEFÈVRE Anne-Sophie'],
    ['client', 'Client : Cabinet Lefèvre\nReprésentant légal : Mme Claire Dubois'],
    ['client', 'Titulaire : Jean Dupont'],
    ['rpps', 'N° RPPS 1000 2123 452'],
    ['rpps', 'Identifiant national : 810002123452'],
    ['rpps', 'SIREN : 552 100 554'],
    ['rpps', 'N° SIREN du client : 552100554'],
    ['rpps', 'SIRET client 552 100 554 00013'],
    ['prestation', 'Date de réalisation : 9 juin 2023'],
    ['prestation', 'Installation effectuée le 09/06/2023'],
    ['prestation', 'Période : du 01/06/2023 au 09/06/2023'],
    ['prestation', 'Date de livraison\n09/06/2023'],
    ['prestation', 'Mise en ordre de marche du 09/06/2023'],
    ['prestation', 'Date de la prestation : juin 2023'],
    ['prestation', "Date d'exécution de la prestation 2023-06-09"],
    ['prestation', 'Prestation terminée le 09.06.2023'],
    ['prestation', 'Déploiement réalisé en juin 2023'],
    ['prestation', 'Date de mise en service : 09/06/2023'],
    ...[
      'Prestation du 09/06/2023',
      'Prestation du 12/06/2023',
      'Installation du 09/06/2023',
      'Intervention du 12/06/2023',
      'Réalisation : 09/06/2023',
      'Service fait le 12/06/2023',
      'Mis en production le 12/06/2023',
      'Activation le 12/06/2023',
      'Date de mise à disposition : 12/06/2023',
      "Date d'opération : 12/06/2023",
      'Date des travaux : 12/06/2023',
      'Date de VA : 12/06/2023',
      'Exécution : juin 2023',
      'Prestation : 06/2023',
      'Intervention\nsur site\n09/06/2023',
      '09/06/2023',
      'Le 9 juin 2023, dans vos locaux',
      'Livraison 2e trimestre 2023',
      'Service fait : 2023/06/09',
      'Date de prestation | Technicien\n12/06/2023 | J. Martin',
      'Prestation facturée, du 12/06/2023',
      '09/06/2023 – Mise en service',
    ].map(to => ['prestation', to] as const),
    ['ligne', 'PRESTATION SEGUR LGC 358,33'],
    ['ligne', '« Prestation Ségur » 358.33'],
    ['ligne', 'Prestations Ségur : 358,33 €'],
    ['ligne', 'Forfait Prestation\nSégur 358,33 €'],
    ['ligne', 'Réalisation de la Prestation Ségur 358,33'],
    ['ht', 'Montant hors taxes : 358,33'],
    ['ht', 'Total H.T. 358,33'],
    ['ht', 'TotalHT358,33€'],
    ['ht', 'Total H T 358,33'],
    ['ht', 'Total hors taxe : 358,33 €'],
    ['ht', 'TOTAL HORS TAXES 358,33'],
    ['tva', 'T.V.A. 20,00% 71,67'],
    ['tva', 'TVA (20 %) : 71.67 EUR'],
    ['tva', 'Montant de la TVA au taux de 20 % : 71,67'],
    ['tva', 'Taux TVA 20,00 Montant 71,67'],
    ['ttc', 'Net à payer T.T.C. : 430,00 €'],
    ['ttc', 'Montant toutes taxes comprises 430,00'],
    ['ttc', 'TotalTTC430,00€'],
    ['ttc', 'Total à payer 430,00'],
    ['ttc', 'Net à payer : 430,00 €'],
    ['ttc', 'Total T T C 430,00'],
    ['ttc', 'Montant à régler 430,00 €'],
    ['ttc', 'Total dû 430,00'],
    ['ttc', 'Total taxes comprises : 430,00'],
    ['etat', "MONTANT PRIS EN CHARGE PAR L'ÉTAT AU TITRE DU SÉGUR DE LA SANTÉ"],
    ['etat', 'Montant pris en charge par l’Etat dans le cadre du Ségur de la santé'],
    ['etat', 'Montant pris en charge par l’État,\nau titre du Ségur de la santé : 430,00 €'],
    ['etat', "Montant pris en charge par l'Etat dans le cadre du Ségur"],
    ['etat', `${lineOf('etat')}\nCopie de cette facture est adressée à l'Agence de services et de paiement`],
  ];
  for (const [line, to] of cases)
    it(`${line}: ${JSON.stringify(to)}`, () => {
      assert.deepEqual(missed([changed([line, to])]), []);
    });

  it('without VAT', () => {
    const without = changed(['tva', 'TVA non applicable, art. 293 B du CGI'], ['ttc', 'Net à payer : 358,33 €']);
    assert.deepEqual(missed([without]), []);
    assert.deepEqual(
      missed([changed(['tva', 'Régime de TVA : HT\nMontant TVA : 0 €'], ['ttc', 'Total TTC 358,33 €'])]),
      [],
    );
    for (const tva of [
      'TVA 0 %',
      'TVA : 0,00 %',
      'TVA (0 %) : 0,00 €',
      'TVA au taux de 0 %',
      '0 % de TVA',
      'TVA à 0%',
    ]) {
      for (const ttc of ['Net à payer 358,33', 'Total à payer : 358,33 €', 'Total 358,33 €'])
        assert.deepEqual(missed([changed(['tva', tva], ['ttc', ttc])]), [], `${tva}, ${ttc}`);
    }
    assert.deepEqual(missed([changed(['tva', 'Exonération de TVA'], ['ttc', 'Total : 358,33 €'])]), []);
  });
});

describe('the wordings that are not the mention', () => {
  const cases: readonly (readonly [line: string, to: string, ids?: readonly string[]])[] = [
    ['date', 'Échéance : 12/07/2023'],
    ['date', 'Date de commande : 03/11/2022'],
    ['numero', 'Facture n° F2023-0141'],
    ['numero', 'Facture'],
    ['commande', 'Commande du 03/11/2022'],
    ['commande', 'Bon de commande'],
    ['siret', 'SIREN 812 345 678'],
    ['siret', 'SIRET : 812 345 678 00014'],
    ['client', 'Client : Cabinet Lefèvre', ['representant']],
    ['client', 'Dr Anne-Sophie Lefèvre\nFacturé à : ASP', ['destinataire']],
    ['client', 'Dr Anne-Sophie Lefèvre\nDestinataire : l’Agence de services et de paiement', ['destinataire']],
    ['rpps', 'RPPS : 10002123453', ['identifiant']],
    ['rpps', 'SIREN : 812 345 678', ['identifiant']],
    ['rpps', 'Client n° 552100554', ['identifiant']],
    ['prestation', 'Échéance : 12/07/2023'],
    ['prestation', 'Commande signée le 03/11/2022'],
    ['prestation', 'Payable avant le 12/07/2023'],
    ['tva', 'TVA 20 %'],
    ['prestation', 'Prestation'],
    ['ligne', 'Logiciel 358,33 €'],
    ['ligne', 'Détail de la prestation Ségur ci-joint\nForfait 358,33 €'],
    ['ttc', 'Net 430,00 €'],
    ['etat', "Montant pris en charge par l'Assurance maladie"],
    ['etat', 'Montant pris en charge au titre du Ségur de la santé'],
    ['etat', "Aide de l'État"],
  ];
  for (const [line, to, ids] of cases)
    it(`${line}: ${JSON.stringify(to)}`, () => {
      assert.deepEqual(missed([changed([line, to])]), ids ?? [line]);
    });

  it('tells all that is missing on an invoice at once', () => {
    assert.deepEqual(missed([changed(['date', ''], ['ttc', ''], ['etat', ''])]), ['date', 'ttc', 'etat']);
  });
});

describe('a letter-spaced invoice', () => {
  /** As a PDF's reader gives it: the gaps between words are lost, some pairs of letters stay together. */
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
    const start = performance.now();
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
    assert.ok(performance.now() - start < 30_000);
  }).timeout(60_000);
});
