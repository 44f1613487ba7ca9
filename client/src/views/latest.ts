/**
 * An answer that no change has overtaken. VS Code keeps what a view was given last: told of a change while it waits
 * for an answer, it drops that answer and may keep the view empty. So a change that comes meanwhile makes us ask
 * again, and is told only when nobody waits.
 */
export class Latest<T> {
  private changes = 0;
  private waiting = 0;

  constructor(
    private readonly ask: () => Promise<T>,
    private readonly tell: () => void,
  ) {}

  changed(): void {
    this.changes++;
    if (this.waiting === 0) this.tell();
  }

  async read(): Promise<T> {
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
}
