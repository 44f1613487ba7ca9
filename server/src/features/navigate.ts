import type { Analysis } from '../analysis/analyze.js';
import { IDENTIFIER_ROLES } from '../format/model/clients.js';
import type { FieldRole } from '../format/profiles/roles.js';
import { type Fact, type FileFacts, type LigneFacts, mayShareStem, type Occurrence } from '../index/facts.js';
import type { WorkspaceIndex } from '../index/index.js';
import type { JsonNode } from '../language/nodes.js';
import { type Span, touches } from '../language/span.js';
import { spotAt } from './spot.js';

/** A value that other files mention too, and where it is. */
export interface Sighting extends Occurrence {
  readonly fact: Fact;
}

const FINESS: readonly FieldRole[] = ['finessGeo', 'finessJuridique', 'finessPMSI'];

/**
 * The number at an offset that leads to other files: a dossier, a number of the publisher's, an identifier of a client.
 */
export function sightingAt(file: FileFacts, offset: number): Sighting | undefined {
  const chunk = file.lignes.findIndex(({ span }, i) => within(shifted(span, file.origins[i] ?? 0), offset));
  const ligne = file.lignes[chunk];
  if (ligne === undefined) return undefined;
  const at = offset - (file.origins[chunk] ?? 0);
  const fact = linkedFacts(ligne).find(({ span }) => touches(span, { start: at, end: at }));
  return fact && { file, ligne, fact };
}

const within = (span: Span, offset: number): boolean => span.start <= offset && offset <= span.end;
const shifted = ({ start, end }: Span, by: number): Span => ({ start: start + by, end: end + by });

function linkedFacts({ numeroASP, numeroEditeur, identifiers }: LigneFacts): readonly Fact[] {
  return [numeroASP, numeroEditeur, ...identifiers].filter(fact => fact !== undefined);
}

/** Where it comes from: the avance's ligne, or its client; the avance itself first, then the portal's output of it. */
export function definitionsOf(index: WorkspaceIndex, { file, ligne, fact }: Sighting): readonly Sighting[] {
  if (isIdentifier(fact.role)) {
    const uses = usesOf(index, { file, ligne, fact }).filter(use => use.file.phase === 'avance');
    const same = uses.filter(use => isSameDemande(index, { file, ligne }, use));
    // If no avance of this request is in sight, the others that name the client.
    return ranked(same.length > 0 ? same : uses);
  }
  return ranked(avancesOf(index, { file, ligne }).flatMap(avance => sighting(avance, fact.role) ?? []));
}

/** Every place in the workspace that mentions the same thing; with its definitions, if requested. */
export function referencesOf(index: WorkspaceIndex, from: Sighting, withDefinitions: boolean): readonly Sighting[] {
  const all = isIdentifier(from.fact.role)
    ? usesOf(index, from)
    : demandeOf(index, from).flatMap(one => sighting(one, from.fact.role) ?? []);
  if (withDefinitions) return ranked(all);
  const [first] = definitionsOf(index, from);
  return ranked(all.filter(use => first === undefined || !isSamePlace(use, first)));
}

/** The avance lignes of a ligne's request, whether the ligne is an avance's or a solde's. */
export const avancesOf = (index: WorkspaceIndex, of: Occurrence): readonly Occurrence[] =>
  demandeOf(index, of).filter(({ file }) => file.phase === 'avance');

/** The solde lignes of that request. */
export const soldesOf = (index: WorkspaceIndex, of: Occurrence): readonly Occurrence[] =>
  demandeOf(index, of).filter(({ file }) => file.phase === 'solde');

/**
 * One request in all its files: the lignes of the same publisher and couloir with its dossier or its `numeroEditeur`,
 * and those that these lead to: an avance has no dossier, but its output has both.
 */
export function demandeOf(index: WorkspaceIndex, of: Occurrence): readonly Occurrence[] {
  const found = new Map<LigneFacts, Occurrence>();
  const add = (one: Occurrence): void => {
    if (!found.has(one.ligne) && mayShareStem(of.file, one.file)) found.set(one.ligne, one);
  };
  const { numeroASP, numeroEditeur } = of.ligne;
  const byDossier = numeroASP === undefined ? [] : index.occurrences('numeroASP', numeroASP.value);
  byDossier.forEach(add);
  const numbers = new Set(
    [numeroEditeur, ...[...found.values()].map(({ ligne }) => ligne.numeroEditeur)].flatMap(fact => fact?.value ?? []),
  );
  for (const number of numbers) {
    for (const one of index.occurrences('numeroEditeur', number)) if (isSamePublisher(of.file, one.file)) add(one);
  }
  const dossiers = new Set([...found.values()].flatMap(({ ligne }) => ligne.numeroASP?.value ?? []));
  for (const dossier of dossiers) index.occurrences('numeroASP', dossier).forEach(add);
  return [...found.values()];
}

const SIREN = 9;

/** A publisher may have moved; its SIREN stays the same. */
function isSamePublisher(a: FileFacts, b: FileFacts): boolean {
  const [one, other] = [a.siret?.value, b.siret?.value];
  return one === undefined || other === undefined || one.slice(0, SIREN) === other.slice(0, SIREN);
}

const isSameDemande = (index: WorkspaceIndex, of: Occurrence, other: Occurrence): boolean =>
  demandeOf(index, of).some(({ ligne }) => ligne === other.ligne);

const isIdentifier = (role: FieldRole): boolean => IDENTIFIER_ROLES.some(one => one === role);

/** A FINESS is the same establishment in any role. */
function usesOf(index: WorkspaceIndex, { fact }: Sighting): readonly Sighting[] {
  const roles = FINESS.includes(fact.role) ? FINESS : [fact.role];
  return roles.flatMap(role =>
    index
      .occurrences(role, fact.value)
      .flatMap(({ file, ligne }) =>
        ligne.identifiers
          .filter(one => one.role === role && one.value === fact.value)
          .map((one): Sighting => ({ file, ligne, fact: one })),
      ),
  );
}

/** Where a ligne has that number; otherwise its other number, or the ligne itself. */
function sighting({ file, ligne }: Occurrence, role: FieldRole): Sighting | undefined {
  const fact = (role === 'numeroASP' ? ligne.numeroASP : ligne.numeroEditeur) ?? ligne.numeroEditeur ?? ligne.numeroASP;
  return fact && { file, ligne, fact };
}

/** Avances first, then their outputs, then soldes; each file's from its beginning. */
function ranked(sightings: readonly Sighting[]): readonly Sighting[] {
  const rank = ({ file }: Sighting): number => (file.phase === 'avance' ? 0 : 2) + (file.portalOutput ? 1 : 0);
  return [...sightings].sort(
    (a, b) =>
      rank(a) - rank(b) ||
      compare(a.file.id, b.file.id) ||
      a.ligne.chunk - b.ligne.chunk ||
      a.fact.span.start - b.fact.span.start,
  );
}

const compare = (a: string, b: string): number => (a < b ? -1 : Number(a > b));

const isSamePlace = (a: Sighting, b: Sighting): boolean =>
  a.file.id === b.file.id && a.ligne.chunk === b.ligne.chunk && a.fact.span.start === b.fact.span.start;

/**
 * Everything around an offset, from the text inside the quotes to the whole file: the steps of expanding a selection.
 */
export function selectionsAt(analysis: Analysis, offset: number): readonly Span[] {
  const found: Span[] = [];
  if (analysis.tree.root !== undefined) collect(analysis.tree.root, 0, offset, found);
  return found.reverse();
}

function collect(node: JsonNode, origin: number, offset: number, out: Span[]): void {
  const span = { start: origin + node.start, end: origin + node.end };
  if (offset < span.start || offset > span.end) return;
  out.push(span);
  if (node.kind === 'string' && offset > span.start && offset < span.end)
    out.push({ start: span.start + 1, end: span.end - 1 });
  if (node.kind === 'array')
    node.items.forEach((item, i) => {
      collect(item, node.origins?.[i] ?? origin, offset, out);
    });
  if (node.kind !== 'object') return;
  for (const { keyStart, keyEnd, value } of node.properties) {
    const property = { start: origin + keyStart, end: origin + (value?.end ?? keyEnd) };
    if (offset < property.start || offset > property.end) continue;
    out.push(property);
    if (offset <= origin + keyEnd) out.push({ start: property.start, end: origin + keyEnd });
    else if (value !== undefined) collect(value, origin, offset, out);
  }
}

/** The places in a request with the value under the cursor, in fields of the same role. */
export function sameValues(analysis: Analysis, offset: number): readonly Span[] | undefined {
  const spot = spotAt(analysis, offset);
  const role = spot?.shape.role;
  if (spot === undefined || role === undefined || spot.onKey) return undefined;
  const { node } = spot;
  if (node?.kind !== 'string' && node?.kind !== 'number') return undefined;
  const wanted = node.kind === 'string' ? node.value : node.lexeme;
  const spans = analysis.lignes.flatMap(({ ligne }, chunk) =>
    ligne
      .all(role)
      .filter(({ value }) => value === wanted)
      .map(({ span }) => ({
        start: analysis.originOf(chunk) + span.start,
        end: analysis.originOf(chunk) + span.end,
      })),
  );
  return spans.length === 0 ? undefined : spans;
}
