import { Uri, workspace, type Disposable } from 'vscode';
import type { Lang } from '../../../server/src/texts/typeset.js';

const SCHEME = 'segur-regle';
/** What every page begins with. */
const PAGE = /^<!-- .* -->\n+(?=# )/m;

export const rulePage = (rule: string): Uri => Uri.from({ scheme: SCHEME, path: `/${rule}.md` });

/** The page of each rule as a document: the package brings those of a language along in one file, a third as large. */
export const showRulePages = (home: Uri, lang: Lang): Disposable =>
  workspace.registerTextDocumentContentProvider(SCHEME, {
    async provideTextDocumentContent({ path }) {
      const file = Uri.joinPath(home, 'dist', 'rules', `${lang}.md`);
      const pages = new TextDecoder().decode(await workspace.fs.readFile(file)).split(PAGE);
      const id = path.slice(1, -'.md'.length);
      return pages.find(page => /^# ([a-z-]+)/.exec(page)?.[1] === id);
    },
  });
