import type { ArrayNode, JsonNode, ObjectNode } from '../../language/nodes.js';
import { checkEmail, checkTelephone } from '../domain/contact.js';
import { readForm } from '../domain/date.js';
import { foldKey } from '../domain/fold.js';
import { checkFiness, checkNumeroAsp, checkRpps, checkSiret } from '../domain/numeros.js';
import type { Shape } from './profile.js';
import type { FieldRole } from './roles.js';

/** What the values of a field look like, whatever it is called. */
type Form = 'siret' | 'finess' | 'rpps' | 'email' | 'telephone' | 'date' | 'dossier';

const FORMS: readonly (readonly [form: Form, is: (text: string) => boolean])[] = [
  ['siret', text => checkSiret(text) === 'ok'],
  ['rpps', text => checkRpps(text) === 'ok'],
  ['finess', text => checkFiness(text) === 'ok'],
  ['email', text => checkEmail(text) === 'ok'],
  ['date', text => readForm(text) !== undefined],
  ['dossier', text => checkNumeroAsp(text) === 'ok'],
  ['telephone', text => checkTelephone(text) === 'ok'],
];

/** The form that all of these texts have; none if there is none. */
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
function wordsOf(key: string): readonly string[] {
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

type Kind = 'object' | 'array' | 'scalar' | 'empty';

const isListOfScalars = ({ items }: Shape): boolean =>
  items !== undefined && items.properties === undefined && items.items === undefined;

/** Whether a value of that kind can stand where the shape is. */
export function fitsKind(kind: Kind, shape: Shape): boolean {
  if (kind === 'empty') return true;
  const container = shape.properties !== undefined || shape.items !== undefined;
  // One value where we know a list of them.
  if (kind === 'scalar') return !container || isListOfScalars(shape);
  return shape.types.has(kind) || (shape.types.has('array') && kind === 'object') ? container : false;
}

/** One key of the agency's model, as all examples together show it. */
export interface Seen {
  readonly key: string;
  readonly path: string;
  readonly parent: Seen | undefined;
  /** The values of each of its places, blanks left out. */
  readonly values: readonly JsonNode[];
  /** How often it stands, with a value or not. */
  readonly count: number;
  /** It stands wherever its object does. */
  readonly always: boolean;
  /** A filled example has null there. */
  readonly nullable: boolean;
  readonly kind: 'object' | 'array' | 'scalar' | 'empty';
  /** In the order of the model; of an object, or of the objects of a list. */
  readonly members: readonly Seen[];
  /** Values that are no objects, of a list. */
  readonly items: readonly JsonNode[];
}

/** Keys of one object whose order the examples don't agree on. */
type Disorder = string;

/** Reads the objects that stand at one place of the examples, all together. */
export function membersOf(
  objects: readonly { readonly node: ObjectNode; readonly blank: boolean }[],
  parent: Seen | undefined,
  path: string,
  disorders: Disorder[],
): readonly Seen[] {
  const keys = inOrder(
    objects.map(({ node }) => node.properties.map(({ key }) => key)),
    path,
    disorders,
  );
  return keys.map(key => {
    const found = objects.flatMap(({ node, blank }) =>
      node.properties.filter(p => p.key === key).map(({ value }) => ({ value, blank })),
    );
    const own = path === '' ? key : `${path}.${key}`;
    const nodes = found.flatMap(({ value, blank }) => (value === undefined ? [] : [{ node: value, blank }]));
    const filled = nodes.filter(({ node }) => !isBlank(node));
    const inner = filled.flatMap(({ node, blank }) => (node.kind === 'object' ? [{ node, blank }] : []));
    const lists = filled.flatMap(({ node, blank }) => (node.kind === 'array' ? [{ node, blank }] : []));
    const items = lists.flatMap(({ node, blank }) => itemsOf(node).map(item => ({ node: item, blank })));
    const entries = items.flatMap(({ node, blank }) => (node.kind === 'object' ? [{ node, blank }] : []));
    const seen: Seen & { members: readonly Seen[] } = {
      key,
      path: own,
      parent,
      values: filled.map(({ node }) => node),
      count: found.length,
      always: found.length >= objects.length,
      nullable: nodes.some(({ node, blank }) => node.kind === 'null' && !blank) && filled.length > 0,
      kind: inner.length > 0 ? 'object' : lists.length > 0 ? 'array' : filled.length > 0 ? 'scalar' : 'empty',
      members: [],
      items: items.flatMap(({ node }) => (node.kind === 'object' || node.kind === 'null' ? [] : [node])),
    };
    if (inner.length > 0) seen.members = membersOf(inner, seen, own, disorders);
    else if (entries.length > 0) seen.members = membersOf(entries, seen, `${own}[]`, disorders);
    return seen;
  });
}

const itemsOf = (list: ArrayNode): readonly JsonNode[] => list.items;

/** Null, an empty text or a broken value shows nothing; an empty list shows that it is one. */
const isBlank = (node: JsonNode): boolean =>
  node.kind === 'null' || node.kind === 'invalid' || (node.kind === 'string' && node.value.trim() === '');

/** True for a model that is left blank: its nulls don't say that null is allowed. */
export function isBlankExample(node: JsonNode): boolean {
  const [filled, blank] = countOf(node);
  return filled < blank;
}

function countOf(node: JsonNode): readonly [filled: number, blank: number] {
  const inner =
    node.kind === 'object'
      ? node.properties.flatMap(({ value }) => value ?? [])
      : node.kind === 'array'
        ? node.items
        : undefined;
  if (inner === undefined) return node.kind === 'boolean' ? [0, 0] : isBlank(node) ? [0, 1] : [1, 0];
  return inner.map(countOf).reduce<readonly [number, number]>(([a, b], [c, d]) => [a + c, b + d], [0, 0]);
}

/** One order that holds the orders of all; a key that one of them has more goes after the one before it there. */
function inOrder(lists: readonly (readonly string[])[], path: string, disorders: Disorder[]): readonly string[] {
  const order: string[] = [];
  for (const list of lists) {
    let at = 0;
    for (const key of list) {
      const known = order.indexOf(key);
      if (known < 0) order.splice(at++, 0, key);
      else if (known < at) disorders.push(path === '' ? key : `${path}.${key}`);
      else at = known + 1;
    }
  }
  return order;
}

export const textsIn = (nodes: readonly JsonNode[]): readonly string[] =>
  nodes.flatMap(node => (node.kind === 'string' ? [node.value] : []));
