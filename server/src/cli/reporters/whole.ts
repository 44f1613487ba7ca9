import type { Lang } from '../../rules/contract.js';
import type { CheckedRequest, Located } from '../request.js';
import type { Words } from '../../texts/cli/main.js';
import type { Reporter } from './reporter.js';

/** What a report says of itself. */
export interface About {
  readonly lang: Lang;
  readonly words: Words;
  /** Of segur-json. */
  readonly version: string;
}

/** A format whose text depends on all requests: a document that a program reads. */
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

/** A path as it stands in a repository, whatever the system. */
export const slashed = (path: string): string => path.replaceAll('\\', '/').replace(/^\.\//, '');
