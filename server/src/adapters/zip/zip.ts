import type { ZipWriter } from '../../packaging/ports.js';
import { verifyArchive } from './verify.js';
import { writeArchive } from './write.js';

export const zipWriter: ZipWriter = { write: writeArchive, verify: verifyArchive };
