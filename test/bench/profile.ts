import { readdirSync, readFileSync } from 'node:fs';
import { SourceMap, type SourceMapPayload } from 'node:module';
import { basename, join } from 'node:path';
import { at, isRecord, listOf, recordOf } from '../support/json.js';

const INLINE_MAP = /\/\/# sourceMappingURL=data:application\/json;base64,(\S+)/;
const TOP = 20;

/**
 * Where the time of a profiled process went: the functions with most time of their own, with the line that they stand
 * at.
 */
export function hottest(profiles: string, bundle: string): string {
  const places = sourceMapOf(bundle);
  const self = new Map<string, number>();
  let total = 0;
  for (const file of readdirSync(profiles).filter(name => name.endsWith('.cpuprofile'))) {
    const profile: unknown = JSON.parse(readFileSync(join(profiles, file), 'utf8'));
    const names = new Map(
      listOf(at(profile, 'nodes')).map(node => [
        Number(at(node, 'id')),
        nameOf(recordOf(at(node, 'callFrame')), bundle, places),
      ]),
    );
    const deltas = listOf(at(profile, 'timeDeltas')).map(Number);
    listOf(at(profile, 'samples')).forEach((id, i) => {
      const name = names.get(Number(id)) ?? '';
      const time = deltas[i] ?? 0;
      if (name === '(idle)') return;
      total += time;
      self.set(name, (self.get(name) ?? 0) + time);
    });
  }
  const rows = [...self].sort((a, b) => b[1] - a[1]).slice(0, TOP);
  return rows.map(([name, time]) => `${((time / total) * 100).toFixed(1).padStart(5)} %  ${name}\n`).join('');
}

function nameOf(frame: Readonly<Record<string, unknown>>, bundle: string, places: SourceMap): string {
  const name = String(frame['functionName']) || '(anonymous)';
  if (!String(frame['url']).endsWith(basename(bundle))) return name;
  const entry = places.findEntry(Number(frame['lineNumber']), Number(frame['columnNumber']));
  if (!('originalSource' in entry)) return name;
  return (
    `${name}  ` +
    `${entry.originalSource.replace(/^(?:\.\.\/)+/, '').replace(/^.*?(server|node_modules|test)\//, '$1/')}:` +
    String(entry.originalLine + 1)
  );
}

function sourceMapOf(bundle: string): SourceMap {
  const encoded = INLINE_MAP.exec(readFileSync(bundle, 'utf8'))?.[1] ?? '';
  const payload: unknown = JSON.parse(Buffer.from(encoded, 'base64').toString());
  if (!isPayload(payload)) throw new TypeError(`${bundle} has no source map`);
  return new SourceMap(payload);
}

const isPayload = (value: unknown): value is SourceMapPayload =>
  isRecord(value) && Array.isArray(value['sources']) && typeof value['mappings'] === 'string';
