import { window, type QuickPickItem } from 'vscode';
import {
  SPLIT_REQUEST,
  SPLIT_WAYS_REQUEST,
  type SplitFiles,
  type SplitParams,
  type SplitWays,
  type Way,
} from '../../../server/src/lsp/protocol/index.js';
import { requestOf } from '../deposit/asking.js';
import { asked } from '../transform/writing.js';
import { writeParts } from '../transform/parts.js';
import type { CommandContext } from './context.js';

/** What a rule's remedy asks for, told by the finding that it comes with. */
const BY_RULE: ReadonlyMap<string, Way> = new Map([
  ['ligne-count', 'count'],
  ['mixed-regime-tva', 'rate'],
  ['mixed-tva-rate', 'rate'],
]);

/** Shares a request's lignes out among several files, once the user has seen which. */
export async function decouper(context: CommandContext, args: readonly unknown[]): Promise<void> {
  const {
    texts: { transform: texts },
  } = context;
  const document = await requestOf(context, args);
  if (document === undefined) return;
  const uri = document.uri.toString();
  const by = wayOf(args[1]) ?? (await pickWay(context, uri));
  const split = by && (await asked<SplitFiles>(context, SPLIT_REQUEST, { uri, by } satisfies SplitParams));
  if (split !== undefined) await writeParts(document, split.files, texts);
}

function wayOf(finding: unknown): Way | undefined {
  if (typeof finding !== 'object' || finding === null || !('rule' in finding) || typeof finding.rule !== 'string')
    return undefined;
  return BY_RULE.get(finding.rule);
}

async function pickWay(context: CommandContext, uri: string): Promise<Way | undefined> {
  const {
    texts: { transform: texts },
  } = context;
  const answer = await asked<SplitWays>(context, SPLIT_WAYS_REQUEST, { uri });
  if (answer === undefined) return undefined;
  const picks = [...answer.ways]
    .sort((a, b) => Number(b.groups.length > 1) - Number(a.groups.length > 1))
    .map(({ by, groups }): QuickPickItem & { readonly by: Way } => ({
      by,
      label: texts.way[by],
      detail: groups.length > 1 ? texts.wayDetail(groups) : texts.wayWhole,
    }));
  return (await window.showQuickPick(picks, { placeHolder: texts.splitPlaceholder }))?.by;
}
