/**
 * The pages of the docs site: which file becomes which page, with its links adapted. The same list serves the site's
 * build (`scripts/site.mjs`) and the test of links.
 */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join, posix } from 'node:path';
import { fileURLToPath } from 'node:url';

export const ROOT = join(dirname(fileURLToPath(import.meta.url)), '..');
const REPOSITORY = 'https://github.com/segur-json/segur-json/blob/main';
const names = folder => readdirSync(join(ROOT, folder)).filter(name => name.endsWith('.md'));

/** Path in the repository → path in the site. French is at the root, English under `en/`. */
export function sitePages() {
  const pages = new Map([
    ['README.md', 'index.md'],
    ['README.en.md', 'en/index.md'],
    ['CHANGELOG.md', 'en/changelog.md'],
    ['CONTRIBUTING.md', 'en/contributing.md'],
    ['SECURITY.md', 'security.md'],
    ['SECURITY.en.md', 'en/security.md'],
    ['CODE_OF_CONDUCT.md', 'en/code-of-conduct.md'],
  ]);
  /** For those who change the tool: in English only. */
  const inside = ['ADDING_A_RULE.md', 'ARCHITECTURE.md', 'GLOSSARY.md', 'performance.md'];
  for (const name of names('docs')) {
    const english = name.endsWith('.en.md') || inside.includes(name);
    const page = name.replace('.en.md', '.md').toLowerCase();
    pages.set(`docs/${name}`, english ? `en/${page}` : page);
  }
  for (const folder of ['rules', 'format'])
    for (const lang of ['', 'en/'])
      for (const name of names(`docs/${folder}/${lang}`))
        pages.set(`docs/${folder}/${lang}${name}`, `${lang}${folder}/${name.replace('README', 'index')}`);
  return pages;
}

/** Links and pictures of a text, outside code: `[text](target "title")`. */
const LINK = /(!?\[(?:[^\][]|\[[^\]]*\])*\]\()([^()\s]+(?:\([^()]*\))?)((?:\s+"[^"]*")?\))/g;
const CODE = /(```[\s\S]*?```|`[^`\n]*`)/;

/** A text whose link targets go through `change`, code left alone. */
export const eachLink = (text, change) =>
  text
    .split(CODE)
    .map((part, i) =>
      i % 2 === 1 ? part : part.replace(LINK, (_, open, target, close) => open + change(target) + close),
    )
    .join('');

/** All targets of a text. A link whose text is code is one too. */
export function linksOf(text) {
  const found = [];
  const plain = text.replace(/```[\s\S]*?```/g, '').replace(/`[^`\n]*`/g, 'x');
  eachLink(plain, target => {
    found.push(target);
    return target;
  });
  return found;
}

/** Anchor of a heading, as GitHub makes it; the site makes the same, so that a link works in both. */
export const slugOf = heading =>
  heading
    .trim()
    .toLowerCase()
    .replace(/[^\p{L}\p{N}\p{M}\s_-]/gu, '')
    .replace(/\s/g, '-');

export const isElsewhere = target => /^[a-z]+:/.test(target);

/** Where a file's link leads, from the root of the repository; its heading separately. */
export function targetOf(file, target) {
  const [path = '', heading] = target.split('#');
  return { path: path === '' ? file : posix.normalize(posix.join(posix.dirname(file), decodeURI(path))), heading };
}

/** The pictures in pages, beside them in the site. */
export const isPicture = path => /\.(?:png|svg|gif)$/.test(path);

/** A page as the site has it. Throws on a dead link. */
export function pageOf(file, page, pages) {
  const text = readFileSync(join(ROOT, file), 'utf8');
  const turned = target => {
    if (isElsewhere(target)) return target;
    const { path, heading } = targetOf(file, target);
    const suffix = heading === undefined ? '' : `#${heading}`;
    const known = pages.get(path) ?? (isPicture(path) && existsSync(join(ROOT, path)) ? path : undefined);
    if (known !== undefined) {
      const way = posix.relative(posix.dirname(page), known);
      return (way.startsWith('.') ? way : `./${way}`) + suffix;
    }
    if (!existsSync(join(ROOT, path))) throw new Error(`${file}: « ${target} » leads nowhere`);
    return `${REPOSITORY}/${path}${suffix}`;
  };
  return text.replace(/```[\s\S]*?```|(!?\[(?:[^\][]|\[[^\]]*\])*\]\()([^()\s]+)(\))/g, (all, open, target, close) =>
    open === undefined ? all : open + turned(target) + close,
  );
}
