import { createEngine } from '../../server/src/analysis/analyze.js';
import { skeletonText } from '../../server/src/features/skeleton.js';
import type { Generated } from './files.js';

/**
 * The file templates of “Fill File with Snippet”. They have no prefix: VS Code offers a snippet that has one
 * everywhere, even inside strings. At the cursor, the server offers what fits.
 */
export function snippets(): Generated {
  const templates = createEngine().catalog.all.map(({ id, title, file, traits }) => [
    id,
    {
      description: title.fr,
      isFileTemplate: true,
      body: skeletonText(file, {
        layout: { unit: '\t', eol: '\n', colon: ' ' },
        snippet: true,
        indent: '',
        numLigne: 1,
        traits,
      }).split('\n'),
    },
  ]);
  return {
    path: 'snippets/segur-json.json',
    text: `${JSON.stringify(Object.fromEntries(templates), undefined, 2)}\n`,
  };
}
