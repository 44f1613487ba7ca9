import { type Analysis, analyze, type Engine, findingsOf } from '../analysis/analyze.js';
import { pointer, segments } from '../format/model/place.js';
import { lignesOf } from '../format/profiles/detect.js';
import type { Profile } from '../format/profiles/profile.js';
import type { Finding, RuleMeta, Severity } from '../rules/contract.js';
import { sameValue } from '../language/same.js';
import type { PropertyNode } from '../language/nodes.js';
import { assembled, cut, type Cut, type Unsound, unsoundness } from './cut.js';
import { isOfFile } from './split.js';

/** A ligne of one of the files, both from 0; without a ligne, the file as a whole. */
export interface At {
  readonly file: number;
  readonly ligne: number | undefined;
}

/** Why files can't be one. */
export type Refusal =
  | { readonly kind: 'unsound'; readonly file: number; readonly why: Unsound }
  | {
      readonly kind: 'profile';
      readonly file: number;
      readonly profile: Profile | undefined;
      readonly first: Profile | undefined;
    }
  /** A value of the head differs from the first file's, and the merged file has room for one only. */
  | { readonly kind: 'head'; readonly file: number; readonly key: string }
  /** The portal gave one back and not the other. */
  | { readonly kind: 'output'; readonly file: number }
  /** Together they break a rule that none broke alone; `key` is the one that it is about, where there is one. */
  | {
      readonly kind: 'rule';
      readonly rule: RuleMeta;
      readonly severity: Severity;
      readonly key: string | undefined;
      readonly at: At;
      readonly other: At | undefined;
    };

export type Merged = { readonly refusals: readonly Refusal[] } | { readonly text: string; readonly analysis: Analysis };

/**
 * Puts the lignes of several files into one, in the order given, numbered anew; the head is the first's, and all stays
 * as it is typed. Refused where the whole breaks a rule that its parts did not, or where a value would be lost.
 */
export function mergeRequests(engine: Engine, files: readonly Analysis[]): Merged {
  const [first] = files;
  const unsound = files.flatMap((analysis, file): Refusal[] => {
    const why = unsoundness(analysis);
    return why === undefined ? [] : [{ kind: 'unsound', file, why }];
  });
  if (first === undefined || unsound.length > 0) return { refusals: unsound };
  const apart = files.flatMap((analysis, file) => (file === 0 ? [] : differences(first, analysis, file)));
  if (apart.length > 0) return { refusals: apart };

  const cuts = files.map(cut);
  const text = assembled(
    frameOf(cuts, files),
    cuts.flatMap(({ lignes }) => lignes),
  );
  const analysis = analyze(engine, text, { ...first.options, bom: false, profile: first.choice.profile?.id });
  const refusals = broken(analysis, files);
  return refusals.length > 0 ? { refusals } : { text, analysis };
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

function differences(first: Analysis, other: Analysis, file: number): readonly Refusal[] {
  const [profile, wanted] = [other.choice.profile, first.choice.profile];
  if (profile?.id !== wanted?.id) return [{ kind: 'profile', file, profile, first: wanted }];
  if (first.portalOutput !== other.portalOutput) return [{ kind: 'output', file }];
  const [mine, theirs] = [headOf(first), headOf(other)];
  const keys = new Set([...mine, ...theirs].map(({ key }) => key));
  return [...keys]
    .filter(key => !sameValues(valuesOf(mine, key), valuesOf(theirs, key)))
    .map((key): Refusal => ({ kind: 'head', file, key }));
}

function headOf({ tree, model }: Analysis): readonly PropertyNode[] {
  if (tree.root?.kind !== 'object') return [];
  const list = lignesOf(tree.root, model.lignesKey);
  return tree.root.properties.filter(property => property !== list);
}

type Values = readonly PropertyNode['value'][];

/** All of them: of a key that stands twice, either may be the one that counts. */
const valuesOf = (head: readonly PropertyNode[], key: string): Values =>
  head.filter(property => property.key === key).map(({ value }) => value);

const sameValues = (mine: Values, theirs: Values): boolean =>
  mine.length === theirs.length && mine.every((value, i) => sameValue(value, theirs[i]));

/**
 * What is found in the whole and was not in the file that it stands in; of the whole as such (more than 200 lignes, a
 * mixture of rates), what none of the files had: so it doesn't matter in which order they are given.
 */
function broken(whole: Analysis, files: readonly Analysis[]): readonly Refusal[] {
  const places = files.flatMap((analysis, file) => analysis.lignes.map((_, ligne): At => ({ file, ligne })));
  const known = files.map(
    analysis => new Set(findingsOf(analysis).map(finding => keyOf(analysis, finding, finding.chunk))),
  );
  const refusals = new Map<string, Refusal>();
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
    const refusal: Refusal = {
      kind: 'rule',
      rule: finding.rule,
      severity: finding.severity,
      key: typeof key === 'string' ? key : undefined,
      at: at ?? { file: 0, ligne: undefined },
      other,
    };
    const id = JSON.stringify([finding.rule.id, refusal.key, refusal.at, other]);
    if (!refusals.has(id)) refusals.set(id, refusal);
  }
  return [...refusals.values()];
}

/**
 * The same finding, whatever its ligne's rank in the file; one about the whole file, whichever ligne shows it first.
 */
function keyOf(analysis: Analysis, finding: Finding, ligne: number | undefined): string {
  if (isOfFile(analysis, finding)) return JSON.stringify([finding.rule.id]);
  const below = finding.chunk === undefined ? pointer(finding.place) : segments(finding.place).slice(2).join('/');
  return JSON.stringify([finding.rule.id, finding.messageId, ligne, below]);
}
