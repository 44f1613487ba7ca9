import { type Analysis, analyze, type Engine, findingsOf, ofText } from '../analysis/analyze.js';
import { pointer, segments } from '../format/model/located.js';
import { lignesOf } from '../format/profiles/detect.js';
import type { Finding } from '../rules/contract.js';
import { type ObjectNode, type PathSegment, type PropertyNode, sameValue } from '../language/nodes.js';
import type { Span } from '../language/span.js';
import { assembled, cut, type Cut, type NamedRequest, type Unsound, unsoundness } from './cut.js';
import { Refused, type RefusedFor } from './refused.js';
import type { FailureData } from '../texts/failures.js';
import type { Where } from '../texts/making.js';
import { isOfFile } from './split.js';

/** What keeps files apart. `merge-rule`: together they break a rule that none of them breaks alone. */
export type Apart = RefusedFor<Pick<FailureData, 'merge-profile' | 'merge-head' | 'merge-output' | 'merge-rule'>>;

export type MergeRefused = RefusedFor<
  Pick<FailureData, 'merge-two-files'> & { 'merge-apart': { readonly reasons: readonly (Unsound | Apart)[] } }
>;

export const isApart = (reason: Unsound | Apart): reason is Apart => reason.code.startsWith('merge-');

export interface Merged {
  readonly text: string;
  readonly analysis: Analysis;
}

/**
 * Puts the lignes of several files into one, in the given order, renumbered; the head is the first's, and everything
 * stays as typed. Refused if the whole breaks a rule that its parts don't, or if a value would be lost.
 */
export function merge(engine: Engine, files: readonly NamedRequest[]): Merged | MergeRefused {
  const [first, ...others] = files;
  if (first === undefined || others.length === 0) return new Refused('merge-two-files', undefined);
  const unsound = files.flatMap(file => unsoundness(file) ?? []);
  if (unsound.length > 0) return new Refused('merge-apart', { reasons: unsound });
  const apart = others.flatMap(other => differences(first, other));
  if (apart.length > 0) return new Refused('merge-apart', { reasons: apart });

  const analyses = files.map(({ analysis }) => analysis);
  const cuts = analyses.map(cut);
  const text = assembled(
    frameOf(cuts, analyses),
    cuts.flatMap(({ lignes }) => lignes),
  );
  const { options, choice } = first.analysis;
  const analysis = analyze(engine, text, { ...ofText(options), profile: choice.profile?.id });
  const reasons = broken(analysis, files);
  return reasons.length > 0 ? new Refused('merge-apart', { reasons }) : { text, analysis };
}

/** The first file's, with the layout of the first that has a ligne. */
function frameOf(cuts: readonly Cut[], files: readonly Analysis[]): Cut {
  const [first] = cuts;
  const at = cuts.findIndex(({ lignes }) => lignes.length > 0);
  const filled = cuts[at];
  const list = files[at]?.list;
  if (first === undefined || filled === undefined || list === undefined || at === 0)
    return first ?? { before: '', after: '', gap: ',', lignes: [] };
  const text = files[at]?.text ?? '';
  const end = list.end - (text.length - filled.after.length) - 1;
  return {
    ...first,
    before: first.before + filled.before.slice(list.start + 1),
    after: filled.after.slice(0, end) + first.after,
    gap: filled.gap,
  };
}

function differences({ file: first, analysis: one }: NamedRequest, { file, analysis }: NamedRequest): readonly Apart[] {
  const [profile, wanted] = [analysis.choice.profile?.id, one.choice.profile?.id];
  if (profile !== wanted) return [new Refused('merge-profile', { file, profile, first: wanted })];
  if (one.portalOutput !== analysis.portalOutput) return [new Refused('merge-output', { file })];
  const [mine, theirs] = [headOf(one), headOf(analysis)];
  const keys = new Set([...mine, ...theirs].map(({ key }) => key));
  return [...keys]
    .filter(key => !sameValues(valuesOf(mine, key), valuesOf(theirs, key)))
    .map(key => new Refused('merge-head', { file, first, key }));
}

function headOf({ tree, model }: Analysis): readonly PropertyNode[] {
  if (tree.root?.kind !== 'object') return [];
  return without(tree.root, lignesOf(tree.root, model));
}

/** The members of an object except one, which may be in a block: then the block's others replace it. */
function without({ properties }: ObjectNode, list: PropertyNode | undefined): readonly PropertyNode[] {
  return properties.flatMap(property => {
    const { value } = property;
    if (property === list) return [];
    const holds = value?.kind === 'object' && list !== undefined && isWithin(list.keyStart, value);
    return holds ? without(value, list) : [property];
  });
}

const isWithin = (at: number, { start, end }: Span): boolean => start <= at && at < end;

type Values = readonly PropertyNode['value'][];

/** All of them: if a key occurs twice, either one may count. */
const valuesOf = (head: readonly PropertyNode[], key: string): Values =>
  head.filter(property => property.key === key).map(({ value }) => value);

const sameValues = (mine: Values, theirs: Values): boolean =>
  mine.length === theirs.length && mine.every((value, i) => sameValue(value, theirs[i]));

/**
 * Findings of the whole that weren't in their own file; for the whole as such (more than 200 lignes, mixed
 * rates), those that no file had. So the order of the files doesn't matter.
 */
function broken(whole: Analysis, files: readonly NamedRequest[]): readonly Apart[] {
  const places = files.flatMap(({ analysis }, file) => analysis.lignes.map((_, ligne) => ({ file, ligne })));
  const all = { file: files.map(({ file }) => file).join(', '), ligne: undefined };
  const whereOf = ({ file, ligne }: { readonly file: number; readonly ligne: number }): Where => ({
    file: files[file]?.file ?? '',
    ligne: ligne + 1,
  });
  const known = files.map(
    ({ analysis }) => new Set(findingsOf(analysis).map(finding => keyOf(analysis, finding, finding.chunk))),
  );
  const reasons = new Map<string, Apart>();
  for (const finding of [...whole.fileFindings, ...whole.headFindings]) {
    const at = finding.chunk === undefined ? undefined : places[finding.chunk];
    const ofFile = at === undefined || isOfFile(whole, finding);
    const told = keyOf(whole, finding, at?.ligne);
    if (
      finding.severity === 'info' ||
      (ofFile ? known.some(keys => keys.has(told)) : known[at.file]?.has(told) === true)
    )
      continue;
    const chunk = finding.related[0]?.chunk;
    const other = chunk === undefined ? undefined : places[chunk];
    const key = ofFile ? undefined : segments(finding.place).findLast(segment => typeof segment === 'string');
    const id = JSON.stringify([finding.rule.id, key, at, other]);
    if (reasons.has(id)) continue;
    reasons.set(
      id,
      new Refused('merge-rule', {
        at: at === undefined ? all : whereOf(at),
        other: other && whereOf(other),
        title: finding.rule.title,
        key: typeof key === 'string' ? key : undefined,
        rule: finding.rule.id,
      }),
    );
  }
  return [...reasons.values()];
}

/**
 * The same finding, whatever its ligne's rank in the file; for one about the whole file, whichever ligne shows it
 * first.
 */
function keyOf(analysis: Analysis, finding: Finding, ligne: number | undefined): string {
  if (isOfFile(analysis, finding)) return JSON.stringify([finding.rule.id]);
  const below = finding.chunk === undefined ? pointer(finding.place) : belowLigne(segments(finding.place)).join('/');
  return JSON.stringify([finding.rule.id, finding.messageId, ligne, below]);
}

/** What follows the ligne's index. */
const belowLigne = (path: readonly PathSegment[]): readonly PathSegment[] =>
  path.slice(path.findIndex(segment => typeof segment === 'number') + 1);
