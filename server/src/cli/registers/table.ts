import type { Registrar } from './registrar.js';

/** generate, table */
export function registerTable(registrar: Registrar): void {
  void registrar;
}
