import assert from 'node:assert/strict';
import { checkFileName, extensionOf, type FileNameCheck } from '../../../server/src/format/domain/fichier.js';
import { foldKey, foldLoose, nearest } from '../../../server/src/format/domain/fold.js';
import { looksLikeStructure } from '../../../server/src/format/domain/nom.js';
import { formatTaux, territoireOfFiness, vatRateOfFiness } from '../../../server/src/format/domain/territoire.js';

const shown = JSON.stringify;

describe('looksLikeStructure', () => {
  const structures = [
    'CHU de Nantes',
    'CHU Nantes',
    'chu de nantes',
    'Chu de Nantes',
    'CHU',
    'CH LAVAL',
    'CH de Laval',
    'ch de laval',
    'CHRU Brest',
    'CHR Metz-Thionville',
    'C.H.U. de Nantes',
    'Directeur du CHU',
    'Centre Hospitalier de Laval',
    'CENTRE HOSPITALIER',
    'centre de santé des Lilas',
    'Centre médical du Port',
    'Clinique Saint-Jean',
    'CLINIQUE PASTEUR',
    'La Clinique du Parc',
    'clinique',
    'Polyclinique du Maine',
    'Nouvelle Clinique Nantaise',
    'Hôpital Foch',
    'HOPITAL FOCH',
    "L'Hôpital privé du Confluent",
    'L’hôpital de Laval',
    'Hôpitaux de Lyon',
    'Grand Hôpital de l’Est',
    'Pharmacie du Marché',
    'PHARMACIE LAFAYETTE',
    'Grande Pharmacie de Paris',
    'Jean Dupont - Pharmacie du Port',
    "Pharmacie de l'Hôpital",
    'SELARL Dr Martin',
    'Selarl du Docteur Martin',
    'S.E.L.A.R.L. Martin',
    'Martin & Durand SELARL',
    'SCP Martin',
    'SAS Biologie',
    'SELAS Cerba',
    'Laboratoire Durand',
    'LBM Bio-Ouest',
    'Laboratoires réunis',
    'EHPAD Les Tilleuls',
    'Ehpad Les Tilleuls',
    'Directrice EHPAD',
    'Cabinet médical des Halles',
    'Cabinet Martin',
    'CABINET MARTIN',
    'CABINET Médical',
    'Cabinet du Dr Martin',
    'cabinet de radiologie',
    'Maison de santé de Laval',
    'MAISON DE SANTE PLURIDISCIPLINAIRE',
    'Maison médicale',
    'MSP de Laval',
    'M.S.P. Laval',
    'Maison de retraite',
    'Association Les Amis',
    'ASSOCIATION ADAPEI',
    'Fondation Rothschild',
    'AP-HP',
    'Institut Curie',
    'Groupe Elsan',
    'Foyer de vie Les Lilas',
    'Imagerie du Maine',
    'Résidence Les Lilas',
    'GCS Santé Ouest',
    'Mairie de Laval',
  ];
  for (const name of structures) {
    it(`${name} is one`, () => {
      assert.equal(looksLikeStructure(name), true);
    });
  }

  const people = [
    'Jean Dupont',
    'DUPONT Jean',
    'Chuzeville',
    'Paul Clinquart',
    'Marie Lhôpital',
    'M. Pharamond',
    'Dr CHarpentier',
    'Jean CH.',
    'CH. Dupont',
    'Ch. de Gaulle',
    'Ch de Gaulle',
    'C.H. Dupont',
    'Jean C. H.',
    'Jean Cabinet',
    'CABINET Jean',
    'Marie Centre',
    'CENTRE Marie',
    'Paul de La Clinique',
    "Michel de L'Hôpital",
    'Michel de L’Hospital',
    "L'Hôpital Jean",
    'Jean Hôpital',
    'Mme Chu',
    'Chu',
    'Chu Van An',
    'Chu Le Minh',
    'Steven Chu',
    'Minh CHU',
    'Mme CHU Minh',
    'Alain Maison',
    'Maison Alain',
    'Jean Foyer',
    'Eric Sas',
    'Sas Eric',
    'Artur Mas',
    'MAS Artur',
    'Raymond Asso',
    'Esat Kaya',
    'Dr Martin, CHU de Nantes',
    'Monsieur le Directeur du CHU',
    'Docteur Centre',
    'Pr. Institut',
    'M. Hôpital',
    'M.Clinique Jean',
    'Me Cabinet',
    "M'Bala Jean",
    'Jean Clinicien',
    'Marie Pharmacienne',
    'Anne Laborantin',
    'Jean Dupont, pharmacien',
    'Jean de Sa',
    'Maria Sá',
    'Chris Chi',
    'Chr. Martin',
    'Hospitalier Jean',
    'Jean Labo',
    '',
    ' ',
    '-',
    '...',
    'Dr',
    '李明',
    'Zoë Ångström',
    'Marie-Charlotte',
    'Paul Msparian',
    'Sandrine Schusse',
    'Jean-Charles CHUQUET',
  ];
  for (const name of people) {
    it(`${shown(name)} is none`, () => {
      assert.equal(looksLikeStructure(name), false);
    });
  }
});

describe('fold', () => {
  const cases: readonly (readonly [string, string, string])[] = [
    ['montantSegurHT', 'montantsegurht', 'montantsegurht'],
    ['Montant_Ségur-HT', 'montant_segur-ht', 'montantsegurht'],
    ['LIBELLÉ', 'libelle', 'libelle'],
    ['libelle\u0301', 'libelle', 'libelle'],
    ['cœur', 'coeur', 'coeur'],
    ['Ça va. Oui', 'ca va. oui', 'cavaoui'],
    ['\u212a', 'k', 'k'],
    ['İ', 'i', 'i'],
    ['', '', ''],
    [' a\u00a0b ', ' a\u00a0b ', 'ab'],
  ];
  for (const [text, key, loose] of cases) {
    it(shown(text), () => {
      assert.equal(foldKey(text), key);
      assert.equal(foldLoose(text), loose);
    });
  }
});

describe('foldKey, of Latin letters', () => {
  it('gives what folding each part of a letter gives', () => {
    const letters = Array.from({ length: 0x180 }, (_, i) => String.fromCharCode(i));
    const thorough = (text: string): string =>
      text
        .normalize('NFD')
        .toLowerCase()
        .normalize('NFD')
        .replace(/\p{M}/gu, '')
        .replaceAll('œ', 'oe')
        .replaceAll('æ', 'ae');
    const wrong = letters.flatMap(a => letters.map(b => `É${a}${b}`).filter(text => foldKey(text) !== thorough(text)));
    assert.deepEqual(wrong, []);
  });
});

describe('nearest', () => {
  const keys = ['nomClient', 'emailClient', 'telephoneClient', 'nomFichier', 'RPPS'];
  const cases: readonly (readonly [string, string | undefined])[] = [
    ['nomclient', 'nomClient'],
    ['nom_client', 'nomClient'],
    ['nomClien', 'nomClient'],
    ['mailClient', 'emailClient'],
    ['RPP', 'RPPS'],
    ['montant', undefined],
    ['', undefined],
    ['---', undefined],
    ['x'.repeat(100_000), undefined],
  ];
  for (const [word, expected] of cases) {
    it(`${shown(word.slice(0, 30))} → ${String(expected)}`, () => {
      assert.equal(nearest(word, keys), expected);
    });
  }

  it('breaks ties by what was typed, then by the order given', () => {
    assert.equal(nearest('ab', ['Ab', 'ab']), 'ab');
    assert.equal(nearest('abc', ['abd', 'abe']), 'abd');
    assert.equal(nearest('abc', ['abe', 'abd']), 'abe');
  });

  it('keeps to the distance given', () => {
    assert.equal(nearest('abc', ['abd'], 0), undefined);
    assert.equal(nearest('abc', ['xyz'], 3), 'xyz');
  });
});

describe('checkFileName', () => {
  const cases: readonly (readonly [string, FileNameCheck])[] = [
    ['BDC_001.pdf', 'ok'],
    ['Bon de commande n° 1 (signé).pdf', 'ok'],
    ['a..b.pdf', 'ok'],
    ['.pdf', 'ok'],
    ['console.pdf', 'ok'],
    ['com10.pdf', 'ok'],
    ['', 'empty'],
    ['  ', 'empty'],
    ['a/b.pdf', 'separator'],
    ['C:\\a.pdf', 'separator'],
    ['../a.pdf', 'parent'],
    ['..', 'parent'],
    ['.', 'parent'],
    ['a\\..\\b.pdf', 'parent'],
    ['a:b.pdf', 'reserved-character'],
    ['a?.pdf', 'reserved-character'],
    ['<a>.pdf', 'reserved-character'],
    ['CON', 'reserved-name'],
    ['con.pdf', 'reserved-name'],
    ['LPT1.tar.gz', 'reserved-name'],
    ['nul .pdf', 'reserved-name'],
    ['COM¹.pdf', 'reserved-name'],
    ['a\n.pdf', 'control'],
    ['a\u0000', 'control'],
    ['a\u202efdp.exe', 'control'],
    ['a\ud800.pdf', 'control'],
    ['a\u0085', 'control'],
    ['a.pdf.', 'trailing'],
    ['a.pdf ', 'trailing'],
    ['...', 'trailing'],
    [`${'a'.repeat(251)}.pdf`, 'ok'],
    [`${'a'.repeat(252)}.pdf`, 'too-long'],
    [`${'é'.repeat(126)}.pdf`, 'too-long'],
    [`${'€'.repeat(83)}.pdf`, 'ok'],
    [`${'😀'.repeat(63)}.pdf`, 'too-long'],
  ];
  for (const [name, expected] of cases) {
    it(`${shown(name.slice(0, 40))} → ${expected}`, () => {
      assert.equal(checkFileName(name), expected);
    });
  }

  it('extensionOf', () => {
    const extensions: readonly (readonly [string, string])[] = [
      ['a.pdf', 'pdf'],
      ['a.b.PDF', 'pdf'],
      ['a', ''],
      ['.pdf', ''],
      ['a.', ''],
      ['', ''],
      ['a.b/c', ''],
      ['x/.pdf', ''],
      ['x\\a.zip', 'zip'],
    ];
    for (const [name, extension] of extensions) assert.equal(extensionOf(name), extension, name);
  });
});

describe('territoire', () => {
  const cases: readonly (readonly [string, string, string])[] = [
    ['750712184', '20', 'métropole et Corse'],
    ['2A0000014', '20', 'métropole et Corse'],
    ['970100228', '8.5', 'Guadeloupe'],
    ['970211207', '8.5', 'Martinique'],
    ['970302022', '0', 'Guyane'],
    ['970408589', '8.5', 'La Réunion'],
    ['970500001', '0', 'Saint-Pierre-et-Miquelon'],
    ['980500003', '0', 'Mayotte'],
    ['979999999', '0', 'outre-mer'],
    ['', '20', 'métropole et Corse'],
  ];
  for (const [finess, taux, label] of cases) {
    it(`${shown(finess)} → ${taux} %`, () => {
      assert.equal(vatRateOfFiness(finess), taux);
      assert.equal(territoireOfFiness(finess).label.fr, label);
    });
  }

  it('formatTaux', () => {
    assert.equal(formatTaux('8.5', 'fr'), '8,5\u202f%');
    assert.equal(formatTaux('8.5', 'en'), '8.5%');
  });
});
