import { compactDigits } from '../domain/fold.js';
import { checkFiness, checkRppsRang, repairFiness, repairRpps } from '../domain/numeros.js';
import type { FieldRole } from '../profiles/roles.js';
import type { PropertyShape, Shape } from '../profiles/profile.js';
import type { Ligne } from './ligne.js';
import type { Entry } from './located.js';

/** The identifiers of a ligne's beneficiaries, each once, in their right form. */
interface Identifiants {
  readonly known: readonly string[];
  /** False if one is missing or unreadable: a number that isn't among the others may be that one. */
  readonly complete: boolean;
}

export type FinessRole = 'finessJuridique' | 'finessGeo' | 'finessPMSI';

export const finessOf = (ligne: Ligne, ...roles: readonly FinessRole[]): Identifiants => new FinessOf(ligne, roles);

class FinessOf implements Identifiants {
  readonly known: readonly string[];
  private readonly isReadable: boolean;

  constructor(
    private readonly ligne: Ligne,
    private readonly roles: readonly FinessRole[],
  ) {
    const { known, complete } = gather(
      roles.flatMap(role => ligne.texts(role).map(({ value }) => repairFiness(value))),
    );
    this.known = known;
    this.isReadable = complete;
  }

  /** Only asked where one seems to be wrong. */
  get complete(): boolean {
    const { ligne, roles } = this;
    return (
      this.isReadable && hasAllClients(ligne) && ligne.entries('client').every(entry => isReadable(ligne, entry, roles))
    );
  }
}

export function rppsOf(ligne: Ligne): Identifiants {
  const { known, complete } = gather(ligne.texts('rpps').map(({ value }) => repairRpps(value)));
  const nameless = ligne
    .entries('client')
    .some(entry => entry.within === 'liberal' && entry.text('rpps') === undefined);
  return { known, complete: complete && !nameless };
}

function gather(repaired: readonly (string | undefined)[]): Identifiants {
  const known = new Set(repaired.filter(text => text !== undefined));
  return { known: [...known], complete: !repaired.includes(undefined) };
}

/** Every item of the list is a client. */
function hasAllClients(ligne: Ligne): boolean {
  const list = ligne.container('clients');
  return list?.kind !== 'array' || list.count === ligne.entries('client').length;
}

/** The client has every field of these roles that the model gives it, once, in the right form. */
function isReadable(ligne: Ligne, entry: Entry, roles: readonly FieldRole[]): boolean {
  const shape = shapeOf(ligne, entry);
  const { node } = entry;
  if (shape === undefined || node.kind !== 'object') return false;
  const has = (role: FieldRole | undefined): boolean => role !== undefined && roles.includes(role);
  const due = (shape.properties ?? []).filter(property => has(property.shape.role) || has(property.shape.items?.role));
  if (due.length === 0) return true;
  return (
    !node.broken &&
    !entry.fields.some(({ role, flagged }) => flagged && has(role)) &&
    due.every(property => isThere(entry, property, shape))
  );
}

function isThere(entry: Entry, expected: PropertyShape, shape: Shape): boolean {
  if (entry.node.kind !== 'object') return false;
  const [property, ...others] = entry.node.properties.filter(({ key }) => shape.byKey.get(key) === expected);
  if (property?.value === undefined || others.length > 0) return false;
  const { kind } = property.value;
  if (kind === 'null') return expected.shape.types.has('null');
  const texts = entry.fields.filter(field => field.property === property && typeof field.value === 'string').length;
  return kind === 'array' ? !property.value.broken && texts === property.value.items.length : texts === 1;
}

/** The model of a client: of its own container, or of the items of the list it is in. */
function shapeOf(ligne: Ligne, { within, role }: Entry): Shape | undefined {
  const shape = within === undefined ? undefined : ligne.container(within)?.shape;
  return shape?.entry === role ? shape : shape?.items;
}

/** One way to write a structure's identifier for the DMP: a digit for the kind, and a number. */
interface Forme {
  readonly prefix: string;
  readonly number: FinessRole | 'rang';
}

export type PrefixedKind = 'pmsi' | 'ris' | 'geographique';

const FORMES: Readonly<Record<PrefixedKind, readonly Forme[]>> = {
  pmsi: [{ prefix: '1', number: 'finessPMSI' }],
  geographique: [{ prefix: '6', number: 'finessGeo' }],
  ris: [
    { prefix: '4', number: 'rang' },
    { prefix: '5', number: 'finessJuridique' },
    { prefix: '6', number: 'finessGeo' },
  ],
};

function isWritten(text: string, { prefix, number }: Forme): boolean {
  if (!text.startsWith(prefix)) return false;
  const rest = text.slice(prefix.length);
  return number === 'rang' ? checkRppsRang(rest) === 'ok' : checkFiness(rest) === 'ok';
}

/** The form that a right identifier has. */
export const formeOf = (kind: PrefixedKind, text: string): Forme | undefined =>
  FORMES[kind].find(forme => isWritten(text, forme));

/** The identifiers of the ligne's own beneficiaries. */
export function identifiantsDmp(kind: PrefixedKind, ligne: Ligne): readonly string[] {
  return FORMES[kind].flatMap(({ prefix, number }) =>
    number === 'rang' ? [] : finessOf(ligne, number).known.map(finess => `${prefix}${finess}`),
  );
}

/** What is wrong with an identifier, the only text that it can mean, or else those that it may. */
interface Verdict {
  readonly fault: 'separators' | 'bare' | 'form';
  readonly sure: string | undefined;
  readonly maybe: readonly string[];
}

export function judge(kind: PrefixedKind, ligne: Ligne, text: string): Verdict | undefined {
  if (formeOf(kind, text) !== undefined) return undefined;
  const compact = compactDigits(text).toUpperCase();
  if (formeOf(kind, compact) !== undefined) return { fault: 'separators', sure: compact, maybe: [] };
  const formes = FORMES[kind];
  const rang = formes.find(({ number }) => number === 'rang');
  if (rang !== undefined && checkRppsRang(compact) === 'ok')
    return { fault: 'bare', sure: `${rang.prefix}${compact}`, maybe: [] };
  const finess = repairFiness(text);
  const known = identifiantsDmp(kind, ligne);
  if (finess === undefined) return { fault: 'form', sure: undefined, maybe: known };
  const prefixed = formes.filter(({ number }) => number !== 'rang').map(({ prefix }) => `${prefix}${finess}`);
  const own = prefixed.filter(candidate => known.includes(candidate));
  const only = own.length === 1 ? own[0] : undefined;
  return { fault: 'bare', sure: only, maybe: own.length > 0 ? own : [...prefixed, ...known] };
}
