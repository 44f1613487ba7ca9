import { numberIn } from '../format/model/clients.js';
import type { Ligne } from '../format/model/ligne.js';
import { isText } from '../format/model/located.js';
import { repairNumeroAsp } from '../format/domain/numeros.js';
import { KEY_ROLES } from './facts.js';

/**
 * The numbers by which other files may know a ligne, each as a number of 52 bits: equal for equal numbers. That two
 * others are taken for one costs a comparison, and shows nothing.
 */
export function linksOf(ligne: Ligne): readonly number[] {
  const links: number[] = [];
  for (const [rank, role] of KEY_ROLES.entries()) {
    for (const located of ligne.all(role)) {
      if (!isText(located) || located.value === '') continue;
      const { value } = located;
      const number = role === 'numeroASP' ? (repairNumeroAsp(value) ?? value) : (numberIn(role, value) ?? value);
      links.push(hashOf(number, rank));
    }
  }
  return links;
}

/** Two sums of 32 bits by Fowler, Noll and Vo, over the same characters from different starts. */
function hashOf(text: string, seed: number): number {
  let high = 0x811c9dc5 ^ seed;
  let low = 0x01000193 ^ (seed << 8);
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    high = Math.imul(high ^ code, 0x01000193);
    low = Math.imul(low ^ code, 0x5bd1e995);
    low ^= low >>> 15;
  }
  high ^= high >>> 15;
  return (high >>> 0) * 0x100000 + (low >>> 12);
}

/** Which of many files have a number in common: for a run that compares only those. */
export class Links {
  /** The one file that has a number; `SEVERAL` where there are more. */
  private readonly files = new Map<number, number>();
  /** Numbers of several lignes, of one file or of more. */
  private readonly shared = new Set<number>();
  private readonly linked = new Set<number>();

  add(file: number, links: Iterable<number>): void {
    for (const link of links) {
      const other = this.files.get(link);
      if (other === undefined) {
        this.files.set(link, file);
        continue;
      }
      this.shared.add(link);
      if (other === file) continue;
      this.linked.add(file);
      if (other === SEVERAL) continue;
      this.linked.add(other);
      this.files.set(link, SEVERAL);
    }
  }

  /** Whether a file has a number that another has as well. */
  has(file: number): boolean {
    return this.linked.has(file);
  }

  /** Whether a ligne has a number that another ligne has as well. */
  isShared(ligne: Ligne): boolean {
    return linksOf(ligne).some(link => this.shared.has(link));
  }
}

const SEVERAL = -1;
