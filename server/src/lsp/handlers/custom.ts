import { RequestType0 } from 'vscode-languageserver/node';
import { fixRequest } from '../../app/fix.js';
import { Refused } from '../../app/refused.js';
import { mendingEdits } from '../../features/remedies.js';
import type { Finding, Severity } from '../../rules/contract.js';
import { toTextEdits } from '../convert.js';
import { guarded } from '../guard.js';
import {
  ADOPT_REQUEST,
  FIX_ALL_REQUEST,
  PROFILES_REQUEST,
  type AdoptResult,
  type FixAllResult,
  type Mendings,
  type ProfileItem,
} from '../protocol/index.js';
import type { Session } from '../session.js';
import { field, textOf } from '../../language/unknown.js';
import { ANSWERS } from '../../texts/editor/answers.js';

/** What LSP has no word for: see `protocol.ts`. */
export function answerCustom(session: Session): void {
  const { connection, client } = session;
  const profiles = guarded(connection, PROFILES_REQUEST, [], async (): Promise<readonly ProfileItem[]> => {
    const { catalog } = await session.getEngine();
    return catalog.ids.map(
      (id): ProfileItem => ({
        id,
        title: catalog.titleOf(id)?.[client.lang] ?? id,
        reconstructed: catalog.get(id)?.evidence === 'reconstructed',
      }),
    );
  });
  connection.onRequest(new RequestType0<readonly ProfileItem[], void>(PROFILES_REQUEST), token =>
    profiles(undefined, token),
  );
  connection.onRequest(
    FIX_ALL_REQUEST,
    guarded(connection, FIX_ALL_REQUEST, null, async (params: unknown): Promise<FixAllResult | null> => {
      const uri = textOf(field(params, 'uri'));
      const opened = uri === undefined ? undefined : await session.request(uri);
      if (opened === undefined) return null;
      const { project, analysis, path } = opened;
      const fixed = fixRequest(project, { analysis, path });
      if (fixed instanceof Refused) return { refused: ANSWERS.fix[fixed.code][client.lang] };
      return {
        edits: toTextEdits(opened, mendingEdits(analysis, fixed)),
        version: opened.version,
        applied: fixed.applied,
        left: countOf(opened.findingsOf(fixed.analysis)),
      };
    }),
  );
  connection.onRequest(
    ADOPT_REQUEST,
    guarded(connection, ADOPT_REQUEST, null, async (params: unknown): Promise<AdoptResult | null> => {
      const { adopt } = await import('../adoption.js');
      const result = await adopt(await session.getEngine(), client.lang, params);
      if (result !== null && 'written' in result && result.written) {
        await session.projectsChanged();
        await session.recheck();
      }
      return result;
    }),
  );
}

function countOf(findings: readonly Finding[]): Mendings['left'] {
  const severities = findings.map(finding => finding.severity);
  const count = (severity: Severity): number => severities.filter(s => s === severity).length;
  return { errors: count('error'), warnings: count('warning'), infos: count('info') };
}
