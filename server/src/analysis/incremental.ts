import { analyze, contextOf, originsOf, stateOf, withFile, type Analysis, type Engine } from './analyze.js';
import { changedRoles, isPortalOutput } from '../format/model/facts.js';
import { lignesKeyOf } from '../format/model/list.js';
import { readHead, readLigne } from '../format/model/ligne.js';
import { child, ROOT } from '../format/model/place.js';
import { chooseProfile, type ProfileChoice } from '../format/profiles/choose.js';
import { DETECTION_SAMPLE } from '../format/profiles/detect.js';
import { RuleRun } from '../rules/runner.js';
import { withChunk } from '../language/chunks.js';
import type { ChunkedList, JsonNode, ObjectNode, SyntaxTree } from '../language/nodes.js';
import { parseValue } from '../language/parse.js';

/** One replacement, in UTF-16 offsets of the text before it. */
export interface TextChange {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/**
 * The analysis of the text after one change, from the one before it. An edit inside one ligne of a sound file costs
 * that ligne only; any other edit is analysed anew. The outcome is the same as `analyze` on the new text, always.
 */
export function reanalyze(engine: Engine, previous: Analysis, change: TextChange, text: string): Analysis {
  return (
    withinOneLigne(engine, previous, change, text) ??
    analyze(engine, text, { ...previous.options, bom: false, invalidBytes: false })
  );
}

function withinOneLigne(engine: Engine, previous: Analysis, change: TextChange, text: string): Analysis | undefined {
  const { tree, list, head, options } = previous;
  // Text rules look at the whole text: they are silent on a sound one, and stay so if the new characters are innocent.
  if (
    tree.problems.length > 0 ||
    previous.textFindings.length > 0 ||
    head === undefined ||
    /[\0\ufeff\ufffd]/.test(change.text)
  )
    return undefined;
  if (tree.root?.kind !== 'object' || list === undefined) return undefined;
  const index = ligneAround(list, change);
  const origin = list.origins[index];
  const old = list.items[index];
  if (origin === undefined || old === undefined) return undefined;
  const delta = change.text.length - (change.end - change.start);
  const slice = text.slice(origin, origin + old.end + delta);
  const { root: node, problems } = parseValue(slice);
  if (problems.length > 0 || node?.kind !== 'object' || node.start !== 0 || node.end !== slice.length) return undefined;

  const { root, list: nextList } = withChunk(tree.root, list, index, node, delta);
  const nextTree: SyntaxTree = { root, problems, list: nextList };
  const choice = index < DETECTION_SAMPLE ? chooseProfile(engine.catalog, root, options) : previous.choice;
  if (choice.profile !== previous.choice.profile || choice.model !== previous.model) return undefined;
  return assemble(engine, previous, { text, tree: nextTree, root, list: nextList, choice, index, node });
}

interface Next {
  readonly text: string;
  readonly tree: SyntaxTree;
  readonly root: ObjectNode;
  readonly list: ChunkedList;
  readonly choice: ProfileChoice;
  readonly index: number;
  readonly node: JsonNode;
}

/** Undefined where the edit makes the file the portal's, or no longer so: all of it is then seen otherwise. */
function assemble(engine: Engine, previous: Analysis, next: Next): Analysis | undefined {
  const { text, tree, list, choice, index } = next;
  const { model, options } = previous;
  const { portalOutput } = previous;
  const ligne = readLigne(next.node, model.ligne, child(ROOT, lignesKeyOf(tree, model)), index);
  const head = readHead(next.root, model.file);
  const all = previous.lignes.map((state, i) => (i === index ? ligne : state.ligne));
  if (isPortalOutput(head, all, choice.agreed?.phase) !== portalOutput) return undefined;
  const rules = new RuleRun(engine.rules, contextOf({ choice, options, portalOutput }));
  const state = stateOf(rules, ligne);
  const partial = {
    text,
    tree,
    choice,
    model,
    head,
    list,
    options,
    lignes: previous.lignes.with(index, state),
    portalOutput,
    textFindings: previous.textFindings,
    headFindings: rules.onHead(head),
    originOf: originsOf(list),
  };
  const before = previous.lignes[index]?.ligne;
  const changed = before && changedRoles(before, state.ligne);
  return withFile(rules, partial, changed && { changed, found: previous.fileFindings });
}

/** The ligne that the change lies strictly inside of, or -1. */
function ligneAround(list: ChunkedList, change: TextChange): number {
  const { origins } = list;
  let low = 0;
  let high = origins.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((origins[middle] ?? 0) < change.start) low = middle;
    else high = middle - 1;
  }
  const origin = origins[low];
  const item = list.items[low];
  return origin !== undefined && item?.kind === 'object' && origin < change.start && change.end < origin + item.end
    ? low
    : -1;
}
