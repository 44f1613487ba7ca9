import { foldKey } from '../domain/fold.js';

/** Words that mean the same in a key; the empty one means nothing. */
const SAME: Readonly<Record<string, string>> = {
  courriel: 'email',
  mail: 'email',
  mel: 'email',
  tel: 'telephone',
  phone: 'telephone',
  num: 'numero',
  no: 'numero',
  ref: 'numero',
  reference: 'numero',
  imp: 'import',
  envoi: 'import',
  depot: 'import',
  lot: 'import',
  rang: 'ligne',
  ordre: 'ligne',
  index: 'ligne',
  dossier: 'asp',
  retour: 'traitement',
  statut: 'traitement',
  message: 'libelle',
  prenom: '',
  nb: 'nombre',
  geographique: 'geo',
  ejuridique: 'juridique',
  jur: 'juridique',
  ej: 'juridique',
  bdc: 'commande',
  bon: '',
  bc: 'commande',
  order: 'commande',
  invoice: 'facture',
  number: 'numero',
  line: 'ligne',
  case: 'asp',
  publisher: 'editeur',
  facility: 'client',
  beneficiary: 'client',
  practitioner: 'client',
  customer: 'client',
  name: 'nom',
  vat: 'tva',
  scheme: 'regime',
  legal: 'juridique',
  file: 'piece',
  attachment: 'piece',
  code: 'code',
  label: 'libelle',
  processing: 'traitement',
  fact: 'facture',
  etablissement: 'client',
  beneficiaire: 'client',
  representant: 'client',
  responsable: 'client',
  signataire: 'client',
  contact: 'client',
  medecin: 'client',
  praticien: 'client',
  professionnel: 'client',
  editeur: 'editeur',
  fournisseur: 'editeur',
  industriel: 'editeur',
  interne: 'editeur',
  extension: 'format',
  justificatif: 'piece',
  justificative: 'piece',
  document: 'piece',
  doc: 'piece',
  pj: 'piece',
  fichier: 'piece',
  nature: 'type',
  categorie: 'type',
  prix: 'montant',
  total: 'montant',
  amount: 'montant',
  patient: 'citoyen',
  ident: 'identifiant',
  id: 'identifiant',
  boite: 'bal',
  lib: 'libelle',
  segur: '',
  is: '',
  est: '',
  referencement: '',
  de: '',
  du: '',
  des: '',
  la: '',
  le: '',
  d: '',
  l: '',
  to: '',
  the: '',
};

/** `dateBonDeCommande` → date, commande. */
export function wordsOf(key: string): readonly string[] {
  const parts = key
    .replace(/finess|siret|rpps/i, ' $& ')
    .replace(/([a-z\d])([A-Z])/g, '$1 $2')
    .replace(/([A-Z]+)([A-Z][a-z])/g, '$1 $2')
    .split(/[^\p{L}\p{N}]+/u)
    .map(word => foldKey(word))
    .map(word => (word.length > 3 ? word.replace(/s$/, '') : word))
    .map(word => SAME[word] ?? word)
    .filter(word => word !== '');
  return [...new Set(parts)];
}

/** How similar two keys are in meaning, 0 to 1. */
export function likeness(a: string, b: string): number {
  const [one, other] = [wordsOf(a), wordsOf(b)];
  if (one.length === 0 || other.length === 0) return 0;
  return (2 * one.filter(word => other.includes(word)).length) / (one.length + other.length);
}
