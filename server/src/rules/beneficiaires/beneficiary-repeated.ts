import { sameValue } from '../../language/nodes.js';
import { type Identifier, identifiersOf } from '../../format/model/clients.js';
import type { Ligne } from '../../format/model/ligne.js';
import type { Entry, Located } from '../../format/model/located.js';
import type { FieldRole } from '../../format/profiles/roles.js';
import type { SourceEditor } from '../../language/edit.js';
import type { Fix } from '../contract.js';
import { defineLigneRule } from '../define.js';
import type { Examples } from '../examples.js';
import { removeRepeated } from '../shared/fixes.js';
import { atValue, related } from '../shared/targets.js';
import { cite } from '../shared/words.js';
import { FUNDED_ONCE } from '../shared/citations.js';

/** Not the FINESS PMSI: a hospital may be listed once per site. */
const ROLES = ['finessGeo', 'rpps', 'siretClient'] as const satisfies readonly FieldRole[];

export const rule = defineLigneRule({
  meta: {
    id: 'beneficiary-repeated',
    severity: 'error',
    theme: 'beneficiaires',
    title: { fr: 'Bénéficiaire répété dans une demande', en: 'Beneficiary repeated in one request' },
    explanation: {
      fr:
        'Dans une demande, chaque établissement et chaque professionnel est nommé une fois : un même financement ne ' +
        "lui est pas compté deux fois. Seul le même numéro à la même place compte : qu'un FINESS PMSI soit aussi le " +
        "FINESS juridique d'un hôpital, ou le géographique d'une clinique, est normal.",
      en:
        "In one request, each establishment and each professional is named once: the same funding isn't counted " +
        'twice. Only the same number in the same place counts: that a FINESS PMSI is also the legal FINESS of a ' +
        'hospital, or the geographic one of a clinic, is normal.',
    },
    citations: [FUNDED_ONCE],
    remedies: ['fix', 'suggest'],
    needsProfile: true,
  },
  messages: {
    repeated: {
      fr: (d: { key: string }) =>
        `Ce numéro ${cite(d.key)} est déjà dans la demande : un bénéficiaire y est nommé une seule fois. Retirez ` +
        'la répétition, ou corrigez le numéro.',
      en: d =>
        `This “${d.key}” number is in the request already: a beneficiary is named once only. Remove the ` +
        'repetition, or correct the number.',
    },
  },
  check(ligne, report) {
    const repeatable = ROLES.filter(role => ligne.repeats(role));
    if (repeatable.length === 0) return;
    const firsts = new Map<string, Identifier>();
    const told = new Set<Entry>();
    for (const identifier of identifiersOf(ligne, repeatable)) {
      const first = firsts.get(identifier.id);
      const { located } = identifier;
      if (first === undefined) {
        firsts.set(identifier.id, identifier);
        continue;
      }
      if (isOtherPlace(first, identifier)) continue;
      if (isWholeCopy(first, identifier) && located.entry !== undefined) {
        // All identifiers of a copied client are repeated: one mistake.
        if (told.has(located.entry)) continue;
        told.add(located.entry);
      }
      report('repeated', { key: located.key }, atValue(ligne, located), {
        related: [related(ligne, first.located, { fr: 'Le même numéro est ici.', en: 'The same number is here.' })],
        fixes: editor => removal(editor, ligne, first, identifier),
      });
    }
  },
});

/** A radiologist has one RPPS and a number AM for each place of practice, a company one SIRET for several entities. */
function isOtherPlace(a: Identifier, b: Identifier): boolean {
  if (a.located.role === 'siretClient') return !isWholeCopy(a, b);
  if (a.located.role !== 'rpps' || a.located.entry === undefined || b.located.entry === undefined) return false;
  const [here, there] = [a.located.entry.text('numeroAM')?.value, b.located.entry.text('numeroAM')?.value];
  return here !== undefined && there !== undefined && here !== there;
}

const isWholeCopy = (a: Identifier, b: Identifier): boolean =>
  a.located.entry !== b.located.entry && sameValue(a.located.entry?.node, b.located.entry?.node);

const isSafe = (first: Located, again: Located): boolean =>
  first.property.value === again.property.value && sameValue(first.node, again.node);

/** Removes the repetition: safe if it says nothing that the first one doesn't. */
function removal(editor: SourceEditor, ligne: Ligne, first: Identifier, again: Identifier): readonly Fix[] {
  const { located } = again;
  const { entry } = located;
  const copy = isWholeCopy(first, again);
  const inList = copy ? [] : removeRepeated(editor, located, isSafe(first.located, located) ? 'fix' : 'suggest');
  if (inList.length > 0) return inList;
  const clients = entry?.within === undefined ? undefined : ligne.container(entry.within)?.node;
  const rank = entry?.place.key;
  if (clients?.kind !== 'array' || typeof rank !== 'number') return [];
  return [
    {
      kind: copy ? 'fix' : 'suggest',
      title: { fr: 'Retirer ce client répété', en: 'Remove this repeated client' },
      edits: [editor.removeItem(clients, rank)],
    },
  ];
}

const CLINQUART = `{
            "nomMedecin": "Chloé Clinquart",
            "emailMedecin": "c.clinquart@maison-medicale-bron.fr",
            "telephoneMedecin": "0472987655",
            "RPPS": "10004567896"
          }`;
const OPERATOR =
  '{ "nomClient": "Adèle Fontaine", "emailClient": "a.fontaine@operateur-mss.fr", ' +
  '"telephoneClient": "0155770000", "SIRET": "55210033300020", "FINESSJuridique": null }';
const OPERATED = `{
            "nomClient": "Adèle Fontaine",
            "emailClient": "a.fontaine@operateur-mss.fr",
            "telephoneClient": "0155770000",
            "SIRET": "55210033300020",
            "FINESSJuridique": null
          }`;
const geo = '/lignesImport/2/beneficiaires/structure/FINESSGeo/1';

export const examples: Examples = {
  valid: [
    { name: 'chaque bénéficiaire une fois', profile: 'MDV-LGC/avance' },
    {
      name: 'deux médecins du même nom',
      profile: 'MDV-LGC/avance',
      change: [['"nomMedecin": "Chloé Clinquart"', '"nomMedecin": "Jean-Baptiste N\'Guyen"']],
    },
  ],
  invalid: [
    {
      name: 'un FINESS géographique deux fois dans la liste',
      profile: 'MDV-LGC/avance',
      change: [['"690012349"', '"690012349",\n            "690012349"']],
      expect: [{ message: 'repeated', path: geo, marks: '"690012349"', severity: 'error', fixable: true }],
      fixed: ['"FINESSGeo": [\n            "690012349"\n          ]'],
    },
    {
      name: 'un médecin recopié, tous champs identiques',
      profile: 'MDV-LGC/avance',
      change: [[CLINQUART, `${CLINQUART},\n          ${CLINQUART}`]],
      expect: [
        {
          message: 'repeated',
          path: '/lignesImport/1/beneficiaires/liberal/2/RPPS',
          marks: '"10004567896"',
          fixable: true,
        },
      ],
      fixed: [`${CLINQUART}\n        ],`],
    },
    {
      name: 'un client recopié, que son SIRET seul désigne',
      profile: 'MSS-OPE/avance',
      change: [
        ['"clients": [', `"clients": [${OPERATOR},`],
        [OPERATED, OPERATOR],
      ],
      expect: [
        {
          message: 'repeated',
          path: '/lignesImport/0/beneficiaires/clients/1/SIRET',
          marks: '"55210033300020"',
          fixable: true,
        },
      ],
      fixed: [`"clients": [${OPERATOR}\n        ]`],
    },
    {
      name: 'le RPPS de deux médecins',
      profile: 'MDV-LGC/avance',
      change: [
        ['"RPPS": "10004567896"', '"RPPS": "10003456786"'],
        ['"isClientUnique": false', '"isClientUnique": true'],
      ],
      expect: [
        {
          message: 'repeated',
          path: '/lignesImport/1/beneficiaires/liberal/1/RPPS',
          marks: '"10003456786"',
          fixable: false,
        },
      ],
      offers: ['Retirer ce client répété'],
    },
  ],
};
