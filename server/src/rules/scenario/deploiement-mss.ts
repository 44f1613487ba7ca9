import { foldLoose } from '../../format/domain/fold.js';
import { defineLigneRule } from '../define.js';
import type { Examples } from '../examples.js';
import { isText } from '../../format/model/located.js';
import { presentOf } from '../contract.js';
import { atValue } from '../shared/targets.js';
import { cite } from '../shared/words.js';
import { rewriteFix } from '../shared/fixes.js';

const CASES = ['Cas 1', 'Cas 2'];

/** Soldes deposited before 12/09/2024 could do without. */
const DUE_SINCE = 20240912;

export const rule = defineLigneRule({
  meta: {
    id: 'deploiement-mss',
    severity: 'error',
    theme: 'scenario',
    title: { fr: 'Indicateur de déploiement MSS', en: 'MSS deployment indicator' },
    explanation: {
      fr:
        'Le solde du médico-social dit dans quel cas de déploiement de la messagerie se trouve la demande : `Cas 1` ' +
        "ou `Cas 2`, écrits ainsi. L'indicateur est obligatoire pour les soldes déposés depuis le 12/09/2024 à 14 " +
        'h.',
      en:
        'The solde of the médico-social couloirs tells in which case of mailbox deployment the request is: `Cas 1` ' +
        'or `Cas 2`, written so. The indicator is mandatory for soldes deposited since 12/09/2024, 14:00.',
    },
    citations: [
      { document: 'portail-en-ligne', question: "MS1 MS2 Solde : Comment renseigner l'indicateur Déploiement MSS?" },
    ],
    remedies: ['fix'],
    needsProfile: true,
    concerns: { roles: ['deploiementMSS'] },
  },
  messages: {
    form: {
      fr: (d: { key: string }) =>
        `${cite(d.key)} vaut ${CASES.map(cite).join(' ou ')}, écrit exactement ainsi. Choisissez le cas de cette ` +
        'demande.',
      en: d =>
        `“${d.key}” is ${CASES.map(one => `“${one}”`).join(' or ')}, written exactly so. Choose the case of this ` +
        'request.',
    },
    due: {
      fr: (d: { key: string }) =>
        `${cite(d.key)} est obligatoire dans les soldes déposés depuis le 12/09/2024 : écrivez ` +
        `${CASES.map(cite).join(' ou ')}.`,
      en: d =>
        `“${d.key}” is mandatory in soldes deposited since 12/09/2024: write ` +
        `${CASES.map(one => `“${one}”`).join(' or ')}.`,
    },
  },
  check(ligne, report, context) {
    const located = ligne.first('deploiementMSS');
    if (located === undefined || located.flagged) return;
    const data = { key: located.key };
    if (located.value === null) {
      if (presentOf(context) >= DUE_SINCE) report('due', data, atValue(ligne, located));
      return;
    }
    if (!isText(located) || CASES.includes(located.value)) return;
    const meant = CASES.find(one => foldLoose(one) === foldLoose(located.value));
    report('form', data, atValue(ligne, located), {
      fixes: meant === undefined ? () => [] : rewriteFix(located, meant),
    });
  },
});

const file = (deploiement: string): string =>
  '{"impId":null,"numeroAns":"1234567890","siret":"81234567800013","lignesImport":[{"numLigne":1,"typeAction":"C"' +
  ',"numeroASP":"FINMS100120","numeroEditeur":"A-1","facture":{"numeroFacture":"F-1","dateFacture":"12/06/2024","' +
  'regimeTVA":"TTC","montantSegurHT":5000},"beneficiaires":{"isMandataire":false,"isClientUnique":true,"nomMandat' +
  'aire":null,"emailMandataire":null,"telephoneMandataire":null,"clients":[{"nomClient":"Marie-Hélène ' +
  'Dubois","emailClient":"mh.dubois@asso-exemple.fr","telephoneClient":"0491223344","FINESSJuridique":"750000010"' +
  ',"FINESSGeo":["690012349","690012356"]}]},"piecesJustificatives":[{"nomFichier":"F-1.pdf","formatFichier":"PDF' +
  '","typeFichier":"FACTURE"},{"nomFichier":"VA-1.pdf","formatFichier":"PDF","typeFichier":"VA"}],"DUI":{"deploie' +
  `mentMSS":${deploiement}},"codeTraitement":null,"libelleTraitement":null}]}`;
const path = '/lignesImport/0/DUI/deploiementMSS';

export const examples: Examples = {
  valid: [
    { name: 'le cas 2', profile: 'MS1-DUI/solde', text: file('"Cas 2"') },
    {
      name: "null avant que l'indicateur soit obligatoire",
      profile: 'MS2-DUI/solde',
      text: file('null'),
      referenceDate: 20240701,
    },
  ],
  invalid: [
    {
      name: 'en minuscules, sans espace',
      profile: 'MS1-DUI/solde',
      text: file('"cas1"'),
      expect: [{ message: 'form', path, marks: '"cas1"', severity: 'error', fixable: true }],
      fixed: ['"deploiementMSS":"Cas 1"'],
    },
    {
      name: 'un troisième cas',
      profile: 'MS2-DUI/solde',
      text: file('"Cas 3"'),
      expect: [{ message: 'form', path, marks: '"Cas 3"', fixable: false }],
    },
    {
      name: 'absent',
      profile: 'MS2-DUI/solde',
      text: file('null'),
      expect: [{ message: 'due', path, marks: 'null', fixable: false }],
    },
  ],
};
