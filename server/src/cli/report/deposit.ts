import { join } from 'node:path';
import type { Proposal } from '../../app/deposit/plan.js';
import { toldProblem } from '../../app/deposit/planDocument.js';
import type { Prepared } from '../../app/deposit/prepare.js';
import type { PlanProblem } from '../../app/deposit/ports.js';
import { type DepositReport, rateText } from '../../app/deposit/report/report.js';
import { checkPieces } from '../../app/pieces.js';
import { floorCents, formatEuros } from '../../format/domain/montant.js';
import { packagingTools } from '../../node/deposit.js';
import { type Listed, listPieceFolder, type PieceListing } from '../../node/pieceFolder.js';
import type { Finding } from '../../rules/contract.js';
import { packagingWordsOf } from '../../texts/cli/deposit.js';
import { reportWordsOf } from '../../texts/deposit/report.js';
import type { Console, Output } from '../console.js';
import { type LoadedRequest, shownPath } from '../inputs.js';
import type { Format } from '../options.js';
import { Tally } from './reporter.js';
import { checked, type CheckedRequest, reported } from './request.js';
import { StylishReporter } from './stylish.js';
import { harmless } from './terminal.js';

/** One line of a terminal, rewritten as the work goes on; silent anywhere else. */
export class ProgressLine {
  private shown = '';

  constructor(private readonly out: Output) {}

  show(step: string, done: number, total: number): void {
    if (!this.out.terminal) return;
    const text = `${step} ${String(done)}/${String(total)} …`;
    if (text === this.shown) return;
    this.shown = text;
    this.out.write(`\r\u001b[K${text}`);
  }

  /** Leaves the line as it was before. */
  clear(): void {
    if (this.shown !== '') this.out.write('\r\u001b[K');
    this.shown = '';
  }
}

interface TellOptions {
  readonly format: Format;
  readonly dryRun: boolean;
  readonly quiet: boolean;
}

/** Why a folder can't be used for attachments. */
export const folderFailure = (
  { lang, words }: Console,
  folder: string,
  failure: Extract<Listed, { ok: false }>['failure'],
): string =>
  packagingWordsOf(lang).folder(folder, failure) ??
  (failure.reason === 'not-a-folder' || failure.reason === 'too-many' ? folder : words.unreadable(folder, failure));

/** These findings are among the problems too, source by source. */
const TOLD_AS_PROBLEMS: ReadonlySet<string> = new Set(['piece-missing', 'piece-not-pdf']);

/** Reports on a deposit: what was found, what stands in its way, what was written. */
export class PackageTeller {
  private readonly words;
  private request: CheckedRequest | undefined;
  private prepared: Prepared | undefined;

  constructor(
    private readonly console: Console,
    private readonly options: TellOptions,
  ) {
    this.words = packagingWordsOf(console.lang);
  }

  tell(path: string, prepared: Prepared): void {
    const { format, quiet } = this.options;
    this.prepared = prepared;
    const { findings, analysis, plan } = prepared;
    this.request = checked(path, analysis, findings);
    if (format === 'json' && !this.options.dryRun) return;
    const shown = findings.filter(finding => !TOLD_AS_PROBLEMS.has(finding.rule.id) && (!quiet || isError(finding)));
    const reporter = new StylishReporter({ out: this.out, lang: this.console.lang, words: this.console.words });
    if (shown.length > 0) {
      reporter.request(checked(path, analysis, shown));
      reporter.end();
      this.line('');
    }
    for (const problem of plan.problems) this.problem(problem, plan.proposals);
    if (!quiet)
      for (const notice of plan.notices)
        this.line(`${this.out.colors.yellow('⚠')} ${harmless(notice.message[this.console.lang])}`);
  }

  refusedFor({ plan, findings }: Prepared): void {
    if (this.options.format === 'json') {
      this.json(undefined, undefined);
      return;
    }
    const errors = findings.filter(isError).length;
    const { colors } = this.out;
    const text =
      plan.problems.length > 0 ? this.words.problemsRefused(plan.problems.length) : this.words.errorsRefused(errors);
    this.line(`\n${colors.red(colors.bold(`✖ ${text}`))}`);
    if (plan.proposals.length > 0) this.line(colors.dim(this.words.howToConfirm));
  }

  planned({ plan }: Prepared, written: string | undefined): void {
    const { totals } = plan;
    this.line(this.words.planned(totals, reportWordsOf(this.console.lang).sizeOf(totals.bytes)));
    this.line(written === undefined ? this.words.nothingWritten : harmless(this.words.planWritten(written)));
  }

  done(report: DepositReport, out: string): void {
    if (this.options.format === 'json') {
      this.json(report, out);
      return;
    }
    const { colors } = this.out;
    const { lang } = this.console;
    const { totals, file, vat } = report;
    const path = shownPath(out);
    if (totals.errors > 0) this.line(colors.red(this.words.withErrors(totals.errors)));
    this.line(
      `${colors.green('✔')} ` +
        colors.bold(harmless(this.words.done(path, totals, reportWordsOf(lang).sizeOf(totals.size)))),
    );
    if (file.reordered) this.line(`  ${harmless(this.words.reordered(file.name))}`);
    if (file.withoutBom) this.line(`  ${harmless(this.words.withoutBom(file.name))}`);
    if (totals.montantSegurHT !== null)
      this.line(
        '  ' +
          this.words.amount(
            euros(totals.montantSegurHT, lang),
            totals.avanceHT === null ? undefined : euros(totals.avanceHT, lang),
          ),
      );
    this.line(`  ${this.words.vat(rateText(vat, lang))}`);
    this.line(`  ${harmless(this.words.report(join(path, 'depot.html')))}`);
  }

  /** The command gave up; the reason is on stderr. */
  refused(): void {
    if (this.options.format === 'json' && !this.options.dryRun) this.json(undefined, undefined);
  }

  private problem(
    { message, ligne, numeroEditeur, nomFichier, path }: PlanProblem,
    proposals: readonly Proposal[],
  ): void {
    const { colors } = this.out;
    const where = ligne === undefined ? '' : ` ${colors.dim(`(${harmless(this.words.where(ligne, numeroEditeur))})`)}`;
    this.line(`${colors.red('✖')} ${harmless(message[this.console.lang])}${where}`);
    if (path !== undefined) return;
    const found = proposals.find(proposal => proposal.rank === ligne && proposal.nomFichier === nomFichier);
    for (const sources of found?.alternatives.slice(0, SHOWN) ?? [])
      this.line(`    ${colors.dim('╰')} ${harmless(this.words.proposal(sources))}`);
  }

  private json(report: DepositReport | undefined, out: string | undefined): void {
    const { lang } = this.console;
    const tally = new Tally();
    if (this.request !== undefined) tally.add(this.request);
    const plan = this.prepared?.plan;
    const files =
      this.request === undefined
        ? []
        : [
            {
              path: this.request.path,
              profile: this.request.analysis.choice.profile?.id ?? null,
              findings: this.request.findings
                .filter(({ finding }) => !this.options.quiet || isError(finding))
                .map(located => reported(located, lang)),
            },
          ];
    const told = {
      files,
      summary: tally.counts,
      problems: plan?.problems.map(problem => toldProblem(problem, lang)) ?? [],
      notices: plan?.notices.map(notice => toldProblem(notice, lang)) ?? [],
      proposals:
        plan?.proposals.map(({ rank, key, nomFichier, alternatives }) => ({
          ligne: rank,
          demande: key,
          nomFichier,
          alternatives,
        })) ?? [],
      deposit:
        report === undefined || out === undefined
          ? null
          : {
              path: out,
              json: report.file.name,
              zips: report.demandes.flatMap(({ zip }) => (zip === null ? [] : [zip])),
              totals: report.totals,
            },
    };
    this.console.out.write(`${JSON.stringify(told)}\n`);
  }

  /** The plan has stdout to itself in a dry run. */
  private get out(): Console['out'] {
    return this.options.dryRun ? this.console.err : this.console.out;
  }

  private line(text: string): void {
    this.out.write(`${text}\n`);
  }
}

/** More would bury the likely ones. */
const SHOWN = 3;

const isError = (finding: Finding): boolean => finding.severity === 'error';

const euros = (amount: string, lang: Console['lang']): string => formatEuros(floorCents(amount) ?? 0, lang);

/** The folder's names; undefined, with the reason reported, if they can't be read. */
export async function listedFolder(console: Console, folder: string): Promise<PieceListing | undefined> {
  const listed = await listPieceFolder(folder, { name: folder });
  if (listed.ok) return listed.listing;
  console.err.write(`${harmless(folderFailure(console, folder, listed.failure))}\n`);
  return undefined;
}

/** What the folder's files and their texts say about a request; the settings judge it along with the rest. */
export async function pieceFindings(
  { analysis, project: { engine } }: LoadedRequest,
  listing: PieceListing,
): Promise<readonly Finding[]> {
  const { lignes, folder } = await checkPieces(packagingTools(listing), { engine, analysis, folder: listing.folder });
  return [...folder, ...lignes.flatMap(({ findings }) => findings)];
}
