import { readForm } from '../domain/date.js';
import { checkEmail } from '../domain/email.js';
import { checkFiness, checkNumeroAsp, checkRpps, checkSiret } from '../domain/numeros.js';
import { foldKey } from '../domain/fold.js';
import { checkTelephone } from '../domain/telephone.js';
import type { FieldRole } from './roles.js';
import type { Shape } from './shape.js';

/** What the values of a field look like, whatever it is called. */
export type Form = 'siret' | 'finess' | 'rpps' | 'email' | 'telephone' | 'date' | 'dossier';

const FORMS: readonly (readonly [form: Form, is: (text: string) => boolean])[] = [
  ['siret', text => checkSiret(text) === 'ok'],
  ['rpps', text => checkRpps(text) === 'ok'],
  ['finess', text => checkFiness(text) === 'ok'],
  ['email', text => checkEmail(text) === 'ok'],
  ['date', text => readForm(text) !== undefined],
  ['dossier', text => checkNumeroAsp(text) === 'ok'],
  ['telephone', text => checkTelephone(text) === 'ok'],
];

/** The form that all of these texts have; none where there are none. */
export const formOf = (texts: readonly string[]): Form | undefined =>
  texts.length === 0 ? undefined : FORMS.find(([, is]) => texts.every(is))?.[0];

const ROLE_FORMS: Partial<Record<FieldRole, Form>> = {
  siretEditeur: 'siret',
  siretClient: 'siret',
  finessGeo: 'finess',
  finessJuridique: 'finess',
  finessPMSI: 'finess',
  rpps: 'rpps',
  emailClient: 'email',
  emailMandataire: 'email',
  adresseMSSPro: 'email',
  adresseMSSCitoyen: 'email',
  telephoneClient: 'telephone',
  telephoneMandataire: 'telephone',
  dateCommande: 'date',
  dateFacture: 'date',
  numeroASP: 'dossier',
};

export const formOfRole = (role: FieldRole | undefined): Form | undefined =>
  role === undefined ? undefined : ROLE_FORMS[role];

/** The role of a field that is told by the form of its values alone. */
export const ROLE_OF_FORM: Readonly<Partial<Record<Form, FieldRole>>> = {
  siret: 'autreSiret',
  finess: 'autreFiness',
  rpps: 'autreRpps',
  email: 'autreEmail',
  telephone: 'autreTelephone',
  date: 'autreDate',
};

/** Words that say the same in a key; the empty one says nothing. */
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
  fact: 'facture',
  etablissement: 'client',
  beneficiaire: 'client',
  representant: 'client',
  responsable: 'client',
  signataire: 'client',
  contact: 'client',
  medecin: 'client',
  praticien: 'client',
  editeur: 'editeur',
  fournisseur: 'editeur',
  industriel: 'editeur',
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
    .replace(/([a-z\d])([A-Z])/g, '$1 $2')
    .replace(/([A-Z]+)([A-Z][a-z])/g, '$1 $2')
    .split(/[^\p{L}\p{N}]+/u)
    .map(word => foldKey(word))
    .map(word => (word.length > 3 ? word.replace(/s$/, '') : word))
    .map(word => SAME[word] ?? word)
    .filter(word => word !== '');
  return [...new Set(parts)];
}

/** How much two keys say the same, 0 to 1. */
export function likeness(a: string, b: string): number {
  const [one, other] = [wordsOf(a), wordsOf(b)];
  if (one.length === 0 || other.length === 0) return 0;
  return (2 * one.filter(word => other.includes(word)).length) / (one.length + other.length);
}

export type Kind = 'object' | 'array' | 'scalar' | 'empty';

/** Whether a value of that kind can stand where the shape is. */
export function fitsKind(kind: Kind, shape: Shape): boolean {
  if (kind === 'empty') return true;
  const container = shape.properties !== undefined || shape.items !== undefined;
  if (kind === 'scalar') return !container;
  return shape.types.has(kind) || (shape.types.has('array') && kind === 'object') ? container : false;
}
