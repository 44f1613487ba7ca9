import type { Analysis } from '../../analysis/analyze.js';
import { checkFileName, MAX_FILE_NAME_BYTES } from '../../format/domain/fichier.js';
import { utf8Length } from '../../format/domain/fold.js';
import type { Ligne } from '../../format/model/ligne.js';
import type { Entry } from '../../format/model/located.js';
import { nameKey, nearestNames } from '../../format/pieces/folder.js';
import { PROBLEMS } from '../../texts/deposit/problems.js';
import { Locator } from './locate.js';
import { type PlanFile, planKeys, type PlannedDemande, type PlannedEntry, type SourceFolder } from './sources.js';
import { type PlanProblem, problemAt } from './ports.js';

export const DEFAULT_ZIP_NAME = '{numeroEditeur}.zip';

/** What a ZIP's name may be made of. */
export const PLACEHOLDERS = ['numLigne', 'numeroEditeur', 'numeroASP'] as const;
type Placeholder = (typeof PLACEHOLDERS)[number];

const isPlaceholder = (name: string): name is Placeholder => PLACEHOLDERS.some(known => known === name);

const IN_BRACES = /\{([^{}]*)\}/g;

/** Unknown placeholders in a pattern. */
export const unknownPlaceholders = (pattern: string): readonly string[] =>
  [...pattern.matchAll(IN_BRACES)].map(([, name = '']) => name).filter(name => !isPlaceholder(name));

/** The pattern contains nothing that could name a ZIP. */
export const isEmptyPattern = (pattern: string): boolean => pattern.replace(/\.zip$/i, '').trim() === '';

type ZipName = { readonly name: string } | { readonly missing: Placeholder };

const EXTENSION = '.zip';

/** The name of a request's ZIP, safe on every system; `missing` if the request lacks the number. */
export function zipNameOf(pattern: string, values: Readonly<Record<Placeholder, string | undefined>>): ZipName {
  const missing = [...pattern.matchAll(IN_BRACES)]
    .map(([, name = '']) => name)
    .filter(isPlaceholder)
    .find(name => (values[name] ?? '').trim() === '');
  if (missing !== undefined) return { missing };
  const filled = pattern.replace(IN_BRACES, (all, name: string) => (isPlaceholder(name) ? (values[name] ?? all) : all));
  return { name: safeName(/\.zip$/i.test(filled) ? filled.slice(0, -EXTENSION.length) : filled) + EXTENSION };
}

/** As in `checkFileName`: control and direction marks, separators, names that Windows reserves. */
const UNSAFE = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}/\\<>:"|?*]/gu;

/** A file name stem with every unsafe character replaced by `_`. Any text gives a name that can be written anywhere. */
function safeName(stem: string): string {
  const safe = stem
    .normalize('NFC')
    .replace(UNSAFE, '_')
    .replace(/^[\s.]+|[\s.]+$/gu, run => '_'.repeat(run.length));
  const short = cut(safe === '' ? '_' : safe, MAX_FILE_NAME_BYTES - EXTENSION.length);
  return checkFileName(short + EXTENSION) === 'ok'
    ? short
    : `_${cut(short, MAX_FILE_NAME_BYTES - EXTENSION.length - 1)}`;
}

function cut(text: string, bytes: number): string {
  let kept = '';
  let length = 0;
  for (const char of text) {
    length += utf8Length(char);
    if (length > bytes) return kept;
    kept += char;
  }
  return kept;
}

/** What a deposit is planned from. Nothing is read or written. */
export interface PlanInput {
  readonly analysis: Pick<Analysis, 'lignes' | 'head' | 'choice' | 'portalOutput'>;
  readonly sources: SourceFolder;
  readonly planFile?: PlanFile | undefined;
  /** Pattern of the ZIPs' names. */
  readonly zipName?: string | undefined;
}

export interface DepositPlan {
  /** One for each ligne, in their order. */
  readonly demandes: readonly PlannedDemande[];
  /** For missing attachments; used only once the user confirms them in the plan file. */
  readonly proposals: readonly Proposal[];
  /** Blocks the deposit as long as one remains. */
  readonly problems: readonly PlanProblem[];
  readonly notices: readonly PlanProblem[];
  readonly totals: PlanTotals;
}

interface PlanTotals {
  readonly demandes: number;
  readonly zips: number;
  readonly pieces: number;
  readonly sources: number;
  /** Size of all sources. */
  readonly bytes: number;
}

/** Files that may be a missing attachment, the likeliest first; each alternative is a list of sources. */
export interface Proposal {
  readonly rank: number;
  readonly key: string;
  readonly nomFichier: string;
  readonly typeFichier: string | undefined;
  readonly alternatives: readonly (readonly string[])[];
}

/** Plans a deposit: which files go into which ZIP under which name, and what stands in the way. Pure; never throws. */
export function planDeposit({ analysis, sources, planFile, zipName = DEFAULT_ZIP_NAME }: PlanInput): DepositPlan {
  const lignes = analysis.lignes.map(state => state.ligne);
  const planner = new Planner(lignes, sources, planFile);
  const demandes = planner.demandes();
  const zips = nameZips(demandes, zipName);
  const problems = [...fileProblems(analysis, lignes), ...planner.problems, ...zips.problems];
  const entries = demandes.flatMap(demande => demande.entries);
  const paths = new Map(entries.flatMap(entry => entry.sources).map(({ path, file }) => [path, file.size]));
  return {
    demandes: zips.demandes,
    proposals: planner.proposals,
    problems,
    notices: [...planner.notices, ...planner.locator.notices(demandes)],
    totals: {
      demandes: demandes.length,
      zips: zips.demandes.filter(demande => demande.zipName !== undefined).length,
      pieces: entries.length,
      sources: paths.size,
      bytes: [...paths.values()].reduce((sum, size) => sum + size, 0),
    },
  };
}

function fileProblems({ portalOutput }: PlanInput['analysis'], lignes: readonly Ligne[]): PlanProblem[] {
  if (lignes.length === 0) return [problemAt('no-demande', {}, PROBLEMS.noDemande)];
  if (!portalOutput) return [];
  return [problemAt('portal-output', {}, PROBLEMS.portalOutput)];
}

class Planner {
  readonly problems: PlanProblem[] = [];
  readonly notices: PlanProblem[] = [];
  readonly proposals: Proposal[] = [];
  readonly locator: Locator;
  private readonly keys: readonly string[];
  private readonly named: ReadonlySet<string>;

  constructor(
    private readonly lignes: readonly Ligne[],
    private readonly sources: SourceFolder,
    planFile: PlanFile | undefined,
  ) {
    this.keys = planKeys(lignes);
    this.locator = new Locator(sources, planFile, this.keys);
    this.named = new Set(lignes.flatMap(ligne => ligne.texts('nomFichier').map(({ value }) => nameKey(value))));
  }

  demandes(): PlannedDemande[] {
    return this.lignes.map((ligne, index) => {
      const demande = {
        ligne,
        rank: index + 1,
        key: this.keys[index] ?? '',
        numeroEditeur: ligne.text('numeroEditeur')?.value,
        numeroASP: ligne.text('numeroASP')?.value,
        zipName: undefined,
      };
      const entries = ligne.entries('piece').flatMap(entry => this.entry(demande, entry));
      if (ligne.entries('piece').length === 0) {
        this.notices.push(problemAt('no-piece', whereOf(demande), PROBLEMS.noPiece(demande.key)));
      }
      this.checkRepeated(demande, entries);
      return { ...demande, entries };
    });
  }

  private entry(demande: Demande, entry: Entry): PlannedEntry[] {
    const nomFichier = nameIn(entry);
    const typeFichier = entry.text('typeFichier')?.value;
    if (nomFichier === undefined) {
      this.problems.push(problemAt('name-missing', whereOf(demande), PROBLEMS.nameMissing(demande.key)));
      return [];
    }
    const where = { ...whereOf(demande), nomFichier };
    const check = checkFileName(nomFichier);
    if (check !== 'ok') {
      this.problems.push(problemAt('name-unsafe', where, PROBLEMS.nameUnsafe(check)));
      return [];
    }
    const located = this.locator.locate(demande, nomFichier);
    if ('sources' in located) {
      const how = located.sources.length > 1 ? 'concatenated' : 'file';
      return [{ nomFichier, typeFichier, ...located, how }];
    }
    this.problems.push(...located.problems);
    if (located.missing) this.propose(demande, nomFichier, typeFichier);
    return [];
  }

  private propose({ ligne, rank, key }: Demande, nomFichier: string, typeFichier: string | undefined): void {
    const numbers = (['numeroEditeur', 'numeroASP', 'numeroFacture'] as const).flatMap(
      role => ligne.text(role)?.value ?? [],
    );
    const own = nameKey(nomFichier);
    const isTaken = (name: string): boolean => name !== own && this.named.has(name);
    const near = nearestNames(nomFichier, this.sources.folder, { type: typeFichier, numbers, isTaken });
    const alternatives = near.map(({ entry }) =>
      entry.kind === 'file' ? [entry.name] : this.locator.partsOf(entry).map(({ path }) => path),
    );
    this.proposals.push({ rank, key, nomFichier, typeFichier, alternatives });
  }

  /** ZIP readers, and Windows, treat names that differ only in case as one. */
  private checkRepeated(demande: Demande, entries: readonly PlannedEntry[]): void {
    const seen = new Set<string>();
    for (const { nomFichier } of entries) {
      const key = nameKey(nomFichier);
      if (seen.has(key)) {
        this.problems.push(
          problemAt('name-repeated', { ...whereOf(demande), nomFichier }, PROBLEMS.nameRepeated(demande.key)),
        );
      }
      seen.add(key);
    }
  }
}

type Demande = Omit<PlannedDemande, 'entries'>;

const whereOf = ({ rank, numeroEditeur }: Demande): { ligne: number; numeroEditeur: string | undefined } => ({
  ligne: rank,
  numeroEditeur,
});

/** As typed in the file, spaces included: the portal looks for exactly that name. */
function nameIn(entry: Entry): string | undefined {
  const located = entry.text('nomFichier');
  return located?.node.kind === 'string' ? located.node.value : located?.value;
}

interface NamedZips {
  readonly demandes: readonly PlannedDemande[];
  readonly problems: readonly PlanProblem[];
}

/**
 * Names the ZIP of each request that has attachments. Two names that differ only in case would be one file on many
 * systems.
 */
function nameZips(demandes: readonly PlannedDemande[], pattern: string): NamedZips {
  const problems: PlanProblem[] = [];
  const firsts = new Map<string, PlannedDemande>();
  const named = demandes.map(demande => {
    if (demande.ligne.entries('piece').length === 0) return demande;
    const where = { ligne: demande.rank, numeroEditeur: demande.numeroEditeur };
    const { ligne, numeroEditeur, numeroASP } = demande;
    const made = zipNameOf(pattern, { numLigne: ligne.text('numLigne')?.value, numeroEditeur, numeroASP });
    if ('missing' in made) {
      problems.push(problemAt('zip-name', where, PROBLEMS.zipName(demande.rank, made.missing)));
      return demande;
    }
    const first = firsts.get(nameKey(made.name));
    if (first !== undefined) {
      problems.push(problemAt('zip-clash', where, PROBLEMS.zipClash(first.rank, demande.rank, made.name)));
    } else firsts.set(nameKey(made.name), demande);
    return { ...demande, zipName: made.name };
  });
  return { demandes: named, problems };
}
