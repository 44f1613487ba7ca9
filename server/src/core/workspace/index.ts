import type { FieldRole } from '../profiles/roles.js';
import type { FileFacts, Occurrence } from './facts.js';

/**
 * The demandes of many files, found by what links them. Kept by a face (the server for its workspace, the command line for the
 * files of a run): the core holds none. Every look-up costs one map access.
 */
export class WorkspaceIndex {
  private readonly files = new Map<string, FileFacts>();
  private readonly byNumber = new Map<string, Occurrence[]>();

  /** Grows with every change that another file could notice. */
  revision = 0;

  get size(): number {
    return this.files.size;
  }

  get(id: string): FileFacts | undefined {
    return this.files.get(id);
  }

  all(): Iterable<FileFacts> {
    return this.files.values();
  }

  /** Puts a file in, or in place of what it was. True when another file could notice. Costs what changed, not what the file holds. */
  set(facts: FileFacts): boolean {
    // Filled in by the owner of this floor.
    this.files.set(facts.id, facts);
    this.revision++;
    return true;
  }

  delete(id: string): boolean {
    const known = this.files.delete(id);
    if (known) this.revision++;
    return known;
  }

  /** Where a number stands, in all files: `numeroEditeur`, `numeroASP`, or an identifier of a client. */
  occurrences(role: FieldRole, value: string): readonly Occurrence[] {
    return this.byNumber.get(`${role}:${value}`) ?? [];
  }

  /** Whether the portal gave back an avance of that couloir and logiciel: only then a dossier that is in none is one too many. */
  hasOutput(stem: string): boolean {
    for (const file of this.files.values()) if (file.stem === stem && file.phase === 'avance' && file.portalOutput) return true;
    return false;
  }
}
