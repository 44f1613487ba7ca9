import type { SubfolderEntry } from '../../format/pieces/folder.js';
import { compareNatural, partsFolderOf } from '../../format/pieces/names.js';
import { sourcesOf } from '../../format/pieces/sources.js';
import type { Bilingual } from '../../format/profiles/shape.js';
import { fr, francais } from '../../texts/typeset.js';
import type { PlanFile } from './planFile.js';
import { about, problemAt, SOURCE_REFUSED, type PlanProblem } from './problem.js';
import {
  isInsidePath,
  type PlannedDemande,
  type PlannedEntry,
  type PlannedSource,
  type Refusal,
  type SourceFolder,
} from './sources.js';

export type Location =
  | Pick<PlannedEntry, 'sources' | 'from'>
  /** `missing`: nothing bears that name; else what does can't be used. */
  | { readonly problems: readonly PlanProblem[]; readonly missing: boolean };

interface Wanted {
  readonly rank: number;
  readonly key: string;
  readonly numeroEditeur: string | undefined;
}

const nfc = (text: string): string => text.normalize('NFC');

/** Finds the sources of a pièce: the file of its name, else the folder of its parts, else what the plan file says. */
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
        this.ignored.push(problemAt('folder-ignored', { ...where, path: parts }, both(nomFichier, parts)));
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

  /** What the plan file says in vain, and sources that it gives to two pièces. */
  notices(demandes: readonly PlannedDemande[]): readonly PlanProblem[] {
    const unknown = Object.entries(this.planFile?.pieces ?? {}).flatMap(([key, named]) =>
      Object.entries(named)
        .filter(([nomFichier, paths]) => paths.length > 0 && !this.used.has(`${key}\0${nfc(nomFichier)}`))
        .map(([nomFichier]) =>
          problemAt(
            'plan-unknown',
            { nomFichier, numeroEditeur: key },
            {
              fr: fr`Le plan nomme la pièce ${nomFichier} de la demande ${key}, que ce fichier n'a pas : il n'en est pas tenu compte.`,
              en: `The plan names document ${nomFichier} of request ${key}, which this file has not: it is left aside.`,
            },
          ),
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
          {
            fr: fr`Le plan donne d'autres sources à ${nomFichier}, mais ${from === 'name' ? 'le fichier de ce nom est' : 'le dossier de ses parties est'} dans le dossier des pièces : c'est lui qui compte.`,
            en:
              `The plan gives ${nomFichier} other sources, but ` +
              `${from === 'name' ? 'the file of that name is' : 'the folder of its parts is'} in the attachments ` +
              'folder: that one counts.',
          },
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
          problemAt('plan-source', { ligne: rank, numeroEditeur, nomFichier, path }, twice(nomFichier, path)),
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

const both = (nomFichier: string, folder: string): Bilingual => ({
  fr: fr`Le fichier ${nomFichier} et le dossier ${folder}/ sont tous deux dans le dossier des pièces : le fichier est pris, le dossier est laissé de côté. Retirez celui qui est de trop.`,
  en:
    `The file ${nomFichier} and the folder ${folder}/ are both in the attachments folder: the file is taken, the ` +
    'folder is left aside. Remove the one that is not wanted.',
});

const twice = (nomFichier: string, path: string): Bilingual =>
  about(path, {
    fr:
      `le plan nomme ce fichier deux fois pour la pièce ${nomFichier}, où il serait en double. Ne l'y laissez ` +
      `qu'une fois.`,
    en: `the plan names this file twice for document ${nomFichier}, which would hold it twice. Leave it there once.`,
  });

const missing = (nomFichier: string, emptyFolder: string | undefined): { fr: string; en: string } =>
  emptyFolder === undefined
    ? about(nomFichier, {
        fr: francais(
          `ni ce fichier ni le dossier ${partsFolderOf(nomFichier) ?? nomFichier}/ ne sont dans le dossier des ` +
            'pièces. Ajoutez-le, renommez le bon fichier, ou désignez-le dans le plan.',
        ),
        en:
          `neither this file nor the folder ${partsFolderOf(nomFichier) ?? nomFichier}/ is in the attachments ` +
          'folder. Add it, rename the right file, or name it in the plan.',
      })
    : about(nomFichier, {
        fr: `le dossier de ses parties, ${emptyFolder}/, est vide. Mettez-y les PDF à concaténer.`,
        en: `the folder of its parts, ${emptyFolder}/, is empty. Put the PDFs to concatenate into it.`,
      });

/** One source for two pièces, where the plan file says so: it may be meant, and it may be a slip. */
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
              {
                fr: fr`Le plan donne ${path} à deux pièces, ${first} et ${nomFichier}. Vérifiez que c'est voulu.`,
                en: `The plan gives ${path} to two documents, ${first} and ${nomFichier}. Check that this is meant.`,
              },
            ),
          );
        }
      }
    }
  }
  return notices;
}
