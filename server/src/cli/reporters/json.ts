import type { Lang } from '../../rules/contract.js';
import { reported, type CheckedRequest, type ReportedFinding } from '../request.js';
import { Tally, type Reporter } from './reporter.js';

interface ReportedFile {
  readonly path: string;
  readonly profile: string | null;
  readonly findings: readonly ReportedFinding[];
}

/** Of the shape of the output; it grows when a field goes or changes its meaning, not when one is added. */
export const OUTPUT_VERSION = 1;

/** One JSON document for all files, on one line. */
export class JsonReporter implements Reporter {
  private readonly files: ReportedFile[] = [];
  private readonly tally = new Tally();

  constructor(
    private readonly lang: Lang,
    private readonly write: (text: string) => void,
  ) {}

  request(request: CheckedRequest): void {
    this.tally.add(request);
    this.files.push({
      path: request.path,
      profile: request.analysis.choice.profile?.id ?? null,
      findings: request.findings.map(located => reported(located, this.lang)),
    });
  }

  end(): void {
    this.write(`${JSON.stringify({ version: OUTPUT_VERSION, files: this.files, summary: this.tally.counts })}\n`);
  }
}
