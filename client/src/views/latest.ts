/** How long to wait, in milliseconds, before a view that didn’t ask is told again; each time longer. */
const PATIENCE = [500, 1_000, 2_000, 4_000, 8_000];

/**
 * An answer that no change has overtaken. VS Code keeps what a view was given last: told of a change while it waits
 * for an answer, it drops that answer and may keep the view empty. So a change that comes meanwhile makes us ask
 * again, and is told only when nobody waits. The answer still has a way to go then, and VS Code may drop it all the
 * same: a view that doesn’t ask after it was told is told again. A hidden one has no need to ask.
 */
export class Latest<T> {
  private changes = 0;
  private waiting = 0;
  private reads = 0;

  constructor(
    private readonly ask: () => Promise<T>,
    private readonly tell: () => void,
    private readonly later: (run: () => void, milliseconds: number) => void = setTimeout,
  ) {}

  changed(): void {
    this.changes++;
    if (this.waiting === 0) this.tellUntilAsked(0);
  }

  async read(): Promise<T> {
    this.reads++;
    this.waiting++;
    try {
      for (;;) {
        const { changes } = this;
        const answer = await this.ask();
        if (changes === this.changes) return answer;
      }
    } finally {
      this.waiting--;
    }
  }

  private tellUntilAsked(times: number): void {
    const { changes, reads } = this;
    this.tell();
    const patience = PATIENCE[times];
    if (patience === undefined) return;
    this.later(() => {
      if (reads === this.reads && changes === this.changes) this.tellUntilAsked(times + 1);
    }, patience);
  }
}
