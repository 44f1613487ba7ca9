import { reported } from './request.js';
import { Tally, type Render } from './reporter.js';

/** Of the shape of the output; it grows when a field goes or changes its meaning, not when one is added. */
const OUTPUT_VERSION = 1;

/** One JSON document for all files, on one line. */
export const json: Render = (requests, { lang }) => {
  const tally = new Tally();
  const files = requests.map(request => {
    tally.add(request);
    return {
      path: request.path,
      profile: request.analysis.choice.profile?.id ?? null,
      findings: request.findings.map(located => reported(located, lang)),
    };
  });
  return `${JSON.stringify({ version: OUTPUT_VERSION, files, summary: tally.counts })}\n`;
};
