import { told } from '../../texts/files.js';
import { analyze, type Analysis } from '../../analysis/analyze.js';
import type { Span } from '../../language/span.js';
import { nameOf, sentence, toRange } from '../convert.js';
import type { FileFacts } from '../../index/facts.js';
import type { NamedRequest, Unsound } from '../../app/cut.js';
import { mergedName, soldeName } from '../../app/fileNames.js';
import { isApart, merge, type Apart, type MergeRefused } from '../../app/merge.js';
import { Refused } from '../../app/refused.js';
import {
  choose,
  createSolde,
  readOutput,
  type Candidate,
  type ChoiceRefused,
  type Doubles,
  type Existing,
  type NoAvance,
} from '../../app/solde.js';
import { readRetour, type RetourRefused } from '../../app/retour.js';
import { split, splitWays, WAYS, type SplitQuestion, type SplitRefused } from '../../app/split.js';
import { retourWordsOf } from '../../texts/retour.js';
import { failureText } from '../../texts/failures.js';
import type { Slip } from '../../texts/making.js';
import { guarded } from '../guard.js';
import {
  MERGEABLE_REQUEST,
  MERGE_REQUEST,
  RETOUR_REQUEST,
  SOLDE_REQUEST,
  SPLIT_REQUEST,
  SPLIT_WAYS_REQUEST,
  type Merged,
  type MergeableFile,
  type Refused as Said,
  type RetourResult,
  type SoldeChoice,
  type SoldeChoices,
  type SoldeFile,
  type SplitFiles,
  type SplitWays,
} from '../protocol/index.js';
import type { Opened } from '../host.js';
import type { Session } from '../session.js';
import { field, itemsOf, textOf } from '../../language/unknown.js';
import { idOf } from '../uris.js';
import type { Workspace } from '../workspace/workspace.js';
import { ANSWERS } from '../../texts/editor/answers.js';
import type { Lang } from '../../texts/typeset.js';

/** Split, merge, create the solde: the answer says what would be written, and the client writes it. */
export function answerTransform(session: Session, workspace: Workspace): void {
  const {
    connection,
    client: { lang },
  } = session;
  const about = async <R>(params: unknown, answer: (opened: Opened) => R | Said | null): Promise<R | Said | null> => {
    const uri = textOf(field(params, 'uri'));
    const opened = uri === undefined ? undefined : await session.request(uri);
    return opened === undefined ? null : answer(opened);
  };
  connection.onRequest(
    SPLIT_WAYS_REQUEST,
    guarded(connection, SPLIT_WAYS_REQUEST, null, (params: unknown) =>
      about<SplitWays>(params, opened => waysOf(opened, lang)),
    ),
  );
  connection.onRequest(
    SPLIT_REQUEST,
    guarded(connection, SPLIT_REQUEST, null, (params: unknown) =>
      about<SplitFiles>(params, opened => splitIn(opened, lang, textOf(field(params, 'by')))),
    ),
  );
  connection.onRequest(
    RETOUR_REQUEST,
    guarded(connection, RETOUR_REQUEST, null, (params: unknown) =>
      about<RetourResult>(params, opened => retourIn(opened, lang)),
    ),
  );
  connection.onRequest(
    MERGEABLE_REQUEST,
    guarded(connection, MERGEABLE_REQUEST, [], async (_, token): Promise<readonly MergeableFile[]> => {
      await workspace.complete(token);
      await workspace.readOpen();
      return [...workspace.index.all()].map(facts => mergeable(facts, workspace));
    }),
  );
  connection.onRequest(
    MERGE_REQUEST,
    guarded(connection, MERGE_REQUEST, null, (params: unknown) => mergeIn(session, params)),
  );
  connection.onRequest(
    SOLDE_REQUEST,
    guarded(connection, SOLDE_REQUEST, null, async (params: unknown, token) => {
      // Which requests have a solde already.
      await workspace.complete(token);
      return about<SoldeChoices | SoldeFile>(params, opened => solde(opened, workspace, lang, field(params, 'lignes')));
    }),
  );
}

/** What VS Code couldn't decode became U+FFFD: writing that would lose it. */
const readable = (analysis: Analysis): Analysis =>
  analysis.text.includes('\ufffd') ? { ...analysis, options: { ...analysis.options, invalidBytes: true } } : analysis;

function refusedFor(refused: SplitRefused | NoAvance | ChoiceRefused | Doubles | RetourRefused, lang: Lang): Said {
  const text = failureText(refused, lang);
  if (refused.code === 'solde-doubles') return { refused: placed(text, refused.data.slips[0], lang) };
  // A syntax error is marked in the text.
  return { refused: placed(text, refused.code === 'unsound-portal-field' ? refused.data.slip : undefined, lang) };
}

/** With its location: the editor's messages aren't clickable. */
function placed(text: string, slip: Slip | undefined, lang: Lang): string {
  if (slip === undefined) return sentence(text);
  return ANSWERS.at(slip.line, slip.column, text)[lang];
}

const questionOf = ({ analysis, findings, uri }: Opened): Omit<SplitQuestion, 'by'> => ({
  file: nameOf(uri),
  name: nameOf(uri),
  analysis: readable(analysis),
  findings,
});

export function waysOf(opened: Opened, lang: Lang): SplitWays | Said {
  const ways = splitWays(questionOf(opened));
  if (ways instanceof Refused) return refusedFor(ways, lang);
  return {
    ways: ways.map(({ by, groups }) => ({
      by,
      groups: groups.map(({ label, lignes }) => ({ label: label[lang], lignes: lignes.length })),
    })),
  };
}

export function splitIn(opened: Opened, lang: Lang, way: string | undefined): SplitFiles | Said | null {
  const by = WAYS.find(known => known === way);
  if (by === undefined) return null;
  const parts = split(opened, { ...questionOf(opened), by });
  if (parts instanceof Refused) return refusedFor(parts, lang);
  return {
    files: parts.map(({ name, text, label, lignes, errors }) => ({
      name,
      text,
      label: label[lang],
      lignes: lignes.length,
      errors,
    })),
  };
}

function retourIn(opened: Opened, lang: Lang): RetourResult | Said {
  const { analysis } = opened;
  const retour = readRetour(opened, {
    file: nameOf(opened.uri),
    name: nameOf(opened.uri),
    analysis: readable(analysis),
  });
  if (retour instanceof Refused) return refusedFor(retour, lang);
  const words = retourWordsOf(lang);
  const { phase, demandes, parts } = retour;
  const count = (to: string): number => demandes.filter(demande => demande.to === to).length;
  return {
    title: words.total(count('a-corriger'), count('a-verifier'), demandes.length),
    demandes: demandes.map(({ index, numeroEditeur, numeroASP, code, libelle, verdict, to }) => ({
      range: toRange(opened, spanOf(analysis, index)),
      label: [words.ligne(index + 1), numeroEditeur, numeroASP].filter(part => part !== undefined).join(' · '),
      verdict: words.verdicts[verdict],
      said: [code, libelle].filter(part => part !== undefined).join(' · '),
      next: words.next(verdict, phase),
      to,
    })),
    files: parts.map(({ to, name, text, lignes, errors }) => ({
      name,
      text,
      label: words.parts[to],
      lignes: lignes.length,
      errors,
    })),
  };
}

/** Of a ligne, in the whole text. */
function spanOf({ lignes, originOf }: Analysis, index: number): Span {
  const { start, end } = lignes[index]?.ligne.span ?? { start: 0, end: 0 };
  const origin = originOf(index);
  return { start: origin + start, end: origin + end };
}

/** The editor's messages have no scroll bar. */
const MAX_REASONS = 3;

/** One of each rule before repetitions: only some are shown. */
function eachKindFirst(reasons: readonly (Unsound | Apart)[]): readonly (Unsound | Apart)[] {
  const kinds = reasons.map(({ code, data }) => ('rule' in data ? data.rule : code));
  const isFirst = (i: number): boolean => kinds.indexOf(kinds[i] ?? '') === i;
  return [...reasons.filter((_, i) => isFirst(i)), ...reasons.filter((_, i) => !isFirst(i))];
}

function together(refused: MergeRefused, lang: Lang): string {
  if (refused.code === 'merge-two-files') return failureText(refused, lang);
  const reasons = eachKindFirst(refused.data.reasons).map(reason =>
    isApart(reason) ? failureText(reason, lang) : told(reason.data.file, failureText(reason, lang), lang),
  );
  const more = reasons.length - MAX_REASONS;
  const rest = more <= 0 ? [] : [ANSWERS.others(more)[lang]];
  return [`${failureText(refused, lang)}.`, ...reasons.slice(0, MAX_REASONS), ...rest].join(' ');
}

const mergeable = ({ id, profile, lignes, portalOutput }: FileFacts, workspace: Workspace): MergeableFile => ({
  uri: workspace.uriOf(id),
  profile: profile ?? null,
  lignes: lignes.length,
  portalOutput,
});

export async function mergeIn(session: Session, params: unknown): Promise<Merged | Said | null> {
  const { lang } = session.client;
  const files: NamedRequest[] = [];
  let engine = await session.getEngine();
  for (const item of itemsOf(field(params, 'files'))) {
    const [uri, text] = [textOf(field(item, 'uri')), textOf(field(item, 'text'))];
    if (uri === undefined || text === undefined) return null;
    const reading = await session.readingOf(uri);
    if (files.length === 0) ({ engine } = reading);
    files.push({ file: nameOf(uri), analysis: readable(analyze(reading.engine, text, reading.options)) });
  }
  const merged = merge(engine, files);
  if (merged instanceof Refused) return { refused: together(merged, lang) };
  const { text, analysis } = merged;
  const name = mergedName(engine.catalog, files[0]?.file ?? '', ANSWERS.merged[lang], analysis);
  return { name, text, lignes: analysis.lignes.length };
}

export function solde(
  opened: Opened,
  workspace: Workspace,
  lang: Lang,
  asked: unknown,
): SoldeChoices | SoldeFile | Said {
  const { engine, uri } = opened;
  const existing = [...workspace.index.all()]
    .filter(({ id, phase }) => phase === 'solde' && id !== idOf(uri))
    .map(facts => existingOf(facts, workspace));
  const output = readOutput(engine, { file: nameOf(uri), analysis: readable(opened.analysis) }, existing);
  if (output instanceof Refused) return refusedFor(output, lang);
  const { profile, candidates } = output;
  if (asked === null || asked === undefined) {
    const demandes = candidates.flatMap(candidate => choiceOf(candidate) ?? []);
    return { demandes, withoutDossier: candidates.filter(({ skipped }) => skipped?.reason === 'no-dossier').length };
  }
  const lignes = itemsOf(asked).flatMap(index => (typeof index === 'number' ? index + 1 : []));
  const chosen = choose(output, { lignes, again: true });
  if (chosen instanceof Refused) return refusedFor(chosen, lang);
  const made = createSolde(engine, chosen);
  if (made instanceof Refused) return refusedFor(made, lang);
  return {
    name: soldeName(engine.catalog, nameOf(uri), profile),
    text: made.text,
    lignes: chosen.lignes.length,
    gaps: made.gaps.reduce((sum, { count }) => sum + count, 0),
    left: made.leftBehind,
  };
}

function choiceOf({ index, ligne, numeroASP, numeroEditeur, skipped }: Candidate): SoldeChoice | undefined {
  if (numeroASP === undefined) return undefined;
  const clients = ligne.entries('client').flatMap(entry => entry.text('nomClient')?.value ?? []);
  return {
    index,
    numeroASP,
    numeroEditeur: numeroEditeur ?? null,
    clients,
    montant: ligne.text('montantSegurHT')?.value ?? null,
    solde: skipped?.reason === 'exists' ? skipped.file : skipped?.reason === 'repeated' ? '' : null,
  };
}

const existingOf = ({ id, profile, siret, lignes }: FileFacts, workspace: Workspace): Existing => ({
  name: nameOf(workspace.uriOf(id)),
  profile,
  siret: siret?.value,
  lignes: lignes.map(({ numeroASP, numeroEditeur }) => ({
    numeroASP: numeroASP?.value,
    numeroEditeur: numeroEditeur?.value,
  })),
});
