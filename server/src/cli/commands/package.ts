import { existsSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import { createAtomically } from '../../node/atomicWrite.js';
import { decodeUtf8 } from '../../node/decode.js';
import { checkOut, openDeposit, OutRefused, sweepBeside, type OpenDeposit } from '../../node/deposit.js';
import { expand } from '../../node/expand.js';
import { MAX_FILE, MAX_ZIP, packagingTools, type PackagingTools } from '../../node/packaging.js';
import { folderBeside, listPieceFolder, withDeeper, type PieceListing } from '../../node/pieceFolder.js';
import { codeOf, readRegular } from '../../node/read.js';
import { createEngine } from '../../analysis/engine.js';
import { planDocument } from '../../app/deposit/planDocument.js';
import { pathsIn, readPlanFile, type PlanFile } from '../../app/deposit/planFile.js';
import { prepareDeposit, type Prepared, type Watch } from '../../app/deposit/prepare.js';
import type { DepositReport } from '../../app/deposit/report/report.js';
import { DepositRefused, writeDeposit } from '../../app/deposit/write.js';
import { DEFAULT_ZIP_NAME, isEmptyPattern, PLACEHOLDERS, unknownPlaceholders } from '../../app/deposit/zipName.js';
import type { Console } from '../console.js';
import { eachRequest, shownPath, type LoadedRequest } from '../inputs.js';
import { Interrupted } from '../interrupt.js';
import { PackageTeller } from '../packaging.js';
import { ProgressLine } from '../progress.js';
import { harmless } from '../reporters/width.js';
import { packagingWordsOf } from '../words.packaging.js';
import { countOf, EXIT, formatOf, inputOptions, UsageError, type ExitCode, type FileOptions } from './options.js';

export interface PackageOptions extends FileOptions {
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

const MEGABYTE = 1_000_000;

/**
 * Makes the deposit of one file: the JSON, one ZIP a demande, the report. All of it, or nothing. `signal` gives it up,
 * with an `Interrupted`.
 */
export async function packageDeposit(
  console: Console,
  file: string,
  given: PackageOptions,
  signal: AbortSignal,
): Promise<ExitCode> {
  if (signal.reason instanceof Interrupted) {
    // Nothing was begun, there is nothing to tell.
    process.exitCode = signal.reason.exitCode;
    return EXIT.ok;
  }
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
    allowErrors: given.allowErrors ?? false,
  });
  try {
    return await new Packager(console, teller, given, limits, signal).run(file);
  } catch (error) {
    if (!(error instanceof Refused)) throw error;
    if (error.message !== '') console.err.write(`${harmless(error.message)}\n`);
    teller.refused();
    return error.code;
  }
}

const limitOf = (option: string, value: string | undefined, most: number): number =>
  Math.min(most, (countOf(option, value) ?? Infinity) * MEGABYTE);

/** The command ends here; what is wrong was said, or is the message. */
class Refused extends Error {
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

  constructor(
    private readonly console: Console,
    private readonly teller: PackageTeller,
    private readonly given: PackageOptions,
    private readonly limits: { readonly zip: number; readonly file: number },
    private readonly signal: AbortSignal,
  ) {
    this.words = packagingWordsOf(console.lang);
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
    if (isEmptyPattern(zipName)) throw new Refused(this.words.emptyName(PLACEHOLDERS));
    const [unknown] = unknownPlaceholders(zipName);
    if (unknown !== undefined) throw new Refused(this.words.placeholder(unknown, PLACEHOLDERS));
    const named = config.pieces === undefined ? undefined : resolve(request.project.folder ?? '', config.pieces);
    const folder = given.pieces ?? named ?? (await folderBeside(dirname(file)));
    if (folder === undefined) throw new UsageError({ kind: 'missing-option', option: '--pieces' });
    const keep = [file, folder, ...(given.plan === undefined ? [] : [given.plan])];
    if (given.output !== undefined && given.dryRun !== true) await this.checkOut(given.output, keep);
    const planFile = this.planFile();
    const listing = await this.listing(folder, planFile);
    const tools = packagingTools(listing, this.limits.file);
    const prepared = await this.prepare(request, listing, tools, planFile, zipName);
    teller.tell(request.path, prepared);
    if (given.dryRun === true) return this.dryRun(prepared, file, planFile !== undefined);
    const code = teller.verdict(prepared);
    if (code !== EXIT.ok || given.output === undefined) {
      teller.refusedFor(prepared);
      return code;
    }
    const report = await this.write(prepared, tools, given.output, keep);
    teller.done(report, given.output);
    return EXIT.ok;
  }

  private async request(file: string): Promise<LoadedRequest> {
    const { console, given } = this;
    const input = await expand(file);
    if (input.kind === 'stdin' || input.kind === 'folder' || input.kind === 'glob')
      throw new Refused(this.words.oneFile);
    const options = inputOptions(console, createEngine(), given);
    if (options === undefined) throw new Refused('');
    const requests: LoadedRequest[] = [];
    const allRead = await eachRequest(console, [file], options, request => {
      requests.push(request);
    });
    const [request] = requests;
    // Settings that can't be read in full might silence, or be about, what would be packaged.
    if (request === undefined || !allRead) throw new Refused('');
    return request;
  }

  private async checkOut(out: string, keep: readonly string[]): Promise<void> {
    const { restored } = await sweepBeside(out);
    if (restored.length > 0) this.console.err.write(`${harmless(this.words.restored(restored))}\n`);
    try {
      await checkOut(out, { force: this.given.force ?? false, foreign: true, keep });
    } catch (error) {
      throw this.outRefused(error, out);
    }
  }

  /** Undefined where there is none to read; a dry run will write it. */
  private planFile(): PlanFile | undefined {
    const { plan: path, dryRun } = this.given;
    if (path === undefined || (dryRun === true && !existsSync(path))) return undefined;
    const read = readRegular(path);
    if (!read.ok)
      throw new Refused(
        read.failure.reason === 'missing'
          ? this.about(path, this.words.planMissing)
          : this.console.words.unreadable(path, read.failure),
      );
    const parsed = readPlanFile(decodeUtf8(read.bytes).text);
    if ('refused' in parsed) throw new Refused(this.about(path, parsed.refused[this.console.lang]));
    return parsed.plan;
  }

  private async listing(folder: string, planFile: PlanFile | undefined): Promise<PieceListing> {
    const listed = await this.unlessInterrupted(listPieceFolder(folder, { name: folder, signal: this.signal }));
    if (listed.ok) return planFile === undefined ? listed.listing : withDeeper(listed.listing, pathsIn(planFile));
    const { failure } = listed;
    const told = this.words.folder(folder, failure);
    throw new Refused(
      told ??
        (failure.reason === 'not-a-folder' || failure.reason === 'too-many'
          ? folder
          : this.console.words.unreadable(folder, failure)),
    );
  }

  private async prepare(
    { path, bytes, analysis, project }: LoadedRequest,
    sources: PieceListing,
    tools: PackagingTools,
    planFile: PlanFile | undefined,
    zipName: string,
  ): Promise<Prepared> {
    const judge = {
      apply: (of: typeof analysis, findings: Prepared['findings']) => project.apply(of, findings, path).findings,
      only: project.only(path),
    };
    return this.unlessInterrupted(
      prepareDeposit(
        {
          engine: project.engine,
          analysis,
          judge,
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
  }

  private dryRun(prepared: Prepared, file: string, planExists: boolean): ExitCode {
    const { given, console, teller } = this;
    const text = `${JSON.stringify(planDocument(prepared.plan, basename(file), console.lang), undefined, 2)}\n`;
    console.out.write(text);
    if (given.plan !== undefined && !planExists) {
      try {
        createAtomically(given.plan, text);
      } catch (error) {
        throw new Refused(this.words.notWritten(given.plan, codeOf(error)));
      }
    }
    teller.planned(prepared, planExists ? undefined : given.plan);
    return teller.verdict(prepared);
  }

  private async write(
    prepared: Prepared,
    tools: PackagingTools,
    out: string,
    keep: readonly string[],
  ): Promise<DepositReport> {
    let target: OpenDeposit;
    try {
      target = await openDeposit(out, { force: this.given.force ?? false, foreign: true, keep });
    } catch (error) {
      throw this.outRefused(error, out);
    }
    try {
      return await writeDeposit(
        prepared,
        { ...tools, target },
        { lang: this.console.lang, maxZip: this.limits.zip, ...this.watch },
      );
    } catch (error) {
      if (error instanceof DepositRefused) throw new Refused(error.told[this.console.lang], EXIT.findings);
      throw this.outRefused(error, out);
    } finally {
      this.progress.clear();
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

  /**
   * What the file system or the user's interruption is worth in words; anything else is a fault of ours, told as such.
   */
  private outRefused(error: unknown, out: string): unknown {
    if (error instanceof OutRefused)
      return new Refused(this.words.out(error.why, shownPath(out), shownPath(error.path)));
    if (error instanceof Interrupted) return this.interrupted(error);
    const code = codeOf(error);
    return /^E[A-Z0-9]+$/.test(code) ? new Refused(this.words.notWritten(shownPath(out), code)) : error;
  }

  private interrupted({ exitCode }: Interrupted): Refused {
    process.exitCode = exitCode;
    return new Refused(
      this.words.interrupted(this.given.force === true && existsSync(join(this.given.output ?? '', '.'))),
    );
  }

  private readonly about = (path: string, message: string): string =>
    `${path}${this.console.lang === 'fr' ? '\u00a0' : ''}: ${message}`;
}
