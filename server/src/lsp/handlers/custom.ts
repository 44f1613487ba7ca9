import { RequestType0 } from 'vscode-languageserver/node';
import { findingsOf, type Analysis } from '../../core/analyze.js';
import { fixAllEdits } from '../../core/features/remedies.js';
import type { Severity } from '../../core/rules/contract.js';
import { toTextEdits } from '../convert.js';
import { guarded } from '../guard.js';
import { FIX_ALL_REQUEST, PROFILES_REQUEST, type FixAllResult, type ProfileItem } from '../protocol.js';
import type { Session } from '../session.js';
import { field, textOf } from '../unknown.js';

/** What LSP has no word for: see `protocol.ts`. */
export function answerCustom(session: Session): void {
  const { connection, client } = session;
  const profiles = guarded(connection, PROFILES_REQUEST, [], async (): Promise<readonly ProfileItem[]> => {
    const { catalog } = await session.getEngine();
    return catalog.ids.map((id): ProfileItem => ({
      id, title: catalog.titleOf(id)?.[client.lang] ?? id, reconstructed: catalog.get(id)?.evidence === 'reconstructed',
    }));
  });
  connection.onRequest(new RequestType0<readonly ProfileItem[], void>(PROFILES_REQUEST), (token) => profiles(undefined, token));
  connection.onRequest(FIX_ALL_REQUEST, guarded(connection, FIX_ALL_REQUEST, null, async (params: unknown): Promise<FixAllResult | null> => {
    const uri = textOf(field(params, 'uri'));
    const opened = uri === undefined ? undefined : await session.request(uri);
    if (opened === undefined) return null;
    const fixed = fixAllEdits(opened.engine, opened.analysis);
    return { edits: toTextEdits(opened, fixed.edits), version: opened.version, applied: fixed.applied, left: countOf(fixed.analysis) };
  }));
}

function countOf(analysis: Analysis): FixAllResult['left'] {
  const severities = findingsOf(analysis).map((finding) => finding.severity);
  const count = (severity: Severity): number => severities.filter((s) => s === severity).length;
  return { errors: count('error'), warnings: count('warning'), infos: count('info') };
}
