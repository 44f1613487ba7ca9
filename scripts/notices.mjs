/** The licences of everything in the bundles, as their authors ask: one text, made from what was bundled. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const FONT = join('server', 'src', 'pdf');

/**
 * `metafiles`: esbuild's. `root`: the checkout. Throws if a package doesn't state its licence: it must not be shipped
 * unread.
 */
export function noticesOf(metafiles, root) {
  const packages = packagesOf(metafiles);
  const parts = packages.map(folder => {
    const { name, version, license } = JSON.parse(readFileSync(join(root, folder, 'package.json'), 'utf8'));
    if (typeof license !== 'string') throw new Error(`${name}: no licence is named`);
    const file = readdirSync(join(root, folder)).find(entry => /^licen[cs]e/i.test(entry));
    return (
      `${name} ${version} ` +
      `(${license})\n\n${file === undefined ? '' : readFileSync(join(root, folder, file), 'utf8').trim()}`
    );
  });
  if (packages.some(folder => folder.endsWith('/unpdf'))) {
    // It contains PDF.js without its licence, which is the same text as TypeScript's.
    parts.push(
      'PDF.js, Mozilla Foundation, within unpdf ' +
        `(Apache-2.0)\n\n${readFileSync(join(root, 'node_modules/typescript/LICENSE.txt'), 'utf8').trim()}`,
    );
  }
  parts.push(`Noto Sans (OFL-1.1)\n\n${readFileSync(join(root, FONT, 'OFL.txt'), 'utf8').trim()}`);
  return `Ségur JSON holds parts of these works, under their licences.\n\n${parts.join(`\n\n${'-'.repeat(80)}\n\n`)}\n`;
}

/** Name, version and licence of each package with parts in the bundles. */
export const componentsOf = (metafiles, root) =>
  packagesOf(metafiles).map(folder => {
    const { name, version, license } = JSON.parse(readFileSync(join(root, folder, 'package.json'), 'utf8'));
    return { name, version, license };
  });

function packagesOf(metafiles) {
  const inputs = metafiles.flatMap(({ inputs }) => Object.keys(inputs));
  return [
    ...new Set(inputs.flatMap(path => /^(?:.*\/)?(node_modules\/(?:@[^/]+\/)?[^/]+)\//.exec(path)?.[1] ?? [])),
  ].sort();
}
