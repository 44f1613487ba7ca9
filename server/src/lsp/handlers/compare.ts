import { told } from '../../texts/files.js';
import { lookAt } from '../../node/workspaceFiles.js';
import { analyze, type Analysis } from '../../analysis/analyze.js';
import {
  type CompareLine,
  compareLignes,
  type CompareRefused,
  compareWhole,
  isComparison,
  ligneAt,
  nameOf as nameOfDemande,
  type Pair,
  pairOf,
  pairsIn,
} from '../../app/compare/compare.js';
import { isDifference } from '../../app/compare/clients.js';
import type { NamedRequest } from '../../app/cut.js';
import { Refused } from '../../app/refused.js';
import { failureText } from '../../texts/failures.js';
import { nameOf } from '../convert.js';
import type { FileFacts, LigneFacts, Occurrence } from '../../index/facts.js';
import { guarded } from '../guard.js';
import {
  COMPARE_REQUEST,
  WORKSPACE_NOTIFICATION,
  type CompareResult,
  type ComparedFile,
  type ComparedLigne,
  type ComparedSide,
  type DemandeKey,
} from '../protocol/index.js';
import type { Opened } from '../host.js';
import type { Session } from '../session.js';
import { field, textOf } from '../../language/unknown.js';
import { idOf } from '../uris.js';
import type { Workspace } from '../workspace/workspace.js';
import { ANSWERS } from '../../texts/editor/answers.js';
import type { Lang } from '../../texts/typeset.js';

/** Avance and solde of a request, side by side. */
export function answerCompare(session: Session, workspace: Workspace): void {
  const {
    connection,
    client: { lang },
  } = session;
  connection.onRequest(
    COMPARE_REQUEST,
    guarded(connection, COMPARE_REQUEST, null, async (params: unknown, token): Promise<CompareResult | null> => {
      await workspace.complete(token);
      const uri = textOf(field(params, 'uri'));
      const opened = uri === undefined ? undefined : await session.request(uri);
      // A panel outlives the editor that it was opened from.
      const file = uri === undefined ? undefined : workspace.index.get(idOf(uri));
      workspace.onDiskChanged(() => void connection.sendNotification(WORKSPACE_NOTIFICATION));
      if (file === undefined) return null;
      if (file.phase === undefined) return { kind: 'none', reason: ANSWERS.compare.phase[lang] };
      const whole = field(params, 'whole') === true;
      const asked = whole ? undefined : askedFor(file, opened, params);
      const pair = asked && pairOf(workspace.index, { file, ligne: asked });
      const compared = asked && pair && (await compare(session, workspace, pair, keyOf(asked)));
      if (compared !== undefined) return compared;
      const pairs = field(params, 'demande') === undefined ? pairsIn(workspace.index, file) : [];
      const [first] = pairs;
      if (first !== undefined && pairs.length === 1 && !whole)
        return (await compare(session, workspace, first.pair, keyOf(first.ligne))) ?? null;
      if (first !== undefined) return { kind: 'file', file: await wholeOf(session, workspace, file, pairs) };
      return {
        kind: 'none',
        reason: (file.phase === 'avance' ? ANSWERS.compare.noSolde : ANSWERS.compare.noAvance)[lang],
      };
    }),
  );
}

/** Every request of a file beside its other side. */
async function wholeOf(
  session: Session,
  workspace: Workspace,
  file: FileFacts,
  pairs: ReturnType<typeof pairsIn>,
): Promise<ComparedFile> {
  const { lang } = session.client;
  const read = new Map<string, NamedRequest>();
  for (const one of new Set(pairs.flatMap(({ pair }) => [pair.avance.file, pair.solde.file]))) {
    const request = await requestOf(session, workspace, one);
    if (request !== undefined) read.set(one.id, request);
  }
  const lines = compareWhole(workspace.index, file.id, id => read.get(id), lang);
  const rows = lines.map(line => rowOf(workspace, line, lang));
  const uri = workspace.uriOf(file.id);
  return { uri, name: nameOf(uri), rows: STATES.flatMap(state => rows.filter(row => row.state === state)) };
}

/** The most urgent first. */
const STATES: readonly ComparedLigne['state'][] = ['grave', 'differs', 'unreadable', 'alone', 'same'];

function rowOf(workspace: Workspace, line: CompareLine, lang: Lang): ComparedLigne {
  const { file, ligne, pair, comparison } = line;
  const alone = placeOf(workspace, { file, ligne }) ?? null;
  const [avance, solde] =
    pair === undefined
      ? file.phase === 'avance'
        ? [alone, null]
        : [null, alone]
      : [placeOf(workspace, pair.avance) ?? null, placeOf(workspace, pair.solde) ?? null];
  const own = {
    demande: keyOf(ligne),
    title: nameOfDemande(ligne),
    beneficiary: ligne.clients.map(({ value }) => value).join(', '),
    avance,
    solde,
  };
  if (!isComparison(comparison)) {
    const note = comparison === undefined ? '' : reasonOf(comparison, lang);
    return { ...own, state: pair === undefined ? 'alone' : 'unreadable', differences: 0, changes: [], note };
  }
  const changes = comparison.sections.flatMap(({ rows }) => rows.filter(isDifference));
  const state = changes.some(({ grave }) => grave) ? 'grave' : changes.length > 0 ? 'differs' : 'same';
  return { ...own, state, differences: comparison.differences, changes, note: '' };
}

const keyOf = ({ chunk, numeroASP, numeroEditeur }: LigneFacts): DemandeKey => ({
  numeroASP: numeroASP?.value ?? null,
  numeroEditeur: numeroEditeur?.value ?? null,
  index: chunk,
});

function askedFor(file: FileFacts, opened: Opened | undefined, params: unknown): LigneFacts | undefined {
  const demande = field(params, 'demande');
  if (demande !== undefined) return byKey(file.lignes, demande);
  const [line, character] = [field(field(params, 'position'), 'line'), field(field(params, 'position'), 'character')];
  return typeof line === 'number' && typeof character === 'number' && opened !== undefined
    ? ligneAt(file, opened.text.offsetAt({ line, character }))
    : undefined;
}

/** By its dossier number, otherwise by the publisher's number, otherwise by its place. */
function byKey(lignes: readonly LigneFacts[], key: unknown): LigneFacts | undefined {
  const [dossier, number, index] = [
    textOf(field(key, 'numeroASP')),
    textOf(field(key, 'numeroEditeur')),
    field(key, 'index'),
  ];
  return (
    lignes.find(ligne => dossier !== undefined && ligne.numeroASP?.value === dossier) ??
    lignes.find(ligne => number !== undefined && ligne.numeroEditeur?.value === number) ??
    lignes.find(ligne => ligne.chunk === index)
  );
}

/** Undefined if a file has gone in the meantime. */
async function compare(
  session: Session,
  workspace: Workspace,
  pair: Pair,
  demande: DemandeKey,
): Promise<CompareResult | undefined> {
  const { lang } = session.client;
  const [avance, solde] = [await sideOf(session, workspace, pair.avance), await sideOf(session, workspace, pair.solde)];
  const [avancePlace, soldePlace] = [placeOf(workspace, pair.avance), placeOf(workspace, pair.solde)];
  if (avance === undefined || solde === undefined || avancePlace === undefined || soldePlace === undefined)
    return undefined;
  const comparison = compareLignes(avance, solde, lang);
  if (comparison instanceof Refused) return { kind: 'none', reason: reasonOf(comparison, lang) };
  return comparison && { kind: 'compared', demande, comparison, avance: avancePlace, solde: soldePlace };
}

const reasonOf = (refused: CompareRefused, lang: Lang): string =>
  told(refused.data.file, failureText(refused, lang), lang);

function placeOf(workspace: Workspace, { file, ligne }: Occurrence): ComparedSide | undefined {
  const location = workspace.locate(file.id, ligne.chunk, ligne.span);
  return location && { ...location, portalOutput: file.portalOutput };
}

async function sideOf(
  session: Session,
  workspace: Workspace,
  { file, ligne }: Occurrence,
): Promise<Parameters<typeof compareLignes>[0] | undefined> {
  const request = await requestOf(session, workspace, file);
  return request && { ...request, ligne: ligne.chunk };
}

/** Needs more than a file's facts: it is read again, unless it is open. */
async function requestOf(session: Session, workspace: Workspace, { id }: FileFacts): Promise<NamedRequest | undefined> {
  const uri = workspace.uriOf(id);
  const analysis = (await session.current(uri))?.analysis ?? (await readClosed(session, workspace, id));
  return analysis && { file: nameOf(uri), analysis };
}

async function readClosed(session: Session, workspace: Workspace, id: string): Promise<Analysis | undefined> {
  const { engine, options } = await session.readingOf(workspace.uriOf(id));
  const looked = await lookAt(id, engine.catalog.listKeys);
  if (looked.kind !== 'request') return undefined;
  return analyze(engine, looked.text, options);
}
