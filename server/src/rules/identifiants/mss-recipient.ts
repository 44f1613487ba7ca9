import { checkEmail, isPatientMssante, isTestMailbox } from '../../format/domain/contact.js';
import { defineValueRule } from '../define.js';
import type { Examples } from '../examples.js';
import { cite } from '../shared/words.js';

export const rule = defineValueRule({
  meta: {
    id: 'mss-recipient',
    severity: 'warning',
    theme: 'identifiants',
    title: { fr: "Adresse d'un destinataire", en: "A recipient's address" },
    explanation: {
      fr:
        'Les adresses du solde sont celles des boîtes qui envoient, aussi pour la messagerie citoyenne. Le domaine ' +
        'patient.mssante.fr est celui des citoyens (Mon espace santé), qui reçoivent : une adresse de ce domaine ' +
        "n'est pas celle de l'émetteur.",
      en:
        'The addresses of the solde are those of the mailboxes that send, also for mail to citizens. The domain ' +
        'patient.mssante.fr is that of the citizens (Mon espace santé), who receive: an address of that domain is ' +
        'not the sender’s.',
    },
    citations: [
      {
        document: 'asp-vague1',
        question:
          'Les adresses mail mentionnées dans le JSON sont-elles les adresses émettrices, ou réceptrices des CR ?',
        quote: 'Ce sont les adresses émettrices qui doivent être renseignées dans le JSON',
      },
    ],
    remedies: [],
    needsProfile: false,
  },
  messages: {
    recipient: {
      fr: (d: { key: string }) =>
        `${cite(d.key)} contient l'adresse d'un citoyen (patient.mssante.fr), donc d'un destinataire : le portail ` +
        'attend celle de la boîte qui envoie.',
      en: d =>
        `“${d.key}” contains a citizen's address (patient.mssante.fr), which is a recipient's: the portal expects ` +
        'that of the mailbox that sends.',
    },
  },
  roles: ['adresseMSSPro', 'adresseMSSCitoyen'],
  check(value, report, at) {
    if (checkEmail(value.value) !== 'ok' || isTestMailbox(value.value)) return;
    if (isPatientMssante(value.value)) report('recipient', { key: value.key }, at());
  },
});

const from = '"adresseMSSCitoyen": "cabinet.lefevre@medecin.mssante.fr"';

export const examples: Examples = {
  valid: [
    { name: "l'adresse de la boîte émettrice", profile: 'MDV-LGC/solde' },
    {
      name: 'un domaine qui ressemble',
      profile: 'MDV-LGC/solde',
      change: [[from, '"adresseMSSCitoyen": "cabinet@patientele.mssante.fr"']],
    },
  ],
  invalid: [
    {
      name: "l'adresse citoyenne d'un patient",
      profile: 'MDV-LGC/solde',
      change: [[from, '"adresseMSSCitoyen": "185057800608436@patient.mssante.fr"']],
      expect: [
        {
          message: 'recipient',
          path: '/lignesImport/0/LGC/adresseMSSCitoyen',
          marks: '"185057800608436@patient.mssante.fr"',
          severity: 'warning',
          fixable: false,
        },
      ],
    },
  ],
};
