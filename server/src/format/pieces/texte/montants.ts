import { type Cents, htFromTtc, parseMontant, ttcFromHt } from '../../domain/montant.js';
import type { Ligne } from '../../model/ligne.js';
import type { Texte } from './texte.js';

/** `1 234,56`, `1.234,56`, `1,234.56`, `1234.56`, broken over two lines or not. */
const DECIMAL = /(?<![\d.,])(\d{1,3}(?:(?:\s{1,2}|[.,'])\d{3}){0,3}|\d{1,12}) ?[.,]\s?(\d{2})(?!\d|[.,]\d)/g;

/** Without cents, or with only one digit of them, an amount needs its currency. */
const CURRENCY = '(?:€|eur|euros?)(?![a-z])';

const WHOLE_BEFORE = new RegExp(
  `${CURRENCY}\\s?(\\d{1,3}(?:(?:\\s{1,2}|[.,'])\\d{3}){0,3}|\\d{1,12})(?:[.,](\\d))?(?![\\d.,])`,
  'g',
);

const WHOLE_AFTER = new RegExp(
  `(?<![\\d.,])(\\d{1,3}(?:(?:\\s{1,2}|[.,'])\\d{3}){0,3}|\\d{1,12})(?:[.,](\\d))?\\s?${CURRENCY}`,
  'g',
);

const MAX_DIGITS = 11;

/**
 * The amounts that a normalised text may contain, in cents. After another number (`1 358,33`: one at 358,33, or
 * thirteen hundred?) both readings are given.
 */
export function amountsIn(flat: string): ReadonlySet<Cents> {
  const amounts = new Set<Cents>();
  for (const pattern of [DECIMAL, WHOLE_BEFORE, WHOLE_AFTER]) {
    for (const match of flat.matchAll(pattern)) {
      const cents = (match[2] ?? '').padEnd(2, '0');
      for (const euros of readingsOf(match[1] ?? ''))
        if (euros.length <= MAX_DIGITS) amounts.add(Number(euros + cents));
    }
  }
  return amounts;
}

const WHOLE = /(?<![\d.,])\d{1,3}(?:(?:\s{1,2}|[.,'])\d{3}){1,3}(?![\d]|[.,]\d)|(?<![\d.,])\d{2,9}(?![\d]|[.,]\d)/g;

/** The whole numbers of a text, read as euros. */
export const wholeIn = (flat: string): ReadonlySet<Cents> =>
  new Set(
    [...flat.matchAll(WHOLE)]
      .flatMap(([number]) => readingsOf(number))
      .filter(euros => euros.length <= MAX_DIGITS - 2)
      .map(euros => Number(euros) * 100),
  );

/** `12 345` is 12345, or 12 and then 345. */
function readingsOf(euros: string): readonly string[] {
  const readings = [euros.replace(/\D/g, '')];
  const groups = euros.split(/\s{1,2}/);
  for (let from = 1; from < groups.length; from += 1) readings.push(groups.slice(from).join('').replace(/\D/g, ''));
  return readings;
}

/** Whether a text has that amount without cents or currency: `1 075` for 1075,00. */
function hasWhole(flat: string, cents: Cents): boolean {
  if (cents % 100 !== 0) return false;
  const grouped = String(cents / 100).replace(/\B(?=(?:\d{3})+$)/g, "(?:\\s{1,2}|[.,'])?");
  return new RegExp(`(?<![\\d.,])${grouped}(?![\\d]|[.,]\\d)`).test(flat);
}

export const hasAmount = (flat: string, amounts: ReadonlySet<Cents>, cents: Cents): boolean =>
  amounts.has(cents) || hasWhole(flat, cents);

/** Rates of VAT in thousandths: 20 %, overseas 8,5 %, and the reduced ones. */
const RATES = [200, 85, 100, 55, 21] as const;

/** Rounded up, down, or line by line: two cents either way. */
const SLACK = 2;

/** The amount with tax of `ht` at one of the rates, if the text has both it and the tax. */
const ttcShown = (amounts: ReadonlySet<Cents>, ht: Cents): boolean =>
  RATES.some(rate => {
    const { nearest } = ttcFromHt(ht, rate);
    for (let ttc = nearest - SLACK; ttc <= nearest + SLACK; ttc += 1)
      if (ttc > ht && amounts.has(ttc) && amounts.has(ttc - ht)) return true;
    return false;
  });

/** The amounts before tax of a text: those whose tax and amount with tax it also contains. */
export const htShown = (amounts: ReadonlySet<Cents>): readonly Cents[] =>
  [...amounts].filter(ht => ht > 0 && ttcShown(amounts, ht)).sort((a, b) => b - a);

/** Whether an amount appears as another one's amount with tax, and not also before tax. */
export function isTtcOnly(amounts: ReadonlySet<Cents>, amount: Cents): boolean {
  if (ttcShown(amounts, amount)) return false;
  return htShown(amounts).some(ht =>
    RATES.some(rate => Math.abs(ttcFromHt(ht, rate).nearest - amount) <= SLACK && amounts.has(amount - ht)),
  );
}

/** Whether the text contains the tax of one of these amounts, before tax or with it; by default, of any of its own. */
export const hasTax = (amounts: ReadonlySet<Cents>, among: Iterable<Cents> = amounts): boolean =>
  [...among].some(
    amount =>
      amount > 0 &&
      RATES.some(rate => {
        const taxes = [ttcFromHt(amount, rate).nearest - amount, amount - htFromTtc(amount, rate).nearest];
        return taxes.some(tax => tax > SLACK && [-1, 0, 1].some(by => amounts.has(tax + by)));
      }),
  );

/** The ligne's amount before tax; undefined if it can't be read, which has its own finding. */
export function montantOf(ligne: Ligne): Cents | undefined {
  const montant = parseMontant(ligne.text('montantSegurHT')?.value ?? '');
  return 'cents' in montant ? montant.cents : undefined;
}

/**
 * How a text shows an amount before tax. `unknown`: it shows no amount at all, so nothing can be said. `ttc`: only as
 * an amount with tax; `ht` is then the one before tax, if the text has it.
 */
export type Shown =
  | { readonly how: 'shown' }
  | { readonly how: 'unknown' }
  | { readonly how: 'absent' | 'ttc'; readonly ht: Cents | undefined };

export function howShown({ flat }: Texte, cents: Cents, withoutVat: boolean): Shown {
  const amounts = amountsIn(flat);
  if (!hasAmount(flat, amounts, cents)) {
    if (amounts.size === 0) return { how: 'unknown' };
    return { how: 'absent', ht: withoutVat ? undefined : htShown(amounts)[0] };
  }
  if (withoutVat || !isTtcOnly(amounts, cents)) return { how: 'shown' };
  return { how: 'ttc', ht: htShown(amounts).find(ht => ht < cents) };
}

/** Whether a text labels an amount « HT », attached to its neighbours or not. */
export const saysHt = ({ flat, squeezed }: Texte): boolean =>
  /(?<![a-z])(?:pu|mt|mnt|total|montant|base|prix|net)?ht(?![a-z])/.test(flat) || squeezed.includes('horstaxe');

export const isWithoutVat = (ligne: Ligne): boolean => ligne.text('regimeTVA')?.value === 'HT';

/** No request has more documents of one type: every sum of their amounts is tried. */
const MAX_SUMS = 4000;

/** Whether one amount before tax from each text adds up to `cents`: several invoices make up the whole. */
export function addsUp(textes: readonly Texte[], cents: Cents, withoutVat: boolean): boolean {
  let sums = new Set<Cents>([0]);
  for (const { flat } of textes) {
    const amounts = amountsIn(flat);
    const candidates = withoutVat ? [...amounts] : htShown(amounts);
    const next = new Set<Cents>();
    for (const sum of sums) for (const amount of candidates) if (sum + amount <= cents) next.add(sum + amount);
    if (next.size > MAX_SUMS) return true;
    sums = next;
  }
  return sums.has(cents);
}
