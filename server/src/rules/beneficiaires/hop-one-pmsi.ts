import { identifiersOf } from '../../format/model/clients.js';
import { defineLigneRule } from '../define.js';
import type { Examples } from '../examples.js';
import { ONE_ORDER_PER_PMSI } from '../shared/citations.js';
import { atValue, related } from '../shared/targets.js';

export const rule = defineLigneRule({
  meta: {
    id: 'hop-one-pmsi',
    severity: 'warning',
    theme: 'beneficiaires',
    title: { fr: 'Deux FINESS PMSI dans une demande', en: 'Two FINESS PMSI in one request' },
    explanation: {
      fr:
        "À l'hôpital, un bon de commande est établi pour un FINESS PMSI et liste ses FINESS géographiques ; une " +
        'ligne est un bon de commande. Après une fusion, chaque avance garde le sien et a son propre solde.',
      en:
        'For hospitals, an order is made for one FINESS PMSI and lists its geographic FINESS numbers; one ligne is ' +
        'one order. After a merger, each avance keeps its own and has its own solde.',
    },
    citations: [ONE_ORDER_PER_PMSI],
    remedies: [],
    needsProfile: true,
    concerns: { roles: ['finessPMSI'] },
  },
  messages: {
    second: {
      fr: () =>
        'Cette demande a déjà un autre FINESS PMSI, et un bon de commande est établi pour un seul. Faites une ' +
        'demande par FINESS PMSI, chacune avec ses FINESS géographiques et son bon de commande.',
      en: () =>
        'This request has another FINESS PMSI already, and an order is made for one only. Make one request per ' +
        'FINESS PMSI, each with its geographic FINESS numbers and its order.',
    },
  },
  check(ligne, report) {
    if (ligne.texts('finessPMSI').length < 2) return;
    const [first, ...others] = identifiersOf(ligne, ['finessPMSI']);
    const seen = new Set([first?.id]);
    for (const { id, located } of others) {
      if (first === undefined || seen.has(id)) continue;
      seen.add(id);
      report('second', undefined, atValue(ligne, located), {
        related: [related(ligne, first.located, { fr: 'Le premier est ici.', en: 'The first is here.' })],
      });
    }
  },
});

const client = (pmsi: string): string =>
  '{"nomClient":"Marie-Hélène ' +
  `Dubois","emailClient":"mh.dubois@ch-exemple.fr","telephoneClient":"0491223344","FINESSPMSI":"${pmsi}","FINESSJ` +
  'uridique":"750000010","FINESSGeo":["690012349","690012356"]}';
const file = (...clients: readonly string[]): string =>
  '{"impId":null,"numeroAns":"1234567890","siret":"81234567800013","lignesImport":[{"numLigne":1,"typeAction":"C"' +
  ',"numeroASP":null,"numeroEditeur":"A-1","commande":{"dateCommande":"03/11/2022","regimeTVA":"TTC","montantSegu' +
  `rHT":14100.83},"beneficiaires":{"isMandataire":false,"isClientUnique":${String(clients.length === 1)},"nomMand` +
  `ataire":null,"emailMandataire":null,"telephoneMandataire":null,"clients":[${clients.join(',')}]},"piecesJustif` +
  'icatives":[{"nomFichier":"A-1.pdf","formatFichier":"PDF","typeFichier":"BON_COMMANDE"}],"codeTraitement":null,' +
  '"libelleTraitement":null}]}';

export const examples: Examples = {
  valid: [
    {
      name: 'un seul FINESS PMSI, plusieurs géographiques',
      profile: 'HOP-DPI/avance',
      text: file(client('750712184')),
    },
    { name: 'un FINESS PMSI égal au juridique', profile: 'HOP-DPI/avance', text: file(client('750000010')) },
    { name: 'un FINESS PMSI égal à un géographique', profile: 'HOP-DPI/avance', text: file(client('690012349')) },
  ],
  invalid: [
    {
      name: 'deux FINESS PMSI',
      profile: 'HOP-DPI/avance',
      text: file(client('750712184'), client('590780193').replace('"690012349","690012356"', '"060785011"')),
      expect: [
        {
          message: 'second',
          path: '/lignesImport/0/beneficiaires/clients/1/FINESSPMSI',
          marks: '"590780193"',
          severity: 'warning',
          fixable: false,
        },
      ],
    },
  ],
};
