import { changedRoles, isPortalOutput, isPortalRole } from '../format/model/facts.js';
import { type Ligne, lignesPlace, readHead } from '../format/model/ligne.js';
import { otherCodes as codesOf, sameCodes } from '../format/pieces/pieces.js';
import { chooseProfile, type ProfileChoice } from '../format/profiles/choose.js';
import { DETECTION_SAMPLE, sampleOf } from '../format/profiles/detect.js';
import { mayPart } from '../format/recognise/mixed.js';
import { readLigneAlone, readRequest } from '../format/recognise/request.js';
import { offsetsOf, withChunk } from '../language/chunks.js';
import { isContained } from '../language/frames.js';
import type { ChunkedList, JsonNode, ObjectNode, SyntaxProblem, SyntaxTree } from '../language/nodes.js';
import type { Sliceable } from '../language/text.js';
import type { LigneState, LigneStates } from './lignes.js';
import { type RuleRun, runFor } from '../rules/runner.js';
import {
  type Analysis,
  analyze,
  analyzeRead,
  contextOf,
  type Engine,
  onText,
  originsOf,
  stateOf,
  withFile,
} from './analyze.js';

/** One replacement, in UTF-16 offsets of the text before it. */
interface TextChange {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/**
 * The analysis of the text after one change, from the one before it. An edit inside one ligne costs that ligne only,
 * one between lignes the lignes behind it; after any other edit everything is analysed again. The result always equals
 * `analyze` on the new text.
 */
export function reanalyze(engine: Engine, previous: Analysis, change: TextChange, content: Sliceable): Analysis {
  return (
    withinOneLigne(engine, previous, change, content) ??
    amongLignes(engine, previous, change, content) ??
    analyze(engine, content.toString(), { ...previous.options, bom: false, invalidBytes: false })
  );
}

const NONE: readonly never[] = [];
const BRACKET = /[{}[\]]/;

function withinOneLigne(
  engine: Engine,
  previous: Analysis,
  change: TextChange,
  content: Sliceable,
): Analysis | undefined {
  const { tree, list, head, options } = previous;
  if (head === undefined || !tree.problems.every(isContained) || /[\0\ufeff\ufffd]/.test(change.text)) return undefined;
  if (tree.root?.kind !== 'object' || list === undefined) return undefined;
  const index = ligneAround(list, previous.states, change);
  const origin = previous.originOf(index);
  const old = previous.states.at(index)?.ligne;
  if (old === undefined) return undefined;
  const delta = change.text.length - (change.end - change.start);
  const slice = content.slice(origin, origin + old.span.end + delta);
  const place = lignesPlace(tree.root, previous.model);
  const read = readLigneAlone(slice, previous.model.ligne, place, index);
  if (read?.ligne.kind !== 'object') return undefined;
  // In a broken text, which bracket closes which depends on all of it: on its indentation, and on what makes the fewest
  // problems.
  const isBroken = tree.problems.length + read.problems.length > 0;
  if (isBroken && BRACKET.test(change.text + previous.text.slice(change.start, change.end))) return undefined;
  // The line on which a broken text ends counts, whichever ligne continues there.
  if (isBroken && sharesLine(previous, content, index, origin + slice.length)) return undefined;
  const { ligne } = read;
  const { root: before } = tree;
  if (mayPart(engine.catalog, { root: before, list, choice: previous.choice }, old, ligne)) return undefined;

  const states = previous.states.with(index, { ligne, findings: NONE });
  const { root, list: nextList } = withChunk(tree.root, list, index, delta, nodesOf(states));
  const nextTree: SyntaxTree = { root, problems: withProblems(tree.problems, index, read.problems), list: nextList };
  const sampled = index < DETECTION_SAMPLE;
  const choice = sampled
    ? chooseProfile(
        engine.catalog,
        sampleOf(
          root,
          states.first(DETECTION_SAMPLE).map(state => state.ligne.node),
        ),
        options,
      )
    : previous.choice;
  if (choice.profile !== previous.choice.profile || choice.model !== previous.model) return undefined;
  return assemble(engine, previous, { content, tree: nextTree, root, list: nextList, choice, index, ligne, states });
}

/**
 * Written out only on demand: an edit in a long file must not go over all of it. A function of its own, so that it
 * keeps nothing else: otherwise each version would keep the one before it, and all of them would remain.
 */
const nodesOf = (states: LigneStates) => (): readonly JsonNode[] => states.all.map(({ ligne }) => ligne.node);

/**
 * Another ligne shares a line with this one, or words follow the last one. `end`: the ligne's own end, after the
 * change.
 */
function sharesLine({ list, states }: Analysis, content: Sliceable, index: number, end: number): boolean {
  const offsets = list && offsetsOf(list);
  const [before, own, after] = [offsets?.at(index - 1), offsets?.at(index), offsets?.at(index + 1)];
  const old = states.at(index)?.ligne.span.end ?? 0;
  const over = (states.at(index - 1)?.ligne.span.end ?? 0) + (before ?? 0);
  const next = own === undefined || after === undefined ? content.length : after - own - old + end;
  const around = [...(before === undefined ? [] : [content.slice(over, own)]), content.slice(end, next)];
  return !around.every(text => /^[\s,[\]{}]*[\r\n]/.test(text));
}

/** A text stays as long as a ligne that was read in it: then all are read anew, which takes twice as long. */
const MAX_FORMER_TEXTS = 4;

/**
 * After a change between lignes, those before it are kept. Those after it are read at their new rank, and checked again
 * only if they had findings: no rule about a ligne asks for its rank.
 */
function amongLignes(engine: Engine, previous: Analysis, change: TextChange, content: Sliceable): Analysis | undefined {
  const { tree, list, lignes } = previous;
  if (
    list === undefined ||
    previous.choice.mixed ||
    previous.formerTexts === MAX_FORMER_TEXTS ||
    tree.problems.length > 0 ||
    change.start <= list.start ||
    change.end >= list.end
  )
    return undefined;
  const offsets = offsetsOf(list);
  const after = change.start + change.text.length;
  /** Before the change; of a ligne that the change leaves as it was. */
  const rankAt = (origin: number): number => {
    const old = origin < after ? origin : origin - after + change.end;
    const rank = offsets.lastUpTo(old);
    const end = old + (lignes[rank]?.ligne.span.end ?? 0);
    return offsets.at(rank) === old && (end <= change.start || (origin >= after && old >= change.end)) ? rank : -1;
  };
  const text = content.toString();
  const options = { ...previous.options, bom: false, invalidBytes: false };
  const read = readRequest(engine.catalog, text, options, (origin, rank, model) =>
    model === previous.model && rankAt(origin) === rank ? lignes[rank]?.ligne : undefined,
  );
  const { list: next, problems } = read.tree;
  const origins = next && offsetsOf(next);
  const before = runFor(engine.rules, contextOf(previous));
  const known = (rules: RuleRun, ligne: Ligne, rank: number): LigneState | undefined => {
    if (rules !== before || read.choice.model !== previous.model || problems.length > 0) return undefined;
    if (lignes[rank]?.ligne === ligne) return lignes[rank];
    const same = lignes[rankAt(origins?.at(rank) ?? -1)];
    return same?.findings.length === 0 ? { ligne, findings: same.findings } : undefined;
  };
  return analyzeRead(engine, text, options, read, known, previous.formerTexts + 1);
}

interface Next {
  readonly content: Sliceable;
  readonly tree: SyntaxTree;
  readonly root: ObjectNode;
  readonly list: ChunkedList;
  readonly choice: ProfileChoice;
  readonly index: number;
  readonly ligne: Ligne;
  /** Without the ligne's findings. */
  readonly states: LigneStates;
}

function withProblems(
  problems: readonly SyntaxProblem[],
  index: number,
  own: readonly SyntaxProblem[],
): readonly SyntaxProblem[] {
  if (problems.length === 0) return own;
  const isBefore = ({ chunk = -1 }: SyntaxProblem): boolean => chunk < index;
  const others = problems.filter(({ chunk }) => chunk !== index);
  const at = others.findLastIndex(isBefore) + 1;
  return others.toSpliced(at, 0, ...own);
}

/**
 * Undefined if the edit turns the file into a portal output or back, or changes whether its attachment types are ours:
 * then every ligne has to be seen anew.
 */
function assemble(engine: Engine, previous: Analysis, next: Next): Analysis | undefined {
  const { content, tree, list, choice, index, ligne } = next;
  const { model, options } = previous;
  const { portalOutput } = previous;
  const head = readHead(next.root, model.file);
  const before = previous.states.at(index)?.ligne;
  const changed = before && changedRoles(before, ligne);
  const all = (): readonly Ligne[] => next.states.all.map(state => state.ligne);
  const settled = choice.agreed === previous.choice.agreed && changed?.some(isPortalRole) === false;
  if (!settled && isPortalOutput(head, all(), choice.agreed?.phase) !== portalOutput) return undefined;
  const sameTypes = changed?.includes('typeFichier') === false;
  const otherCodes = sameTypes ? previous.otherCodes : codesOf(all());
  if (!sameCodes(otherCodes, previous.otherCodes)) return undefined;
  const rules = runFor(engine.rules, contextOf({ choice, options, portalOutput, otherCodes }));
  const state = stateOf(rules, ligne);
  const partial = {
    content,
    tree,
    choice,
    model,
    head,
    list,
    options,
    states: previous.states.with(index, state),
    formerTexts: previous.formerTexts,
    told: toldWith(previous.told, index, state.findings.length > 0),
    portalOutput,
    otherCodes,
    textFindings: textFindings(rules, previous, content, tree),
    headFindings: rules.onHead(head),
    originOf: originsOf(list),
  };
  return withFile(rules, partial, changed && { changed, found: previous.fileFindings });
}

/**
 * Rules about the text read all of it: they are silent on a sound text, and stay so if the new characters are innocent.
 */
function textFindings(
  rules: RuleRun,
  previous: Analysis,
  content: Sliceable,
  tree: SyntaxTree,
): Analysis['textFindings'] {
  const isSound = tree.problems.length === 0 && previous.tree.problems.length === 0;
  return isSound && previous.textFindings.length === 0
    ? previous.textFindings
    : onText(rules, { text: content.toString(), tree, model: previous.model, choice: previous.choice, options: {} });
}

function toldWith(told: readonly number[], index: number, tells: boolean): readonly number[] {
  const at = told.findIndex(other => other >= index);
  if ((told[at] === index) === tells) return told;
  if (!tells) return told.toSpliced(at, 1);
  return at < 0 ? [...told, index] : told.toSpliced(at, 0, index);
}

/** The ligne that strictly contains the change, or -1. */
function ligneAround(list: ChunkedList, states: LigneStates, change: TextChange): number {
  const offsets = offsetsOf(list);
  const index = offsets.lastUpTo(change.start - 1);
  const origin = offsets.at(index);
  const ligne = states.at(index)?.ligne;
  if (origin === undefined || ligne?.kind !== 'object') return -1;
  return origin < change.start && change.end < origin + ligne.span.end ? index : -1;
}
