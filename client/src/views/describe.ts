import type { StatusParams } from '../../../server/src/lsp/protocol.js';
import { PRODUCT_NAME } from '../documents.js';
import type { Messages } from '../messages.js';

export interface StatusText {
  readonly text: string;
  readonly detail: string;
  readonly severity: 'info' | 'warning' | 'error';
}

/** What the status item says of a document; undefined for one of which the server has said nothing. */
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
