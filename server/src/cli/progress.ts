import type { Output } from './console.js';

/** One line of a terminal, rewritten as the work goes on; silent anywhere else. */
export class ProgressLine {
  private shown = '';

  constructor(private readonly out: Output) {}

  show(step: string, done: number, total: number): void {
    if (!this.out.terminal) return;
    const text = `${step} ${String(done)}/${String(total)} …`;
    if (text === this.shown) return;
    this.shown = text;
    this.out.write(`\r\u001b[K${text}`);
  }

  /** Leaves the line as it was before. */
  clear(): void {
    if (this.shown !== '') this.out.write('\r\u001b[K');
    this.shown = '';
  }
}
