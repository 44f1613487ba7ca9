import { bilingual, type Bilingual, plural, pluriel } from '../typeset.js';

/** The deposit on the portal, step by step. */
export const STEPS = bilingual({
  pilots: {
    title: {
      fr: 'Vérifiez que les PV pilotes sont validés',
      en: "Check that the pilots' records (PV pilotes) are validated",
    },
    text: {
      fr:
        "Depuis la vague 2, l'ANS dit que les demandes de solde ne peuvent être déposées qu'après cette validation, " +
        'sans nommer de couloir : voyez ce que dit votre appel à financement.',
      en:
        'Since wave 2 the ANS says that soldes can only be deposited after that validation, without naming a ' +
        'couloir: see what your funding call says.',
    },
  },
  json: {
    title: (file: string): Bilingual => ({
      fr: `Déposez le JSON, ${file}, sans le modifier`,
      en: `Deposit the JSON, ${file}, as it is`,
    }),
    text: {
      fr:
        "Sur la page d'accueil du Portail Ségur numérique de l'ASP, choisissez « Importation de JSON ». Une seule " +
        'ligne en anomalie fait rejeter le fichier entier.',
      en:
        "On the home page of the ASP's Portail Ségur numérique, choose “Importation de JSON”. A single faulty ligne " +
        'has the whole file rejected.',
    },
  },
  rate: {
    title: (rate: Bilingual): Bilingual => ({
      fr: `Saisissez le taux de TVA : ${rate.fr}`,
      en: `Enter the VAT rate: ${rate.en}`,
    }),
    mixed: {
      fr:
        'Il se saisit une seule fois par dépôt : séparez les demandes par taux (« segur-json split --by rate »), ' +
        'puis préparez un dépôt par fichier.',
      en:
        'It is entered once per deposit: split the requests by rate (“segur-json split --by rate”), then prepare one ' +
        'deposit per file.',
    },
    unknown: {
      fr:
        "Il se saisit une seule fois par dépôt. Aucun numéro FINESS n'indique ici le territoire : 20 % en métropole, " +
        '8,5 % en Guadeloupe, en Martinique et à La Réunion, 0 % en Guyane et à Mayotte. Toutes les demandes ' +
        "d'un fichier doivent avoir le même.",
      en:
        'It is entered once per deposit. No FINESS number shows the territory here: 20% in mainland France, 8.5% in ' +
        'Guadeloupe, Martinique and Réunion, 0% in French Guiana and Mayotte. All requests of a file must have the ' +
        'same.',
    },
    ht: {
      fr: 'Il se saisit une seule fois par dépôt. Toutes les demandes de ce fichier sont au régime HT.',
      en: 'It is entered once per deposit. All requests of this file have the HT scheme.',
    },
    byFiness: {
      fr:
        "Il se saisit une seule fois par dépôt. Il est lu au début des numéros FINESS, qui n'indiquent le territoire " +
        "qu'approximativement : vérifiez qu'il est bien celui de vos bons de commande.",
      en:
        'It is entered once per deposit. It is read from the beginning of the FINESS numbers, which show the ' +
        'territory only roughly: check that it is the one on your orders.',
    },
  },
  zips: {
    title: (zips: number): Bilingual =>
      zips === 1
        ? { fr: 'Déposez le fichier ZIP dans la foulée', en: 'Deposit the ZIP file right away' }
        : {
            fr: `Déposez les ${pluriel(zips, 'fichier ZIP', 'fichiers ZIP')} dans la foulée, un par demande`,
            en: `Deposit the ${plural(zips, 'ZIP file')} right away, one per request`,
          },
    text: {
      fr:
        "L'ASP conseille de déposer les pièces en même temps que le JSON. Sans elles, les demandes restent « non " +
        'complétées », et il faut revenir sur chacune.',
      en:
        'The ASP advises depositing the attachments together with the JSON. Without them the requests stay “non ' +
        'complétées”, and you have to come back to each of them.',
    },
  },
  checks: {
    title: {
      fr: 'Attendez le résultat des contrôles, cinq minutes au plus',
      en: 'Wait for the result of the checks, five minutes at most',
    },
    text: {
      fr:
        'Si une demande est refusée, retirez-la, déposez les autres avec leurs ZIP, puis la demande corrigée, à ' +
        'part, avec le sien. Vous pouvez aussi corriger le fichier et tout redéposer.',
      en:
        'If a request is refused, take it out, deposit the others with their ZIPs, then the corrected one ' +
        'separately, with its own. You can also correct the file and deposit all of it again.',
    },
  },
  output: {
    title: { fr: 'Récupérez le JSON de sortie', en: 'Fetch the portal output' },
    avance: {
      fr:
        'Il est dans « Importation de JSON », « Gérer mes importations de JSON ». Gardez-le : il porte le numéro de ' +
        'dossier ASP de chaque demande, que la demande de solde devra reprendre.',
      en:
        'It is under “Importation de JSON”, “Gérer mes importations de JSON”. Keep it: it has the dossier number of ' +
        'each request, which the solde must repeat.',
    },
    solde: {
      fr:
        "Il est dans « Importation de JSON », « Gérer mes importations de JSON ». Gardez-le : c'est la trace de ce " +
        'que le portail a enregistré.',
      en:
        'It is under “Importation de JSON”, “Gérer mes importations de JSON”. Keep it: it is the record of what the ' +
        'portal registered.',
    },
  },
  modify: {
    title: {
      fr: 'Statut « à modifier » : répondez sous 10 jours',
      en: 'Status “à modifier”: answer within 10 days',
    },
    text: {
      fr:
        'Ce sont des jours calendaires. Sans action à 10 jours, le portail envoie une relance ; à 20 jours, vous ' +
        "n'avez plus la main.",
      en:
        'These are calendar days. If you do nothing, the portal sends a reminder after 10 days; after 20 days you ' +
        'can no longer act.',
    },
  },
  waiting: {
    title: {
      fr: 'Statut « en attente de pièces complémentaires » : ajoutez la pièce, jamais un nouveau JSON',
      en: 'Status “en attente de pièces complémentaires”: add the attachment, never a new JSON',
    },
    text: {
      fr:
        "Si l'erreur est dans le JSON, choisissez « Je ne souhaite pas ajouter de PJ supplémentaire » : le " +
        'gestionnaire vous rendra la main pour modifier la demande sur le portail.',
      en:
        'If the mistake is in the JSON, choose “Je ne souhaite pas ajouter de PJ supplémentaire”: the case officer ' +
        'will let you change the request on the portal.',
    },
  },
  payment: {
    title: {
      fr: "Comptez une dizaine de jours jusqu'au paiement de l'avance",
      en: 'Expect about ten days until the avance is paid',
    },
    text: {
      fr:
        "C'est le délai moyen d'une demande recevable sans intervention de votre part ; il varie avec les délais " +
        'bancaires.',
      en:
        'That is the average for a request that is admissible without any action on your part; it varies with the ' +
        'banks.',
    },
  },
});
