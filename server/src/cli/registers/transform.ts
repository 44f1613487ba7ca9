import type { Registrar } from './registrar.js';

/** split, merge, solde */
export function registerTransform(registrar: Registrar): void {
  void registrar;
}
