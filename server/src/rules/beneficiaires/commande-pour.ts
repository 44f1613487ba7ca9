import type { Ligne } from '../../format/model/ligne.js';
import { type Entry, isText } from '../../format/model/located.js';
import { defineLigneRule } from '../define.js';
import type { Examples } from '../examples.js';
import { atKey, atValue } from '../shared/targets.js';
import { cite } from '../shared/words.js';

export const rule = defineLigneRule({
  meta: {
    id: 'commande-pour',
    severity: 'error',
    theme: 'beneficiaires',
    title: {
      fr: 'Commande pour des libéraux ou pour une structure',
      en: 'Order for self-employed doctors or for a structure',
    },
    explanation: {
      fr:
        'Une commande est passée soit pour des médecins libéraux, nommés un par un avec leur RPPS, soit pour une ' +
        'structure, nommée par son FINESS juridique ou ses FINESS géographiques. Pour des libéraux, les valeurs de ' +
        'la structure sont `null` et sa liste est vide.',
      en:
        'An order is made either for self-employed doctors, named one by one with their RPPS, or for a structure, ' +
        'named by its legal FINESS or its geographic ones. For self-employed doctors, the values of the structure ' +
        'are `null` and its list is empty.',
    },
    citations: [
      { document: 'observation', question: 'beneficiaires' },
      {
        document: 'asp-vague1',
        question: 'Est-il possible de faire signer 1 seule VA par plusieurs médecins ?',
        quote: "Dans le cas d'une structure d'exercice coordonné, un responsable signe",
      },
    ],
    remedies: [],
    needsProfile: true,
    concerns: { roles: ['commandePour'] },
  },
  messages: {
    'no-liberal': {
      fr: (d: { value: string; list: string }) =>
        `La commande est pour des libéraux (${cite(d.value)}), mais ${cite(d.list)} est vide. Ajoutez-y chaque ` +
        'médecin de la commande avec son RPPS.',
      en: d =>
        `The order is for self-employed doctors (“${d.value}”), but “${d.list}” is empty. Add each doctor of the ` +
        'order with the RPPS.',
    },
    'other-part': {
      fr: (d: { value: string; list: string; other: string }) =>
        `La commande est pour des libéraux (${cite(d.value)}), mais ${cite(d.list)} est vide et ${cite(d.other)} ` +
        `est remplie. Si elle est pour la structure, écrivez ${cite('STRUCTURE')} ; sinon, donnez les médecins et ` +
        'mettez null dans la structure.',
      en: d =>
        `The order is for self-employed doctors (“${d.value}”), but “${d.list}” is empty and “${d.other}” is ` +
        'filled. If it is for the structure, write “STRUCTURE”; otherwise name the doctors and put null in the ' +
        'structure.',
    },
    'with-structure': {
      fr: (d: { value: string; other: string }) =>
        `La commande est pour des libéraux (${cite(d.value)}), mais ${cite(d.other)} est remplie. Mettez null ` +
        `dans ses champs et videz sa liste, ou écrivez ${cite('STRUCTURE')} si la commande est pour elle.`,
      en: d =>
        `The order is for self-employed doctors (“${d.value}”), but “${d.other}” is filled. Put null in its ` +
        'fields and empty its list, or write “STRUCTURE” if the order is for it.',
    },
    'no-finess': {
      fr: (d: { value: string; other: string }) =>
        `La commande est pour une structure (${cite(d.value)}), mais ${cite(d.other)} n'a aucun FINESS. Donnez ` +
        'son FINESS juridique ou ses FINESS géographiques.',
      en: d =>
        `The order is for a structure (“${d.value}”), but “${d.other}” has no FINESS. Give its legal FINESS or ` +
        'its geographic ones.',
    },
    'meant-liberal': {
      fr: (d: { value: string; list: string; other: string }) =>
        `La commande est pour une structure (${cite(d.value)}), mais ${cite(d.other)} est vide et ${cite(d.list)} ` +
        `nomme des médecins. Si elle est pour eux, écrivez ${cite('LIBERAL')} ; sinon, remplissez la structure, ` +
        'avec au moins un FINESS.',
      en: d =>
        `The order is for a structure (“${d.value}”), but “${d.other}” is empty and “${d.list}” names doctors. If ` +
        'it is for them, write “LIBERAL”; otherwise fill the structure, with one FINESS at least.',
    },
  },
  check(ligne, report) {
    const located = ligne.text('commandePour');
    const liberal = ligne.container('liberal');
    const structure = ligne.container('structure');
    if (located === undefined || liberal?.kind !== 'array' || structure?.kind !== 'object') return;
    // What can't be read may or may not be what seems to be there.
    if (!liberal.whole || !structure.whole) return;
    const entry = ligne.entries('client').find(({ within }) => within === 'structure');
    if (entry === undefined) return;
    const { value } = located;
    const at = atValue(ligne, located);
    const list = liberal.key;
    const other = structure.key;
    const see = () => [
      { ...atKey(ligne, structure), message: { fr: 'La structure est ici.', en: 'The structure is here.' } },
    ];
    if (value === 'LIBERAL') {
      const none = liberal.count === 0;
      const filled = !entry.isBlank;
      if (none && filled) report('other-part', { value, list, other }, at, { related: see() });
      else if (none) report('no-liberal', { value, list }, at);
      else if (filled) report('with-structure', { value, other }, at, { related: see() });
    }
    if (value === 'STRUCTURE' && lacksFiness(ligne, entry)) {
      if (entry.isBlank && liberal.count > 0) report('meant-liberal', { value, list, other }, at, { related: see() });
      else report('no-finess', { value, other }, at, { related: see() });
    }
  },
});

/** No FINESS, not even an unreadable one, which has its own finding. */
function lacksFiness(ligne: Ligne, entry: Entry): boolean {
  const juridique = entry.all('finessJuridique')[0];
  const list = ligne.container('listeFinessGeo');
  const geographiques = entry.all('finessGeo');
  const noList = list?.kind === 'array' && list.count === 0;
  const noSingle =
    list === undefined &&
    geographiques.length > 0 &&
    geographiques.every(field => field.value === null && !field.flagged);
  return juridique !== undefined && !juridique.flagged && !isText(juridique) && (noList || noSingle);
}

const path = '/lignesImport/0/beneficiaires/commandePour';
const DOCTOR = `"liberal": [
          {
            "nomMedecin": "Anne-Sophie Lefèvre",
            "emailMedecin": "as.lefevre@cabinet-lefevre.fr",
            "telephoneMedecin": "0478123456",
            "RPPS": "10002123452"
          }
        ]`;
const FINESS = `"FINESSJuridique": "130045677",
          "FINESSGeo": [
            "690012349"
          ]`;

export const examples: Examples = {
  valid: [
    { name: 'des libéraux, une structure', profile: 'MDV-LGC/avance' },
    {
      name: 'une structure sans FINESS juridique',
      profile: 'MDV-LGC/avance',
      change: [['"FINESSJuridique": "130045677"', '"FINESSJuridique": null']],
    },
    {
      name: 'une structure sans FINESS géographique',
      profile: 'MDV-LGC/avance',
      change: [[FINESS, '"FINESSJuridique": "130045677",\n          "FINESSGeo": []']],
    },
  ],
  invalid: [
    {
      name: 'des libéraux, sans médecin',
      profile: 'MDV-LGC/avance',
      change: [[DOCTOR, '"liberal": []']],
      expect: [{ message: 'no-liberal', path, marks: '"LIBERAL"', severity: 'error', fixable: false }],
    },
    {
      name: 'des libéraux et une structure remplie',
      profile: 'MDV-LGC/avance',
      change: [['"FINESSJuridique": null,\n          "FINESSGeo": []', FINESS.replace('690012349', '690012356')]],
      expect: [{ message: 'with-structure', path, marks: '"LIBERAL"' }],
    },
    {
      name: 'LIBERAL au lieu de STRUCTURE',
      profile: 'MDV-LGC/avance',
      change: [['"commandePour": "STRUCTURE"', '"commandePour": "LIBERAL"']],
      expect: [{ message: 'other-part', path: '/lignesImport/2/beneficiaires/commandePour', marks: '"LIBERAL"' }],
    },
    {
      name: 'une structure sans aucun FINESS',
      profile: 'MDV-LGC/avance',
      change: [[FINESS, '"FINESSJuridique": null,\n          "FINESSGeo": []']],
      expect: [{ message: 'no-finess', path: '/lignesImport/2/beneficiaires/commandePour', marks: '"STRUCTURE"' }],
    },
    {
      name: 'STRUCTURE au lieu de LIBERAL',
      profile: 'MDV-LGC/avance',
      change: [['"commandePour": "LIBERAL"', '"commandePour": "STRUCTURE"']],
      expect: [{ message: 'meant-liberal', path, marks: '"STRUCTURE"' }],
    },
  ],
};
