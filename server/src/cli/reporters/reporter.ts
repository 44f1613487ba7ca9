import type { Counts } from '../../texts/cli/main.js';
import type { CheckedRequest } from '../request.js';

export interface Reporter {
  /** Tells of one request; it is not kept. */
  request(request: CheckedRequest): void;
  end(): void;
}

/** What was found in all requests, whether shown or not. */
export class Tally {
  files = 0;
  demandes = 0;
  /** Requests with something to say of. */
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
