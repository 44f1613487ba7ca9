import { dirname, join, relative } from 'node:path';
import { RequestType0 } from 'vscode-languageserver/node';
import { silence, type SilenceScope } from '../../app/config/config.js';
import { fixRequest } from '../../app/fix.js';
import { CONFIG_NAME } from '../../app/project.js';
import { Refused } from '../../app/refused.js';
import { mendingEdits } from '../../features/remedies.js';
import { field, textOf } from '../../language/unknown.js';
import { enterItem } from '../../node/adoption.js';
import type { Finding, Severity } from '../../rules/contract.js';
import { ANSWERS } from '../../texts/editor/answers.js';
import { toTextEdits } from '../convert.js';
import { guarded } from '../guard.js';
import type { Opened } from '../host.js';
import {
  ADOPT_REQUEST,
  type AdoptResult,
  FIX_ALL_REQUEST,
  type FixAllResult,
  type Mendings,
  type ProfileItem,
  PROFILES_REQUEST,
  SILENCE_REQUEST,
  type SilencePlaces,
  type SilenceResult,
} from '../protocol/index.js';
import type { Session } from '../session.js';
import { filePath } from '../uris.js';

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

const SCOPES: readonly SilenceScope[] = ['demande', 'file', 'everywhere'];

/** « Ne plus signaler »: first tells where that is possible, then, with a reason, writes it. */
export function answerSilence(session: Session): void {
  session.connection.onRequest(
    SILENCE_REQUEST,
    guarded(session.connection, SILENCE_REQUEST, null, params => silenceBy(session, params)),
  );
}

/** Null for anything but an open request. */
export async function silenceBy(session: Session, params: unknown): Promise<SilenceResult | null> {
  const { client } = session;
  const told = ANSWERS.silence;
  const uri = textOf(field(params, 'uri')) ?? '';
  const opened = await session.current(uri);
  const path = filePath(uri);
  if (opened === undefined) return null;
  if (path === undefined) return { refused: told.saveFirst[client.lang] };
  const config = opened.project.parts.path ?? join(session.setFor(uri).folder ?? dirname(path), CONFIG_NAME);
  const file = relative(dirname(config), path).replaceAll('\\', '/');
  const numeroEditeur = numberAt(opened, field(params, 'position'));
  const places: SilencePlaces = { numeroEditeur: numeroEditeur ?? null, file, config, written: false };
  const scope = SCOPES.find(one => one === field(params, 'scope'));
  const reason = textOf(field(params, 'reason'));
  if (scope === undefined || reason === undefined) return places;
  const { rules } = opened.engine;
  const done = await silence(
    { rules: rules.map(({ meta }) => meta.id), write: suppression => enterItem(config, 'suppressions', suppression) },
    { rule: textOf(field(params, 'rule')) ?? '', scope, reason, numeroEditeur, file },
  );
  if (done instanceof Refused) return { refused: told[done.code][client.lang] };
  await session.projectsChanged();
  await session.recheck();
  return { ...places, written: true };
}

function numberAt({ analysis, text }: Opened, position: unknown): string | undefined {
  const [line, character] = [field(position, 'line'), field(position, 'character')];
  if (typeof line !== 'number' || typeof character !== 'number') return undefined;
  const offset = text.offsetAt({ line, character });
  const at = analysis.lignes.find(({ ligne }, chunk) => {
    const { start, end } = ligne.span;
    const origin = analysis.originOf(chunk);
    return origin + start <= offset && offset <= origin + end;
  });
  return at?.ligne.text('numeroEditeur')?.value;
}
