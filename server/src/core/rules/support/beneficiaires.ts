import { repairFiness } from '../../domain/finess.js';
import { repairRpps } from '../../domain/rpps.js';
import { repairSiret } from '../../domain/siret.js';
import type { Ligne } from '../../model/ligne.js';
import { isBlank, type Entry, type LocatedText } from '../../model/located.js';
import type { FieldRole } from '../../profiles/roles.js';
import type { JsonNode, ObjectNode } from '../../syntax/nodes.js';
import { perLigne } from './perLigne.js';

/** Who an order is for, where the model asks it: the part of the ligne that counts. */
const PARTS: ReadonlyMap<string, Entry['within']> = new Map([['LIBERAL', 'liberal'], ['STRUCTURE', 'structure']]);

/** The clients that a ligne is for. Where it says which of its parts counts, those of the other are no clients of it. */
export const clientsOf = perLigne((ligne): readonly Entry[] => {
  const part = PARTS.get(ligne.text('commandePour')?.value ?? '');
  return ligne.entries('client').filter((entry) => !isBlank(entry) && (part === undefined || entry.within === part));
});

export interface Identifier {
  /** Equal for two identifiers of the same role and number, however they are typed. */
  readonly id: string;
  readonly located: LocatedText;
}

/** The sound identifiers of these roles, in their order; a malformed one has its own finding and is compared with none. */
export function identifiersOf(ligne: Ligne, roles: readonly FieldRole[], clients: readonly Entry[] = ligne.entries('client')): readonly Identifier[] {
  const identifiers: Identifier[] = [];
  for (const role of roles) {
    for (const located of ligne.texts(role)) {
      if (located.entry !== undefined && !clients.includes(located.entry)) continue;
      const number = normalized(role, located.value);
      if (number !== undefined) identifiers.push({ id: `${role}:${number}`, located });
    }
  }
  return identifiers;
}

function normalized(role: FieldRole, text: string): string | undefined {
  switch (role) {
    case 'rpps': return repairRpps(text);
    case 'finessGeo': case 'finessJuridique': case 'finessPMSI': return repairFiness(text);
    case 'siretClient': return repairSiret(text);
    default: return text;
  }
}

/** Clients of a ligne, each counted once: a repeated one has its own finding. */
export function distinctClients(clients: readonly Entry[]): readonly Entry[] {
  if (clients.length < 2) return clients;
  return clients.filter((entry, i) => !clients.slice(0, i).some((other) => sameJson(other.node, entry.node) || sameRpps(other, entry)));
}

const sameRpps = (a: Entry, b: Entry): boolean => {
  const rpps = rppsIn(a);
  return rpps !== undefined && rpps === rppsIn(b);
};

const rppsIn = (entry: Entry): string | undefined => {
  const value = entry.fields.find((field) => field.role === 'rpps')?.value;
  return typeof value === 'string' ? repairRpps(value) : undefined;
};

/** Equal in all that JSON says, numbers as typed. */
export function sameJson(a: JsonNode | undefined, b: JsonNode | undefined): boolean {
  if (a === undefined || b === undefined) return false;
  switch (a.kind) {
    case 'object':
      // A key that stands twice hides a value: such objects are equal to none.
      return b.kind === 'object' && a.properties.length === b.properties.length && hasEachKeyOnce(a) && hasEachKeyOnce(b)
        && a.properties.every(({ key, value }) => sameJson(value, b.properties.find((p) => p.key === key)?.value));
    case 'array': return b.kind === 'array' && a.items.length === b.items.length && a.items.every((item, i) => sameJson(item, b.items[i]));
    case 'string': return b.kind === 'string' && a.value === b.value;
    case 'number': return b.kind === 'number' && a.lexeme === b.lexeme;
    case 'boolean': return b.kind === 'boolean' && a.value === b.value;
    case 'null': return b.kind === 'null';
    case 'invalid': return false;
  }
}

const hasEachKeyOnce = ({ properties }: ObjectNode): boolean => new Set(properties.map(({ key }) => key)).size === properties.length;
