/**
 * What an untrusted workspace asks for is read, and never written: `tell` says so. No VS Code here, so that tests can
 * load it.
 */
export function writesOnlyTrusted(isTrusted: boolean, tell: () => void): boolean {
  if (!isTrusted) tell();
  return isTrusted;
}
