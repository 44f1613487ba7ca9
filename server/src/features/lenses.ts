import type { Analysis } from '../analysis/analyze.js';
import { type Cents, floorCents, formatEuros, shareOf, ttcFromHt } from '../format/domain/montant.js';
import { checkFiness, checkRpps } from '../format/domain/numeros.js';
import { TAUX_PER_MILLE, territoireOfFiness } from '../format/domain/territoire.js';
import type { Ligne } from '../format/model/ligne.js';
import type { Located, LocatedText } from '../format/model/located.js';
import { AVANCE_PERCENT, rateOf } from '../format/model/clients.js';
import { type PieceFolder, sourcesOf } from '../format/pieces/folder.js';
import type { Profile } from '../format/profiles/profile.js';
import type { FieldRole } from '../format/profiles/roles.js';
import { type Span, touches } from '../language/span.js';
import type { Finding } from '../rules/contract.js';
import { notesOf } from '../texts/editor/notes.js';
import type { Lang } from '../texts/typeset.js';
import { absoluteSpan } from './remedies.js';
import { amountOf } from './symbols.js';

/** What is shown above a ligne: the client, the amount, the attachments, the errors. */
export const LENS_PARTS = ['who', 'amount', 'pieces', 'errors'] as const;
export type LensPart = (typeof LENS_PARTS)[number];

interface LigneLens {
  readonly title: string;
  /** Where a click leads in the text. */
  readonly span?: Span | undefined;
  /** Place of the first attachment without a file, in the list of the ligne's attachments. */
  readonly missing?: number | undefined;
}

/** The lenses of each ligne, with their offsets. */
export const lensesOf = (
  analysis: Analysis,
  findings: readonly Finding[],
): readonly { readonly offset: number; readonly chunk: number; readonly part: LensPart }[] => {
  const wrong = new Set(findings.filter(({ severity }) => severity === 'error').map(({ chunk }) => chunk));
  // In a model that was not adopted, nothing can be called missing.
  if (analysis.choice.foreign !== undefined) return [];
  return analysis.lignes.flatMap(({ ligne }, chunk) => {
    const offset = analysis.originOf(chunk) + ligne.span.start;
    return LENS_PARTS.filter(part => {
      if (part === 'who') return beneficiary(ligne) !== '';
      if (part === 'amount') return amountOf(ligne) !== undefined;
      return part === 'pieces' || wrong.has(chunk);
    }).map(part => ({ offset, chunk, part }));
  });
};

interface LensFacts {
  readonly findings: readonly Finding[];
  readonly folder: PieceFolder | undefined;
  readonly lang: Lang;
}

export function ligneLens(
  analysis: Analysis,
  { chunk, part }: { readonly chunk: number; readonly part: LensPart },
  { findings, folder, lang }: LensFacts,
): LigneLens | undefined {
  const ligne = analysis.lignes[chunk]?.ligne;
  if (ligne === undefined) return undefined;
  const at = (field: Pick<Located, 'span'> | undefined): Span | undefined =>
    field && absoluteSpan(analysis, { chunk, span: field.span });
  switch (part) {
    case 'who': {
      const [first] = ligne.entries('client').flatMap(entry => entry.text('nomClient') ?? []);
      return { title: beneficiary(ligne), span: at(first) };
    }
    case 'amount':
      return { title: amounts(ligne, analysis.choice.profile, lang), span: at(ligne.text('montantSegurHT')) };
    case 'pieces':
      return pieces(ligne, folder, lang);
    case 'errors': {
      const own = findings.filter(finding => finding.chunk === chunk && finding.severity === 'error');
      const [first] = own;
      return { title: notesOf(lang).errors(own.length), span: first && absoluteSpan(analysis, first) };
    }
  }
}

/** « 358,33 € HT · 430,00 € TTC · avance 107,50 € » */
function amounts(ligne: Ligne, profile: Profile | undefined, lang: Lang): string {
  const words = notesOf(lang);
  const amount = amountOf(ligne);
  if (amount === undefined) return '';
  const ttc = ttcOf(ligne, amount);
  const avance = profile?.phase === 'avance' ? avanceFor(profile, amount) : undefined;
  return [
    words.ht(formatEuros(amount, lang)),
    ...(ttc === undefined ? [] : [words.ttc(formatEuros(ttc, lang))]),
    ...(avance === undefined ? [] : [words.avance(formatEuros(avance, lang))]),
  ].join(' · ');
}

/** Undefined if no VAT is paid, or if the rate isn't certain. */
function ttcOf(ligne: Ligne, amount: Cents): Cents | undefined {
  const rate = ligne.text('regimeTVA')?.value === 'TTC' ? rateOf(ligne) : undefined;
  return rate === undefined ? undefined : ttcFromHt(amount, TAUX_PER_MILLE[rate]).nearest;
}

const avanceFor = ({ traits }: Profile, amount: Cents): Cents | undefined =>
  traits.avanceHT === undefined ? shareOf(amount, AVANCE_PERCENT).nearest : floorCents(traits.avanceHT);

function pieces(ligne: Ligne, folder: PieceFolder | undefined, lang: Lang): LigneLens {
  const names = ligne.entries('piece').map(entry => entry.text('nomFichier')?.value);
  const absent = names.map(
    name => name === undefined || folder === undefined || sourcesOf(name, folder).kind === 'none',
  );
  const words = notesOf(lang).pieces;
  if (names.length === 0) return { title: words.none };
  if (folder === undefined) return { title: words.count(names.length) };
  const missing = absent.indexOf(true);
  return {
    title: words.found(absent.filter(one => !one).length, names.length),
    missing: missing < 0 ? undefined : missing,
  };
}

function beneficiary(ligne: Ligne): string {
  const names = ligne
    .entries('client')
    .map(entry => entry.text('nomClient')?.value)
    .filter(name => name !== undefined);
  return names.length > 1 ? `${names[0] ?? ''} (+\u00a0${String(names.length - 1)})` : (names[0] ?? '');
}

/** Above the whole file. */
export const fileLens = (lang: Lang): string => notesOf(lang).prepare;

/** A file name of a request and what it names. */
interface PieceLink {
  /** Absolute, within the quotes. */
  readonly span: Span;
  /** The file, or the folder with the attachment's parts, by its name on disk. */
  readonly name: string;
  readonly kind: 'file' | 'folder';
}

/** Each `nomFichier` whose file, or folder of parts, is in the attachments folder. */
export function pieceLinks(analysis: Analysis, folder: PieceFolder): readonly PieceLink[] {
  return analysis.lignes.flatMap(({ ligne }) =>
    ligne.texts('nomFichier').flatMap((name): PieceLink[] => {
      const sources = sourcesOf(name.value, folder);
      if (sources.kind === 'none') return [];
      const span = insideQuotes(analysis, name, ligne.chunk);
      return [
        sources.kind === 'file'
          ? { span, name: sources.file.name, kind: 'file' }
          : { span, name: sources.folder, kind: 'folder' },
      ];
    }),
  );
}

function insideQuotes({ originOf }: Analysis, { node }: LocatedText, chunk: number): Span {
  const origin = originOf(chunk);
  const quotes = node.kind === 'string' ? 1 : 0;
  return { start: origin + node.start + quotes, end: origin + node.end - quotes };
}

/** What a value means, shown after it. */
interface Hint {
  readonly offset: number;
  readonly label: string;
}

const FINESS_ROLES: readonly FieldRole[] = ['finessGeo', 'finessJuridique', 'finessPMSI'];

/** Amounts with tax, départements, and RPPS with a valid key, in part of a request. */
export function hintsIn(analysis: Analysis, within: Span, lang: Lang): readonly Hint[] {
  return analysis.lignes.flatMap(({ ligne }, chunk) => {
    const origin = analysis.originOf(chunk);
    const span = { start: origin + ligne.span.start, end: origin + ligne.span.end };
    if (!touches(span, within)) return [];
    return hintsOf(ligne, lang)
      .map(({ offset, label }) => ({ offset: origin + offset, label }))
      .filter(({ offset }) => within.start <= offset && offset <= within.end);
  });
}

function hintsOf(ligne: Ligne, lang: Lang): readonly Hint[] {
  const words = notesOf(lang);
  const amount = amountOf(ligne);
  const ttc = amount === undefined ? undefined : ttcOf(ligne, amount);
  const montant = ligne.text('montantSegurHT');
  const finess = FINESS_ROLES.flatMap(role => ligne.texts(role)).filter(({ value }) => checkFiness(value) === 'ok');
  return [
    ...(montant === undefined || ttc === undefined
      ? []
      : [{ offset: montant.span.end, label: words.ttc(formatEuros(ttc, lang)) }]),
    ...finess.map(({ value, span }) => ({ offset: span.end, label: placeOf(value, lang) })),
    ...ligne
      .texts('rpps')
      .filter(({ value }) => checkRpps(value) === 'ok')
      .map(({ span }) => ({ offset: span.end, label: words.valid })),
  ].sort((a, b) => a.offset - b.offset);
}

function placeOf(finess: string, lang: Lang): string {
  const { prefix, label } = territoireOfFiness(finess);
  return prefix === '' ? `département ${finess.slice(0, 2)}` : label[lang];
}
