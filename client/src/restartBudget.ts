const MAX_RESTARTS = 4;
const WINDOW_MS = 3 * 60 * 1000;

/** How often a server may die and be restarted. No clock of its own: the time is passed in. */
export class RestartBudget {
  private deaths: readonly number[] = [];

  /** Counts a death; false after more than four within three minutes. */
  spend(now: number): boolean {
    this.deaths = [...this.deaths.filter(death => now - death <= WINDOW_MS), now];
    return this.deaths.length <= MAX_RESTARTS;
  }
}
