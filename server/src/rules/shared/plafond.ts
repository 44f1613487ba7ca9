import type { Micro } from '../../format/domain/plafonds-lecture.js';
import type { Fix, FixKind } from '../contract.js';
import { type Cents, centsToLexeme, floorToEuro, formatEuros } from '../../format/domain/montant.js';
import type { Depasse, PartDePlafond, PlafondConnu } from '../../format/model/plafond.js';
import type { Phase } from '../../format/profiles/profile.js';
import type { SourceEditor } from '../../language/edit.js';
import type { LocatedText } from '../../format/model/located.js';
import type { Bilingual, Lang } from '../../texts/typeset.js';

/** Spreadsheet amounts are shown to the cent, as there. */
const euros = (micro: Micro, lang: Lang): string => formatEuros(Math.round(micro / 10_000), lang);

const POINT: Readonly<Record<Lang, string>> = { fr: ',', en: '.' };

const HT: Readonly<Record<Lang, string>> = { fr: 'HT', en: 'before tax' };

const TTC: Readonly<Record<Lang, string>> = { fr: 'TTC', en: 'with tax' };

/** « 1,2 », « 1,085 », « 1 » */
const factor = (perMille: number, lang: Lang): string => String((1000 + perMille) / 1000).replace('.', POINT[lang]);

/** One beneficiary's amount: « 16 921,00 € TTC / 1,2 », « 14 100,83 € HT ». */
export function partText({ plafond, perMille }: PartDePlafond, lang: Lang): string {
  if (plafond.ht !== undefined) return `${euros(plafond.ht, lang)} ${HT[lang]}`;
  const ttc = `${euros(plafond.ttc ?? 0, lang)} ${TTC[lang]}`;
  return perMille === 0 ? ttc : `${ttc} / ${factor(perMille, lang)}`;
}

/** More terms would hide the sum. */
const MAX_TERMS = 3;

/** « 16 921,00 € TTC / 1,2 = 14 100,83 € HT » */
export function arithmetic({ parts, floor }: PlafondConnu, lang: Lang): string {
  const total = `${formatEuros(floor, lang)} ${HT[lang]}`;
  const count = String(parts.length);
  const terms =
    parts.length > MAX_TERMS
      ? { fr: `somme de ${count} bénéficiaires`, en: `sum of ${count} beneficiaries` }[lang]
      : parts.map(part => partText(part, lang)).join(' + ');
  return terms === total ? total : `${terms} = ${total}`;
}

/** What else contains the amount, and must change with it. */
export const alsoChange = (phase: Phase, lang: Lang): string => ALSO[phase][lang];

const ALSO: Readonly<Record<Phase, Bilingual>> = {
  avance: {
    fr: 'Le bon de commande doit porter le même montant : faites-le signer à nouveau.',
    en: 'The order must show the same amount: have it signed again.',
  },
  solde: {
    fr: 'La facture doit porter le même montant : rééditez-la.',
    en: 'The invoice must show the same amount: issue it again.',
  },
};

export interface DepassementData {
  readonly key: string;
  readonly cents: Cents;
  readonly plafond: PlafondConnu;
  readonly phase: Phase;
}

export const dataOf = ({ montant, cents, plafond }: Depasse, phase: Phase): DepassementData => ({
  key: montant.key,
  cents,
  plafond,
  phase,
});

/** The ceiling, rounded down to the cent; nothing if it is zero, which is not an amount. */
export const toPlafond = (editor: SourceEditor, montant: LocatedText, { floor }: PlafondConnu): Fix[] =>
  floor === 0
    ? []
    : [replacement(editor, montant, floor, 'preferred', { fr: 'Arrondir au plafond', en: 'Round to the ceiling' })];

/** The next lower euro: the FAQ's advice to anyone who rounds to the euro. */
export function toEuro(editor: SourceEditor, montant: LocatedText, { floor }: PlafondConnu): Fix[] {
  const euro = floorToEuro(floor);
  return euro === floor || euro === 0
    ? []
    : [
        replacement(editor, montant, euro, 'suggest', {
          fr: "Arrondir à l'euro inférieur",
          en: 'Round to the euro below',
        }),
      ];
}

const replacement = (
  editor: SourceEditor,
  { node }: LocatedText,
  cents: Cents,
  kind: FixKind,
  title: Readonly<Record<Lang, string>>,
): Fix => ({
  kind,
  title: { fr: `${title.fr} : ${formatEuros(cents, 'fr')}`, en: `${title.en}: ${formatEuros(cents, 'en')}` },
  edits: [editor.replace(node, centsToLexeme(cents))],
});

/** Whether the ceiling comes from the couloir's forfait, not from the user's file. */
export const isForfait = ({ parts }: PlafondConnu): boolean => parts.some(part => part.of === undefined);
