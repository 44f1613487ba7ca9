import { parseMontant } from '../domain/montant.js';
import { repairNumeroAsp } from '../domain/numero-asp.js';
import { repairSiret } from '../domain/siret.js';
import { beneficiariesOf, clientsOf, IDENTIFIER_ROLES, identifiersOf, numberIn, type Identifier } from '../model/clients.js';
import { isPortalOutput } from '../model/facts.js';
import { readHead, readLigne, type FieldSet, type Ligne } from '../model/ligne.js';
import { lignesKeyOf, listOf } from '../model/list.js';
import { isText, type Entry, type Located } from '../model/located.js';
import { child, ROOT } from '../model/place.js';
import { isWhole } from '../model/whole.js';
import type { Catalog } from '../profiles/catalog.js';
import { chooseProfile, type ProfileChoice } from '../profiles/choose.js';
import type { Profile } from '../profiles/profile.js';
import type { FieldRole } from '../profiles/roles.js';
import type { ArrayNode } from '../syntax/nodes.js';
import { parseRequest } from '../syntax/parse.js';
import type { ClientFact, Fact, FileFacts, LigneFacts, MontantFact } from './facts.js';

const MANDATAIRE = ['isMandataire', 'nomMandataire', 'emailMandataire', 'telephoneMandataire'] as const;
const SCENARIO = [
  'isCentreDeSante', 'isEnvironnementHospitalier', 'operateurMessagerie', 'isProSanteConnectNeeded',
  'directDMP', 'pfiDMP', 'directMSSPro', 'pfiMSSPro', 'directMSSCitoyen', 'pfiMSSCitoyen',
] as const;

/** What is read of a text, however it was read. */
export interface ReadRequest {
  readonly choice: ProfileChoice;
  readonly head: FieldSet | undefined;
  readonly list: ArrayNode | undefined;
  readonly lignes: readonly { readonly ligne: Ligne }[];
}

/** The facts of an analysis. Those of a ligne are the same object as long as the ligne is: an edit costs one ligne. */
export function factsOf(id: string, { choice, head, list, lignes }: ReadRequest): FileFacts {
  return fileFacts(id, choice.profile, head, lignes.map(({ ligne }) => ligne), list?.origins ?? [], readerFor);
}

/** The same, of an analysis that no edit follows. */
export function factsOnce(id: string, { choice, head, list, lignes }: ReadRequest): FileFacts {
  return fileFacts(id, choice.profile, head, lignes.map(({ ligne }) => ligne), list?.origins ?? [], readOnce);
}

/** The facts of a text that nobody looks at: it is parsed and read, no rule is run. Undefined where it has no list of lignes. */
export function readFacts(
  id: string, text: string, catalog: Catalog, options: { readonly profile?: string | undefined; readonly path?: string | undefined },
): FileFacts | undefined {
  const tree = parseRequest(text);
  const { root } = tree;
  const { profile } = chooseProfile(catalog, root, options);
  const model = profile ?? catalog.common;
  const list = listOf(tree, model);
  if (root === undefined || list === undefined || text.includes('\0')) return undefined;
  const place = child(ROOT, lignesKeyOf(tree, model));
  const lignes = list.items.map((item, index) => readLigne(item, model.ligne, place, index));
  return fileFacts(id, profile, readHead(root, model.file), lignes, list.origins ?? [], readOnce);
}

type Reader = (keys: readonly FieldRole[]) => (ligne: Ligne) => LigneFacts;

function fileFacts(
  id: string, profile: Profile | undefined, head: FieldSet | undefined, lignes: readonly Ligne[], origins: readonly number[], reader: Reader,
): FileFacts {
  return {
    id, profile: profile?.id, stem: profile === undefined ? undefined : stemOf(profile), phase: profile?.phase,
    portalOutput: head !== undefined && isPortalOutput(head, lignes, profile?.phase),
    siret: head && text(head, 'siretEditeur', repairSiret), numeroAns: head && text(head, 'numeroAns'),
    lignes: lignes.map(reader(profile?.traits.beneficiaryKeys ?? NO_KEYS)), origins,
  };
}

/** What an avance and its solde have in common. */
export const stemOf = ({ couloir, logiciel }: Profile): string => `${couloir}-${logiciel}`;

const NO_KEYS: readonly FieldRole[] = [];
const READERS = new WeakMap<readonly FieldRole[], (ligne: Ligne) => LigneFacts>();

const readOnce: Reader = (keys) => (ligne) => ligneFacts(ligne, keys);

/** A ligne never changes: what it says to others is read once for each way to tell beneficiaries. */
function readerFor(keys: readonly FieldRole[]): (ligne: Ligne) => LigneFacts {
  let reader = READERS.get(keys);
  if (reader === undefined) {
    const known = new WeakMap<Ligne, LigneFacts>();
    reader = (ligne) => {
      const facts = known.get(ligne) ?? ligneFacts(ligne, keys);
      known.set(ligne, facts);
      return facts;
    };
    READERS.set(keys, reader);
  }
  return reader;
}

function ligneFacts(ligne: Ligne, keys: readonly FieldRole[]): LigneFacts {
  const clients = clientsOf(ligne);
  const of = (identifier: Identifier): ClientFact => ({ ...factOf(identifier.located, identifier.number), client: ordinal(clients, identifier.located.entry) });
  const block = ligne.container('beneficiaires');
  return {
    chunk: ligne.chunk, span: { start: ligne.node.start, end: ligne.node.end }, place: child(ligne.place?.parent, ligne.chunk),
    numeroEditeur: text(ligne, 'numeroEditeur'),
    numeroASP: text(ligne, 'numeroASP', (number) => repairNumeroAsp(number) ?? number),
    numeroFacture: text(ligne, 'numeroFacture'),
    montant: montant(ligne),
    beneficiaires: block && { span: { start: block.property.keyStart, end: block.property.keyEnd }, place: block.place },
    identifiers: identifiersOf(ligne, IDENTIFIER_ROLES, clients).map(of),
    complete: isComplete(ligne, clients),
    beneficiaries: beneficiariesOf(ligne, keys).map(of),
    clients: names(ligne, clients),
    mandataire: filled(ligne, MANDATAIRE), scenario: filled(ligne, SCENARIO),
  };
}

const factOf = ({ role, node, place }: Located, value: string): Fact => ({ role, value, span: { start: node.start, end: node.end }, place });

function text(fields: FieldSet, role: FieldRole, normalize: (text: string) => string | undefined = (typed) => typed): Fact | undefined {
  const located = fields.text(role);
  const value = located && normalize(located.value);
  return located === undefined || value === undefined || value === '' ? undefined : factOf(located, value);
}

function montant(ligne: Ligne): MontantFact | undefined {
  const located = ligne.text('montantSegurHT');
  if (located === undefined || located.flagged || located.node.kind !== 'number') return undefined;
  const parsed = parseMontant(located.value);
  return 'cents' in parsed ? { ...factOf(located, located.value), cents: parsed.cents } : undefined;
}

function names(ligne: Ligne, clients: readonly Entry[]): readonly ClientFact[] {
  return ligne.texts('nomClient').flatMap((located) => {
    const client = ordinal(clients, located.entry);
    return client < 0 ? [] : [{ ...factOf(located, located.value), client }];
  });
}

function filled(ligne: Ligne, roles: readonly FieldRole[]): readonly Fact[] {
  return roles.flatMap((role) => {
    const located = ligne.first(role);
    return located === undefined || located.value === null || located.value === '' ? [] : [factOf(located, String(located.value))];
  });
}

/** All its identifiers can be read, and it is clear which of its parts they stand in. */
function isComplete(ligne: Ligne, clients: readonly Entry[]): boolean {
  if (!isWhole(ligne)) return false;
  const parted = clients.some(({ within }) => within === 'liberal' || within === 'structure');
  if (parted && ligne.text('commandePour') === undefined) return false;
  return IDENTIFIER_ROLES.every((role) => ligne.all(role).every((located) =>
    !isText(located) || (located.entry !== undefined && !clients.includes(located.entry)) || numberIn(role, located.value) !== undefined));
}

const ordinal = (clients: readonly Entry[], entry: Entry | undefined): number => (entry === undefined ? clients.length : clients.indexOf(entry));
