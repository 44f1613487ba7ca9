/** `depot-avance` for `avance.mdv-lgc.avance.json` as well as for `avance.json`. */
export const depositName = (file: string): string =>
  `depot-${file.replace(/\.json$/i, '').replace(/\.[a-z0-9]+-[a-z0-9]+\.(?:avance|solde)$/i, '') || 'segur'}`;
