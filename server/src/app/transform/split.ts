import { analyze, type Analysis, type Engine } from '../../analysis/analyze.js';
import type { Bilingual } from '../../format/profiles/shape.js';
import type { Finding } from '../../rules/contract.js';
import { assembled, cut, unsoundness, type Unsound } from './cut.js';
import { byCount, byRate, byValidity, MAX_LIGNES, type Group, type Way } from './groups.js';
import { partName } from './names.js';

export interface SplitOptions {
  readonly by: Way;
  /** Most lignes of one file. */
  readonly size?: number | undefined;
  /** Name of the source, which the parts' names are made of. */
  readonly name: string;
  /** The findings of an analysis, as the user's configuration wants them. */
  readonly findingsOf: (analysis: Analysis) => readonly Finding[];
}

export interface Part {
  readonly name: string;
  readonly label: Bilingual;
  /** Of the source, from 0. */
  readonly lignes: readonly number[];
  readonly text: string;
  readonly analysis: Analysis;
}

export type Split =
  | { readonly kind: 'refused'; readonly why: Unsound }
  /** All lignes would go into one file. */
  | { readonly kind: 'whole'; readonly group: Group | undefined }
  | { readonly kind: 'parts'; readonly parts: readonly Part[] };

/** How a file's lignes would be shared out, before anything is cut. */
export function groupsOf(
  analysis: Analysis,
  { by, size = MAX_LIGNES, findingsOf }: Omit<SplitOptions, 'name'>,
): readonly Group[] {
  const count = analysis.lignes.length;
  if (by === 'count') return byCount(count, size);
  const groups =
    by === 'rate' ? byRate(analysis.lignes.map(({ ligne }) => ligne)) : byValidity(analysis, findingsOf(analysis));
  // One kind of ligne only: nothing to split by that. Of several, each is cut to what the portal takes.
  return groups.length < 2 ? groups : groups.flatMap(group => fitting(group, size));
}

/**
 * Shares a file's lignes out among several. Head and lignes stay as they are typed, their numbers apart: the parts
 * together hold exactly the demandes of the whole, each once.
 */
export function splitRequest(engine: Engine, analysis: Analysis, options: SplitOptions): Split {
  const why = unsoundness(analysis);
  if (why !== undefined) return { kind: 'refused', why };
  const groups = groupsOf(analysis, options);
  if (groups.length < 2) return { kind: 'whole', group: groups[0] };
  const source = cut(analysis);
  const parts = groups.map((group): Part => {
    const text = assembled(
      source,
      group.lignes.flatMap(i => source.lignes[i] ?? []),
    );
    const part = analyze(engine, text, { ...analysis.options, bom: false, profile: analysis.choice.profile?.id });
    const name = partName(engine.catalog, options.name, group.tag, options.by === 'count' ? '-' : '.', {
      root: part.tree.root,
      profile: analysis.choice.profile,
    });
    return { name, label: group.label, lignes: group.lignes, text, analysis: part };
  });
  const feigned = analysis.portalOutput ? undefined : parts.find(part => part.analysis.portalOutput);
  return feigned === undefined
    ? { kind: 'parts', parts }
    : { kind: 'refused', why: { reason: 'portal-field', finding: portalField(analysis, feigned) } };
}

/** The number that was typed where the portal gives it: the first of that part. */
const portalField = (analysis: Analysis, { lignes }: Part): Finding | undefined =>
  analysis.fileFindings.find(
    ({ rule, chunk }) => rule.id === 'portal-field' && chunk !== undefined && lignes.includes(chunk),
  );

function fitting(group: Group, size: number): readonly Group[] {
  if (group.lignes.length <= size) return [group];
  const cuts = byCount(group.lignes.length, size);
  return cuts.map(({ tag, lignes }) => ({
    tag: `${group.tag}-${tag}`,
    lignes: lignes.flatMap(i => group.lignes[i] ?? []),
    label: {
      fr: `${group.label.fr}, fichier ${tag} sur ${String(cuts.length)}`,
      en: `${group.label.en}, file ${tag} of ${String(cuts.length)}`,
    },
  }));
}
