import { citedBy } from '../../features/request.js';
import type { Severity } from '../../rules/contract.js';
import type { Output } from '../console.js';
import type { CheckedRequest, Located } from './request.js';
import type { AfterFix, Words } from '../../texts/cli/main.js';
import { excerpt, harmless } from './terminal.js';
import { Tally, type Reporter } from './reporter.js';
import { pointer } from '../../format/model/located.js';
import type { Lang } from '../../texts/typeset.js';

const DEFAULT_COLUMNS = 100;
const MIN_COLUMNS = 40;

interface StylishOptions {
  readonly out: Output;
  readonly lang: Lang;
  readonly words: Words;
  readonly after?: AfterFix;
}

/** For people: the line of source with the span underlined, repetitions grouped, a summary. */
export class StylishReporter implements Reporter {
  private readonly tally = new Tally();
  /** The source of each rule that reported something: given once, at the end. */
  private readonly sources = new Map<string, Set<string>>();

  constructor(private readonly options: StylishOptions) {}

  request(request: CheckedRequest): void {
    this.tally.add(request);
    if (request.findings.length === 0) return;
    const { out, words, lang } = this.options;
    const profile = request.analysis.choice.profile?.id ?? words.unknownProfileNote;
    const groups = groupsOf(request);
    for (const { finding } of request.findings) {
      const { id } = finding.rule;
      this.sources.set(id, (this.sources.get(id) ?? new Set()).add(citedBy(finding, lang)));
    }
    const widths = {
      position: Math.max(...groups.map(({ shown }) => positionOf(shown).length)),
      severity: Math.max(...groups.map(({ shown }) => words.severity[shown.finding.severity].length)),
    };
    const blocks = groups.map(group => this.block(request, group, widths));
    out.write(`${out.colors.underline(harmless(request.path))}  ${out.colors.dim(profile)}\n${blocks.join('')}\n`);
  }

  end(): void {
    const { out, words, after = 'none' } = this.options;
    const { counts, fixable, files, demandes, touched } = this.tally;
    const { colors } = out;
    if (touched === 0) {
      if (out.terminal && files > 0) out.write(`${colors.green('✔')} ${words.nothing(files, demandes)}\n`);
      return;
    }
    const width = Math.max(...[...this.sources.keys()].map(id => id.length));
    const sources = [...this.sources]
      .flatMap(([id, cited]) => [...cited].map(source => `  ${id.padEnd(width)}  ${harmless(source)}\n`))
      .sort()
      .join('');
    out.write(`${colors.dim(`${words.whereWritten}\n${sources}`)}\n`);
    const text = words.summary({ ...counts, files: touched }, after);
    const headline =
      counts.errors > 0
        ? colors.red(colors.bold(`✖ ${text}`))
        : counts.warnings > 0
          ? colors.yellow(colors.bold(`⚠ ${text}`))
          : `ℹ ${text}`;
    out.write(`${headline}\n${fixable > 0 ? `${colors.dim(words.fixableCount(fixable))}\n` : ''}`);
  }

  private block(
    request: CheckedRequest,
    { shown, others }: Group,
    widths: { position: number; severity: number },
  ): string {
    const {
      words,
      lang,
      out: { colors },
    } = this.options;
    const { finding } = shown;
    const fixable = shown.fix !== undefined ? ` ${colors.green(`[${words.fixable}]`)}` : '';
    const severity = this.tint(finding.severity, words.severity[finding.severity].padEnd(widths.severity));
    const head =
      `  ${colors.dim(positionOf(shown).padStart(widths.position))}  ${severity}  ` +
      `${harmless(finding.message(lang))}  ${colors.dim(finding.rule.id)}${fixable}\n`;
    const gutter = String(shown.from.line + 1).length;
    const notes = [
      ...shown.related.map(({ file, elsewhere, from, message }) =>
        words.seeAlso(
          `${elsewhere ? `${harmless(file)}:` : ''}${String(from.line + 1)}:${String(from.character + 1)}`,
          harmless(message[lang]),
        ),
      ),
      ...(others.length > 0 ? [words.others(others.length, lignesOf(others))] : []),
    ];
    const told = notes.map(note => `${' '.repeat(gutter + 5)}${colors.dim('╰')} ${note}\n`).join('');
    return `${head}${this.source(request, shown, gutter)}${told}`;
  }

  private source(request: CheckedRequest, { from, to, finding }: Located, gutter: number): string {
    const {
      out: { colors, columns = DEFAULT_COLUMNS },
    } = this.options;
    const line = request.lines.textOf(from.line);
    if (line.trim() === '') return '';
    const end = to.line === from.line ? to.character : line.length;
    const room = Math.max(MIN_COLUMNS, columns) - gutter - 8;
    const { text, indent, length } = excerpt(line, from.character, end, room);
    const bar = colors.dim('│');
    return (
      `    ${colors.dim(String(from.line + 1))} ${bar} ${text}\n    ${' '.repeat(gutter)} ${bar} ` +
      `${' '.repeat(indent)}${this.tint(finding.severity, '^'.repeat(length))}\n`
    );
  }

  private tint(severity: Severity, text: string): string {
    const { colors } = this.options.out;
    return severity === 'error' ? colors.red(text) : severity === 'warning' ? colors.yellow(text) : colors.blue(text);
  }
}

const positionOf = ({ from }: Located): string => `${String(from.line + 1)}:${String(from.character + 1)}`;

/** The lignes with these findings, counted from 1. */
function lignesOf(findings: readonly Located[]): number[] {
  const lignes = new Set<number>();
  for (const { finding } of findings) {
    if (finding.chunk === undefined) return [];
    lignes.add(finding.chunk + 1);
  }
  return [...lignes].sort((a, b) => a - b);
}

/** One finding to show, and its repetitions in the file. */
interface Group {
  readonly shown: Located;
  readonly others: readonly Located[];
}

/** How many of one kind are shown one by one. */
const ONE_BY_ONE = 3;

/** Findings in text order, the repetitions of a mistake under its first occurrence. */
function groupsOf(request: CheckedRequest): Group[] {
  const kinds = new Map<string, Located[]>();
  for (const located of request.findings) {
    const kind = kindOf(request, located);
    const same = kinds.get(kind);
    if (same === undefined) kinds.set(kind, [located]);
    else same.push(located);
  }
  const groups: Group[] = [];
  for (const same of kinds.values()) {
    const [first, ...others] = same;
    if (first === undefined) continue;
    if (same.length > ONE_BY_ONE) groups.push({ shown: first, others });
    else for (const shown of same) groups.push({ shown, others: [] });
  }
  return groups.sort((a, b) => a.shown.start - b.shown.start);
}

/**
 * Two findings are the same mistake if they have the same message of one rule at the same place of the model, in any
 * ligne. If the finding points at an object or a key, the place doesn't show which key is meant, so the message counts.
 * If it points at a value, the message may quote it and is left out.
 */
function kindOf(request: CheckedRequest, { finding, start, end, fix }: Located): string {
  const { text } = request.analysis;
  const place = pointer(finding.place).replace(/\/\d+(?=\/|$)/g, '/*');
  const pointsAtKey = /^[{[]/.test(text.slice(start, start + 1)) || /^\s*:/.test(text.slice(end, end + 20));
  return [
    finding.rule.id,
    finding.messageId,
    finding.severity,
    String(fix !== undefined),
    place,
    pointsAtKey ? finding.message('fr') : '',
  ].join('\n');
}
