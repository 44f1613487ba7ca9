import type { Ligne } from '../../format/model/ligne.js';
import { clientsOf } from '../../format/model/clients.js';
import { type Container, pointer } from '../../format/model/located.js';
import type { Profile, Shape } from '../../format/profiles/profile.js';
import type { FieldRole } from '../../format/profiles/roles.js';
import { defineLigneRule } from '../define.js';
import type { Examples } from '../examples.js';
import { atKey } from '../shared/targets.js';
import { cite } from '../shared/words.js';

export const rule = defineLigneRule({
  meta: {
    id: 'beneficiary-required',
    severity: 'error',
    theme: 'beneficiaires',
    title: { fr: 'Demande sans bénéficiaire', en: 'Request without a beneficiary' },
    explanation: {
      fr:
        "Une demande de financement nomme au moins un bénéficiaire, dont l'ASP contrôle l'existence à la date du " +
        'bon de commande. Là où une commande est pour une seule instance (LOINC), il y en a exactement un ; la FAQ ' +
        "le dit de deux façons, c'est donc un avertissement.",
      en:
        'A funding request names at least one beneficiary, whose existence the ASP checks at the date of the order. ' +
        'Where an order is for one instance only (LOINC), there is exactly one; the FAQ says it in two ways, so it ' +
        'is a warning.',
    },
    citations: [
      {
        document: 'asp-vague1',
        question:
          "La Base FINESS de l'ASP n'est pas synchronisée avec le fichier de l'ANS, ce qui constitue une source " +
          "d'erreur. Pourquoi les éléments, pourtant cohérents dans le fichier de l'ANS, aboutissent-ils à des " +
          'rejets ?',
        quote:
          "l'ASP contrôle, sur une demande, l'existence du bénéficiaire (à savoir son FINESS géographique et son " +
          'FINESS juridique), à la date du bon de commande',
      },
      {
        document: 'asp-vague1',
        question:
          "Quel est l'intérêt d'utiliser encore le format JSON (outil pour développeurs) qui génère beaucoup de " +
          'lourdeur pour les éditeurs ? Pouvez-vous préciser le cas de JSON multi commandes ?',
        quote: "dans le cas du LOINC, il n'y a qu'un bénéficiaire une instance par commande",
      },
    ],
    remedies: [],
    needsProfile: true,
  },
  messages: {
    none: {
      fr: (d: { key: string }) =>
        `Cette demande n'a aucun bénéficiaire : ${cite(d.key)} n'en nomme pas. Ajoutez au moins un client, avec ` +
        'son identifiant.',
      en: d => `This request has no beneficiary: “${d.key}” names none. Add at least one client, with its identifier.`,
    },
    'no-finess': {
      fr: (d: { key: string }) =>
        `${cite(d.key)} est vide pour ce bénéficiaire : le portail attend les FINESS géographiques des ` +
        'établissements où la prestation est faite. Ajoutez-en au moins un.',
      en: d =>
        `“${d.key}” is empty for this beneficiary: the portal expects the geographic FINESS of the establishments ` +
        'where the service is done. Add at least one.',
    },
    several: {
      fr: (d: { key: string; clients: number }) =>
        `${cite(d.key)} nomme ${String(d.clients)} bénéficiaires : ici une commande est pour un seul, avec une ` +
        'seule instance. Faites une demande par commande.',
      en: d =>
        `“${d.key}” names ${String(d.clients)} beneficiaries: here an order is for one only, with one instance. ` +
        'Make one request per order.',
    },
  },
  check(ligne, report, { profile, profileKnown, mismatch }) {
    const { beneficiaryKeys: keys } = profile.traits;
    // The possible profiles identify beneficiaries differently.
    if ((!profileKnown || mismatch !== undefined) && keys.length === 0) return;
    for (const list of emptyLists(ligne, keys)) {
      report('no-finess', { key: list.key }, atKey(ligne, list), {
        severity: keys.every(key => key === 'finessGeo') ? 'error' : 'warning',
      });
    }
    const { beneficiaryRequired: severity, singleBeneficiary } = profile.traits;
    const list = ligne.container('clients') ?? onlyPart(ligne, profile);
    if (list?.kind !== 'array') {
      const all = ligne.container('beneficiaires');
      if (all !== undefined && hasEmptyParts(ligne)) report('none', { key: all.key }, atKey(ligne, all), { severity });
      return;
    }
    const { key, count: clients } = list;
    if (clients === 0) report('none', { key }, atKey(ligne, list), { severity });
    else if (singleBeneficiary && clients > 1)
      report('several', { key, clients }, atKey(ligne, list), { severity: 'warning' });
  },
});

/**
 * The empty lists of FINESS géographiques of a client, if nothing else identifies it: a radiologist may have an RPPS
 * instead. An order for a hospital lists its geographic FINESS under the one of the PMSI.
 */
function emptyLists(ligne: Ligne, keys: readonly FieldRole[]): readonly Container[] {
  const empty = ligne.containers('listeFinessGeo', isEmptyList);
  if (empty.length === 0) return empty;
  const others = keys.includes('finessGeo') ? keys.filter(key => key !== 'finessGeo') : [];
  const nameless = clientsOf(ligne).filter(
    ({ within, fields }) =>
      within === 'clients' && others.every(role => fields.some(field => field.role === role && field.value === null)),
  );
  if (nameless.length === 0) return [];
  const pointers = nameless.map(({ place }) => pointer(place));
  return empty.filter(({ place }) => pointers.includes(pointer(place.parent)));
}

const isEmptyList = ({ kind, whole, count }: Container): boolean => kind === 'array' && whole && count === 0;

/**
 * Some of the agency's models have professionals only: without another part, their list says who the request is for.
 */
const onlyPart = (ligne: Ligne, { evidence, file }: Profile): Container | undefined =>
  evidence === 'adopted' && ligne.container('structure') === undefined && !hasStructure(file)
    ? ligne.container('liberal')
    : undefined;

/** Whether a model has the part, which a ligne may lack by mistake. */
const hasStructure = ({ container, properties, items }: Shape): boolean =>
  container === 'structure' ||
  properties?.some(({ shape }) => hasStructure(shape)) === true ||
  (items !== undefined && hasStructure(items));

/** Both parts exist and are empty. If the ligne says which of them counts, commande-pour reports it. */
function hasEmptyParts(ligne: Ligne): boolean {
  if (ligne.text('commandePour') !== undefined) return false;
  const liberal = ligne.container('liberal');
  const structure = ligne.entries('client').find(({ within }) => within === 'structure');
  return liberal?.kind === 'array' && liberal.count === 0 && structure?.isBlank === true;
}

const path = '/lignesImport/0/beneficiaires';

const LAST_FINESS = `"690023452"
            ]
          }`;
const LABO = `{
            "nomClient": "Lise Corbin",
            "emailClient": "l.corbin@bio-ouest.fr",
            "telephoneClient": "0240550000",
            "FINESSJuridique": "440011229",
            "FINESSGeo": [
              "440056786"
            ]
          }`;

export const examples: Examples = {
  valid: [{ name: 'au moins un bénéficiaire par demande', profile: 'MDV-LGC/avance' }],
  invalid: [
    {
      name: 'une structure sans FINESS géographique',
      profile: 'BIO-SGL/avance',
      change: [
        ['"FINESSGeo": [\n              "690012349",\n              "690023452"\n            ]', '"FINESSGeo": []'],
      ],
      expect: [{ message: 'no-finess', path: `${path}/clients/0/FINESSGeo`, marks: '"FINESSGeo"', severity: 'error' }],
    },
    {
      name: 'ni médecin ni structure, et rien qui dise pour qui est la commande',
      profile: 'MDV-LGC/avance',
      change: [
        ['"commandePour": "LIBERAL"', '"commandePour": "PATIENT"'],
        [
          `"liberal": [
          {
            "nomMedecin": "Anne-Sophie Lefèvre",
            "emailMedecin": "as.lefevre@cabinet-lefevre.fr",
            "telephoneMedecin": "0478123456",
            "RPPS": "10002123452"
          }
        ]`,
          '"liberal": []',
        ],
      ],
      expect: [{ message: 'none', path, marks: '"beneficiaires"', severity: 'error', fixable: false }],
      also: ['enum-value'],
    },
    {
      name: 'deux laboratoires dans une commande de LOINC',
      profile: 'BIO-LOINC/avance',
      change: [
        ['"isClientUnique": true', '"isClientUnique": false'],
        [LAST_FINESS, `${LAST_FINESS}, ${LABO}`],
      ],
      expect: [
        { message: 'several', path: `${path}/clients`, marks: '"clients"', severity: 'warning', fixable: false },
      ],
    },
  ],
};
