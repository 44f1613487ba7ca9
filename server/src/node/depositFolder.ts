import { lstat, readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { compareNatural } from '../format/pieces/names.js';
import { REPORT_JSON } from '../app/deposit/problem.js';

/** What a system puts into a folder that its user only looked at. */
const SYSTEM = /^(?:\.DS_Store|thumbs\.db|desktop\.ini)$/i;
/** Thousands of demandes stay far below. */
const MAX_REPORT = 256_000_000;

/** Name of something that shows that a folder is not ours to replace; undefined where it is a deposit of ours, or empty. */
export async function foreignIn(folder: string): Promise<string | undefined> {
  const names = (await readdir(folder)).filter(name => !SYSTEM.test(name)).sort(compareNatural);
  if (names.includes(REPORT_JSON)) return (await isOurReport(join(folder, REPORT_JSON))) ? undefined : REPORT_JSON;
  return names[0];
}

async function isOurReport(path: string): Promise<boolean> {
  try {
    const stats = await lstat(path);
    if (!stats.isFile() || stats.size > MAX_REPORT) return false;
    const report: unknown = JSON.parse(await readFile(path, 'utf8'));
    return (
      typeof report === 'object' &&
      report !== null &&
      'version' in report &&
      report.version === 1 &&
      'file' in report &&
      typeof report.file === 'object' &&
      report.file !== null &&
      'sha256' in report.file &&
      'demandes' in report &&
      Array.isArray(report.demandes)
    );
  } catch {
    return false;
  }
}
