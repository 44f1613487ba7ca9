import { checkEmail, isMssante } from '../../format/domain/contact.js';
import { defineValueRule } from '../define.js';
import type { Examples } from '../examples.js';
import { cite } from '../shared/words.js';

export const rule = defineValueRule({
  meta: {
    id: 'mss-domain',
    severity: 'warning',
    theme: 'identifiants',
    title: { fr: "Adresse hors de l'espace MSSanté", en: 'Address outside the MSSanté space' },
    explanation: {
      fr:
        "Les envois par MSS partent d'une boîte MSSanté, dont l'adresse est dans un domaine mssante.fr. Une adresse " +
        "d'un autre domaine est sans doute l'e-mail ordinaire du client ; les contrôles a posteriori s'appuient sur " +
        "l'adresse donnée ici.",
      en:
        'MSS mail is sent from an MSSanté mailbox, whose address is in an mssante.fr domain. An address of another ' +
        "domain is probably the client's ordinary e-mail; the later checks rest on the address given here.",
    },
    citations: [
      {
        document: 'asp-vague1',
        question:
          'Les adresses mail mentionnées dans le JSON sont-elles les adresses émettrices, ou réceptrices des CR ?',
        quote:
          'Adresse de la boîte de messagerie applicative/organisationnelle depuis laquelle sont adressés les ' +
          'envois par MSS PRO',
      },
      { document: 'norme', question: 'Espace de confiance MSSanté' },
    ],
    remedies: [],
    needsProfile: false,
  },
  messages: {
    outside: {
      fr: (d: { key: string }) =>
        `${cite(d.key)} n'est pas dans un domaine mssante.fr : le portail attend l'adresse MSSanté de la boîte ` +
        'émettrice, pas un e-mail ordinaire. Vérifiez-la auprès du client.',
      en: d =>
        `“${d.key}” is not in an mssante.fr domain: the portal expects the MSSanté address of the sending ` +
        'mailbox, not an ordinary e-mail. Check it with the client.',
    },
  },
  roles: ['adresseMSSPro', 'adresseMSSCitoyen'],
  check(value, report, at) {
    if (checkEmail(value.value) === 'ok' && !isMssante(value.value)) report('outside', { key: value.key }, at());
  },
});

const from = '"adresseMSSCitoyen": "cabinet.lefevre@medecin.mssante.fr"';

export const examples: Examples = {
  valid: [
    { name: 'un domaine mssante.fr', profile: 'MDV-LGC/solde' },
    {
      name: 'le domaine en capitales',
      profile: 'MDV-LGC/solde',
      change: [[from, '"adresseMSSCitoyen": "Cabinet.Lefevre@Medecin.MSSante.fr"']],
    },
  ],
  invalid: [
    {
      name: "l'e-mail ordinaire du cabinet",
      profile: 'MDV-LGC/solde',
      change: [[from, '"adresseMSSCitoyen": "secretariat@cabinet-lefevre.fr"']],
      expect: [
        {
          message: 'outside',
          path: '/lignesImport/0/LGC/adresseMSSCitoyen',
          marks: '"secretariat@cabinet-lefevre.fr"',
          severity: 'warning',
          fixable: false,
        },
      ],
    },
    {
      name: 'un domaine qui ressemble',
      profile: 'MDV-LGC/solde',
      change: [[from, '"adresseMSSCitoyen": "cabinet@lefevre-mssante.fr"']],
      expect: [
        { message: 'outside', path: '/lignesImport/0/LGC/adresseMSSCitoyen', marks: '"cabinet@lefevre-mssante.fr"' },
      ],
    },
  ],
};
