import type { FailureData } from '../texts/failures.js';
import { findingsUnder, foundIn } from './findings.js';
import type { Project } from './project.js';
import { Refused, type RefusedFor } from './refused.js';
import { analyze, ofText, type Analysis, type Engine } from '../analysis/analyze.js';
import type { Finding } from '../rules/contract.js';
import { assembled, cut, slipOf, unsoundness, type Cut, type NamedRequest, type Unsound } from './cut.js';
import { partName, profilePartName } from './fileNames.js';
import { formatTaux, type TauxTva } from '../format/domain/territoire.js';
import { fixesOf } from '../analysis/fix.js';
import type { Ligne } from '../format/model/ligne.js';
import { ratesOf } from '../format/model/clients.js';
import type { Profile } from '../format/profiles/profile.js';
import { type Bilingual, listed } from '../texts/typeset.js';

interface SplitDeps {
  readonly engine: Engine;
  readonly project: Project;
  /** The file's; undefined for a text that is not a file. */
  readonly path: string | undefined;
}

export interface SplitQuestion extends NamedRequest {
  readonly by: Way;
  /** The most lignes in one file. */
  readonly size?: number | undefined;
  /** Name of the source, from which the parts' names are made. */
  readonly name: string;
  /** Everything said about the file. */
  readonly findings: readonly Finding[];
}

export interface Part {
  readonly name: string;
  readonly label: Bilingual;
  /** Of the source, from 0. */
  readonly lignes: readonly number[];
  readonly text: string;
  readonly analysis: Analysis;
  /** In the part itself: what other files say about the whole is not repeated. */
  readonly errors: number;
}

/** `split-whole`: all lignes would go into one file. */
export type SplitRefused = Unsound | RefusedFor<Pick<FailureData, 'split-whole'>>;

/** How each way would share out a file's lignes, before anything is cut. */
export const splitWays = (
  question: Omit<SplitQuestion, 'by' | 'name'>,
): readonly { readonly by: Way; readonly groups: readonly Group[] }[] | Unsound =>
  unsoundness(question) ?? WAYS.map(by => ({ by, groups: groupsOf({ ...question, by }) }));

function groupsOf({ analysis, by, size = MAX_LIGNES, findings }: Omit<SplitQuestion, 'name'>): readonly Group[] {
  const count = analysis.lignes.length;
  if (by === 'count') return byCount(count, size);
  const groups = GROUPS[by](analysis, findings);
  // Only one kind of ligne: nothing to split by. With several, each part is cut to what the portal accepts.
  return groups.length < 2 ? groups : groups.flatMap(group => fitting(group, size));
}

const GROUPS: Readonly<
  Record<Exclude<Way, 'count'>, (analysis: Analysis, findings: readonly Finding[]) => readonly Group[]>
> = {
  profile: analysis => byProfile(analysis),
  rate: ({ lignes }) => byRate(lignes.map(({ ligne }) => ligne)),
  validity: (analysis, findings) => byValidity(analysis, findings),
};

/**
 * Shares a file's lignes out among several. Head and lignes stay as typed except for the numbers: together the parts
 * contain exactly the requests of the whole, each once.
 */
export function split(deps: SplitDeps, question: SplitQuestion): readonly Part[] | SplitRefused {
  const { file, analysis, by } = question;
  const why = unsoundness(question);
  if (why !== undefined) return why;
  const groups = groupsOf(question);
  if (groups.length < 2)
    return new Refused('split-whole', { by, label: groups[0]?.label, count: analysis.lignes.length });
  const source = cut(analysis);
  const parts = groups.map(group => partOf(deps, question, source, group));
  const feigned = analysis.portalOutput ? undefined : parts.find(part => part.analysis.portalOutput);
  return feigned === undefined
    ? parts
    : new Refused('unsound-portal-field', { file, slip: slipOf(analysis, portalField(analysis, feigned)) });
}

function partOf(
  { engine, project, path }: SplitDeps,
  { analysis, by, name }: SplitQuestion,
  source: Cut,
  { tag, label, lignes, own }: Group,
): Part {
  const text = assembled(
    source,
    lignes.flatMap(i => source.lignes[i] ?? []),
  );
  const { profile } = own ?? analysis.choice;
  const named = own && profilePartName(engine.catalog, name, tag, profile);
  const options = { ...ofText(analysis.options), profile: profile?.id, path: named ?? analysis.options.path };
  const part = analyze(engine, text, options);
  const errors = findingsUnder(project, path, foundIn(part)).findings.filter(({ severity }) => severity === 'error');
  return {
    name: named ?? partName(engine.catalog, name, tag, by === 'count' ? '-' : '.', { root: part.tree.root, profile }),
    label,
    lignes,
    text,
    analysis: part,
    errors: errors.length,
  };
}

/** The number typed where the portal writes one: that of the part's first ligne. */
const portalField = (analysis: Analysis, { lignes }: Part): Finding | undefined =>
  analysis.fileFindings.find(
    ({ rule, chunk }) => rule.id === 'portal-field' && chunk !== undefined && lignes.includes(chunk),
  );

function fitting(group: Group, size: number): readonly Group[] {
  if (group.lignes.length <= size) return [group];
  const cuts = byCount(group.lignes.length, size);
  return cuts.map(({ tag, lignes }) => ({
    ...group,
    tag: `${group.tag}-${tag}`,
    lignes: lignes.flatMap(i => group.lignes[i] ?? []),
    label: {
      fr: `${group.label.fr}, fichier ${tag} sur ${String(cuts.length)}`,
      en: `${group.label.en}, file ${tag} of ${String(cuts.length)}`,
    },
  }));
}

/** Lignes that go into one file, by their index, in their order. */
export interface Group {
  /** Part of the file's name. */
  readonly tag: string;
  readonly label: Bilingual;
  readonly lignes: readonly number[];
  /** Its own profile, where lignes are shared out by that; undefined if they may be of several. */
  readonly own?: { readonly profile: Profile | undefined };
}

export type Way = 'profile' | 'rate' | 'count' | 'validity';
export const WAYS: readonly Way[] = ['profile', 'rate', 'count', 'validity'];

/** The portal accepts no more in one file. */
export const MAX_LIGNES = 200;

const SPLIT_COMMAND = 'segur.decouper';

const RATE_LABELS = {
  ht: { fr: 'HT', en: 'HT' },
  ttc: { fr: 'TTC, taux non indiqué par les FINESS', en: 'TTC, rate not shown by the FINESS numbers' },
  mixte: {
    fr: 'TTC, bénéficiaires à des taux différents dans une même demande',
    en: 'TTC, beneficiaries of different rates in one request',
  },
  inconnu: { fr: 'régime de TVA à compléter', en: 'VAT scheme to be filled in' },
} as const satisfies Record<string, Bilingual>;

/** By the profile that each ligne is made like: in a mixed file, not all of them are of the file's. */
function byProfile({ choice: { profile, candidates }, lignes }: Analysis): readonly Group[] {
  const groups = new Map<string, Group & { readonly lignes: number[] }>();
  const ownIds = profile === undefined ? candidates : [profile.id];
  for (const { ligne } of lignes) {
    const { kin } = ligne;
    const ids = kin?.map(({ id }) => id) ?? ownIds;
    const label = { fr: listed(ids, 'or', 'fr'), en: listed(ids, 'or', 'en') };
    const [first, ...others] = kin ?? [profile];
    const own = { profile: others.length === 0 ? first : undefined };
    const tag = own.profile === undefined ? `.profil-${String(groups.size + 1)}` : '';
    const group = groups.get(label.en) ?? { tag, label, own, lignes: [] };
    groups.set(label.en, group);
    group.lignes.push(ligne.chunk);
  }
  return [...groups.values()];
}

/**
 * By VAT scheme, and by the rate in the beneficiaries' territory. A ligne that shows neither joins the others if they
 * are all of one kind; otherwise it stays apart, since we can't decide at which rate it is deposited.
 */
export function byRate(lignes: readonly Ligne[]): readonly Group[] {
  const groups = new Map<string, Group>();
  for (const ligne of lignes) {
    const { tag, label } = rateOf(ligne);
    groups.set(tag, { tag, label, lignes: [...(groups.get(tag)?.lignes ?? []), ligne.chunk] });
  }
  join(
    groups,
    'ttc',
    [...groups.keys()].filter(tag => tag.startsWith('ttc-')),
  );
  join(
    groups,
    'sans-regime',
    [...groups.keys()].filter(tag => tag !== 'sans-regime'),
  );
  return [...groups.values()].sort((a, b) => (a.lignes[0] ?? 0) - (b.lignes[0] ?? 0));
}

/** The VAT scheme and rate of one ligne. */
export function rateOf(ligne: Ligne): Pick<Group, 'tag' | 'label'> {
  const regime = ligne.text('regimeTVA')?.value;
  if (regime === 'HT') return { tag: 'ht', label: RATE_LABELS.ht };
  if (regime !== 'TTC') return { tag: 'sans-regime', label: RATE_LABELS.inconnu };
  const [taux, other] = new Set(ratesOf(ligne).map(({ territoire }) => territoire.taux));
  if (taux === undefined) return { tag: 'ttc', label: RATE_LABELS.ttc };
  return other === undefined
    ? { tag: `ttc-${taux}`, label: ttcLabel(taux) }
    : { tag: 'ttc-mixte', label: RATE_LABELS.mixte };
}

const ttcLabel = (taux: TauxTva): Bilingual => ({
  fr: `TTC ${formatTaux(taux, 'fr')}`,
  en: `TTC ${formatTaux(taux, 'en')}`,
});

/** Merges a group into the only other one that it can belong to. */
function join(groups: Map<string, Group>, tag: string, others: readonly string[]): void {
  const [only, ...more] = others;
  const joined = groups.get(tag);
  const target = only === undefined ? undefined : groups.get(only);
  if (joined === undefined || target === undefined || more.length > 0 || target.tag === 'ttc-mixte') return;
  groups.set(target.tag, { ...target, lignes: [...target.lignes, ...joined.lignes].sort((a, b) => a - b) });
  groups.delete(tag);
}

/** That many lignes per file, in order. */
function byCount(count: number, size: number): readonly Group[] {
  return Array.from({ length: Math.ceil(count / size) }, (_, i) => {
    const lignes = Array.from({ length: Math.min(size, count - i * size) }, (_, j) => i * size + j);
    const [from, to] = [String(i * size + 1), String(i * size + lignes.length)];
    return {
      tag: String(i + 1),
      label: {
        fr: from === to ? `ligne ${from}` : `lignes ${from} à ${to}`,
        en: from === to ? `ligne ${from}` : `lignes ${from} to ${to}`,
      },
      lignes,
    };
  });
}

/** Lignes without errors, and the others: the portal advises to deposit the first and correct the rest. */
function byValidity(analysis: Analysis, findings: readonly Finding[]): readonly Group[] {
  const wrong = new Set(
    findings.flatMap(finding =>
      finding.severity === 'error' && finding.chunk !== undefined && !isOfFile(analysis, finding)
        ? [finding.chunk]
        : [],
    ),
  );
  const all = analysis.lignes.map((_, i) => i);
  const groups = [
    {
      tag: 'valides',
      label: { fr: 'lignes sans erreur', en: 'lignes without error' },
      lignes: all.filter(i => !wrong.has(i)),
    },
    {
      tag: 'en-erreur',
      label: { fr: 'lignes en erreur', en: 'lignes with errors' },
      lignes: all.filter(i => wrong.has(i)),
    },
  ];
  return groups.filter(({ lignes }) => lignes.length > 0);
}

/** A finding that points at a ligne but is about the whole file: another way of splitting solves it. */
export const isOfFile = (analysis: Analysis, finding: Finding): boolean =>
  finding.rule.scope === 'file' && fixesOf(analysis, finding).some(({ command }) => command === SPLIT_COMMAND);
