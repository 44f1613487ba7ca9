import fc from 'fast-check';

/**
 * The seed of the properties: the same cases here and in CI, so that a failure comes from the change. `npm run fuzz`
 * looks further, from another seed each time; `SEGUR_SEED=7 npx mocha …` tries others here.
 */
export const SEED = Number(process.env['SEGUR_SEED'] ?? 20_231_215);

fc.configureGlobal({ seed: SEED });
