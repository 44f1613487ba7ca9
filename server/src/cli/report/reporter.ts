import type { Counts, Words } from '../../texts/cli/main.js';
import type { CheckedRequest, Located } from './request.js';
import type { Lang } from '../../texts/typeset.js';

export interface Reporter {
  /** Reports one request, and doesn't keep it. */
  request(request: CheckedRequest): void;
  end(): void;
}

/** Everything found in all requests, shown or not. */
export class Tally {
  files = 0;
  demandes = 0;
  /** Requests that have something to report. */
  touched = 0;
  errors = 0;
  warnings = 0;
  infos = 0;
  fixable = 0;

  add(request: CheckedRequest): void {
    this.files++;
    this.demandes += request.analysis.lignes.length;
    if (request.findings.length > 0) this.touched++;
    for (const { finding, fix } of request.findings) {
      if (finding.severity === 'error') this.errors++;
      else if (finding.severity === 'warning') this.warnings++;
      else this.infos++;
      if (fix !== undefined) this.fixable++;
    }
  }

  get counts(): Counts {
    return { files: this.files, errors: this.errors, warnings: this.warnings, infos: this.infos };
  }
}

/** What a report says about itself. */
interface About {
  readonly lang: Lang;
  readonly words: Words;
  /** Of segur-json. */
  readonly version: string;
}

/** A format whose text depends on all requests: a document for programs. */
export type Render = (requests: readonly CheckedRequest[], about: About) => string;

export class WholeReporter implements Reporter {
  private readonly requests: CheckedRequest[] = [];

  constructor(
    private readonly render: Render,
    private readonly about: About,
    private readonly write: (text: string) => void,
  ) {}

  request(request: CheckedRequest): void {
    this.requests.push(request);
  }

  end(): void {
    this.write(this.render(this.requests, this.about));
  }
}

export interface Shown {
  readonly request: CheckedRequest;
  readonly located: Located;
}

export const eachFinding = (requests: readonly CheckedRequest[]): readonly Shown[] =>
  requests.flatMap(request => request.findings.map(located => ({ request, located })));

/** A path as in a repository, whatever the system. */
export const slashed = (path: string): string => path.replaceAll('\\', '/').replace(/^\.\//, '');
