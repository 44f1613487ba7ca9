import { type Ligne, perLigne } from '../../format/model/ligne.js';
import type { LocatedText } from '../../format/model/located.js';
import { defineFileRule } from '../define.js';
import type { Examples } from '../examples.js';
import { atValue, rankOf, related } from '../shared/targets.js';
import { cite, SPLIT_BY_RATE, splitBy } from '../shared/words.js';
import { ONE_RATE } from '../shared/citations.js';

interface Mixed {
  readonly ht: number;
  readonly ttc: number;
  readonly here: string;
  readonly ligne: number;
}

interface Found {
  readonly ligne: Ligne;
  readonly regime: LocatedText;
}

export const rule = defineFileRule({
  meta: {
    id: 'mixed-regime-tva',
    severity: 'error',
    theme: 'fichier',
    title: { fr: 'Demandes HT et TTC dans un même fichier', en: 'HT and TTC requests in one file' },
    explanation: {
      fr:
        'Le portail demande le taux de TVA une seule fois, au dépôt du fichier : toutes ses demandes sont donc au ' +
        'même taux. Les demandes HT et les demandes TTC vont dans des fichiers différents. La FAQ le dit des ' +
        "avances ; au solde, c'est un avertissement.",
      en:
        'The portal asks for the VAT rate once, when the file is deposited: so all its requests have the same rate. ' +
        'HT requests and TTC requests go in different files. The FAQ says it of avances; in a solde it is a ' +
        'warning.',
    },
    citations: [ONE_RATE],
    remedies: ['command'],
    needsProfile: false,
  },
  messages: {
    mixed: {
      fr: (d: Mixed) =>
        `Ce fichier mêle des demandes HT (${String(d.ht)}) et TTC (${String(d.ttc)}) : ${cite(d.here)} apparaît à ` +
        `la ligne ${String(d.ligne)}. Le taux de TVA se saisit une seule fois par dépôt : séparez-les en un ` +
        `fichier par taux, par ${splitBy('rate').fr}.`,
      en: d =>
        `This file mixes HT (${String(d.ht)}) and TTC (${String(d.ttc)}) requests: “${d.here}” first occurs in ` +
        `ligne ${String(d.ligne)}. The VAT rate is typed once per deposit: separate them, one file per rate, with ` +
        `${splitBy('rate').en}.`,
    },
  },
  reads: ['regimeTVA'],
  check(file, report, { profile }) {
    if (!file.differ(regimesOf)) return;
    const found = file.lignes().flatMap((ligne): readonly Found[] => {
      const regime = regimeOf(ligne);
      return regime === undefined ? [] : [{ ligne, regime }];
    });
    const [first] = found;
    const other = found.find(({ regime }) => regime.value !== first?.regime.value);
    if (first === undefined || other === undefined) return;
    const ht = found.filter(({ regime }) => regime.value === 'HT').length;
    report(
      'mixed',
      { ht, ttc: found.length - ht, here: other.regime.value, ligne: rankOf(other.ligne) },
      atValue(other.ligne, other.regime),
      {
        severity: profile?.phase === 'avance' ? 'error' : 'warning',
        related: [
          related(first.ligne, first.regime, {
            fr: 'La première demande est à ce régime.',
            en: 'The first request has this VAT scheme.',
          }),
        ],
        fixes: () => [SPLIT_BY_RATE],
      },
    );
  },
});

const HT_1 = [
  ['"regimeTVA": "TTC"', '"regimeTVA": "HT"'],
  [
    '          "typeFichier": "BON_COMMANDE"\n        }',
    '          "typeFichier": "BON_COMMANDE"\n        },\n        { "nomFichier": "attestation.pdf", ' +
      '"formatFichier": "PDF", "typeFichier": "ATTESTATION_TVA" }',
  ],
] as const;

/** None for a word that is neither: it has its own finding. */
const regimeOf = (ligne: Ligne): LocatedText | undefined => {
  const regime = ligne.text('regimeTVA');
  return regime?.value === 'HT' || regime?.value === 'TTC' ? regime : undefined;
};

const regimesOf = perLigne((ligne: Ligne): readonly string[] => {
  const regime = regimeOf(ligne)?.value;
  return regime === undefined ? [] : [regime];
});

export const examples: Examples = {
  valid: [{ name: 'toutes les demandes TTC', profile: 'MDV-LGC/avance' }],
  invalid: [
    {
      name: 'une demande HT parmi des TTC',
      profile: 'MDV-LGC/avance',
      change: HT_1,
      expect: [
        {
          message: 'mixed',
          path: '/lignesImport/1/commande/regimeTVA',
          marks: '"TTC"',
          severity: 'error',
          fixable: false,
        },
      ],
      offers: ['Découper le fichier par taux de TVA'],
    },
    {
      name: 'au solde : avertissement',
      profile: 'MDV-LGC/solde',
      change: [['"regimeTVA": "TTC"', '"regimeTVA": "HT"']],
      expect: [{ message: 'mixed', path: '/lignesImport/1/facture/regimeTVA', marks: '"TTC"', severity: 'warning' }],
      also: ['ht-attestation'],
    },
  ],
};
