import { checkRpps } from '../../format/domain/numeros.js';
import type { Ligne } from '../../format/model/ligne.js';
import type { LocatedText } from '../../format/model/located.js';
import type { Report } from '../contract.js';
import { defineLigneRule } from '../define.js';
import type { Examples } from '../examples.js';
import {
  finessOf,
  type FinessRole,
  formeOf,
  identifiantsDmp,
  type PrefixedKind,
  rppsOf,
} from '../../format/model/identifiants.js';
import { cite } from '../shared/words.js';
import { atKey } from '../shared/targets.js';
import { offers } from '../shared/fixes.js';

interface Data {
  readonly key: string;
}
interface Messages {
  lacking: Data & { readonly rpps: readonly string[] };
  rpps: Data;
  finess: Data & { readonly number: FinessRole };
}

const NAMES: Readonly<Record<FinessRole, { readonly fr: string; readonly en: string }>> = {
  finessPMSI: { fr: 'FINESS PMSI', en: 'FINESS PMSI' },
  finessJuridique: { fr: 'FINESS juridique', en: 'legal FINESS' },
  finessGeo: { fr: 'FINESS géographique', en: 'geographic FINESS' },
};

export const rule = defineLigneRule<Messages>({
  meta: {
    id: 'ident-dmp-beneficiary',
    severity: 'error',
    theme: 'identifiants',
    title: { fr: "Identifiant DMP d'un autre bénéficiaire", en: "Another beneficiary's DMP identifier" },
    explanation: {
      fr:
        "L'identifiant DMP se forme sur un numéro du bénéficiaire : le RPPS du médecin libéral, le FINESS PMSI de " +
        "l'hôpital, un FINESS du laboratoire ou du centre de radiologie. Un numéro qui n'est pas dans la demande " +
        "vient sans doute d'une autre ligne. Une structure donne le RPPS de tous les médecins qui y exercent : ceux " +
        'que la demande nomme doivent y être.',
      en:
        "The DMP identifier is made of a number of the beneficiary's: the RPPS of the self-employed doctor, the " +
        'FINESS PMSI of the hospital, a FINESS of the laboratory or radiology centre. A number that is not in the ' +
        'request probably comes from another ligne. A structure gives the RPPS of all doctors who practise there: ' +
        'those that the request names must be among them.',
    },
    citations: [
      {
        document: 'asp-vague1',
        question: 'Que faut-il saisir comme identifiant DMP (IdentDMP) ?',
        quote: 'le bénéficiaire final est un médecin libéral : il faut saisir son RPPS',
      },
      {
        document: 'asp-vague1',
        question: "Comment renseigner l'identifiant DMP (IdentDMP)?",
        quote:
          "Dans le cas du logiciel PFI, pour obtenir l'identifiant DMP il faut le 'numéro identifiant associé' 1 " +
          'suivi des 9 chiffres du FINESS PMSI',
      },
    ],
    remedies: ['suggest'],
    needsProfile: true,
    concerns: { roles: ['identDMP'] },
  },
  messages: {
    lacking: {
      fr: ({ key, rpps }) =>
        `${cite(key)} ne contient pas le RPPS de chaque médecin que nomme la demande : il manque ${rpps.join(', ')}.`,
      en: ({ key, rpps }) =>
        `“${key}” does not contain the RPPS of each doctor that the request names: ${rpps.join(', ')} is missing.`,
    },
    rpps: {
      fr: ({ key }) =>
        `${cite(key)} contient un RPPS qui n'est celui d'aucun médecin libéral de la demande : le portail attend ` +
        `le RPPS du bénéficiaire. Vérifiez que cette valeur ne vient pas d'une autre demande.`,
      en: ({ key }) =>
        `“${key}” contains an RPPS that is none of the request's self-employed doctors': the portal expects the ` +
        `beneficiary's RPPS. Check that this value does not come from another request.`,
    },
    finess: {
      fr: ({ key, number }) =>
        `${cite(key)} contient un ${NAMES[number].fr} qui n'est pas dans la demande : le portail attend celui du ` +
        `bénéficiaire. Vérifiez que cette valeur ne vient pas d'une autre demande.`,
      en: ({ key, number }) =>
        `“${key}” contains a ${NAMES[number].en} that is not in the request: the portal expects the beneficiary's. ` +
        'Check that this value does not come from another request.',
    },
  },
  check(ligne, report, { profile }) {
    const kind = profile.traits.identDMP;
    if (kind === 'none' || kind === 'null') return;
    const values = ligne.texts('identDMP').filter(({ flagged }) => !flagged);
    if (kind === 'rpps-list') {
      checkDoctors(ligne, report, values);
      return;
    }
    for (const value of values) checkFinessOf(ligne, report, value, kind);
  },
});

function checkDoctors(ligne: Ligne, report: Report<Messages>, values: readonly LocatedText[]): void {
  const { known, complete } = rppsOf(ligne);
  if (known.length === 0 || !complete) return;
  if (!checkLacking(ligne, report, values, known) || ligne.text('commandePour')?.value !== 'LIBERAL') return;
  const free = known.filter(rpps => !values.some(({ value }) => value === rpps));
  for (const value of values) {
    if (checkRpps(value.value) !== 'ok' || known.includes(value.value)) continue;
    report(
      'rpps',
      { key: value.key },
      { chunk: ligne.chunk, span: value.node, place: value.place },
      { fixes: offers(value, free, 'suggest') },
    );
  }
}

/** Whether all doctors are listed; nothing is said about a list with an item that has its own finding. */
function checkLacking(
  ligne: Ligne,
  report: Report<Messages>,
  values: readonly LocatedText[],
  known: readonly string[],
): boolean {
  const list = ligne.container('listeIdentDMP');
  const all = list?.count ?? 0;
  if (list === undefined || all === 0 || values.some(({ value }) => !known.includes(value) && isAlone(ligne)))
    return true;
  const lacking = known.filter(rpps => !values.some(({ value }) => value === rpps));
  if (lacking.length === 0 || values.length < all) return true;
  report('lacking', { key: list.key, rpps: lacking }, atKey(ligne, list), { severity: 'warning' });
  return false;
}

/** In a self-employed doctor's own request, a stranger's number is the finding. */
const isAlone = (ligne: Ligne): boolean => ligne.text('commandePour')?.value === 'LIBERAL';

function checkFinessOf(ligne: Ligne, report: Report<Messages>, value: LocatedText, kind: PrefixedKind): void {
  const forme = formeOf(kind, value.value);
  if (forme === undefined || forme.number === 'rang') return;
  const finess = finessOf(ligne, forme.number);
  const { known } = finess;
  if (known.length === 0 || known.includes(value.value.slice(forme.prefix.length)) || !finess.complete) return;
  report(
    'finess',
    { key: value.key, number: forme.number },
    { chunk: ligne.chunk, span: value.node, place: value.place },
    {
      severity: forme.number === 'finessPMSI' ? 'error' : 'warning',
      fixes: offers(value, identifiantsDmp(kind, ligne), 'suggest'),
    },
  );
}

export const examples: Examples = {
  valid: [
    { name: 'le RPPS du médecin libéral', profile: 'MDV-LGC/solde' },
    {
      name: "un médecin d'une structure, que la demande ne liste pas",
      profile: 'MDV-LGC/solde',
      change: [['"10005678908"', '"99700296140"']],
    },
  ],
  invalid: [
    {
      name: 'un médecin de la structure oublié',
      profile: 'MDV-LGC/solde',
      change: [
        [
          '"liberal": [],\n        "structure": {\n          "nomResponsable": "Marie-Hélène Dubois"',
          '"liberal": [\n          {\n            "nomMedecin": "Alix Roy",\n' +
            '            "emailMedecin": "a.roy@msp.fr",\n' +
            '            "telephoneMedecin": "0491223344",\n' +
            '            "RPPS": "99700296140"\n          }\n        ],\n' +
            '        "structure": {\n          "nomResponsable": "Marie-Hélène Dubois"',
        ],
      ],
      expect: [{ message: 'lacking', path: '/lignesImport/2/LGC/IdentDMP', marks: '"IdentDMP"', severity: 'warning' }],
    },
    {
      name: "le RPPS d'un autre médecin",
      profile: 'MDV-LGC/solde',
      change: [['"IdentDMP": [\n          "10002123452"', '"IdentDMP": [\n          "10003456786"']],
      expect: [
        {
          message: 'rpps',
          path: '/lignesImport/0/LGC/IdentDMP/0',
          marks: '"10003456786"',
          severity: 'error',
          fixable: false,
        },
      ],
      offers: ['Écrire « 10002123452 »'],
    },
    {
      name: "le FINESS géographique d'un autre laboratoire",
      profile: 'BIO-SGL/solde',
      change: [['"6690012349"', '"6130011117"']],
      expect: [
        {
          message: 'finess',
          path: '/lignesImport/0/SGL/IdentDMP',
          marks: '"6130011117"',
          severity: 'warning',
          fixable: false,
        },
      ],
      offers: ['Écrire « 6690012349 »', 'Écrire « 6690023452 »'],
    },
    {
      name: "le FINESS PMSI d'un autre hôpital",
      profile: 'HOP-PFI/solde',
      change: [['"1690781018"', '"1130011117"']],
      expect: [
        {
          message: 'finess',
          path: '/lignesImport/0/PFI/IdentDMP',
          marks: '"1130011117"',
          severity: 'error',
          fixable: false,
        },
      ],
      offers: ['Écrire « 1690781018 »'],
    },
  ],
};
