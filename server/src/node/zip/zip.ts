import type { ZipWriter } from '../../app/deposit/ports.js';
import { verifyArchive } from './verify.js';
import { writeArchive } from './write.js';

export const zipWriter: ZipWriter = { write: writeArchive, verify: verifyArchive };
