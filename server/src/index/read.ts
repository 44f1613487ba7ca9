import { parseMontant } from '../format/domain/montant.js';
import { dayOf } from '../format/domain/date.js';
import { repairNumeroAsp, repairSiret } from '../format/domain/numeros.js';
import { clientsOf, IDENTIFIER_ROLES, isWhole, numberIn } from '../format/model/clients.js';
import { isPortalOutput } from '../format/model/facts.js';
import { perLigne, readHead, type FieldSet, type Ligne } from '../format/model/ligne.js';
import { readRequest } from '../format/recognise/request.js';
import { child, type Entry, isText, type Located } from '../format/model/located.js';
import { stemOf, type Catalog } from '../format/profiles/catalog.js';
import type { ProfileChoice } from '../format/profiles/choose.js';
import { type FieldRole, MANDATAIRE_ROLES, SCENARIO_ROLES } from '../format/profiles/roles.js';
import type { ArrayNode } from '../language/nodes.js';
import type { Span } from '../language/span.js';
import type { ClientFact, Fact, FileFacts, LigneFacts, MontantFact } from './facts.js';

/** What is read from a text, however it was read. */
interface ReadRequest {
  readonly choice: ProfileChoice;
  readonly head: FieldSet | undefined;
  readonly list: ArrayNode | undefined;
  readonly lignes: readonly { readonly ligne: Ligne }[];
}

/**
 * The facts of an analysis. Those of a ligne stay the same object as long as the ligne does: an edit costs one ligne.
 */
export const factsOf = (id: string, request: ReadRequest): FileFacts => fileFacts(id, request, readerFor);

/** The same, for a text that won't be edited: of all its lignes, or of those that matter. */
export const factsOnce = (id: string, request: ReadRequest, counts?: (ligne: Ligne) => boolean): FileFacts =>
  fileFacts(id, request, readOnce, counts);

/**
 * The facts of a text that isn't shown: it is parsed and read, and no rule runs. Undefined without a list of lignes.
 */
export function readFacts(
  id: string,
  text: string,
  catalog: Catalog,
  options: { readonly profile?: string | undefined; readonly path?: string | undefined },
): FileFacts | undefined {
  const { tree, choice, lignes } = readRequest(catalog, text, options);
  const { root, list } = tree;
  if (root === undefined || list === undefined || text.includes('\0')) return undefined;
  const head = readHead(root, choice.model.file);
  return fileFacts(id, { choice, head, list, lignes: lignes.map(ligne => ({ ligne })) }, readOnce);
}

type Reader = (keys: readonly FieldRole[]) => (ligne: Ligne) => LigneFacts;

function fileFacts(
  id: string,
  { choice: { profile, agreed, candidates }, head, list, lignes: all }: ReadRequest,
  reader: Reader,
  counts?: (ligne: Ligne) => boolean,
): FileFacts {
  const lignes = all.map(({ ligne }) => ligne);
  return {
    id,
    profile: profile?.id,
    stems: stemsOf({ profile, candidates }),
    phase: agreed?.phase,
    portalOutput: head !== undefined && isPortalOutput(head, lignes, agreed?.phase),
    siret: head && text(head, 'siretEditeur', repairSiret),
    numeroAns: head && text(head, 'numeroAns'),
    lignes: (counts === undefined ? lignes : lignes.filter(counts)).map(
      reader(agreed?.traits.beneficiaryKeys ?? NO_KEYS),
    ),
    origins: list?.origins ?? [],
  };
}

/** The couloirs and logiciels that it may have. */
export const stemsOf = ({ profile, candidates }: Pick<ProfileChoice, 'profile' | 'candidates'>): readonly string[] =>
  profile === undefined ? [...new Set(candidates.map(stemOf))] : [stemOf(profile.id)];

const dayText = (value: string): string | undefined => {
  const day = dayOf(value);
  return day === undefined ? undefined : String(day);
};

const NO_KEYS: readonly FieldRole[] = [];
const READERS = new WeakMap<readonly FieldRole[], (ligne: Ligne) => LigneFacts>();

const readOnce: Reader = keys => ligne => ligneFacts(ligne, keys);

/** A ligne never changes: its facts are read once for each way to distinguish beneficiaries. */
function readerFor(keys: readonly FieldRole[]): (ligne: Ligne) => LigneFacts {
  const reader = READERS.get(keys) ?? perLigne(readOnce(keys));
  READERS.set(keys, reader);
  return reader;
}

function ligneFacts(ligne: Ligne, keys: readonly FieldRole[]): LigneFacts {
  const at = { chunk: ligne.chunk, span: spanOf(ligne.span), place: child(ligne.place?.parent, ligne.chunk) };
  // Of another profile than its file: nothing is compared with it.
  if (ligne.kin !== undefined) return { ...NO_FACTS, ...at };
  const clients = clientsOf(ligne);
  const { identifiers, sound } = identifiersIn(ligne, clients);
  const block = ligne.container('beneficiaires');
  return {
    ...at,
    numeroEditeur: text(ligne, 'numeroEditeur'),
    numeroASP: text(ligne, 'numeroASP', dossier),
    numeroFacture: text(ligne, 'numeroFacture'),
    date: text(ligne, 'dateCommande', dayText) ?? text(ligne, 'dateFacture', dayText),
    montant: montant(ligne),
    beneficiaires: block && {
      span: block.keySpan,
      place: block.place,
    },
    identifiers,
    beneficiaries: beneficiariesAmong(identifiers, keys),
    complete: sound && isWhole(ligne) && isClearlyParted(ligne, clients),
    clients: names(ligne, clients),
    mandataire: filled(ligne, MANDATAIRE_ROLES),
    scenario: filled(ligne, SCENARIO_ROLES),
  };
}

const NO_FACTS: Omit<LigneFacts, 'chunk' | 'span' | 'place'> = {
  numeroEditeur: undefined,
  numeroASP: undefined,
  numeroFacture: undefined,
  date: undefined,
  montant: undefined,
  beneficiaires: undefined,
  identifiers: [],
  complete: false,
  beneficiaries: [],
  clients: [],
  mandataire: [],
  scenario: [],
};

const spanOf = ({ start, end }: Span): Span => ({ start, end });
const factOf = ({ role, span, place }: Located, value: string): Fact => ({ role, value, span: spanOf(span), place });
const dossier = (number: string): string => repairNumeroAsp(number) ?? number;

function text(fields: FieldSet, role: FieldRole, normalize?: (text: string) => string | undefined): Fact | undefined {
  const located = fields.text(role);
  const value = located && (normalize === undefined ? located.value : normalize(located.value));
  return located === undefined || value === undefined || value === '' ? undefined : factOf(located, value);
}

function montant(ligne: Ligne): MontantFact | undefined {
  const located = ligne.text('montantSegurHT');
  if (located === undefined || located.flagged || located.kind !== 'number') return undefined;
  const parsed = parseMontant(located.value);
  return 'cents' in parsed ? { ...factOf(located, located.value), cents: parsed.cents } : undefined;
}

/** The ligne's own clients; `sound` if none is malformed. */
function identifiersIn(
  ligne: Ligne,
  clients: readonly Entry[],
): { readonly identifiers: readonly ClientFact[]; readonly sound: boolean } {
  const identifiers: ClientFact[] = [];
  let sound = true;
  for (const role of IDENTIFIER_ROLES) {
    for (const located of ligne.all(role)) {
      if (!isText(located)) continue;
      const client = ordinal(clients, located.entry);
      if (client < 0) continue;
      const value = numberIn(role, located.value);
      if (value === undefined) sound = false;
      else identifiers.push(clientFact(located, value, client));
    }
  }
  return { identifiers, sound };
}

const clientFact = ({ role, span, place }: Located, value: string, client: number): ClientFact => ({
  role,
  value,
  client,
  span: spanOf(span),
  place,
});

/**
 * What distinguishes a ligne's beneficiaries from others, each once. Another finding covers a repetition within one
 * ligne; a client with a FINESS and an RPPS is one beneficiary, identified by the first of the two.
 */
function beneficiariesAmong(identifiers: readonly ClientFact[], keys: readonly FieldRole[]): readonly ClientFact[] {
  const found: ClientFact[] = [];
  for (const role of keys) {
    for (const fact of identifiers) {
      if (
        fact.role !== role ||
        found.some(
          other =>
            (other.client === fact.client && other.role !== role) ||
            (other.role === role && other.value === fact.value),
        )
      )
        continue;
      found.push(fact);
    }
  }
  return found;
}

function names(ligne: Ligne, clients: readonly Entry[]): readonly ClientFact[] {
  const found: ClientFact[] = [];
  for (const located of ligne.all('nomClient')) {
    const client = isText(located) ? ordinal(clients, located.entry) : -1;
    if (client >= 0 && isText(located)) found.push(clientFact(located, located.value, client));
  }
  return found;
}

function filled(ligne: Ligne, roles: readonly FieldRole[]): readonly Fact[] {
  const found: Fact[] = [];
  for (const role of roles) {
    const located = ligne.first(role);
    if (located !== undefined && located.value !== null && located.value !== '')
      found.push(factOf(located, String(located.value)));
  }
  return found;
}

/** If there are parts, the ligne says which of them counts. */
const isClearlyParted = (ligne: Ligne, clients: readonly Entry[]): boolean =>
  ligne.text('commandePour') !== undefined ||
  !clients.some(({ within }) => within === 'liberal' || within === 'structure');

/** -1 for a part that doesn't count. */
const ordinal = (clients: readonly Entry[], entry: Entry | undefined): number =>
  entry === undefined ? clients.length : clients.indexOf(entry);
