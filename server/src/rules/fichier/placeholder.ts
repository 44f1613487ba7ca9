import { foldedSaysNothing, foldKey, regex } from '../../format/domain/fold.js';
import { defineValueRule } from '../define.js';
import type { Examples } from '../examples.js';
import { cite } from '../shared/words.js';
import { NAME } from '../shared/citations.js';

/** What a model, a snippet or a form puts in place of a value. Whole texts only: a name may contain any word. */
/** One pattern, since nearly every text is none of these at its first letter. */
const PLACEHOLDER = regex()`^(?:
  (?:pre)?noms? (?:et (?:pre)?nom )?(?:du|de la|de l['’]) ?(?:medecin|client|responsable
    |representant(?: legal)?|structure|mandataire)
  |(?:(?:le|la) )?(?:medecin|client|cliente|responsable|representant(?: legal)?|representante|mandataire)
  |prenom (?:et )?nom|nom (?:et )?prenoms?
  |(?:votre )?numero (?:de (?:la |votre )?)?(?:demande|facture|commande|bon de commande
    |dossier)(?: asp)?(?:, fin.*)?
  |nom du fichier(?:\.pdf)?
  |a completer|a renseigner|a remplir|lorem ipsum.*|string|exemple|tests?(?: tests?)*)$`;

/** Nearly all numbers and file names: a few letters, then digits. */
const NUMBERED = /^[a-z]{0,6}[-_]?\d[\d_-]*(?:\.[a-z]{3})?$/i;

const NAMES: ReadonlySet<string> = new Set(['nomClient', 'nomMandataire']);

export const rule = defineValueRule({
  meta: {
    id: 'placeholder',
    severity: 'error',
    theme: 'fichier',
    title: { fr: "Texte d'exemple resté en place", en: 'Sample text left in place' },
    explanation: {
      fr:
        'Un modèle ou un extrait de code propose des textes à remplacer (« prénom et nom du médecin »). Le portail ' +
        'ne les distingue pas de vraies valeurs : la demande partirait avec eux.',
      en:
        'A model or a snippet offers texts to replace (“prénom et nom du médecin”). The portal does not tell them ' +
        'from true values: the request would leave with them.',
    },
    citations: [NAME],
    remedies: [],
    needsProfile: false,
  },
  messages: {
    left: {
      fr: (d: { key: string }) =>
        `${cite(d.key)} contient encore un texte d'exemple : remplacez-le par la vraie valeur.`,
      en: d => `“${d.key}” still contains a sample text: replace it with the true value.`,
    },
    nothing: {
      fr: (d: { key: string }) =>
        `${cite(d.key)} contient ce qu'un générateur écrit quand il n'a pas de valeur : mettez-y la vraie.`,
      en: d => `“${d.key}” contains what a generator writes when it has no value: put the true one there.`,
    },
  },
  roles: ['nomClient', 'nomMandataire', 'numeroEditeur', 'numeroFacture', 'numeroAM', 'nomFichier'],
  check(value, report, at) {
    if (NUMBERED.test(value.value)) return;
    const folded = foldKey(value.value);
    if (PLACEHOLDER.test(folded)) report('left', { key: value.key }, at());
    // A name without letters has its own message.
    else if (foldedSaysNothing(folded) && (!NAMES.has(value.role) || /\p{L}/u.test(value.value)))
      report('nothing', { key: value.key }, at());
  },
});

const from = '"Marie-Hélène Dubois"';
const path = '/lignesImport/2/beneficiaires/structure/nomResponsable';

export const examples: Examples = {
  valid: [
    { name: 'de vraies valeurs', profile: 'MDV-LGC/avance' },
    { name: 'un numéro derrière un dièse', profile: 'MDV-LGC/avance', change: [['"BDC-2022-0001"', '"#12"']] },
    { name: 'des crochets et un chiffre', profile: 'MDV-LGC/avance', change: [['"BDC-2022-0001"', '"[A-12]"']] },
    { name: 'une personne nommée Null', profile: 'MDV-LGC/avance', change: [[from, '"Jennifer Null"']] },
    { name: 'un médecin nommé Prénom', profile: 'MDV-LGC/avance', change: [[from, '"Jean Prénom"']] },
  ],
  invalid: [
    {
      name: "le texte d'un extrait",
      profile: 'MDV-LGC/avance',
      change: [[from, '"prénom et nom du responsable"']],
      expect: [{ message: 'left', path, marks: '"prénom et nom du responsable"', severity: 'error', fixable: false }],
    },
    {
      name: "ce qu'un générateur écrit quand il n'a rien",
      profile: 'MDV-LGC/avance',
      change: [['"BDC-2022-0001"', '"undefined"']],
      expect: [{ message: 'nothing', path: '/lignesImport/0/numeroEditeur', marks: '"undefined"' }],
    },
    {
      name: 'deux fois rien, mis bout à bout',
      profile: 'MDV-LGC/avance',
      change: [['"Anne-Sophie Lefèvre"', '"null null"']],
      expect: [
        { message: 'nothing', path: '/lignesImport/0/beneficiaires/liberal/0/nomMedecin', marks: '"null null"' },
      ],
    },
    {
      name: 'un nom fait de ce qui manquait',
      profile: 'MDV-LGC/avance',
      change: [['"BDC-2022-0001"', '"BDC-undefined"']],
      expect: [{ message: 'nothing', path: '/lignesImport/0/numeroEditeur', marks: '"BDC-undefined"' }],
    },
    {
      name: "le champ d'un publipostage",
      profile: 'MDV-LGC/avance',
      change: [['"Anne-Sophie Lefèvre"', '"«NOM»"']],
      expect: [{ message: 'nothing', path: '/lignesImport/0/beneficiaires/liberal/0/nomMedecin', marks: '"«NOM»"' }],
    },
    {
      name: 'un numéro à remplacer',
      profile: 'MDV-LGC/avance',
      change: [['"BDC-2022-0001"', '"votre numéro de la demande"']],
      expect: [{ message: 'left', path: '/lignesImport/0/numeroEditeur', marks: '"votre numéro de la demande"' }],
    },
  ],
};
