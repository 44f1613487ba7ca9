import type { Lang } from '../../../format/domain/langue.js';
import { formatTaux } from '../../../format/domain/territoire.js';
import type { Bilingual } from '../../../format/profiles/shape.js';
import type { Citation } from '../../../format/profiles/sources.js';
import { fr, plural, pluriel } from '../../../texts/typeset.js';
import type { DepositReport, ReportedVat } from './report.js';

/** One step of the deposit on the portal, with where it is written. */
export interface Step {
  readonly title: Bilingual;
  readonly text: Bilingual;
  readonly sources: readonly Citation[];
}

const faq = (question: string, quote: string): Citation => ({ document: 'asp-vague1', question, quote });

const SORTIE = faq(
  "Comment le JSON de sortie de demande d'avance est-il fourni ? par mail ou directement après le dépôt de la " +
    'demande ?',
  "Sur la page d'accueil, cliquez sur 'Importation de JSON' puis sur 'Gérer mes importations de JSON'.",
);
const TAILLE = faq(
  'Y-a-t-il une préconisation sur la taille des envois ? Peut-on faire des envois par paquet de 200 demandes et ' +
    "dans ce cas, qu'en est-il en cas de rejet ? Si un document parmi les 200 est rejeté, le reste l'est-il " +
    'également ?',
  'Si une ligne de demande est en anomalie, le JSON tout entier est rejeté.',
);
const CONTROLES = faq(
  "Au moment des contrôles automatiques des demandes du portail, comment procéder si, lors du dépôt d'un JSON+PJ " +
    "de demandes multiples (ex : 4 demandes sur le JSON), l'une des demandes est rejetée?",
  "L'ASP conseille par ailleurs de déposer les pièces jointes en même temps que le dépôt du JSON.",
);
const SEPARER = faq(
  "Si je veux déposer des demandes d'avance dont certaines sont HT et d'autres TTC, dois-je créer deux fichiers " +
    'JSON différents ?',
  "Oui, depuis l'ajout de la saisie du taux de TVA sur le portail lors du dépôt d'un fichier JSON",
);
const TAUX = faq(
  'Quel est le taux de TVA applicable à la prestation Ségur ?',
  "celui-ci s'élève 20% en métropole et 8,5% en Outre-Mer",
);
const MODIFIER = faq(
  "Lorsqu'une demande passe au statut 'à modifier' combien de jours a le fournisseur pour faire ses " +
    'modifications? Le fournisseur me parle de 10 jours avant un rejet alors que je vois sur le guide utilisateur ' +
    "qu'il est indiqué qu'à J+10 sans action, un mail de relance était envoyé et qu'à J+20 sans action, le " +
    "fournisseur n'avait plus la main et la demande repassait au statut 'En cours'. Quelle est la bonne version? " +
    'Compte-t-on en jours calendaires ou en jours ouvrés ?',
  'Le fonctionnement décrit dans le guide utilisateur est calculé en nombre de jours calendaires.',
);
const ATTENTE = (phase: string): Citation =>
  faq(
    `Si une demande ${phase === 'avance' ? "d'avance" : 'de solde'} a un statut 'En attente de PJ' mais qu'il ` +
      `s'agit en fait d'une erreur dans le JSON. Faut-il recréer le JSON, reposer la demande et ne pas tenir compte ` +
      `de l'attente de PJ ?`,
    'Vous ne devez pas produire de nouveau JSON.',
  );
const DELAIS = faq(
  "Quels sont les délais de validation puis paiement d'une demande d'avance déposée ?",
  "est d'environ dix jours",
);
const DOSSIER = faq(
  'Comment retrouver son numéro de dossier ASP pour le renseigner dans le fichier JSON solde ?',
  'Il peut être retrouvé dans le JSON avance de sortie.',
);

/** The deposit, step by step, in the order in which the portal asks for it. */
export function stepsOf({ file, vat, totals }: DepositReport): readonly Step[] {
  const phase = file.phase ?? 'avance';
  const zips = totals.zips;
  return [
    {
      title: {
        fr: fr`Déposez le JSON, ${file.name}, sans le modifier`,
        en: `Deposit the JSON, ${file.name}, as it is`,
      },
      text: {
        fr: fr`Sur la page d'accueil du Portail Ségur numérique de l'ASP, choisissez « Importation de JSON ». Une seule ligne en anomalie fait rejeter le fichier entier.`,
        en:
          'On the home page of the ASP’s Portail Ségur numérique, choose “Importation de JSON”. One single ligne at ' +
          'fault has the whole file rejected.',
      },
      sources: [SORTIE, TAILLE],
    },
    {
      title: {
        fr: fr`Saisissez le taux de TVA : ${rateText(vat, 'fr')}`,
        en: `Enter the VAT rate: ${rateText(vat, 'en')}`,
      },
      text: rateAdvice(vat),
      sources: [SEPARER, TAUX],
    },
    {
      title:
        zips === 1
          ? { fr: 'Déposez le fichier ZIP dans la foulée', en: 'Deposit the ZIP file at once' }
          : {
              fr: `Déposez les ${pluriel(zips, 'fichier ZIP', 'fichiers ZIP')} dans la foulée, un par demande`,
              en: `Deposit the ${plural(zips, 'ZIP file')} at once, one for each request`,
            },
      text: {
        fr: fr`L'ASP conseille de déposer les pièces en même temps que le JSON. Sans elles, les demandes restent « non complétées », et il faut revenir sur chacune.`,
        en:
          'The ASP advises to deposit the documents together with the JSON. Without them the requests stay “non ' +
          'complétées”, and each has to be taken up again.',
      },
      sources: [CONTROLES],
    },
    {
      title: {
        fr: 'Attendez le résultat des contrôles, cinq minutes au plus',
        en: 'Wait for the result of the checks, five minutes at most',
      },
      text: {
        fr:
          'Si une demande est refusée, retirez-la, déposez les autres avec leurs ZIP, puis la demande corrigée, à ' +
          'part, avec le sien. Vous pouvez aussi corriger le fichier et tout redéposer.',
        en:
          'If a request is refused, take it out, deposit the others with their ZIPs, then the corrected one, apart, ' +
          'with its own. You may also correct the file and deposit all of it again.',
      },
      sources: [CONTROLES, TAILLE],
    },
    {
      title: { fr: 'Récupérez le JSON de sortie', en: 'Fetch the output JSON' },
      text:
        phase === 'avance'
          ? {
              fr: fr`Il est dans « Importation de JSON », « Gérer mes importations de JSON ». Gardez-le : il porte le numéro de dossier ASP de chaque demande, que la demande de solde devra reprendre.`,
              en:
                'It is under “Importation de JSON”, “Gérer mes importations de JSON”. Keep it: it bears each ' +
                'request’s ASP file number, which the solde will have to take up.',
            }
          : {
              fr: fr`Il est dans « Importation de JSON », « Gérer mes importations de JSON ». Gardez-le : c'est la trace de ce que le portail a enregistré.`,
              en:
                'It is under “Importation de JSON”, “Gérer mes importations de JSON”. Keep it: it is the record of ' +
                'what the portal took in.',
            },
      sources: phase === 'avance' ? [SORTIE, DOSSIER] : [SORTIE],
    },
    {
      title: {
        fr: fr`Statut « à modifier » : répondez sous 10 jours`,
        en: 'Status “à modifier”: answer within 10 days',
      },
      text: {
        fr: (
          'Ce sont des jours calendaires. Sans action à 10 jours, le portail envoie une relance ; à 20 jours, vous ' +
          "n'avez plus la main."
        ).replace(' ;', '\u00a0;'),
        en:
          'These are calendar days. Without any action after 10 days the portal sends a reminder; after 20 days you ' +
          'can no longer act.',
      },
      sources: [MODIFIER],
    },
    {
      title: {
        fr: fr`Statut « en attente de pièces complémentaires » : ajoutez la pièce, jamais un nouveau JSON`,
        en: 'Status “en attente de pièces complémentaires”: add the document, never a new JSON',
      },
      text: {
        fr: fr`Si l'erreur est dans le JSON, choisissez « Je ne souhaite pas ajouter de PJ supplémentaire » : le gestionnaire vous rendra la main pour modifier la demande sur le portail.`,
        en:
          'If the mistake is in the JSON, choose “Je ne souhaite pas ajouter de PJ supplémentaire”: the manager ' +
          'will let you change the request on the portal.',
      },
      sources: [ATTENTE(phase)],
    },
    ...(phase === 'avance'
      ? [
          {
            title: {
              fr: "Comptez une dizaine de jours jusqu'au paiement de l'avance",
              en: 'Expect about ten days until the avance is paid',
            },
            text: {
              fr: (
                "C'est le délai moyen d'une demande recevable sans intervention de votre part ; il varie avec les " +
                'délais bancaires.'
              ).replace(' ;', '\u00a0;'),
              en:
                'That is the average for a request that is admissible without any action of yours; it varies with ' +
                'the banks.',
            },
            sources: [DELAIS],
          },
        ]
      : []),
  ];
}

/** « 20 % », or what is to be done to know it. */
export function rateText({ regime, rate, rates }: ReportedVat, lang: Lang): string {
  if (regime === 'mixed' || rates.length > 1)
    return lang === 'fr' ? 'ce fichier en mélange plusieurs' : 'this file mixes several';
  if (rate === null) return lang === 'fr' ? 'celui de vos bons de commande' : 'that of your orders';
  return `${regime === null ? '' : `${regime} `}${formatTaux(rate, lang)}`;
}

function rateAdvice({ regime, rate, rates }: ReportedVat): Bilingual {
  if (regime === 'mixed' || rates.length > 1) {
    return {
      fr: fr`Il se saisit une seule fois par dépôt : séparez les demandes par taux (« segur-json split --by rate »), puis préparez un dépôt par fichier.`,
      en:
        'It is entered once per deposit: split the requests by rate (“segur-json split --by rate”), then package ' +
        'each file.',
    };
  }
  if (rate === null) {
    return {
      fr: fr`Il se saisit une seule fois par dépôt. Aucun numéro FINESS n'indique ici le territoire : 20\u202f% en métropole, 8,5\u202f% en Guadeloupe, en Martinique et à La Réunion, 0\u202f% en Guyane et à Mayotte. Toutes les demandes d'un fichier doivent avoir le même.`,
      en:
        'It is entered once per deposit. No FINESS number shows the territory here: 20% in mainland France, 8.5% in ' +
        'Guadeloupe, Martinique and Réunion, 0% in French Guiana and Mayotte. All requests of a file must have the ' +
        'same.',
    };
  }
  if (regime === 'HT')
    return {
      fr: 'Il se saisit une seule fois par dépôt. Toutes les demandes de ce fichier sont au régime HT.',
      en: 'It is entered once per deposit. All requests of this file are of the HT scheme.',
    };
  return {
    fr: (
      "Il se saisit une seule fois par dépôt. Il est lu au début des numéros FINESS, qui n'indiquent le territoire " +
      "qu'approximativement : vérifiez qu'il est bien celui de vos bons de commande."
    ).replace(' :', '\u00a0:'),
    en:
      'It is entered once per deposit. It is read from the beginning of the FINESS numbers, which show the ' +
      'territory only roughly: check that it is that of your orders.',
  };
}
