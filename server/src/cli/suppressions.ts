import { statSync } from 'node:fs';
import { relative, resolve } from 'node:path';
import type { Project } from '../app/project.js';
import type { Suppression } from '../app/config/config.js';
import { isPattern, normalGlob } from '../language/glob.js';
import type { Console } from './console.js';
import { shownPath } from './inputs.js';
import { harmless } from './report/terminal.js';

interface Seen {
  readonly used: Set<Suppression>;
  /** Files that were checked, as the globs see them. */
  readonly files: Set<string>;
}

/** Which suppressions were of use in a run. */
export class Suppressions {
  private readonly seen = new Map<Project, Seen>();

  constructor(private readonly args: readonly string[]) {}

  note(project: Project, path: string | undefined, used: ReadonlySet<Suppression>): void {
    if (project.parts.config.suppressions.length === 0) return;
    const seen = this.seen.get(project) ?? { used: new Set(), files: new Set() };
    this.seen.set(project, seen);
    for (const suppression of used) seen.used.add(suppression);
    if (path !== undefined) seen.files.add(project.relative(path));
  }

  /**
   * Tells those that silence nothing any more. A run over some files says nothing of the others: only the suppressions
   * of a file that was checked by its name are judged then, all of them where the configuration's whole folder was
   * checked.
   */
  tellUnused({ words, err }: Console): void {
    for (const [project, { used, files }] of this.seen) {
      const { path = '', config } = project.parts;
      const whole = this.covers(project);
      for (const suppression of config.suppressions) {
        const { file } = suppression;
        const judged = whole || (file !== undefined && !isPattern(file) && files.has(normalGlob(file)));
        if (judged && !used.has(suppression))
          err.write(`${harmless(words.unusedSuppression(shownPath(path), suppression))}\n`);
      }
    }
  }

  /** Whether a folder of the arguments is the configuration's, or above it. */
  private covers({ folder }: Project): boolean {
    if (folder === undefined) return false;
    return this.args.some(arg => {
      const way = relative(resolve(arg), folder);
      return isFolder(arg) && (way === '' || !/^\.\.(?:[\\/]|$)/.test(way));
    });
  }
}

function isFolder(path: string): boolean {
  try {
    return statSync(path).isDirectory();
  } catch {
    return false;
  }
}
