import type { Concatenated, ConcatenateRequest } from '../../packaging/ports.js';
export function concatenate(_request: ConcatenateRequest, _signal?: AbortSignal): Promise<Concatenated> { throw new Error('todo'); }
