import type { Citation } from '../../format/profiles/sources.js';

// Answers that several rules rely on; what a single rule cites is in that rule.

/** What the ASP says about files rejected for their form. */
export const FORMAT: Citation = {
  document: 'asp-vague1',
  question: 'Quelles sont les difficultés rencontrées par les premiers éditeurs sur le dépôt de solde ?',
  quote: 'des lignes manquantes ou dans le mauvais ordre, des espaces en trop ou une casse de caractères incorrecte',
};

export const DOSSIER_FOUND: Citation = {
  document: 'asp-vague1',
  question: 'Comment retrouver son numéro de dossier ASP pour le renseigner dans le fichier JSON solde ?',
  quote: 'Il peut être retrouvé dans le JSON avance de sortie.',
};

export const ONE_VA: Citation = {
  document: 'asp-vague1',
  question: 'Est-il possible de faire signer 1 seule VA par plusieurs médecins ?',
  quote: 'Si les médecins libéraux font intervenir un mandataire commun, alors celui-ci signe la VA commune',
};

export const FUNDED_ONCE: Citation = {
  document: 'asp-vague1',
  question: "L'ASP a rejeté ma demande pour cause de doublon. Que dois-je faire ?",
  quote:
    "chaque établissement et professionnel de santé (ES/PS) éligible ne peut bénéficier que d'un seul " +
    'financement par SONS',
};

export const JOINED: Citation = {
  document: 'asp-vague1',
  question:
    "Comment faire la facture lorsque qu'il y a plusieurs clients pour le même bon de commande et donc pour " +
    'la même facture?',
  quote: 'Il faut donc concaténer toutes les factures en un seul PDF avant de le zipper avec les autres documents.',
};

export const ONE_ORDER: Citation = {
  document: 'asp-vague1',
  question:
    'Un bon de commande peut-il servir de preuve à plusieurs demandes ? Est-il possible de faire plusieurs ' +
    'JSON en lien avec plusieurs bons de commande ?',
  quote: 'Il faut un bon de commande par ligne de JSON.',
};

export const OTHER_SCENARIO: Citation = {
  document: 'asp-vague1',
  question:
    'Le scénario décrit dans le bon de commande peut-il changer entre le moment du déploiement et celui de ' +
    "la demande de solde du fait un changement d'organisation de l'établissement de santé ?",
  quote: 'ce sont les scénarii finalement installés qui devront être indiqués dans les JSON et MOM/VA',
};

export const ORDER_DATE: Citation = {
  document: 'asp-vague1',
  question: "Quelles informations attendez-vous dans le bloc 'dateCommande' du JSON ?",
  quote:
    'La date de commande à renseigner doit correspondre à la date de signature du bon de commande par le ' +
    'client final.',
};

export const AMOUNT: Citation = {
  document: 'asp-vague1',
  question: "Quelles informations attendez-vous dans le bloc 'montantSegurHT' ?",
  quote: 'doit être inférieur ou égal au plafond indiqué par les fichiers de calcul du couloir concerné.',
};

export const NAME: Citation = {
  document: 'asp-vague1',
  question:
    "Pour le bloc 'nomClient', il est noté dans la documentation 'Nom du responsable de l'établissement (ou " +
    "de son représentant)'. Le nom de la structure est-il suffisant ?",
  quote: "Le 'nomClient' doit correspondre au représentant légal de la structure indiqué dans le bon de commande.",
};

export const PERSON: Citation = {
  document: 'asp-vague1',
  question:
    "Qu'est-il attendu dans la partie 'Client' au niveau de la zone 'Nom du représentant' dans les bons de " +
    'commande ? Est-ce le représentant légal désigné dans le Kbis ?',
  quote:
    "l'identification de cette personne doit être renseignée aussi bien dans le bon de commande que dans " +
    "les champs 'nomClient', 'emailClient' et 'telephoneClient' du JSON",
};

export const DOSSIER_KNOWN: Citation = {
  document: 'asp-vague1',
  question: 'Comment retrouver son numéro de dossier ASP pour le renseigner dans le fichier JSON solde ?',
  quote:
    'Ce numéro de dossier à renseigner dans le JSON Solde doit être identique au numéro indiqué dans la ' +
    "demande d'avance (JSON de sortie).",
};

export const OTHER_SIRET: Citation = {
  document: 'asp-vague1',
  question: 'Notre SIRET a changé mais pas notre SIREN, devons-nous vous signaler la modification ?',
  quote: 'Le paiement se fait sur le SIRET actif du fournisseur et non le SIREN.',
};

export const INVOICED: Citation = {
  document: 'asp-vague1',
  question: 'Quel doit être le montant indiqué sur la facture : 0€ ou le montant de la prestation Ségur ?',
  quote:
    "La partie 'Prestation Ségur' doit être reportée dans le JSON et doit être inférieure ou égale au " +
    "montant déclaré lors de l'avance (dépôt du dossier).",
};

export const SAME_NUMBER: Citation = {
  document: 'asp-vague1',
  question: 'Quelles sont les difficultés rencontrées par les premiers éditeurs sur le dépôt de solde ?',
  quote:
    "si le numéro d'éditeur renseigné dans le JSON solde est différent de celui du JSON avance, alors le " +
    'JSON solde est rejeté automatiquement',
};

export const ONE_RATE: Citation = {
  document: 'asp-vague1',
  question:
    "Si je veux déposer des demandes d'avance dont certaines sont HT et d'autres TTC, dois-je créer deux " +
    'fichiers JSON différents ?',
  quote:
    'vous devez séparer les demandes ayant des taux de TVA différents (TTC 20%, TTC 8,5%, TTC 0% et HT 0%) ' +
    'dans des fichiers JSON différents',
};

export const ONE_ORDER_PER_PMSI: Citation = {
  document: 'asp-vague1',
  question:
    'Une structure a un FINESS PMSI mais plusieurs FINESS géographiques, combien de bons de commande doit-on faire ' +
    'pour un DSR ?',
  quote: 'Le bon de commande doit être établi pour un FINESS PMSI et lister les FINESS géographiques concernés.',
};
