import type { Analysis } from '../../analysis/analyze.js';
import { partsFolderOf } from '../../format/pieces/folder.js';
import type { Finding } from '../../rules/contract.js';
import type { FailureData } from '../../texts/failures.js';
import { Refused, type RefusedFor } from '../refused.js';
import {
  type DepositPlan,
  isEmptyPattern,
  PLACEHOLDERS,
  planDeposit,
  type PlanInput,
  unknownPlaceholders,
} from './plan.js';
import { type DepositTarget, OutRefused, type PlanProblem } from './ports.js';
import type { Watch } from '../pieces.js';
import { prepareDeposit, type Prepared, type PrepareInput } from './prepare.js';
import type { DepositReport } from './report/report.js';
import { DepositRefused, writeDeposit, type WriteTools } from './write.js';
import type { Bilingual, Lang } from '../../texts/typeset.js';

/** Before anything is planned. */
type SetupRefused = RefusedFor<Pick<FailureData, 'settings-broken' | 'zip-name-empty' | 'zip-name-unknown'>>;

export interface DepositSetup {
  /** Settings that can't be read in full might silence, or concern, what would be deposited. */
  readonly settings: 'sound' | 'broken';
  /** The user's name for the ZIP name pattern. */
  readonly zipNameOption: string;
}

/** Folders in the attachments folder that hold the parts of an attachment: no deposit may go there. */
export const partFolders = ({ lignes }: Analysis): readonly string[] =>
  lignes.flatMap(({ ligne }) => ligne.texts('nomFichier')).flatMap(({ value }) => partsFolderOf(value) ?? []);

/** What a deposit would contain; nothing is read. */
export const planned = (input: PlanInput & DepositSetup): DepositPlan | SetupRefused =>
  setupRefused(input) ?? planDeposit(input);

/** A deposit checked down to the texts of its PDFs; nothing is written yet. */
export const prepared = async (input: PrepareInput & DepositSetup, watch: Watch): Promise<Prepared | SetupRefused> =>
  setupRefused(input) ?? (await prepareDeposit(input, watch));

function setupRefused({
  settings,
  zipName,
  zipNameOption: option,
}: DepositSetup & Pick<PlanInput, 'zipName'>): SetupRefused | undefined {
  if (settings === 'broken') return new Refused('settings-broken', undefined);
  if (zipName === undefined) return undefined;
  if (isEmptyPattern(zipName)) return new Refused('zip-name-empty', { option, known: PLACEHOLDERS });
  const [name] = unknownPlaceholders(zipName);
  return name === undefined ? undefined : new Refused('zip-name-unknown', { option, name, known: PLACEHOLDERS });
}

interface WriteDeps extends Omit<WriteTools, 'target'> {
  /** A place to build the deposit in. @throws OutRefused, what the file system says */
  readonly open: () => Promise<DepositTarget>;
}

interface WriteQuestion extends Watch {
  readonly lang: Lang;
  /** In bytes; a larger ZIP is refused. */
  readonly maxZip: number;
  /** Errors in the file don't block. Problems in the plan always do. */
  readonly allowErrors: boolean;
  /** Further findings about the file from elsewhere: from other files. */
  readonly elsewhere: readonly Finding[];
}

export type WriteRefused = RefusedFor<{
  'deposit-standing': { readonly problems: readonly PlanProblem[]; readonly errors: readonly Finding[] };
  /** A source or ZIP that proved unusable. */
  'deposit-source': { readonly told: Bilingual };
  'deposit-out': { readonly why: OutRefused['why']; readonly path: string };
  /** The system's own code. */
  'deposit-not-written': { readonly code: string };
}>;

const isError = ({ severity }: Finding): boolean => severity === 'error';

/** What prevents writing the prepared deposit. */
export function standing(
  { plan, findings }: Prepared,
  { allowErrors, elsewhere }: Pick<WriteQuestion, 'allowErrors' | 'elsewhere'>,
): Extract<WriteRefused, { code: 'deposit-standing' }> | undefined {
  const errors = allowErrors ? [] : [...findings, ...elsewhere].filter(isError);
  const { problems } = plan;
  return problems.length + errors.length === 0 ? undefined : new Refused('deposit-standing', { problems, errors });
}

/** Writes the prepared deposit: all of it, or nothing. @throws the signal's reason */
export async function written(
  { open, ...tools }: WriteDeps,
  deposit: Prepared,
  question: WriteQuestion,
): Promise<DepositReport | WriteRefused> {
  const refused = standing(deposit, question);
  if (refused !== undefined) return refused;
  try {
    return await writeDeposit(deposit, { ...tools, target: await open() }, question);
  } catch (error) {
    question.signal?.throwIfAborted();
    if (error instanceof DepositRefused) return new Refused('deposit-source', { told: error.told });
    if (error instanceof OutRefused) return new Refused('deposit-out', { why: error.why, path: error.path });
    const code = systemCode(error);
    if (code === undefined) throw error;
    return new Refused('deposit-not-written', { code });
  }
}

/** `EACCES`, `ENOSPC`…: anything else is our bug. */
function systemCode(error: unknown): string | undefined {
  const code = error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : '';
  return /^E[A-Z0-9]+$/.test(code) ? code : undefined;
}
