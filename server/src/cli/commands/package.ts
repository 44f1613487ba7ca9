import { existsSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import { createAtomically } from '../../node/atomicWrite.js';
import { codeOf, decodeUtf8, expand, readRegular } from '../../node/read.js';
import {
  checkOut,
  type DepositOptions,
  MAX_ZIP,
  openDeposit,
  packagingTools,
  type PackagingTools,
  sweepBeside,
} from '../../node/deposit.js';
import { folderBeside, listPieceFolder, MAX_FILE, withDeeper, type PieceListing } from '../../node/pieceFolder.js';
import { createEngine } from '../../analysis/analyze.js';
import { planDocument } from '../../app/deposit/planDocument.js';
import { pathsIn, readPlanFile, type PlanFile } from '../../app/deposit/sources.js';
import { partFolders, prepared, standing, written } from '../../app/deposit/deposit.js';
import { OutRefused } from '../../app/deposit/ports.js';
import type { Prepared } from '../../app/deposit/prepare.js';
import type { Watch } from '../../app/pieces.js';
import type { DepositReport } from '../../app/deposit/report/report.js';
import { DEFAULT_ZIP_NAME } from '../../app/deposit/plan.js';
import { Refused } from '../../app/refused.js';
import { failureText } from '../../texts/failures.js';
import { type Console, ended, Interrupted, interruptible } from '../console.js';
import { eachRequest, shownPath, type LoadedRequest } from '../inputs.js';
import { told } from '../outputs.js';
import { folderFailure, PackageTeller, ProgressLine } from '../report/deposit.js';
import { harmless } from '../report/terminal.js';
import { packagingWordsOf } from '../../texts/cli/deposit.js';
import { transformWordsOf } from '../../texts/cli/transform.js';
import {
  FORMATS,
  choice,
  countOf,
  EXIT,
  formatOf,
  inputOptions,
  UsageError,
  type ExitCode,
  type FileOptions,
  type Define,
} from '../options.js';

interface PackageOptions extends FileOptions {
  readonly pieces?: string;
  readonly output?: string;
  readonly plan?: string;
  readonly dryRun?: boolean;
  readonly force?: boolean;
  readonly allowErrors?: boolean;
  readonly zipName?: string;
  readonly maxZip?: string;
  readonly maxFile?: string;
}

/** What is in the way at the deposit's target. */
type Place = Pick<DepositOptions, 'keep' | 'pieces'>;

const MEGABYTE = 1_000_000;

export const define: Define = ({ console, add, done }) => {
  const { help } = packagingWordsOf(console.lang);
  const common = console.words.help;
  add('package', help.package)
    .argument(`<${help.fileName}>`, help.file)
    .option('--pieces <dir>', help.pieces)
    .option('-o, --output <dir>', help.output)
    .option('--plan <file>', help.plan)
    .option('--dry-run', help.dryRun)
    .option('--force', help.force)
    .option('--allow-errors', help.allowErrors)
    .option('--zip-name <pattern>', help.zipName)
    .option('--max-zip <n>', help.maxZip)
    .option('--max-file <n>', help.maxFile)
    .addOption(choice('--format <format>', common.format, FORMATS))
    .option('--profile <id>', transformWordsOf(console.lang).help.profile)
    .option('--date <date>', common.date)
    .option('--plafonds <file>', common.plafonds)
    .option('--config <file>', common.config)
    .option('--no-config', common.noConfig)
    .option('--quiet', common.quiet)
    .action(async (file: string, options: PackageOptions) => {
      done(await interruptible(signal => packageDeposit(console, file, options, signal)));
    });
};

/**
 * Makes the deposit of one file: the JSON, one ZIP per request, the report. All of it, or nothing. `signal` cancels it
 * with an `Interrupted`.
 */
async function packageDeposit(
  console: Console,
  file: string,
  given: PackageOptions,
  signal: AbortSignal,
): Promise<ExitCode> {
  if (signal.aborted) return ended(signal);
  const format = formatOf(given.format);
  const limits = {
    zip: limitOf('--max-zip', given.maxZip, MAX_ZIP),
    file: limitOf('--max-file', given.maxFile, MAX_FILE),
  };
  const dryRun = given.dryRun ?? false;
  if (given.output === undefined && !dryRun) throw new UsageError({ kind: 'missing-option', option: '--output' });
  const teller = new PackageTeller(console, {
    format,
    dryRun,
    quiet: given.quiet ?? false,
  });
  try {
    return await new Packager(console, teller, given, limits, signal).run(file);
  } catch (error) {
    if (!(error instanceof Stopped)) throw error;
    if (error.message !== '') console.err.write(`${harmless(error.message)}\n`);
    teller.refused();
    return error.code;
  }
}

const limitOf = (option: string, value: string | undefined, most: number): number =>
  Math.min(most, (countOf(option, value) ?? Infinity) * MEGABYTE);

/** Ends the command; the error has been reported, or is the message. */
class Stopped extends Error {
  constructor(
    message: string,
    readonly code: ExitCode = EXIT.usage,
  ) {
    super(message);
  }
}

class Packager {
  private readonly words;
  private readonly progress: ProgressLine;
  private readonly watch: Watch;
  readonly allowErrors: boolean;
  /** Only one file is read: nothing is known about others. */
  readonly elsewhere = [];

  constructor(
    private readonly console: Console,
    private readonly teller: PackageTeller,
    private readonly given: PackageOptions,
    private readonly limits: { readonly zip: number; readonly file: number },
    private readonly signal: AbortSignal,
  ) {
    this.words = packagingWordsOf(console.lang);
    this.allowErrors = given.allowErrors ?? false;
    this.progress = new ProgressLine(console.err);
    this.watch = {
      signal,
      onProgress: ({ step, done, total }) => {
        this.progress.show(this.words.step[step], done, total);
      },
    };
  }

  async run(file: string): Promise<ExitCode> {
    const { given, teller } = this;
    const request = await this.request(file);
    const { config } = request.project.parts;
    const zipName = given.zipName ?? config.nomZip ?? DEFAULT_ZIP_NAME;
    const named = config.pieces === undefined ? undefined : resolve(request.project.folder ?? '', config.pieces);
    const folder = given.pieces ?? named ?? (await folderBeside(dirname(file)));
    if (folder === undefined) throw new UsageError({ kind: 'missing-option', option: '--pieces' });
    const keep = [file, folder, ...(given.plan === undefined ? [] : [given.plan])];
    const place = { keep, pieces: { folder, parts: partFolders(request.analysis) } };
    if (given.output !== undefined && given.dryRun !== true) await this.checkOut(given.output, place);
    const planFile = this.planFile();
    const listing = await this.listing(folder, planFile);
    const tools = packagingTools(listing, this.limits.file);
    const prepared = await this.prepare(request, listing, tools, planFile, zipName);
    teller.tell(request.path, prepared);
    if (given.dryRun === true) return this.dryRun(prepared, file, planFile !== undefined);
    if (given.output === undefined || standing(prepared, this) !== undefined) {
      teller.refusedFor(prepared);
      return EXIT.findings;
    }
    const report = await this.write(prepared, tools, given.output, place);
    teller.done(report, given.output);
    return EXIT.ok;
  }

  private async request(file: string): Promise<LoadedRequest> {
    const { console, given } = this;
    const input = await expand(file);
    if (input.kind === 'stdin' || input.kind === 'folder' || input.kind === 'glob')
      throw new Stopped(this.words.oneFile);
    const options = await inputOptions(console, createEngine(), given);
    if (options === undefined) throw new Stopped('');
    const requests: LoadedRequest[] = [];
    const allRead = await eachRequest(console, [file], options, request => {
      requests.push(request);
    });
    const [request] = requests;
    // Settings that can't be read in full might silence, or concern, what would be packaged.
    if (request === undefined || !allRead) throw new Stopped('');
    return request;
  }

  private async checkOut(out: string, place: Place): Promise<void> {
    const { restored } = await sweepBeside(out);
    if (restored.length > 0) this.console.err.write(`${harmless(this.words.restored(restored))}\n`);
    try {
      await checkOut(out, { force: this.given.force ?? false, foreign: true, ...place });
    } catch (error) {
      if (error instanceof OutRefused) throw this.outRefused(error, out);
      const code = codeOf(error);
      throw /^E[A-Z0-9]+$/.test(code) ? new Stopped(this.words.notWritten(shownPath(out), code)) : error;
    }
  }

  /** Undefined if there is no plan file to read; a dry run will write it. */
  private planFile(): PlanFile | undefined {
    const { plan: path, dryRun } = this.given;
    if (path === undefined || (dryRun === true && !existsSync(path))) return undefined;
    const read = readRegular(path);
    if (!read.ok)
      throw new Stopped(
        read.failure.reason === 'missing'
          ? told(path, this.words.planMissing, this.console)
          : this.console.words.unreadable(path, read.failure),
      );
    const parsed = readPlanFile(decodeUtf8(read.bytes).text);
    if ('refused' in parsed) throw new Stopped(told(path, parsed.refused[this.console.lang], this.console));
    return parsed.plan;
  }

  private async listing(folder: string, planFile: PlanFile | undefined): Promise<PieceListing> {
    const listed = await this.unlessInterrupted(listPieceFolder(folder, { name: folder, signal: this.signal }));
    if (listed.ok) return planFile === undefined ? listed.listing : withDeeper(listed.listing, pathsIn(planFile));
    throw new Stopped(folderFailure(this.console, folder, listed.failure));
  }

  private async prepare(
    { path, bytes, analysis, project }: LoadedRequest,
    sources: PieceListing,
    tools: PackagingTools,
    planFile: PlanFile | undefined,
    zipName: string,
  ): Promise<Prepared> {
    const ready = await this.unlessInterrupted(
      prepared(
        {
          settings: project.parts.problems.some(({ severity }) => severity === 'error') ? 'broken' : 'sound',
          zipNameOption: '--zip-name',
          engine: project.engine,
          analysis,
          project,
          path,
          json: { name: basename(path), bytes },
          sources,
          planFile,
          zipName,
          read: tools.read,
          pdf: tools.pdf,
        },
        this.watch,
      ),
    );
    if (ready instanceof Refused) throw new Stopped(failureText(ready, this.console.lang));
    return ready;
  }

  private dryRun(prepared: Prepared, file: string, planExists: boolean): ExitCode {
    const { given, console, teller } = this;
    const text = `${JSON.stringify(planDocument(prepared.plan, basename(file), console.lang), undefined, 2)}\n`;
    console.out.write(text);
    if (given.plan !== undefined && !planExists) {
      try {
        createAtomically(given.plan, text);
      } catch (error) {
        throw new Stopped(this.words.notWritten(given.plan, codeOf(error)));
      }
    }
    teller.planned(prepared, planExists ? undefined : given.plan);
    return standing(prepared, this) === undefined ? EXIT.ok : EXIT.findings;
  }

  private async write(deposit: Prepared, tools: PackagingTools, out: string, place: Place): Promise<DepositReport> {
    const { console, given, limits, allowErrors, elsewhere } = this;
    const done = await this.unlessInterrupted(
      written(
        { ...tools, open: () => openDeposit(out, { force: given.force ?? false, foreign: true, ...place }) },
        deposit,
        { lang: console.lang, maxZip: limits.zip, allowErrors, elsewhere, ...this.watch },
      ),
    );
    if (!(done instanceof Refused)) return done;
    switch (done.code) {
      case 'deposit-out':
        throw this.outRefused(done.data, out);
      case 'deposit-source':
        throw new Stopped(done.data.told[console.lang], EXIT.findings);
      case 'deposit-not-written':
        throw new Stopped(this.words.notWritten(shownPath(out), done.data.code));
      case 'deposit-standing':
        throw new Stopped('', EXIT.findings);
    }
  }

  private async unlessInterrupted<T>(work: Promise<T>): Promise<T> {
    try {
      return await work;
    } catch (error) {
      throw error instanceof Interrupted ? this.interrupted(error) : error;
    } finally {
      this.progress.clear();
    }
  }

  private outRefused({ why, path }: Pick<OutRefused, 'why' | 'path'>, out: string): Stopped {
    return new Stopped(this.words.out(why, shownPath(out), shownPath(path)));
  }

  private interrupted({ exitCode }: Interrupted): Stopped {
    process.exitCode = exitCode;
    return new Stopped(
      this.words.interrupted(this.given.force === true && existsSync(join(this.given.output ?? '', '.'))),
    );
  }
}
