import type { Ligne } from '../../format/model/ligne.js';
import type { Located } from '../../format/model/located.js';
import { defineLigneRule } from '../define.js';
import type { Examples } from '../examples.js';
import { atValue, related } from '../shared/targets.js';
import type { Lang } from '../../texts/typeset.js';
import { cite, citeIn, listed } from '../shared/words.js';
import { ONE_VA } from '../shared/citations.js';

const FIELDS = ['nomMandataire', 'emailMandataire', 'telephoneMandataire'] as const;

export const rule = defineLigneRule({
  meta: {
    id: 'mandataire',
    severity: 'warning',
    theme: 'beneficiaires',
    title: {
      fr: "Mandataire annoncé et non renseigné, ou l'inverse",
      en: 'Agent declared but not named, or vice versa',
    },
    explanation: {
      fr:
        'Plusieurs clients peuvent passer leur commande par un mandataire commun, qui signe aussi la VA et reçoit ' +
        "la facture. Le booléen l'annonce ; le nom, l'e-mail et le téléphone disent qui il est. Les uns sans " +
        "l'autre se contredisent.",
      en:
        'Several clients may order through one agent, who also signs the VA and gets the invoice. The boolean ' +
        'declares one; name, e-mail and telephone tell who it is. The ones without the other contradict each other.',
    },
    citations: [{ document: 'observation', question: 'beneficiaires' }, ONE_VA],
    remedies: ['suggest'],
    needsProfile: true,
  },
  messages: {
    unnamed: {
      fr: (d: { key: string; keys: readonly string[] }) =>
        `${cite(d.key)} annonce un mandataire, mais ${list(d.keys, 'fr')} ` +
        `${d.keys.length > 1 ? 'valent null. Renseignez-les' : 'vaut null. Renseignez-le'}, ou écrivez false s'il ` +
        "n'y a pas de mandataire.",
      en: d =>
        `“${d.key}” declares an agent, but ${list(d.keys, 'en')} ` +
        `${d.keys.length > 1 ? 'are null. Complete them' : 'is null. Complete it'}, or write false if there is no ` +
        'agent.',
    },
    unannounced: {
      fr: (d: { key: string; keys: readonly string[] }) =>
        `${cite(d.key)} dit qu'il n'y a pas de mandataire, mais ${list(d.keys, 'fr')} ` +
        `${d.keys.length > 1 ? 'sont remplis' : 'est rempli'}. Écrivez true si un mandataire représente les ` +
        `clients, sinon null dans ${d.keys.length > 1 ? 'ces champs' : 'ce champ'}.`,
      en: d =>
        `“${d.key}” says that there is no agent, but ${list(d.keys, 'en')} ${d.keys.length > 1 ? 'are' : 'is'} ` +
        'filled in. Write true if an agent represents the clients, otherwise null in ' +
        `${d.keys.length > 1 ? 'these fields' : 'this field'}.`,
    },
  },
  check(ligne, report) {
    const flag = ligne.first('isMandataire');
    if (typeof flag?.value !== 'boolean') return;
    const announced = flag.value;
    const contrary: Located[] = [];
    for (const role of FIELDS) {
      const field = ligne.first(role);
      if (field !== undefined && (announced ? isNull(field) : field.value !== null)) contrary.push(field);
    }
    if (contrary.length === 0) return;
    // The other value is right only if all fields agree; otherwise a person must say what is meant.
    const settles = contrary.length === FIELDS.length;
    report(
      announced ? 'unnamed' : 'unannounced',
      { key: flag.key, keys: contrary.map(field => field.key) },
      atValue(ligne, flag),
      {
        related: seen(ligne, contrary, announced),
        fixes: editor =>
          settles
            ? [
                {
                  kind: 'suggest',
                  title: { fr: `Écrire ${String(!announced)}`, en: `Write ${String(!announced)}` },
                  edits: [editor.replaceValue(flag.node, !announced)],
                },
              ]
            : [],
      },
    );
  },
});

/** An empty string counts as null, and has its own finding already. */
const isNull = (field: Located): boolean => field.value === null && !field.flagged;

const seen = (ligne: Ligne, fields: readonly Located[], announced: boolean) =>
  fields.map(field =>
    related(
      ligne,
      field,
      announced
        ? { fr: 'Ce champ est vide.', en: 'This field is empty.' }
        : { fr: 'Ce champ est rempli.', en: 'This field is filled.' },
    ),
  );

const list = (keys: readonly string[], lang: Lang): string =>
  listed(
    keys.map(key => citeIn(key, lang)),
    'and',
    lang,
  );

const path = '/lignesImport/0/beneficiaires/isMandataire';

export const examples: Examples = {
  valid: [{ name: 'sans mandataire, et avec un mandataire complet', profile: 'MDV-LGC/avance' }],
  invalid: [
    {
      name: 'annoncé, sans nom ni adresse',
      profile: 'MDV-LGC/avance',
      change: [['"isMandataire": false', '"isMandataire": true']],
      expect: [{ message: 'unnamed', path, marks: 'true', severity: 'warning', fixable: false }],
      offers: ['Écrire false'],
    },
    {
      name: 'annoncé, sans téléphone',
      profile: 'MDV-LGC/avance',
      change: [['"telephoneMandataire": "0472000000"', '"telephoneMandataire": null']],
      expect: [{ message: 'unnamed', path: '/lignesImport/1/beneficiaires/isMandataire', marks: 'true' }],
      offers: [],
    },
    {
      name: 'complet, sans être annoncé',
      profile: 'MDV-LGC/avance',
      change: [['"isMandataire": true', '"isMandataire": false']],
      expect: [{ message: 'unannounced', path: '/lignesImport/1/beneficiaires/isMandataire', marks: 'false' }],
      offers: ['Écrire true'],
    },
  ],
};
