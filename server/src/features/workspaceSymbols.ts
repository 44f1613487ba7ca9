import type { Fact, FileFacts, LigneFacts } from '../index/facts.js';

/** One thing of the workspace that a person may look for. */
export interface WorkspaceSymbolItem {
  readonly kind: 'demande' | 'dossier' | 'beneficiary';
  readonly name: string;
  readonly ligne: LigneFacts;
  readonly fact: Fact;
}

/**
 * What of a file a query fits: its demandes by the publisher's number, its dossiers, its beneficiaries by name or
 * identifier.
 */
export function* symbolsIn(file: FileFacts, query: string): Generator<WorkspaceSymbolItem, void, undefined> {
  const wanted = folded(query);
  for (const ligne of file.lignes) {
    for (const item of itemsOf(ligne)) if (isSubsequence(wanted, folded(item.name))) yield item;
  }
}

function* itemsOf(ligne: LigneFacts): Generator<WorkspaceSymbolItem, void, undefined> {
  const { numeroEditeur, numeroASP, clients, identifiers } = ligne;
  if (numeroEditeur !== undefined) yield { kind: 'demande', name: numeroEditeur.value, ligne, fact: numeroEditeur };
  if (numeroASP !== undefined) yield { kind: 'dossier', name: numeroASP.value, ligne, fact: numeroASP };
  for (const name of clients) {
    const own = identifiers.filter(({ client }) => client === name.client).map(({ value }) => value);
    yield { kind: 'beneficiary', name: [name.value, ...new Set(own)].join(' '), ligne, fact: name };
  }
  // A client whose name is missing or wrong is found by its numbers.
  for (const fact of identifiers) {
    if (!clients.some(({ client }) => client === fact.client))
      yield { kind: 'beneficiary', name: fact.value, ligne, fact };
  }
}

/** Without case and accents: « Helene » finds « Hélène ». */
const folded = (text: string): string =>
  text
    .normalize('NFD')
    .replace(/[\u0300-\u036f\s]/g, '')
    .toLowerCase();

/** As editors match: the letters of the query stand in the name, in their order. */
function isSubsequence(query: string, name: string): boolean {
  let at = 0;
  for (const char of query) {
    const found = name.indexOf(char, at);
    if (found < 0) return false;
    at = found + char.length;
  }
  return true;
}
