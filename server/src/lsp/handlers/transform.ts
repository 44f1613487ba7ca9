import { analyze, type Analysis } from '../../analysis/analyze.js';
import { findingsUnder, foundIn } from '../../app/findings.js';
import { nameOf, sentence } from '../convert.js';
import type { Lang } from '../../format/domain/langue.js';
import { LineIndex } from '../../language/lines.js';
import type { Finding } from '../../rules/contract.js';
import type { FileFacts } from '../../index/facts.js';
import { unsoundness, type Unsound } from '../../app/cut.js';
import { groupsOf, splitRequest, type SplitOptions, WAYS } from '../../app/split.js';
import { mergeRequests, type Refusal } from '../../app/merge.js';
import { partName, soldeName } from '../../app/fileNames.js';
import { createSolde, readOutput, type Candidate, type Existing, type NoAvance } from '../../app/solde.js';
import { DOUBLES, noAvance, refusalWord, UNSOUND } from '../../app/transform/words.js';
import { textIn } from '../../format/model/located.js';
import { guarded } from '../guard.js';
import {
  MERGEABLE_REQUEST,
  MERGE_REQUEST,
  SOLDE_REQUEST,
  SPLIT_REQUEST,
  SPLIT_WAYS_REQUEST,
  type Merged,
  type MergeableFile,
  type Refused,
  type SoldeChoice,
  type SoldeChoices,
  type SoldeFile,
  type SplitFiles,
  type SplitWays,
} from '../protocol.transform.js';
import type { Opened } from '../host.js';
import type { Session } from '../session.js';
import { field, itemsOf, textOf } from '../unknown.js';
import { idOf } from '../workspace/ids.js';
import type { Workspace } from '../workspace/workspace.js';

const WORDS = {
  whole: {
    fr: 'Rien à découper\u00a0: toutes les lignes iraient dans un seul fichier.',
    en: 'Nothing to split: all lignes would go into one file.',
  },
  apart: { fr: 'Ces fichiers ne se réunissent pas.', en: 'These files cannot be merged.' },
  choose: {
    fr: 'Aucune des lignes choisies n’a de numéro de dossier\u00a0: il n’y a pas de solde à demander.',
    en: 'None of the chosen lignes has a dossier number: there is no solde to ask for.',
  },
} as const;

/** Split, merge, create the solde: what would be written is told, the client writes it. */
export function answerTransform(session: Session, workspace: Workspace): void {
  const {
    connection,
    client: { lang },
  } = session;
  const about = async <R>(params: unknown, answer: (opened: Opened) => R | Refused): Promise<R | Refused | null> => {
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
      about<SplitFiles>(params, opened => split(opened, lang, textOf(field(params, 'by')))),
    ),
  );
  connection.onRequest(
    MERGEABLE_REQUEST,
    guarded(
      connection,
      MERGEABLE_REQUEST,
      [],
      (): Promise<readonly MergeableFile[]> =>
        Promise.resolve([...workspace.index.all()].map(facts => mergeable(facts, workspace))),
    ),
  );
  connection.onRequest(
    MERGE_REQUEST,
    guarded(connection, MERGE_REQUEST, null, (params: unknown) => merge(session, params)),
  );
  connection.onRequest(
    SOLDE_REQUEST,
    guarded(connection, SOLDE_REQUEST, null, (params: unknown) =>
      about<SoldeChoices | SoldeFile>(params, opened => solde(opened, workspace, lang, field(params, 'lignes'))),
    ),
  );
}

/** What VS Code could not decode stands as U+FFFD: to write that would lose it. */
const readable = (analysis: Analysis): Analysis =>
  analysis.text.includes('\ufffd') ? { ...analysis, options: { ...analysis.options, invalidBytes: true } } : analysis;

const refusedFor = (opened: Opened, why: Unsound, lang: Lang): Refused => ({
  refused:
    why.reason === 'portal-field'
      ? placed(opened, UNSOUND[why.reason][lang], why.finding, lang)
      : sentence(UNSOUND[why.reason][lang]),
});

/** With the place: a message of the editor's can't be clicked. */
function placed({ analysis }: Opened, text: string, finding: Finding | undefined, lang: Lang): string {
  if (finding === undefined) return sentence(text);
  const { line, character } = new LineIndex(analysis.text).positionAt(
    analysis.originOf(finding.chunk) + finding.span.start,
  );
  const [at, column] = [String(line + 1), String(character + 1)];
  return lang === 'fr'
    ? `Ligne ${at}, colonne ${column} du texte\u00a0: ${text}`
    : `Line ${at}, column ${column} of the text: ${text}`;
}

function refusedAs(opened: Opened, why: NoAvance, lang: Lang): Refused {
  switch (why.reason) {
    case 'no-profile':
    case 'no-output':
    case 'partial':
    case 'solde':
      return { refused: sentence(noAvance(why)[lang]) };
    default:
      return refusedFor(opened, why, lang);
  }
}

const optionsFor = ({ findingsOf, uri }: Opened, by: SplitOptions['by']): SplitOptions => ({
  by,
  name: nameOf(uri),
  findingsOf,
});

function waysOf(opened: Opened, lang: Lang): SplitWays | Refused {
  const analysis = readable(opened.analysis);
  const why = unsoundness(analysis);
  if (why !== undefined) return refusedFor(opened, why, lang);
  return {
    ways: WAYS.map(by => ({
      by,
      groups: groupsOf(opened.analysis, optionsFor(opened, by)).map(({ label, lignes }) => ({
        label: label[lang],
        lignes: lignes.length,
      })),
    })),
  };
}

function split(opened: Opened, lang: Lang, way: string | undefined): SplitFiles | Refused {
  const by = WAYS.find(known => known === way);
  if (by === undefined) return { refused: WORDS.whole[lang] };
  const done = splitRequest(opened.engine, readable(opened.analysis), optionsFor(opened, by));
  if (done.kind === 'refused') return refusedFor(opened, done.why, lang);
  if (done.kind === 'whole') return { refused: WORDS.whole[lang] };
  return {
    files: done.parts.map(({ name, label, lignes, text, analysis }) => ({
      name,
      text,
      label: label[lang],
      lignes: lignes.length,
      errors: errorsIn(opened, analysis),
    })),
  };
}

/** Of the part alone: what other files say of the whole is not said of it again. */
const errorsIn = ({ project, path }: Opened, part: Analysis): number =>
  findingsUnder(project, path, foundIn(part)).findings.filter(({ severity }) => severity === 'error').length;

/** A message of the editor's has no scroll bar. */
const MAX_REASONS = 3;

/** One of each rule before the others of it: they are told in part only. */
function eachKindFirst(refusals: readonly Refusal[]): readonly Refusal[] {
  const kinds = refusals.map(refusal => (refusal.kind === 'rule' ? refusal.rule.id : refusal.kind));
  const isFirst = (i: number): boolean => kinds.indexOf(kinds[i] ?? '') === i;
  return [...refusals.filter((_, i) => isFirst(i)), ...refusals.filter((_, i) => !isFirst(i))];
}

function together(reasons: readonly string[], lang: Lang): string {
  const more = reasons.length - MAX_REASONS;
  const rest =
    more <= 0
      ? []
      : [lang === 'fr' ? `(et ${String(more)} autre${more === 1 ? '' : 's'})` : `(and ${String(more)} more)`];
  return [WORDS.apart[lang], ...reasons.slice(0, MAX_REASONS), ...rest].join(' ');
}

const mergeable = ({ id, profile, lignes, portalOutput }: FileFacts, workspace: Workspace): MergeableFile => ({
  uri: workspace.uriOf(id),
  profile: profile ?? null,
  lignes: lignes.length,
  portalOutput,
});

async function merge(session: Session, params: unknown): Promise<Merged | Refused | null> {
  const { lang } = session.client;
  const files: { readonly name: string; readonly analysis: Analysis }[] = [];
  let engine = await session.getEngine();
  for (const item of itemsOf(field(params, 'files'))) {
    const [uri, text] = [textOf(field(item, 'uri')), textOf(field(item, 'text'))];
    if (uri === undefined || text === undefined) return null;
    const reading = await session.readingOf(uri);
    if (files.length === 0) ({ engine } = reading);
    files.push({ name: nameOf(uri), analysis: readable(analyze(reading.engine, text, reading.options)) });
  }
  const [first] = files;
  if (first === undefined) return null;
  const pathOf = (file: number): string => files[file]?.name ?? '';
  const done = mergeRequests(
    engine,
    files.map(({ analysis }) => analysis),
  );
  if ('refusals' in done) {
    const reasons = eachKindFirst(done.refusals).map(refusal =>
      refusal.kind === 'unsound'
        ? `${pathOf(refusal.file)}${lang === 'fr' ? '\u00a0' : ''}: ${UNSOUND[refusal.why.reason][lang]}`
        : refusalWord(refusal, pathOf, files.map(({ name }) => name).join(', '))[lang],
    );
    return { refused: together(reasons, lang) };
  }
  const { text, analysis } = done;
  const name = partName(
    engine.catalog,
    first.name.replace(/-\d+(?=\.)/, ''),
    lang === 'fr' ? 'fusion' : 'merged',
    '-',
    { root: analysis.tree.root, profile: first.analysis.choice.profile },
  );
  return { name, text, lignes: analysis.lignes.length };
}

function solde(opened: Opened, workspace: Workspace, lang: Lang, asked: unknown): SoldeChoices | SoldeFile | Refused {
  const { engine, uri } = opened;
  const analysis = readable(opened.analysis);
  const existing = [...workspace.index.all()]
    .filter(({ id, phase }) => phase === 'solde' && id !== idOf(uri))
    .map(facts => existingOf(facts, workspace));
  const read = readOutput(engine, analysis, existing);
  if ('refused' in read) return refusedAs(opened, read.refused, lang);
  const { profile, candidates } = read;
  if (asked === null || asked === undefined) {
    const demandes = candidates.flatMap(candidate => choiceOf(candidate) ?? []);
    return { demandes, withoutDossier: candidates.filter(({ skipped }) => skipped?.reason === 'no-dossier').length };
  }
  const chosen = new Set(itemsOf(asked));
  const lignes = candidates
    .filter(({ index, skipped }) => chosen.has(index) && skipped?.reason !== 'no-dossier')
    .map(({ ligne }) => ligne);
  const made = lignes.length === 0 ? undefined : createSolde(engine, analysis, profile, lignes);
  if (made === undefined) return { refused: WORDS.choose[lang] };
  if ('doubles' in made) return { refused: placed(opened, DOUBLES[lang], made.doubles[0], lang) };
  return {
    name: soldeName(engine.catalog, nameOf(uri), profile),
    text: made.text,
    lignes: lignes.length,
    gaps: made.gaps.reduce((sum, { count }) => sum + count, 0),
    left: made.leftBehind,
  };
}

function choiceOf({ index, ligne, numeroASP, numeroEditeur, skipped }: Candidate): SoldeChoice | undefined {
  if (numeroASP === undefined) return undefined;
  const clients = ligne.entries('client').flatMap(entry => textIn(entry, 'nomClient')?.value ?? []);
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
