import { compileProfile } from '../profiles/catalog.js';
import type { ProfileSchema, SchemaNode } from '../profiles/compile.js';
import type { Shape } from '../profiles/profile.js';
import type { FieldRole } from '../profiles/roles.js';
import { IDENTIFIER_ROLES } from './clients.js';

/** Who the beneficiaries are in a model that a user adopts: what identifies them, and which block is one. */
export const withBeneficiaries = (schema: ProfileSchema): ProfileSchema => byIdentifiers(withClients(schema));

/**
 * What identifies a beneficiary, and its ceiling: what the most similar profile uses, as far as the model has it,
 * otherwise what it does have. Since vague 2 a site is identified by its geographic FINESS or its SIRET: if the model
 * has both, either will do, and lacking one of them is a warning at most.
 */
function byIdentifiers(schema: ProfileSchema): ProfileSchema {
  const { ligne, traits } = compileProfile(schema);
  const there: readonly string[] = IDENTIFIER_ROLES.filter(role => hasRole(ligne, role));
  const first = ['finessPMSI', ...IDENTIFIER_ROLES].find(role => there.includes(role));
  const among = (keys: readonly string[]): readonly string[] =>
    keys.length === 0 || first === undefined || keys.some(key => there.includes(key)) ? keys : [first];
  const keys = among(traits.beneficiaryKeys);
  const either = traits.commandeDelai !== undefined && keys.includes('finessGeo') && there.includes('siretClient');
  const told = schema['x-segur-profile'];
  const own = {
    ...told.traits,
    beneficiaryKeys: either ? [...new Set([...keys, 'siretClient'])] : keys,
    plafondKeys: among(traits.plafondKeys),
    ...(either && { beneficiaryRequired: 'warning' }),
  };
  return { ...schema, 'x-segur-profile': { ...told, traits: own } };
}

const hasRole = (shape: Shape, role: FieldRole): boolean =>
  shape.role === role ||
  (shape.properties ?? []).some(property => hasRole(property.shape, role)) ||
  (shape.items !== undefined && hasRole(shape.items, role));

/** An entity has several sites: its own number identifies none of them. */
const OF_CLIENTS: ReadonlySet<string> = new Set(IDENTIFIER_ROLES.filter(role => role !== 'finessJuridique'));

/**
 * A block with a client's names but none of its numbers is its representative: the client is the block that has them.
 */
function withClients(schema: ProfileSchema): ProfileSchema {
  if (some(schema, node => node['x-segur']?.entry === 'client' && some(node, tellsClient))) return schema;
  const ligne = find(schema, node => node['x-segur']?.container === 'lignes')?.items;
  const holder =
    ligne && find(ligne, node => node !== ligne && inside(node).some(one => tellsClient(one.items ?? one)));
  // One list for everything: its items may be clients or attachments.
  const list = find(schema, node => node.items === holder);
  if (holder === undefined || list?.['x-segur']?.container === 'pieces') return schema;
  const marked = (node: SchemaNode): SchemaNode => {
    const { entry, container, ...told } = node['x-segur'] ?? {};
    const isList = node.items === holder;
    const isClient = node === holder;
    return {
      ...node,
      ...(node.properties && {
        properties: Object.fromEntries(Object.entries(node.properties).map(([key, inner]) => [key, marked(inner)])),
      }),
      ...(node.items && { items: marked(node.items) }),
      'x-segur': {
        ...told,
        ...(isList ? { container: 'clients' } : container !== undefined && container !== 'clients' && { container }),
        ...(isClient ? { entry: 'client' } : entry !== undefined && entry !== 'client' && { entry }),
      },
    };
  };
  return { ...schema, ...marked(schema) };
}

const inside = ({ properties, items }: SchemaNode): readonly SchemaNode[] => [
  ...Object.values(properties ?? {}),
  ...(items?.properties === undefined ? [] : [items]),
];

const tellsClient = (node: SchemaNode): boolean => OF_CLIENTS.has(node['x-segur']?.role ?? '');

const find = (node: SchemaNode, is: (node: SchemaNode) => boolean): SchemaNode | undefined => {
  if (is(node)) return node;
  for (const inner of [...Object.values(node.properties ?? {}), ...(node.items ? [node.items] : [])]) {
    const found = find(inner, is);
    if (found !== undefined) return found;
  }
  return undefined;
};

const some = (node: SchemaNode, is: (node: SchemaNode) => boolean): boolean => find(node, is) !== undefined;
