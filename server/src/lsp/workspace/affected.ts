/** One open document as it would be told now. */
export interface Standing {
  readonly version: number;
  readonly resultId: string;
}

/**
 * Tells which open documents would get another answer than they got, since something changed elsewhere. A document that
 * itself changed isn't among them: its client asks of its own accord.
 */
export class Affected {
  private readonly told = new Map<string, Standing>();

  /** To be called with each answer. */
  note(uri: string, { version, resultId }: Standing): void {
    this.told.set(uri, { version, resultId });
  }

  forget(uri: string): void {
    this.told.delete(uri);
  }

  /** True once for each other answer: whoever was asked to ask again need not be asked twice. */
  take(uri: string, now: Standing): boolean {
    const before = this.told.get(uri);
    if (before?.version !== now.version || before.resultId === now.resultId) return false;
    this.told.set(uri, { version: now.version, resultId: now.resultId });
    return true;
  }
}
