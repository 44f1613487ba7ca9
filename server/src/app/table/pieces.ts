import { isList, type Value } from './cells.js';
import type { TableModel } from './columns.js';
import type { PieceDraft } from './compose.js';
import type { Headings } from './headings.js';
import type { Sourced, Values } from './rows.js';

/** Names of the files of attachments by their type, with the request's values in braces: `BDC-{numeroEditeur}.pdf`. */
export type PieceNames = Readonly<Record<string, string>>;

/** Where neither the table nor the user names the files. */
const DEFAULT_NAMES: PieceNames = {
  BON_COMMANDE: 'BDC-{numeroEditeur}.pdf',
  FACTURE: 'FACTURE-{numeroEditeur}.pdf',
  VA: 'VA-{numeroEditeur}.pdf',
  MOM: 'MOM-{numeroEditeur}.pdf',
  ATTESTATION_TVA: 'ATTESTATION-TVA.pdf',
};

/** What the files of a type are called unless they are named. */
export const defaultName = (type: string): string => DEFAULT_NAMES[type] ?? `${type}-{numeroEditeur}.pdf`;

/**
 * The attachments of a request: those that the table names, then those that are due and that the user's names tell. Our
 * own names serve only for a type that has no column: a blank cell of one says that there is no file.
 */
export class Pieces {
  /** Types that got a name of ours. */
  readonly named = new Set<string>();
  private readonly withColumn: ReadonlySet<string>;
  /** Types of attachment, as the couloir lists them. */
  private readonly types: readonly string[];
  /** Each a type, or several of which one will do. */
  private readonly always: readonly (readonly string[])[];
  private readonly withoutTax: readonly (readonly string[])[];

  constructor(
    private readonly model: TableModel,
    headings: Headings,
    private readonly names: PieceNames,
  ) {
    this.withColumn = new Set(headings.matched.map(({ column }) => column.id));
    const { pieces, attestationTVA } = model.profile.traits;
    this.types = model.columns.filter(({ scope }) => scope === 'piece').map(({ id }) => id);
    this.always = pieces.map(types => types.split('|'));
    this.withoutTax = [...this.always, [attestationTVA]];
  }

  of(values: Values, numero: string): readonly PieceDraft[] {
    if (this.model.piece === undefined) return [];
    const there = this.types.flatMap(type => filesOf(type, values.get(type)));
    const has = (type: string): boolean => there.some(piece => piece.type === type);
    const missing = (values.get('regimeTVA')?.value === 'HT' ? this.withoutTax : this.always)
      .filter(types => !types.some(has))
      .flatMap(types => this.choose(types, values));
    const named = missing.flatMap((type): PieceDraft[] => {
      const name = this.nameOf(type, values, numero);
      return name === undefined ? [] : [{ type, name: { value: name, row: undefined, at: undefined } }];
    });
    // As the couloir lists them, whatever named them.
    return [...there, ...named].sort((a, b) => this.types.indexOf(a.type) - this.types.indexOf(b.type));
  }

  /** The last of several (the declaration by the software's own sendings) only where all is sent directly. */
  private choose(types: readonly string[], values: Values): readonly string[] {
    const [first, last] = [types[0], types.at(-1)];
    const direct = SENDINGS.every(
      ([own, other]) => values.get(own)?.value === true && values.get(other)?.value !== true,
    );
    const chosen = direct ? last : first;
    return chosen === undefined ? [] : [chosen];
  }

  private nameOf(type: string, values: Values, numero: string): string | undefined {
    const own = this.names[type];
    if (own === undefined && this.withColumn.has(type)) return undefined;
    if (own === undefined) this.named.add(type);
    return filled(own ?? defaultName(type), values, numero);
  }
}

const SENDINGS = [
  ['directDMP', 'pfiDMP'],
  ['directMSSPro', 'pfiMSSPro'],
  ['directMSSCitoyen', 'pfiMSSCitoyen'],
] as const;

function filesOf(type: string, sourced: Sourced | undefined): PieceDraft[] {
  if (sourced === undefined || !isList(sourced.value)) return [];
  return sourced.value.map(name => ({ type, name: { ...sourced, value: name } }));
}

/** What no file name may hold. */
const RESERVED = /[/\\<>:"|?*\p{Cc}]/gu;

const filled = (pattern: string, values: Values, numero: string): string =>
  pattern.replace(/\{(\w+)\}/g, (_, name: string) =>
    (name === 'numeroEditeur' ? numero : textOf(values.get(name)?.value)).replace(RESERVED, '-'),
  );

const textOf = (value: Value | undefined): string => (typeof value === 'string' ? value : '');
