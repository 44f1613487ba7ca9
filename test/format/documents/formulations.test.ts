import assert from 'node:assert/strict';
import { changed, lineOf, missed } from '../../support/invoices.js';

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
