/**
 * Writes the files that follow from others: the registry of rules, their cases' list, their pages.
 * `--check` writes nothing and fails when one is stale.
 */
import { settle } from './generate/files.js';
import { examples, registry, ruleFiles } from './generate/registry.js';

async function generate(check: boolean, registryOnly: boolean): Promise<boolean> {
  const rules = ruleFiles();
  if (!settle([registry(rules), examples(rules)], check)) return false;
  if (registryOnly) return true;
  // The pages run the rules: these must be registered before they are imported.
  const { rulePages } = await import('./generate/pages.js');
  return settle(rulePages(), check);
}

void generate(process.argv.includes('--check'), process.argv.includes('--registry')).then((fresh) => {
  if (!fresh) process.exitCode = 1;
});
