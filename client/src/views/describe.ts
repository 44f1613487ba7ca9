import type { StatusParams } from '../../../server/src/lsp/protocol/index.js';
import { PRODUCT_NAME } from '../documents.js';
import type { Messages } from '../../../server/src/texts/client/main.js';

interface StatusText {
  readonly text: string;
  readonly detail: string;
  readonly severity: 'info' | 'warning' | 'error';
}

/** « MDV-LGC avance · 8 lignes · 2 866,64 € · 17 erreurs » */
export function summary(
  texts: Messages,
  status: StatusParams | undefined,
  { errors, warnings }: { readonly errors: number; readonly warnings: number },
): string {
  const profile = status?.profile?.replace('/', ' ') ?? texts.profileUnknown;
  const parts = [
    profile,
    ...(status === undefined ? [] : [texts.lignes(status.lignes)]),
    ...(typeof status?.montantHT === 'number' ? [texts.euros(status.montantHT)] : []),
    ...(errors === 0 ? [] : [texts.errors(errors)]),
    ...(errors > 0 || warnings === 0 ? [] : [texts.warnings(warnings)]),
  ];
  return parts.join(' · ');
}

/** What the status item says about a document; undefined if the server has said nothing about it. */
export function describeStatus(
  texts: Messages,
  server: 'starting' | 'running' | 'stopped',
  status: StatusParams | undefined,
): StatusText {
  if (server === 'starting') return { text: texts.serverStarting, detail: '', severity: 'info' };
  if (server === 'stopped') return { text: texts.serverStopped, detail: '', severity: 'error' };
  if (status === undefined) return { text: PRODUCT_NAME, detail: '', severity: 'info' };
  const { profile, title, by, reconstructed, lignes } = status;
  if (profile === null) return { text: texts.profileUnknown, detail: texts.lignes(lignes), severity: 'warning' };
  const details = [
    ...(reconstructed ? [texts.reconstructed] : []),
    texts.lignes(lignes),
    ...(by === 'none' ? [] : [texts.profileBy[by]]),
  ];
  return { text: title ?? profile, detail: details.join(' · '), severity: 'info' };
}
