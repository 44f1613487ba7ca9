/**
 * The bound of a target: how many times the peer's it may be, how many times faster it must be, or a value by itself.
 */
export type Target =
  | { readonly kind: 'at-most'; readonly times: number }
  | { readonly kind: 'faster'; readonly times: number }
  | { readonly kind: 'below'; readonly value: number };

export interface Measure {
  readonly group: string;
  readonly title: string;
  /** Names of samples of the group. */
  readonly ours: string;
  readonly peer?: string;
  readonly against: string;
  readonly unit: 'ms' | 'MiB' | 'kB';
  /** Which of our samples counts; the median unless told. */
  readonly stat?: 'p95';
  /** None: for information. */
  readonly target?: Target;
}

export const GROUPS = ['analysis', 'edit', 'features', 'lsp', 'start', 'memory', 'cli', 'index', 'size'] as const;
export type Group = (typeof GROUPS)[number];

const atMost = (times: number): Target => ({ kind: 'at-most', times });
const faster = (times: number): Target => ({ kind: 'faster', times });
const below = (value: number): Target => ({ kind: 'below', value });

const PARSE = 'JSON.parse';
const SERVICE = 'vscode-json parse + doValidation';
const SERVER = 'vscode-json server';

type Row = readonly [
  title: string,
  ours: string,
  peer: string | undefined,
  against: string,
  target?: Target,
  stat?: 'p95',
];

const measures = (group: Group, unit: Measure['unit'], rows: readonly Row[]): Measure[] =>
  rows.map(([title, ours, peer, against, target, stat]) => ({
    group,
    unit,
    title,
    ours,
    against,
    ...(peer === undefined ? {} : { peer }),
    ...(target === undefined ? {} : { target }),
    ...(stat === undefined ? {} : { stat }),
  }));

/** The lines of the table, and what reference/performance.md aims at. */
export const MEASURES: readonly Measure[] = [
  ...measures('analysis', 'ms', [
    ['first analysis of 200 lignes, all rules', 'ours', 'peer', SERVICE, atMost(0.3)],
    ['  the same', 'ours', 'parse', PARSE],
    ['  jsonc-parser parseTree alone', 'tree', 'parse', PARSE],
    ['  vscode-json parse alone', 'peerParse', 'parse', PARSE],
    ['  vscode-json parse + doValidation', 'peer', 'parse', PARSE],
  ]),
  ...measures('edit', 'ms', [
    ['one character in a ligne of 200', 'letter', 'peerLetter', SERVICE, faster(100)],
    ['  the same', 'letter', 'parse', PARSE, atMost(0.15)],
    ['one character that makes or heals a finding', 'finding', 'peerLetter', SERVICE, faster(100)],
    ['  the same', 'finding', 'parse', PARSE, atMost(0.15)],
    ['one character in a ligne of 2,000', 'large', 'letter', 'the same in 200', atMost(1.3)],
    ['one character in a ligne of 20,000', 'huge', 'letter', 'the same in 200', atMost(1.3)],
    ['  of that, keeping the text (200)', 'text', 'letter', 'the whole in 200'],
    ['  of that, keeping the text (2,000)', 'textLarge', 'large', 'the whole in 2,000'],
    ['  keeping the text alone, 2,000', 'textLarge', 'text', 'keeping it in 200'],
    ['a ligne taken out or put back', 'ligne', 'peerLigne', SERVICE, atMost(0.35)],
    ['a comma taken out or put back', 'comma', 'peerComma', SERVICE, atMost(0.35)],
  ]),
  ...measures('features', 'ms', [
    ['completion, p95', 'completion', 'peerCompletion', 'vscode-json doComplete, median', below(5), 'p95'],
    ['hover, p95', 'hover', 'peerHover', 'vscode-json doHover, median', below(5), 'p95'],
    ['code actions, p95', 'actions', undefined, 'vscode-json has none', below(5), 'p95'],
    ['  a quote typed, analysed and completed', 'typed', 'peerTyped', 'vscode-json, the same'],
  ]),
  ...measures('lsp', 'ms', [
    ['edit → diagnostics, pull', 'letter', 'letterPeer', SERVER, faster(15)],
    ['  a server that finds nothing', 'letterEmpty', 'letterPeer', SERVER],
    ['edit that makes or heals one', 'word', 'wordPeer', SERVER, faster(15)],
    ['didOpen → diagnostics', 'open', 'openPeer', SERVER, atMost(0.55)],
    ['  a server that finds nothing', 'openEmpty', 'openPeer', SERVER],
    ['start → first diagnostics', 'first', 'firstPeer', SERVER, atMost(0.8)],
    ['  a server that finds nothing', 'firstEmpty', 'firstPeer', SERVER],
  ]),
  ...measures('start', 'ms', [
    ['process → initialize answered', 'ours', 'node', 'bare node', atMost(1.35)],
    ['  the same', 'ours', 'peer', SERVER],
  ]),
  ...measures('memory', 'MiB', [
    ['server, 200 lignes opened', 'opened', 'openedPeer', SERVER, atMost(0.75)],
    ['  a server that finds nothing', 'openedEmpty', 'openedPeer', SERVER],
    ['  100 edits later', 'edited', 'editedPeer', SERVER],
    ['  peak', 'peak', 'peakPeer', SERVER],
  ]),
  ...measures('cli', 'ms', [
    ['check of 100 × 200 lignes', 'ours', 'parse', `${PARSE} process`, atMost(3.5)],
    ['  the same', 'ours', 'peer', 'vscode-json process', faster(3)],
  ]),
  ...measures('cli', 'MiB', [
    ['  peak memory', 'oursPeak', 'parsePeak', `${PARSE} process`],
    ['  peak memory', 'oursPeak', 'peerPeak', 'vscode-json process', atMost(1.2)],
  ]),
  ...measures('index', 'ms', [
    ['5,000 files of 4 lignes indexed', 'ours', 'parse', 'reading and JSON.parsing them', atMost(1.5)],
  ]),
  ...measures('size', 'kB', [
    ['VSIX', 'vsix', undefined, '', below(1500)],
    ['server bundle', 'server', undefined, ''],
    ['  packaging code in it', 'packaging', undefined, '', below(0)],
  ]),
];
