import type { Ligne } from '../../format/model/ligne.js';
import { defineFileRule } from '../define.js';
import type { Examples } from '../examples.js';
import { atValue, rankOf, related } from '../shared/targets.js';
import { cite } from '../shared/words.js';
import { SAME_NUMBER } from '../shared/citations.js';

export const rule = defineFileRule({
  meta: {
    id: 'numero-editeur-unique',
    severity: 'warning',
    theme: 'fichier',
    title: { fr: "Numéro de l'éditeur sur deux lignes", en: "Publisher's number on two lignes" },
    explanation: {
      fr:
        "Le numéro de l'éditeur est votre propre numéro de la demande, et l'ASP s'en sert pour rapprocher le solde " +
        'de son avance : un solde dont le numéro diffère est rejeté. Deux demandes qui portent le même ne se ' +
        'distinguent plus. Les numéros sont comparés comme du texte : 12 et "12" sont le même.',
      en:
        "The publisher's number is your own number of the request, and the ASP uses it to match the solde with its " +
        'avance: a solde with another number is rejected. Two requests that show the same can no longer be told ' +
        'apart. The numbers are compared as text: 12 and "12" are the same.',
    },
    citations: [SAME_NUMBER],
    remedies: [],
    needsProfile: false,
  },
  messages: {
    repeated: {
      fr: (d: { key: string; ligne: number }) =>
        `La ligne ${String(d.ligne)} porte déjà ce ${cite(d.key)} : chaque demande a le sien, et son solde devra ` +
        `le reprendre. Donnez à l'une des deux son propre numéro, ou retirez-la si c'est une copie.`,
      en: d =>
        `Ligne ${String(d.ligne)} has this “${d.key}” already: each request has its own, and its solde will ` +
        'have to have it. Give one of the two its own number, or remove it if it is a copy.',
    },
  },
  reads: ['numeroEditeur', 'numeroASP'],
  check(file, report) {
    for (const { first, others } of file.repeated(numbersOf)) {
      const there = first.text('numeroEditeur');
      for (const ligne of others) {
        const number = ligne.text('numeroEditeur');
        if (number === undefined || there === undefined) continue;
        // The same dossier twice is one mistake, reported by solde-repeated.
        const dossier = ligne.text('numeroASP')?.value;
        if (dossier !== undefined && dossier === first.text('numeroASP')?.value) continue;
        report('repeated', { key: number.key, ligne: rankOf(first) }, atValue(ligne, number), {
          related: [related(first, there, { fr: 'Le même numéro est ici.', en: 'The same number is here.' })],
        });
      }
    }
  },
});

const numbersOf = (ligne: Ligne): readonly string[] => {
  const number = ligne.text('numeroEditeur')?.value;
  return number === undefined ? [] : [number];
};

export const examples: Examples = {
  valid: [
    { name: 'un numéro par demande', profile: 'MDV-LGC/avance' },
    {
      name: 'des numéros qui ne diffèrent que par un zéro',
      profile: 'MDV-LGC/avance',
      change: [
        ['"numeroEditeur": "BDC-2022-0001"', '"numeroEditeur": "12"'],
        ['"numeroEditeur": "BDC-2022-0002"', '"numeroEditeur": "012"'],
      ],
    },
  ],
  invalid: [
    {
      name: 'le même numéro deux fois',
      profile: 'MDV-LGC/avance',
      change: [['"numeroEditeur": "BDC-2022-0003"', '"numeroEditeur": "BDC-2022-0001"']],
      expect: [
        {
          message: 'repeated',
          path: '/lignesImport/2/numeroEditeur',
          marks: '"BDC-2022-0001"',
          severity: 'warning',
          fixable: false,
        },
      ],
    },
    {
      name: 'un nombre et le même en texte, trois fois',
      profile: 'MDV-LGC/avance',
      change: [
        ['"numeroEditeur": "BDC-2022-0001"', '"numeroEditeur": 12'],
        ['"numeroEditeur": "BDC-2022-0002"', '"numeroEditeur": "12"'],
        ['"numeroEditeur": "BDC-2022-0003"', '"numeroEditeur": 12'],
      ],
      expect: [
        { message: 'repeated', path: '/lignesImport/1/numeroEditeur', marks: '"12"' },
        { message: 'repeated', path: '/lignesImport/2/numeroEditeur', marks: '12' },
      ],
    },
  ],
};
