import assert from 'node:assert/strict';
import type { Engine } from '../../server/src/analysis/analyze.js';
import { learn, type Learnt } from '../../server/src/app/adopt.js';
import { readModele } from '../../server/src/app/config/read.js';
import { Refused } from '../../server/src/app/refused.js';
import type { ProfileSchema } from '../../server/src/format/profiles/compile.js';
import { engine } from '../support/cases.js';
import type { Invented } from './models.js';

export interface Made {
  readonly adopted: Learnt;
  readonly schema: ProfileSchema;
  readonly engine: Engine;
}

/** Learns a model as the use case does, and reads what would be written. */
export function made(
  { id, like, match }: Pick<Invented, 'id' | 'like' | 'match'>,
  texts: readonly string[],
  onto: Engine = engine,
): Made {
  const adopted = learn(onto.catalog, {
    models: texts.map(text => ({ text, invalidBytes: false })),
    profile: id,
    like,
    match: new Map(Object.entries(match ?? {})),
    force: false,
  });
  assert.ok(!(adopted instanceof Refused), JSON.stringify(adopted));
  const read = readModele(JSON.stringify(adopted.schema), engine.catalog);
  assert.ok('schema' in read, JSON.stringify(read));
  return { adopted, schema: read.schema, engine: { ...onto, catalog: onto.catalog.withModels([read.schema]) } };
}
