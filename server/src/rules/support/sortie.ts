import type { ExampleOther } from '../examples.js';

const DOSSIERS = [
  ['"numeroASP": null', '"numeroASP": "FINMDV00120"'],
  ['"numeroASP": null', '"numeroASP": "FINMDV00121"'],
  ['"numeroASP": null', '"numeroASP": "FINMDV00122"'],
] as const;

/** For the cases of rules: what the portal gave back for the correct avance whose solde `mdv-lgc.solde.json` is. */
export const sortie = (...change: readonly (readonly [from: string, to: string])[]): ExampleOther => ({
  name: 'sortie-avance.json',
  profile: 'MDV-LGC/avance',
  change: [...DOSSIERS, ...change],
});

/** That avance as it was deposited. */
export const avance = (...change: readonly (readonly [from: string, to: string])[]): ExampleOther => ({
  name: 'avance.json',
  profile: 'MDV-LGC/avance',
  change,
});
