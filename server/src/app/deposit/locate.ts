import { compareNatural, partsFolderOf, sourcesOf, type SubfolderEntry } from '../../format/pieces/folder.js';
import { PROBLEMS, SOURCE_REFUSED } from '../../texts/deposit/problems.js';
import { about } from '../../texts/files.js';
import type { Bilingual } from '../../texts/typeset.js';
import {
  isInsidePath,
  type PlanFile,
  type PlannedDemande,
  type PlannedEntry,
  type PlannedSource,
  type Refusal,
  type SourceFolder,
} from './sources.js';
import { problemAt, type PlanProblem } from './ports.js';

export type Location =
  | Pick<PlannedEntry, 'sources' | 'from'>
  /** `missing`: nothing has that name; otherwise, what has it can't be used. */
  | { readonly problems: readonly PlanProblem[]; readonly missing: boolean };

interface Wanted {
  readonly rank: number;
  readonly key: string;
  readonly numeroEditeur: string | undefined;
}

const nfc = (text: string): string => text.normalize('NFC');

/**
 * Finds the sources of an attachment: the file with its name, otherwise the folder of its parts, otherwise what the
 * plan file says.
 */
export class Locator {
  private readonly files = new Map<string, PlannedSource>();
  /** Those that hold something, by their name in one form of accents. */
  private readonly folders = new Map<string, string>();
  private readonly refusals: ReadonlyMap<string, Refusal>;
  private readonly ignored: PlanProblem[] = [];
  private readonly used = new Set<string>();

  constructor(
    private readonly sources: SourceFolder,
    private readonly planFile: PlanFile | undefined,
    private readonly keys: readonly string[],
  ) {
    for (const entry of sources.folder.entries) {
      if (entry.kind === 'file') this.files.set(nfc(entry.name), { path: entry.name, file: entry });
      else if (entry.files.length > 0) this.folders.set(nfc(entry.name), entry.name);
      if (entry.kind === 'folder')
        for (const file of entry.files)
          this.files.set(nfc(`${entry.name}/${file.name}`), { path: `${entry.name}/${file.name}`, file });
    }
    for (const [path, file] of sources.deeper ?? []) this.files.set(nfc(path), { path, file });
    this.refusals = new Map(sources.refused.map(({ path, why }) => [nfc(path), why]));
  }

  locate(demande: Wanted, nomFichier: string): Location {
    const where = { ligne: demande.rank, numeroEditeur: demande.numeroEditeur, nomFichier };
    const refused = (path: string, why: Refusal): PlanProblem =>
      problemAt('piece-refused', { ...where, path }, about(path, SOURCE_REFUSED[why]));
    const told = this.toldBy(demande, nomFichier);
    const own = this.refusals.get(nfc(nomFichier));
    if (own !== undefined) return { missing: false, problems: [refused(nomFichier, own)] };
    const found = sourcesOf(nomFichier, this.sources.folder);
    const folder = partsFolderOf(nomFichier);
    if (found.kind === 'file') {
      const parts = folder === undefined ? undefined : this.folders.get(nfc(folder));
      if (parts !== undefined)
        this.ignored.push(
          problemAt('folder-ignored', { ...where, path: parts }, PROBLEMS.folderIgnored(nomFichier, parts)),
        );
      return this.found(demande, nomFichier, told, [{ path: found.file.name, file: found.file }], 'name');
    }
    const inside =
      folder === undefined
        ? []
        : [...this.refusals].filter(([path]) => path === nfc(folder) || path.startsWith(`${nfc(folder)}/`));
    if (inside.length > 0) return { missing: false, problems: inside.map(([path, why]) => refused(path, why)) };
    if (found.kind === 'parts') {
      return this.found(
        demande,
        nomFichier,
        told,
        found.files.map(file => ({ path: `${found.folder}/${file.name}`, file })),
        'folder',
      );
    }
    if (told.length > 0) return this.fromPlan(demande, nomFichier, told);
    return { missing: true, problems: [problemAt('piece-missing', where, missing(nomFichier, found.emptyFolder))] };
  }

  /** The files of a folder, in the order of their pages. */
  partsOf(folder: SubfolderEntry): readonly PlannedSource[] {
    return [...folder.files]
      .sort((a, b) => compareNatural(a.name, b.name))
      .map(file => ({ path: `${folder.name}/${file.name}`, file }));
  }

  /** Entries of the plan file that match nothing, and sources that it gives to two attachments. */
  notices(demandes: readonly PlannedDemande[]): readonly PlanProblem[] {
    const unknown = Object.entries(this.planFile?.pieces ?? {}).flatMap(([key, named]) =>
      Object.entries(named)
        .filter(([nomFichier, paths]) => paths.length > 0 && !this.used.has(`${key}\0${nfc(nomFichier)}`))
        .map(([nomFichier]) =>
          problemAt('plan-unknown', { nomFichier, numeroEditeur: key }, PROBLEMS.planUnknown(nomFichier, key)),
        ),
    );
    return [...this.ignored, ...unknown, ...shared(demandes)];
  }

  private toldBy({ key, rank }: Wanted, nomFichier: string): readonly string[] {
    const name = nfc(nomFichier);
    for (const demande of [key, `#${String(rank)}`]) {
      if (demande !== key && this.keys.includes(demande)) continue;
      const named = this.planFile?.pieces[demande];
      const typed = named === undefined ? undefined : Object.keys(named).find(other => nfc(other) === name);
      if (named === undefined || typed === undefined) continue;
      this.used.add(`${demande}\0${name}`);
      return named[typed] ?? [];
    }
    return [];
  }

  private found(
    demande: Wanted,
    nomFichier: string,
    told: readonly string[],
    sources: readonly PlannedSource[],
    from: 'name' | 'folder',
  ): Location {
    const differs =
      told.length > 0 &&
      (told.length !== sources.length || told.some((path, i) => nfc(path) !== nfc(sources[i]?.path ?? '')));
    if (differs) {
      this.ignored.push(
        problemAt(
          'plan-ignored',
          { ligne: demande.rank, numeroEditeur: demande.numeroEditeur, nomFichier },
          PROBLEMS.planIgnored(nomFichier, from),
        ),
      );
    }
    return { sources, from };
  }

  private fromPlan({ rank, numeroEditeur }: Wanted, nomFichier: string, told: readonly string[]): Location {
    const problems: PlanProblem[] = [];
    const seen = new Set<string>();
    const sources = told.flatMap((path): PlannedSource[] => {
      const source = isInsidePath(path) ? this.files.get(nfc(path)) : undefined;
      if (source !== undefined && seen.has(source.path))
        problems.push(
          problemAt(
            'plan-source',
            { ligne: rank, numeroEditeur, nomFichier, path },
            about(path, PROBLEMS.planTwice(nomFichier)),
          ),
        );
      if (source !== undefined) seen.add(source.path);
      if (source !== undefined) return [source];
      const why = isInsidePath(path) ? (this.refusals.get(nfc(path)) ?? 'missing') : 'outside';
      problems.push(
        problemAt('plan-source', { ligne: rank, numeroEditeur, nomFichier, path }, about(path, SOURCE_REFUSED[why])),
      );
      return [];
    });
    return problems.length > 0 ? { missing: false, problems } : { sources, from: 'plan' };
  }
}

const missing = (nomFichier: string, emptyFolder: string | undefined): Bilingual =>
  about(
    nomFichier,
    emptyFolder === undefined
      ? PROBLEMS.noFile(partsFolderOf(nomFichier) ?? nomFichier)
      : PROBLEMS.emptyParts(emptyFolder),
  );

/** The plan file gives one source to two attachments: it may be meant, or a slip. */
function shared(demandes: readonly PlannedDemande[]): PlanProblem[] {
  const firsts = new Map<string, string>();
  const notices: PlanProblem[] = [];
  for (const { rank, numeroEditeur, entries } of demandes) {
    for (const { nomFichier, sources, from } of entries) {
      for (const { path } of sources) {
        const first = firsts.get(path);
        if (first === undefined) firsts.set(path, nomFichier);
        else if (from === 'plan') {
          notices.push(
            problemAt(
              'source-shared',
              { ligne: rank, numeroEditeur, nomFichier, path },
              PROBLEMS.planShared(path, first, nomFichier),
            ),
          );
        }
      }
    }
  }
  return notices;
}
