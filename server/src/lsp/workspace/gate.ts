/** Lets background work wait until nobody is being answered. */
export class Gate {
  private inside = 0;
  private waiting: (() => void)[] = [];

  /** Runs one answer. */
  async answering<T>(run: () => Promise<T>): Promise<T> {
    this.inside++;
    try {
      return await run();
    } finally {
      this.inside--;
      if (this.inside === 0) this.release();
    }
  }

  async idle(): Promise<void> {
    while (this.inside > 0)
      await new Promise<void>(resolve => {
        this.waiting.push(resolve);
      });
  }

  private release(): void {
    const { waiting } = this;
    this.waiting = [];
    for (const resume of waiting) resume();
  }
}
