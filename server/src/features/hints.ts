import type { Analysis } from '../analysis/analyze.js';
import { checkFiness, checkRpps } from '../format/domain/numeros.js';
import { formatEuros } from '../format/domain/montant.js';
import { territoireOfFiness } from '../format/domain/territoire.js';
import type { Ligne } from '../format/model/ligne.js';
import type { FieldRole } from '../format/profiles/roles.js';
import { touches, type Span } from '../language/span.js';
import { notesOf } from '../texts/editor/notes.js';
import { ttcOf } from './lenses.js';
import { amountOf } from './symbols.js';
import type { Lang } from '../texts/typeset.js';

/** What a value says, to be shown behind it. */
interface Hint {
  readonly offset: number;
  readonly label: string;
}

const FINESS_ROLES: readonly FieldRole[] = ['finessGeo', 'finessJuridique', 'finessPMSI'];

/** Amounts with tax, départements, and RPPS whose key is right, in a part of a request. */
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
