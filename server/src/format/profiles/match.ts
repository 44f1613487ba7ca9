import type { ArrayNode, JsonNode, ObjectNode } from '../../language/nodes.js';
import { checkEmail, checkTelephone } from '../domain/contact.js';
import { readForm } from '../domain/date.js';
import { saysNothing } from '../domain/fold.js';
import { wordsOf } from './keyWords.js';
import { checkFiness, checkNumeroAsp, checkRpps, checkSiret } from '../domain/numeros.js';
import type { Shape } from './profile.js';
import type { FieldRole } from './roles.js';

/** What a field's values look like, whatever it is called. */
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

/** The form that all of these texts share, if there is one. */
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

/** The role of a field recognised by the form of its values alone. */
export const ROLE_OF_FORM: Readonly<Partial<Record<Form, FieldRole>>> = {
  siret: 'autreSiret',
  finess: 'autreFiness',
  rpps: 'autreRpps',
  email: 'autreEmail',
  telephone: 'autreTelephone',
  date: 'autreDate',
};

/** Words in a FINESS's key or in its block, and whose number it then is. */
const FINESS_WORDS: readonly (readonly [word: string, role: FieldRole])[] = [
  ['pmsi', 'finessPMSI'],
  ['juridique', 'finessJuridique'],
  ['entite', 'finessJuridique'],
  ['gestionnaire', 'finessJuridique'],
  ['geo', 'finessGeo'],
  ['et', 'finessGeo'],
  ['site', 'finessGeo'],
];

const PRESTATION = /^v(?:ague)?[ _-]*[1-9](?![\da-z])/i;

/** What a field of a ligne plainly is by the words of its key, with or without a value. */
export function roleSaid(seen: Seen): FieldRole | undefined {
  const words = wordsOf(seen.key);
  const texts = textsIn([...seen.values, ...seen.items]);
  const form = formOf(texts);
  const says = (...all: readonly string[]): boolean => all.every(word => words.includes(word));
  if (
    says('prestation', 'type') ||
    (says('prestation') && texts.length > 0 && texts.every(text => PRESTATION.test(text)))
  )
    return seen.kind === 'scalar' || seen.kind === 'empty' ? 'typePrestation' : undefined;
  if (form === 'finess' || (form === undefined && texts.length === 0 && (says('finess') || says('pmsi'))))
    return finessSaid(words) ?? (seen.parent && finessSaid(wordsOf(seen.parent.key)));
  return form === undefined && seen.members.length === 0 ? signatureSaid(seen, words) : undefined;
}

/** Who signed the VA, and whom the invoice names; near them are dates, addresses and duties. */
const SIGNS = /signataire|repr[ée]sentant/i;
const SIGNATORY_WORDS = new Set(['nom', 'client', 'juridique', 'va', 'verification', 'aptitude', 'facture']);

function signatureSaid({ key, parent }: Seen, words: readonly string[]): FieldRole | undefined {
  const around = parent === undefined ? [] : wordsOf(parent.key);
  const signs = SIGNS.test(key) || (parent !== undefined && SIGNS.test(parent.key) && words.includes('nom'));
  if (!signs || !words.every(word => SIGNATORY_WORDS.has(word))) return undefined;
  const all = [...words, ...around];
  if (all.includes('va') || all.includes('aptitude')) return 'signataireVA';
  return all.includes('facture') ? 'signataireFacture' : undefined;
}

const finessSaid = (words: readonly string[]): FieldRole | undefined =>
  FINESS_WORDS.find(([word]) => words.includes(word))?.[1];

type Kind = 'object' | 'array' | 'scalar' | 'empty';

const isListOfScalars = ({ items }: Shape): boolean =>
  items !== undefined && items.properties === undefined && items.items === undefined;

/** Whether the shape can hold a value of that kind. */
export function fitsKind(kind: Kind, shape: Shape): boolean {
  if (kind === 'empty') return true;
  const container = shape.properties !== undefined || shape.items !== undefined;
  // A single value where we know a list of them.
  if (kind === 'scalar') return !container || isListOfScalars(shape);
  return shape.types.has(kind) || (shape.types.has('array') && kind === 'object') ? container : false;
}

/** One key of the agency's model, with what all examples show about it. */
export interface Seen {
  readonly key: string;
  readonly path: string;
  readonly parent: Seen | undefined;
  /** The values in each of its places, without blanks. */
  readonly values: readonly JsonNode[];
  /** How often it occurs, with a value or not. */
  readonly count: number;
  /** It occurs wherever its object does. */
  readonly always: boolean;
  /** A filled example has null there. */
  readonly nullable: boolean;
  readonly kind: 'object' | 'array' | 'scalar' | 'empty';
  /** In the model's order; for an object, or for the objects of a list. */
  readonly members: readonly Seen[];
  /** Values of a list that aren't objects. */
  readonly items: readonly JsonNode[];
}

/** Keys of one object whose order differs between examples. */
type Disorder = string;

/** Reads the objects at one place of the examples, all together. */
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
      kind: inner.length > 0 ? 'object' : lists.length > 0 ? 'array' : nodes.some(isScalar) ? 'scalar' : 'empty',
      members: [],
      items: items.flatMap(({ node }) => (node.kind === 'object' || node.kind === 'null' ? [] : [node])),
    };
    if (inner.length > 0) seen.members = membersOf(inner, seen, own, disorders);
    else if (entries.length > 0) seen.members = membersOf(entries, seen, `${own}[]`, disorders);
    return seen;
  });
}

const itemsOf = (list: ArrayNode): readonly JsonNode[] => list.items;

/** Null, an empty text, a placeholder or a broken value shows nothing; an empty list shows that it is one. */
const isBlank = (node: JsonNode): boolean =>
  node.kind === 'null' || node.kind === 'invalid' || (node.kind === 'string' && isGap(node.value.trim()));

/** What authors of examples write in place of a value, besides words that mean nothing anywhere. */
const GAP = /^(?:\[.*\]|x{3,}|string|texte?|à (?:compléter|renseigner|remplir))$/i;

const isGap = (text: string): boolean => text === '' || GAP.test(text) || saysNothing(text);

/** An empty text is a text, a null may be anything. */
const isScalar = ({ node }: { readonly node: JsonNode }): boolean =>
  node.kind === 'string' || node.kind === 'number' || node.kind === 'boolean';

/** True for a blank model: its nulls don't say that null is allowed. */
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

/** One order that contains the orders of all; an extra key of one goes after the key before it there. */
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
