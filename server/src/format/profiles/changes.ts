import type { Shape } from './shape.js';

/** What a model changes of the one before it, by path. */
export interface ModelChanges {
  readonly added: readonly string[];
  readonly removed: readonly string[];
  /** Keys whose types are others. */
  readonly retyped: readonly string[];
  /** Keys whose listed values are others. */
  readonly relisted: readonly string[];
  /** Objects whose common keys stand in another order; '' is the file's head. */
  readonly reordered: readonly string[];
}

export function changesBetween(before: Shape, after: Shape): ModelChanges {
  const changes = {
    added: new Array<string>(),
    removed: new Array<string>(),
    retyped: new Array<string>(),
    relisted: new Array<string>(),
    reordered: new Array<string>(),
  };
  const compare = (old: Shape, now: Shape, path: string): void => {
    if (!same(old.types, now.types)) changes.retyped.push(path);
    if (listed(old) !== listed(now)) changes.relisted.push(path);
    if (old.properties !== undefined && now.properties !== undefined) {
      const under = (key: string): string => (path === '' ? key : `${path}.${key}`);
      const keys = { old: old.properties.map(({ key }) => key), now: now.properties.map(({ key }) => key) };
      changes.removed.push(...keys.old.filter(key => !now.byKey.has(key)).map(under));
      changes.added.push(...keys.now.filter(key => !old.byKey.has(key)).map(under));
      const common = (all: readonly string[]): string => all.filter(k => old.byKey.has(k) && now.byKey.has(k)).join();
      if (common(keys.old) !== common(keys.now)) changes.reordered.push(path);
      for (const { key, shape } of now.properties) {
        const known = old.byKey.get(key);
        if (known !== undefined) compare(known.shape, shape, under(key));
      }
    }
    if (old.items !== undefined && now.items !== undefined) compare(old.items, now.items, `${path}[]`);
  };
  compare(before, after, '');
  return changes;
}

const same = (a: ReadonlySet<string>, b: ReadonlySet<string>): boolean =>
  a.size === b.size && [...a].every(type => b.has(type));

const listed = ({ enum: values = [] }: Shape): string =>
  values
    .map(({ value }) => value)
    .sort()
    .join('\n');
