import { readFile } from 'node:fs/promises';

/** What `out/editor/result.json` says about a run. */
export interface Outcome {
  readonly passed: number;
  readonly failed: number;
  readonly skipped: number;
  /** Why there are no figures of the suite's own. */
  readonly reason?: string;
}

/** The exit code decides; the suite's own figures count only if they agree with it. */
export async function readOutcome(resultFile: string, exit: number): Promise<Outcome> {
  const figures = await readFigures(resultFile);
  if (figures === undefined) {
    return { passed: 0, failed: 1, skipped: 0, reason: `the suite ended (code ${String(exit)}) without a result` };
  }
  if (exit !== 0 && figures.failed === 0) {
    return { ...figures, failed: 1, reason: `the extension host reported code ${String(exit)}` };
  }
  return figures;
}

async function readFigures(file: string): Promise<Outcome | undefined> {
  const text = await readFile(file, 'utf8').catch(() => undefined);
  if (text === undefined) return undefined;
  const value: unknown = JSON.parse(text);
  if (typeof value !== 'object' || value === null) return undefined;
  const figures = new Map<string, unknown>(Object.entries(value));
  const [passed, failed, skipped] = ['passed', 'failed', 'skipped'].map(name => figures.get(name));
  if (typeof passed !== 'number' || typeof failed !== 'number' || typeof skipped !== 'number') return undefined;
  return { passed, failed, skipped };
}
