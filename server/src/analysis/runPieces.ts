import type { Analysis } from './analyze.js';
import type { FieldSet, Ligne } from '../format/model/ligne.js';
import type { PieceFolder, PieceText } from '../format/pieces/folder.js';
import { nameKey } from '../format/pieces/names.js';
import type { Finding, FolderSubject, Rule, RuleContext, Sink, Target } from '../rules/contract.js';
import { internalError } from '../rules/internal.js';
import type { RuleTable } from '../rules/run.js';

type Read = Pick<Analysis, 'lignes' | 'head'>;

/**
 * The rules about the attachments folder. A rule that throws becomes one finding that names it; the others go on.
 * `only`: the lignes that are judged, among the names of all.
 */
export function runFolder(
  table: RuleTable,
  { lignes }: Read,
  folder: PieceFolder,
  context: RuleContext,
  only?: (ligne: Ligne) => boolean,
): readonly Finding[] {
  const found: Finding[] = [];
  const out: Sink = finding => {
    found.push(finding);
  };
  const rules = table.rules.filter(isFolderRule).map(rule => ({ id: rule.meta.id, run: rule.bind(out) }));
  const subject: FolderSubject = { folder, isNamed: namesOf(lignes.map(state => state.ligne)) };
  for (const { ligne } of lignes) {
    if (only?.(ligne) === false) continue;
    for (const { id, run } of rules) {
      try {
        run(ligne, subject, context);
      } catch (error) {
        internalError(id, error, startOf(ligne), out);
      }
    }
  }
  return found;
}

/**
 * The rules about what the PDFs say. `textsOf` gives the texts of those pièces of a ligne that could be read, undefined
 * for a ligne that isn't checked. Silent while the profile isn't known.
 */
export function runDocuments(
  table: RuleTable,
  { lignes, head }: Read,
  textsOf: (ligne: Ligne) => readonly PieceText[] | undefined,
  context: RuleContext,
): readonly Finding[] {
  const { profile } = context;
  if (profile === undefined || head === undefined) return [];
  const found: Finding[] = [];
  const out: Sink = finding => {
    found.push(finding);
  };
  const rules = table.rules.filter(isDocumentRule).map(rule => ({ id: rule.meta.id, run: rule.bind(out) }));
  for (const { ligne } of lignes) {
    const pieces = textsOf(ligne);
    if (pieces === undefined || ligne.node.kind !== 'object') continue;
    for (const { id, run } of rules) {
      try {
        run({ ligne, head, pieces }, { ...context, profile });
      } catch (error) {
        internalError(id, error, startOf(ligne), out);
      }
    }
  }
  return found;
}

const isFolderRule = (rule: Rule): rule is Extract<Rule, { scope: 'folder' }> => rule.scope === 'folder';
const isDocumentRule = (rule: Rule): rule is Extract<Rule, { scope: 'document' }> => rule.scope === 'document';

const startOf = (ligne: Ligne): Target => ({
  chunk: ligne.chunk,
  span: { start: ligne.node.start, end: ligne.node.start + 1 },
  place: ligne.place,
});

function namesOf(lignes: readonly FieldSet[]): (key: string) => boolean {
  // Only a missing pièce asks.
  let keys: ReadonlySet<string> | undefined;
  return key => {
    keys ??= new Set(lignes.flatMap(ligne => ligne.texts('nomFichier').map(({ value }) => nameKey(value))));
    return keys.has(key);
  };
}
