import { garbledIn, repairName } from '../../format/domain/fold.js';
import { defineValueRule } from '../define.js';
import type { Examples } from '../examples.js';
import { rewriteFix } from '../shared/fixes.js';
import { cite } from '../shared/words.js';

/** A CSV's quotes around a value, read as part of it. */
const QUOTED = /^"+[^"]+"+$/;

export const rule = defineValueRule({
  meta: {
    id: 'generator-trace',
    severity: 'warning',
    theme: 'fichier',
    title: { fr: "Trace d'un générateur dans un texte", en: 'Trace of a generator in a text' },
    explanation: {
      fr:
        'Un numéro ou un nom de fichier qui contient `&nbsp;`, `&amp;`, « Ã© » ou des guillemets autour de lui vient ' +
        "d'une page web, d'un CSV ou d'un encodage mal lus. Le solde sera rapproché de l'avance, et le ZIP du JSON, " +
        'caractère par caractère.',
      en:
        'A number or a file name that contains `&nbsp;`, `&amp;`, “Ã©” or quotes around itself comes from a web ' +
        'page, a CSV or an encoding that was read wrongly. The solde will be matched with the avance, and the ZIP ' +
        'with the JSON, character by character.',
    },
    citations: [{ document: 'projet', question: 'Textes : entités HTML, guillemets de CSV, encodage' }],
    remedies: ['suggest'],
    needsProfile: false,
  },
  messages: {
    garbled: {
      fr: (d: { key: string; garbled: string }) =>
        `${cite(d.key)} contient « ${d.garbled} », qu'une conversion y a laissé : écrivez le caractère lui-même, ` +
        'partout où ce texte est repris (avance, solde, nom du fichier).',
      en: d =>
        `“${d.key}” contains “${d.garbled}”, which a conversion left there: write the character itself, wherever ` +
        'this text occurs again (avance, solde, name of the file).',
    },
    quoted: {
      fr: (d: { key: string }) =>
        `${cite(d.key)} contient ses propres guillemets, comme une cellule de CSV mal lue : retirez-les.`,
      en: d => `“${d.key}” contains its own quotes, as a cell of a CSV that was read wrongly: remove them.`,
    },
  },
  roles: ['numeroEditeur', 'numeroFacture', 'nomFichier', 'nomClient', 'nomMandataire'],
  check(value, report, at) {
    const { key, value: text } = value;
    const isName = value.role === 'nomClient' || value.role === 'nomMandataire';
    // Another rule reports what happened to a person's name.
    const garbled = isName ? undefined : garbledIn(text);
    const repaired = garbled === undefined ? undefined : repairName(text);
    if (garbled !== undefined && repaired !== undefined) {
      report('garbled', { key, garbled }, at(), { fixes: rewriteFix(value, repaired.trim(), 'suggest') });
      return;
    }
    // No file has such a name: another rule says so.
    if (value.role === 'nomFichier' || !text.startsWith('"') || !QUOTED.test(text)) return;
    report('quoted', { key }, at(), { fixes: rewriteFix(value, text.replaceAll('"', ''), 'suggest') });
  },
});

const PROFILE = { profile: 'MDV-LGC/avance' } as const;
const from = '"BDC-2022-0001"';
const path = '/lignesImport/0/numeroEditeur';

export const examples: Examples = {
  valid: [
    { name: 'un numéro avec une esperluette', ...PROFILE, change: [[from, '"R&D 2022; 1"']] },
    { name: 'un mot entre guillemets', ...PROFILE, change: [[from, String.raw`"lot \"Nord\" 1"`]] },
  ],
  invalid: [
    {
      name: 'une entité HTML',
      ...PROFILE,
      change: [[from, '"R&amp;D-1"']],
      expect: [{ message: 'garbled', path, marks: '"R&amp;D-1"', severity: 'warning', fixable: false }],
      offers: ['Écrire « R&D-1 »'],
    },
    {
      name: 'un encodage mal lu, dans le nom du fichier',
      ...PROFILE,
      change: [['"BDC-2022-0001.pdf"', '"numÃ©ro 1.pdf"']],
      expect: [
        {
          message: 'garbled',
          path: '/lignesImport/0/piecesJustificatives/0/nomFichier',
          marks: '"numÃ©ro 1.pdf"',
          severity: 'warning',
        },
      ],
      offers: ['Écrire « numéro 1.pdf »'],
    },
    {
      name: "les guillemets d'un CSV autour d'un nom",
      ...PROFILE,
      change: [['"Marie-Hélène Dubois"', String.raw`"\"Marie-Hélène Dubois\""`]],
      expect: [
        {
          message: 'quoted',
          path: '/lignesImport/2/beneficiaires/structure/nomResponsable',
          marks: String.raw`"\"Marie-Hélène Dubois\""`,
        },
      ],
      offers: ['Écrire « Marie-Hélène Dubois »'],
    },
    {
      name: "les guillemets d'un CSV",
      ...PROFILE,
      change: [[from, String.raw`"\"\"BDC-1\"\""`]],
      expect: [{ message: 'quoted', path, marks: String.raw`"\"\"BDC-1\"\""`, severity: 'warning' }],
      offers: ['Écrire « BDC-1 »'],
    },
  ],
};
