/**
 * Where a deposit is built, out of sight, before it gets its name all at once. Implemented in `node/deposit.ts`;
 * one is used for one deposit, and always ends by `commit` or `abandon`.
 */
export interface DepositTarget {
  /** A new file of the deposit. @throws what the file system says. */
  write(name: string, bytes: Uint8Array): Promise<void>;
  /** Gives the deposit its name, once all of it is safely on the disk. From then on it stands, whatever happens. */
  commit(): Promise<void>;
  /** Leaves nothing. Never throws. */
  abandon(): Promise<void>;
}
