import type { BuildOptions } from 'esbuild';

/** `root`: the checkout; `outdir`: where the bundle goes. Both absolute. */
export const serverBundles: (root: string, outdir: string) => readonly [server: BuildOptions, start: BuildOptions];
export const cliBundle: (root: string, outdir: string) => BuildOptions;
export const clientBundles: (root: string, outdir: string) => readonly BuildOptions[];
export const webServerBundle: (root: string, outdir: string) => BuildOptions;
export const webClientBundle: (root: string, outdir: string) => BuildOptions;
