import { PLAFONDS } from '../../texts/settings.js';
import type { Bilingual } from '../../texts/typeset.js';
import type { Cents } from './montant.js';
import {
  findHeadings,
  foldHeading,
  type Headings,
  LENGTHS,
  type Micro,
  PLAFOND_COLUMNS,
  type PlafondColumn,
  type PlafondMapping,
  type PlafondRole,
  type PlafondType,
  readIdentifiant,
  readPlafond,
  readType,
} from './plafonds-lecture.js';

/**
 * What is wrong in a calculation file. Contains none of the file's values: a report may be logged, a client's data may
 * not.
 */
interface PlafondProblem {
  /** As in the file, from 1, headings included. */
  readonly row: number;
  readonly column?: PlafondColumn;
  readonly message: Bilingual;
}

export interface PlafondsBuilt {
  readonly table: Plafonds;
  /** The first ones only. */
  readonly problems: readonly PlafondProblem[];
  /** Rows that could not be used, reported as problems or not. */
  readonly skipped: number;
}

const TYPES = [
  'finessPMSI',
  'finessGeo',
  'finessJuridique',
  'numeroAM',
  'rpps',
  'siretClient',
  'finess',
  'any',
] as const satisfies readonly PlafondType[];

/** More would say nothing new: the column is of another kind, or it's the wrong file. */
const MAX_PROBLEMS = 100;

interface Row {
  readonly id: string;
  readonly type: PlafondType;
  readonly logiciel: string;
  readonly ht: Micro | undefined;
  readonly ttc: Micro | undefined;
  readonly row: number;
}

/** The ceilings of a calculation file. */
export interface Plafonds {
  readonly size: number;
  /** Whether the file covers such identifiers at all: another couloir's file says nothing about this one. */
  covers(roles: readonly PlafondRole[], logiciel: string): boolean;
  /** The ceiling of a beneficiary; a row that names the kind or the logiciel takes precedence over one that doesn't. */
  find(role: PlafondRole, text: string, logiciel: string): Plafond | undefined;
}

/**
 * Numbers in arrays, a map from an identifier to its first row and a chain from there: files have a hundred thousand
 * rows, and every keystroke looks up a few.
 */
class Table implements Plafonds {
  private readonly firsts = new Map<string, number>();
  private readonly next: number[] = [];
  private readonly types: number[] = [];
  private readonly logiciels: number[] = [];
  private readonly hts: number[] = [];
  private readonly ttcs: number[] = [];
  private readonly rows: number[] = [];
  private readonly logicielIds = new Map<string, number>([['', 0]]);
  /** The kinds of identifier with ceilings in the file, by logiciel. */
  private readonly kinds = new Set<string>();

  get size(): number {
    return this.rows.length;
  }

  covers(roles: readonly PlafondRole[], logiciel: string): boolean {
    const folded = ['', foldHeading(logiciel)];
    return roles.some(role =>
      typesFor(role).some(type => folded.some(name => this.kinds.has(kindOf(type, LENGTHS[role], name)))),
    );
  }

  find(role: PlafondRole, text: string, logiciel: string): Plafond | undefined {
    const read = readIdentifiant(role, text);
    if ('error' in read) return undefined;
    const own = this.logicielIds.get(foldHeading(logiciel));
    const wanted = typesFor(role).map(type => TYPES.indexOf(type));
    let best = -1;
    let rank = Infinity;
    for (let i = this.firsts.get(read.id) ?? -1; i >= 0; i = this.next[i] ?? -1) {
      const kind = wanted.indexOf(this.types[i] ?? -1);
      const named = this.logiciels[i] !== 0;
      if (kind < 0 || (named && this.logiciels[i] !== own)) continue;
      const mine = kind * 2 + (named ? 0 : 1);
      if (mine < rank) [best, rank] = [i, mine];
    }
    return best < 0 ? undefined : this.at(best);
  }

  private at(index: number): Plafond {
    return { ht: amount(this.hts[index]), ttc: amount(this.ttcs[index]), row: this.rows[index] ?? 0 };
  }

  /** Adds a row; a row that already says something different about the same beneficiary stays, and is returned. */
  add({ id, type, logiciel, ht, ttc, row }: Row): Plafond | undefined {
    const kind = TYPES.indexOf(type);
    let of = this.logicielIds.get(logiciel);
    if (of === undefined) this.logicielIds.set(logiciel, (of = this.logicielIds.size));
    let last = -1;
    for (let i = this.firsts.get(id) ?? -1; i >= 0; i = this.next[i] ?? -1) {
      last = i;
      if (this.types[i] !== kind || this.logiciels[i] !== of) continue;
      const known = this.at(i);
      return known.ht === ht && known.ttc === ttc ? undefined : known;
    }
    const index = this.rows.length;
    if (last < 0) this.firsts.set(id, index);
    else this.next[last] = index;
    this.next.push(-1);
    this.types.push(kind);
    this.logiciels.push(of);
    this.hts.push(ht ?? -1);
    this.ttcs.push(ttc ?? -1);
    this.rows.push(row);
    this.kinds.add(kindOf(type, id.length, logiciel));
    return undefined;
  }
}

/** If the file doesn't give the kind, the length does. */
const kindOf = (type: PlafondType, length: number | undefined, logiciel: string): string =>
  `${type === 'any' ? String(length) : type}|${logiciel}`;

const amount = (stored: number | undefined): Micro | undefined =>
  stored === undefined || stored < 0 ? undefined : stored;

/** The kinds of row that apply to an identifier, the most specific first. */
const typesFor = (role: PlafondRole): readonly PlafondType[] =>
  role.startsWith('finess') ? [role, 'finess', 'any'] : [role, 'any'];

interface PlafondsExpected {
  readonly logiciels?: readonly string[];
  readonly quote?: { readonly row: number; readonly kind: 'open' | 'text' } | undefined;
}

class Builder {
  readonly table = new Table();
  readonly problems: PlafondProblem[] = [];
  skipped = 0;
  /** The row where a quote went wrong. */
  quoted: number | undefined;
  private readonly typeOf = memo(readType);
  private readonly logicielOf = memo(foldHeading);
  /** Folded: those with a profile, and those already reported as unknown. */
  private readonly met: Set<string>;

  constructor(
    private readonly rows: readonly (readonly string[])[],
    private readonly columns: Headings['columns'],
    private readonly logiciels: readonly string[],
  ) {
    this.met = new Set(['', ...logiciels.map(foldHeading)]);
  }

  /** `other`: the row that it contradicts. */
  problem(row: number, code: keyof typeof PLAFONDS, column?: PlafondColumn, other = 0): void {
    if (this.problems.length >= MAX_PROBLEMS) return;
    const message =
      code === 'twice'
        ? PLAFONDS.twice(other)
        : code === 'logiciel'
          ? PLAFONDS.logiciel(this.logiciels)
          : PLAFONDS[code];
    this.problems.push(column === undefined ? { row, message } : { row, column, message });
  }

  all(from: number): void {
    for (let i = from; i < this.rows.length; i++) {
      const cells = this.rows[i] ?? [];
      if (!cells.some(cell => cell !== '' && cell.trim() !== '')) continue;
      if (!this.row(cells, i + 1)) this.skipped++;
    }
  }

  private cell(cells: readonly string[], column: PlafondColumn): string {
    const at = this.columns[column];
    return at === undefined ? '' : (cells[at] ?? '');
  }

  private row(cells: readonly string[], row: number): boolean {
    const type = this.typeOf(this.cell(cells, 'type'));
    if (type === undefined) return this.refuse(row, 'type', 'type');
    const identifiant = readIdentifiant(type, this.cell(cells, 'identifiant'));
    if ('error' in identifiant) return this.refuse(row, identifiant.error, 'identifiant');
    const ht = readPlafond(this.cell(cells, 'plafond_ht'));
    if ('error' in ht) return this.refuse(row, ht.error, 'plafond_ht');
    const ttc = readPlafond(this.cell(cells, 'plafond_ttc'));
    if ('error' in ttc) return this.refuse(row, ttc.error, 'plafond_ttc');
    if (ht.micro === undefined && ttc.micro === undefined) return this.refuse(row, 'none');
    const logiciel = this.logicielOf(this.cell(cells, 'logiciel')) ?? '';
    if (this.logiciels.length > 0 && !this.met.has(logiciel)) {
      this.met.add(logiciel);
      this.problem(row, 'logiciel', 'logiciel');
    }
    const kept = this.table.add({ id: identifiant.id, type, logiciel, ht: ht.micro, ttc: ttc.micro, row });
    return kept === undefined || this.refuse(row, 'twice', 'identifiant', kept.row);
  }

  private refuse(row: number, code: keyof typeof PLAFONDS, column?: PlafondColumn, other?: number): false {
    // If a quote swallowed a row, the quote is the mistake.
    if (row !== this.quoted) this.problem(row, code, column, other);
    return false;
  }
}

/** Columns repeat few texts over many rows. */
function memo<T>(of: (text: string) => T | undefined): (text: string) => T | undefined {
  const known = new Map<string, T | undefined>();
  return text => {
    if (known.has(text)) return known.get(text);
    const computed = of(text);
    if (known.size < 1000) known.set(text, computed);
    return computed;
  };
}

/**
 * Reads the rows of a calculation file, headings included. A malformed row is a problem, and the rest go on.
 * `logiciels`: the existing ones; any other is reported. `quote`: the row where a quote went wrong.
 */
export function buildPlafonds(
  rows: readonly (readonly string[])[],
  mapping: PlafondMapping = {},
  { logiciels = [], quote }: PlafondsExpected = {},
): PlafondsBuilt {
  const headings = findHeadings(rows, mapping);
  const builder = new Builder(rows, headings?.columns ?? {}, logiciels);
  if (quote !== undefined) {
    builder.quoted = quote.row + 1;
    builder.problem(builder.quoted, `quote-${quote.kind}`);
  }
  if (headings === undefined) {
    builder.problem(1, 'headings');
    return outcome(builder);
  }
  for (const column of PLAFOND_COLUMNS) {
    const own = mapping[column];
    const folded = (rows[headings.row] ?? []).map(foldHeading);
    if (own !== undefined && !folded.includes(foldHeading(own))) builder.problem(headings.row + 1, 'mapping', column);
  }
  builder.all(headings.row + 1);
  // Unusable rows are reported one by one; that none is left has to be said as well.
  if (builder.table.size === 0 && builder.skipped === 0) builder.problem(headings.row + 1, 'rows');
  return outcome(builder);
}

const outcome = ({ table, problems, skipped }: Builder): PlafondsBuilt => ({ table, problems, skipped });

/** What the file says about one beneficiary: at least one of the two amounts. */
export interface Plafond {
  readonly ht: Micro | undefined;
  readonly ttc: Micro | undefined;
  /** Row of the file, from 1; 0 for a forfait, which no file contains. */
  readonly row: number;
}

/** A beneficiary's part of a ceiling; `perMille` is the rate of VAT in thousandths. */
interface PlafondPart {
  readonly plafond: Plafond;
  readonly perMille: number;
}

/** A ceiling before tax: rounded down to the cent, and to the nearest. */
export interface PlafondHT {
  readonly floor: Cents;
  readonly nearest: Cents;
}

/** A fraction; its parts can exceed what a number holds exactly. */
interface Exact {
  readonly over: bigint;
  readonly under: bigint;
}

/** Units of 10⁻⁶ € in a cent. */
const PER_CENT = 10_000n;

/** The sum of the parts before tax, rounded only at the end. An amount given before tax is the ceiling as it is. */
export function plafondHT(parts: readonly PlafondPart[]): PlafondHT {
  const { over, under } = sumHT(parts);
  return { floor: Number(over / under), nearest: Number((2n * over + under) / (2n * under)) };
}

function sumHT(parts: readonly PlafondPart[]): Exact {
  let under = 1n;
  for (const perMille of new Set(parts.map(part => part.perMille))) under *= BigInt(1000 + perMille);
  let over = 0n;
  for (const { plafond, perMille } of parts) {
    if (plafond.ht !== undefined) over += BigInt(plafond.ht) * under;
    else over += BigInt(plafond.ttc ?? 0) * 1000n * (under / BigInt(1000 + perMille));
  }
  return { over, under: under * PER_CENT };
}

/**
 * The amounts that a ceiling with tax may be written as: the one in the file, and the one before tax with tax added,
 * each rounded down or up to the cent. Empty if no tax is due and none is given.
 */
export function plafondsTTC(parts: readonly PlafondPart[]): ReadonlySet<Cents> {
  const sums = [
    sumTTC(parts, ({ plafond, perMille }) =>
      plafond.ttc === undefined ? taxed(plafond.ht ?? 0, perMille) : BigInt(plafond.ttc) * 1000n,
    ),
    sumTTC(parts, ({ plafond, perMille }) =>
      plafond.ht === undefined ? BigInt(plafond.ttc ?? 0) * 1000n : taxed(plafond.ht, perMille),
    ),
    sumTTC(parts, part => taxed(plafondHT([part]).floor * 10_000, part.perMille)),
  ];
  return new Set(sums.flatMap(({ over, under }) => [Number(over / under), Number((over + under - 1n) / under)]));
}

const taxed = (ht: Micro, perMille: number): bigint => BigInt(ht) * BigInt(1000 + perMille);

function sumTTC(parts: readonly PlafondPart[], thousandths: (part: PlafondPart) => bigint): Exact {
  return { over: parts.reduce((sum, part) => sum + thousandths(part), 0n), under: 1000n * PER_CENT };
}
