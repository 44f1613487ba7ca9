import { clientsOf, distinctClients } from '../../format/model/clients.js';
import type { Ligne } from '../../format/model/ligne.js';
import type { Entry } from '../../format/model/located.js';
import { defineLigneRule } from '../define.js';
import type { Examples } from '../examples.js';
import { ONE_ORDER_PER_PMSI } from '../shared/citations.js';
import { atValue } from '../shared/targets.js';
import { cite } from '../shared/words.js';

interface Counted {
  readonly key: string;
  readonly clients: number;
}

export const rule = defineLigneRule({
  meta: {
    id: 'client-unique',
    severity: 'warning',
    theme: 'beneficiaires',
    title: { fr: 'Client unique, ou plusieurs', en: 'One client, or several' },
    explanation: {
      fr:
        'Le booléen dit si la commande a un seul client ou plusieurs : un seul médecin libéral ou une structure en ' +
        "sont un, deux médecins en sont deux, qu'un mandataire les représente ou non ; un hôpital en est un, quel " +
        "que soit le nombre de ses sites. Il doit s'accorder avec la liste.",
      en:
        'The boolean tells whether the order has one client or several: one self-employed doctor or one structure ' +
        'make one, two doctors make two, whether an agent represents them or not; a hospital makes one, however many ' +
        'sites it has. It must agree with the list.',
    },
    citations: [
      { document: 'observation', question: 'beneficiaires' },
      {
        document: 'asp-vague1',
        question:
          'Nous avons plusieurs clients sur un même bon de commande, où trouver un exemple de JSON solde avec ' +
          'plusieurs clients ?',
        quote: 'Ce modèle de JSON existe',
      },
      ONE_ORDER_PER_PMSI,
    ],
    remedies: ['suggest'],
    needsProfile: true,
  },
  messages: {
    several: {
      fr: (d: Counted) =>
        `${cite(d.key)} vaut true, mais la demande a ${String(d.clients)} clients. Écrivez false, ou retirez les ` +
        'clients en trop.',
      en: d =>
        `“${d.key}” is true, but the request has ${String(d.clients)} clients. Write false, or remove the clients ` +
        'that are too many.',
    },
    one: {
      fr: (d: Counted) =>
        `${cite(d.key)} vaut false, mais la demande n'a qu'un client. Écrivez true, ou ajoutez les clients qui ` +
        'manquent.',
      en: d =>
        `“${d.key}” is false, but the request has one client only. Write true, or add the clients that are missing.`,
    },
  },
  check(ligne, report) {
    const flag = ligne.first('isClientUnique');
    if (typeof flag?.value !== 'boolean' || !isCountable(ligne)) return;
    const unique = flag.value;
    const clients = clientsOf(ligne);
    if (clients.length === 0 || unique === (clients.length === 1) || (!unique && hasSites(clients[0]))) return;
    // A repeated client has its own finding: until it is settled, their number is unknown.
    if (distinctClients(clients).length !== clients.length) return;
    report(unique ? 'several' : 'one', { key: flag.key, clients: clients.length }, atValue(ligne, flag), {
      fixes: editor => [
        {
          kind: 'suggest',
          title: { fr: `Écrire ${String(!unique)}`, en: `Write ${String(!unique)}` },
          edits: [editor.replaceValue(flag.node, !unique)],
        },
      ],
    });
  },
});

/**
 * One client with several establishments: whether they count as one, only the publisher knows. A hospital's order is
 * made for one FINESS PMSI, whose sites it lists.
 */
const hasSites = (client: Entry | undefined): boolean =>
  client?.has('finessPMSI') === false && client.all('finessGeo').length > 1;

/** Every client can be read, and it is clear which ones count. */
function isCountable(ligne: Ligne): boolean {
  if (ligne.container('liberal') !== undefined && ligne.text('commandePour') === undefined) return false;
  return (['liberal', 'clients'] as const).every(role => {
    const list = ligne.container(role);
    if (list?.kind !== 'array') return list === undefined;
    let count = 0;
    for (const entry of ligne.entries('client')) {
      if (entry.within !== role) continue;
      if (entry.isBlank) return false;
      count++;
    }
    return count === list.count;
  });
}

export const examples: Examples = {
  valid: [
    { name: 'un médecin, deux médecins et leur mandataire, une structure', profile: 'MDV-LGC/avance' },
    {
      name: 'une structure de plusieurs établissements est un client',
      profile: 'MDV-LGC/avance',
      change: [['"690012349"', '"690012349", "690012356", "060785011"']],
    },
  ],
  invalid: [
    {
      name: 'deux médecins',
      profile: 'MDV-LGC/avance',
      change: [['"isClientUnique": false', '"isClientUnique": true']],
      expect: [
        {
          message: 'several',
          path: '/lignesImport/1/beneficiaires/isClientUnique',
          marks: 'true',
          severity: 'warning',
          fixable: false,
        },
      ],
      offers: ['Écrire false'],
    },
    {
      name: 'un seul médecin',
      profile: 'MDV-LGC/avance',
      change: [['"isClientUnique": true', '"isClientUnique": false']],
      expect: [{ message: 'one', path: '/lignesImport/0/beneficiaires/isClientUnique', marks: 'false' }],
      offers: ['Écrire true'],
    },
    {
      name: "un hôpital et ses sites : la commande n'est que pour un FINESS PMSI",
      profile: 'HOP-DPI/avance',
      change: [['"isClientUnique": true', '"isClientUnique": false']],
      expect: [{ message: 'one', path: '/lignesImport/0/beneficiaires/isClientUnique', marks: 'false' }],
      offers: ['Écrire true'],
    },
  ],
};
