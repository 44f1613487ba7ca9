/** What a code that the portal wrote says of a demande. */
type Treatment = 'taken' | 'duplicate';

/**
 * The codes of the ASP's other public exchange (employee records of inclusion), whose keys are twins of ours. No public
 * page lists those of the Ségur portal: this is reconstructed by analogy, and whoever tells of it says so.
 */
const BY_ANALOGY: ReadonlyMap<string, Treatment> = new Map([
  ['0000', 'taken'],
  ['3436', 'duplicate'],
]);

export const treatmentOf = (code: string): Treatment | undefined => BY_ANALOGY.get(code.trim());
