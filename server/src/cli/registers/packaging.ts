import type { Registrar } from './registrar.js';

/** package */
export function registerPackaging(registrar: Registrar): void {
  void registrar;
}
