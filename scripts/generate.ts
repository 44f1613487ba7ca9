/**
 * Writes the files that follow from others: the registry of rules, the list of their cases, their pages, the tables of
 * the format, the manual. `--check` writes nothing and fails if one is stale.
 */
import { settle } from './generate/files.js';
import { examples, registry, ruleFiles } from './generate/registry.js';
import { validators } from './generate/validators.js';

async function generate(check: boolean, registryOnly: boolean): Promise<boolean> {
  const rules = ruleFiles();
  if (!settle([registry(rules), examples(rules), ...validators()], check)) return false;
  if (registryOnly) return true;
  // The pages run the rules: these must be registered before they are imported.
  const { rulePages } = await import('./generate/pages.js');
  const { formatPages } = await import('./generate/format.js');
  const { editorSchemas } = await import('./generate/configSchema.js');
  const { faqPage } = await import('./generate/faq.js');
  const { snippets } = await import('./generate/snippets.js');
  const { manPages } = await import('./generate/man.js');
  const { referencePages } = await import('./generate/reference.js');
  return settle(
    [
      ...rulePages(),
      ...formatPages(),
      ...faqPage(),
      ...editorSchemas(),
      snippets(),
      ...(await manPages()),
      ...(await referencePages()),
    ],
    check,
  );
}

void generate(process.argv.includes('--check'), process.argv.includes('--registry')).then(fresh => {
  if (!fresh) process.exitCode = 1;
});
