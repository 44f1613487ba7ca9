/**
 * `npm run new-rule -- <theme>/<id> [--scope ligne] [--print]`: writes the file of a new rule, which compiles and finds
 * nothing yet, so that its invalid case fails until its check is written; then regenerates what depends on it. With
 * `--print` the file is only shown.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The initial messages of a rule that names a key, and of one that doesn't. */
const WORDED = data => [
  `fr: (d: ${data}) => \`\${cite(d.key)} ne va pas : dites ce qui est attendu, et quoi faire.\`,`,
  'en: d => `“${d.key}” is wrong: say what is expected and what to do.`,',
];
const UNWORDED = [
  "fr: () => 'Ce texte ne va pas : dites ce qui est attendu, et quoi faire.',",
  "en: () => 'This text is wrong: say what is expected and what to do.',",
];

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const rules = join(root, 'server/src/rules');
const themes = readdirSync(rules, { withFileTypes: true })
  .filter(entry => entry.isDirectory() && entry.name !== 'shared')
  .map(entry => entry.name);

/** What each scope adds: imports, what the rule looks at, its check, and where the case's finding is. */
const SCOPES = {
  value: {
    imports: ["import { cite } from '../shared/words.js';"],
    key: true,
    looks: "roles: ['numeroFacture'],",
    check: [
      'check(value, report, at) {',
      "  if (isWrong(value.value)) report('found', { key: value.key }, at());",
      '},',
    ],
    path: '/lignesImport/0/facture/numeroFacture',
    change: '"F2023-0140"',
    marks: '"F2023-0140"',
  },
  structure: {
    imports: ["import { bounded } from '../contract.js';", "import { cite } from '../shared/words.js';"],
    key: true,
    looks: "kinds: ['type'],",
    check: [
      'check({ key, node, evidence }, report, at) {',
      "  if (isWrong(key)) report('found', { key }, at(node), { severity: bounded('error', evidence) });",
      '},',
    ],
    path: '/lignesImport/0/facture/numeroFacture',
    change: '"F2023-0140"',
    marks: '"F2023-0140"',
  },
  ligne: {
    imports: ["import { atValue } from '../shared/targets.js';", "import { cite } from '../shared/words.js';"],
    key: true,
    check: [
      'check(ligne, report) {',
      "  const numero = ligne.text('numeroFacture');",
      '  if (numero === undefined || !isWrong(numero.value)) return;',
      "  report('found', { key: numero.key }, atValue(ligne, numero));",
      '},',
    ],
    path: '/lignesImport/0/facture/numeroFacture',
    change: '"F2023-0140"',
    marks: '"F2023-0140"',
  },
  file: {
    imports: ["import { atValue } from '../shared/targets.js';", "import { cite } from '../shared/words.js';"],
    key: true,
    looks: "reads: ['numeroEditeur'],",
    check: [
      'check(file, report) {',
      '  for (const ligne of file.lignes()) {',
      "    const numero = ligne.text('numeroEditeur');",
      '    if (numero === undefined || !isWrong(numero.value)) continue;',
      "    report('found', { key: numero.key }, atValue(ligne, numero));",
      '  }',
      '},',
    ],
    path: '/lignesImport/0/numeroEditeur',
    change: '"BDC-2022-0001"',
    marks: '"BDC-2022-0001"',
  },
  workspace: {
    imports: [
      "import { sortie } from '../examples.js';",
      "import { referenceOf, seenIn } from '../shared/reference.js';",
      "import { atFact } from '../shared/targets.js';",
      "import { cite, keyAt } from '../shared/words.js';",
    ],
    key: true,
    concerns: "concerns: { phase: 'solde' },",
    check: [
      'check(subject, report) {',
      '  const { chunk, numeroEditeur } = subject.ligne;',
      '  const reference = referenceOf(subject);',
      '  if (reference === undefined || numeroEditeur === undefined || !isWrong(numeroEditeur.value)) return;',
      "  report('found', { key: keyAt(numeroEditeur.place) }, atFact(chunk, numeroEditeur), {",
      '    related: seenIn(reference.avances, ligne => ligne.numeroEditeur, {',
      '      fr: "L\'avance est ici.",',
      "      en: 'The avance is here.',",
      '    }),',
      '  });',
      '},',
    ],
    more: 'others: [sortie()],',
    path: '/lignesImport/0/numeroEditeur',
    marks: '"BDC-2022-0001"',
  },
  folder: {
    imports: ["import { atValue } from '../shared/targets.js';", "import { cite } from '../shared/words.js';"],
    key: true,
    check: [
      'check(ligne, { folder }, report) {',
      "  for (const name of ligne.texts('nomFichier')) {",
      '    const there = folder.entries.some(entry => entry.name === name.value);',
      "    if (there && isWrong(name.value)) report('found', { key: name.key }, atValue(ligne, name));",
      '  }',
      '},',
    ],
    more:
      "folder: ['F2023-0140.pdf', 'MOM-BDC-2022-0001.pdf', 'F2023-0141.pdf', 'VA-BDC-2022-0002.pdf', " +
      "'F2023-0142.pdf', 'MOM-BDC-2022-0003.pdf'],",
    path: '/lignesImport/0/piecesJustificatives/0/nomFichier',
    marks: '"F2023-0140.pdf"',
  },
  document: {
    imports: [
      "import { joined, piecesOfType } from '../../format/pieces/documents.js';",
      "import { FACTURE } from '../examples.js';",
      "import { atValue } from '../shared/targets.js';",
      "import { cite } from '../shared/words.js';",
    ],
    key: true,
    check: [
      'check({ ligne, pieces }, report) {',
      "  for (const { name, documents } of piecesOfType(ligne, pieces, 'FACTURE'))",
      "    if (isWrong(joined(documents).flat)) report('found', { key: name.key }, atValue(ligne, name));",
      '},',
    ],
    more: "documents: [{ name: 'F2023-0140.pdf', text: FACTURE }],",
    path: '/lignesImport/0/piecesJustificatives/0/nomFichier',
    marks: '"F2023-0140.pdf"',
  },
  text: {
    imports: [],
    key: false,
    check: [
      'check({ text }, report) {',
      '  if (!isWrong(text)) return;',
      "  report('found', {}, { chunk: undefined, span: { start: 0, end: 1 }, place: undefined });",
      '},',
    ],
    path: '',
    marks: '{',
  },
};

const args = process.argv.slice(2);
const at = args.indexOf('--scope');
const scope = at < 0 ? 'value' : (args[at + 1] ?? '');
const [theme = '', id = ''] = (args.find((arg, i) => !arg.startsWith('--') && (at < 0 || i !== at + 1)) ?? '').split(
  '/',
);

const wrong = problem();
if (wrong !== undefined) {
  console.error(`${wrong}\nUsage: npm run new-rule -- <theme>/<rule-id> [--scope ${Object.keys(SCOPES).join('|')}]`);
  process.exit(1);
}

if (args.includes('--print')) {
  console.log(source(SCOPES[scope]));
  process.exit();
}
const file = join(rules, theme, `${id}.ts`);
writeFileSync(file, source(SCOPES[scope]), { flag: 'wx' });
for (const [command, given] of [
  ['biome', ['format', '--write', file]],
  ['tsx', ['scripts/generate.ts']],
]) {
  const { status } = spawnSync(join(root, 'node_modules/.bin', command), given, { cwd: root, stdio: 'inherit' });
  if (status !== 0) process.exit(status ?? 1);
}
console.log(`\nWrite the rule in server/src/rules/${theme}/${id}.ts, then: npm run test:rule -- ${id}`);

function problem() {
  if (!themes.includes(theme)) return `The theme is one of: ${themes.join(', ')}.`;
  if (!/^[a-z][a-z0-9]*(-[a-z0-9]+)*$/.test(id)) return 'The id is lower-case words joined by hyphens.';
  if (!Object.hasOwn(SCOPES, scope)) return `There is no scope “${scope}”.`;
  const taken = themes.find(other => existsSync(join(rules, other, `${id}.ts`)));
  return taken === undefined ? undefined : `The id is taken by ${taken}/${id}: an id is never used twice.`;
}

function source({ imports, key, looks, concerns, check, more, change, path, marks }) {
  const define = `define${scope.charAt(0).toUpperCase()}${scope.slice(1)}Rule`;
  const data = key ? '{ key: string }' : 'object';
  return `import { ${define} } from '../define.js';
import type { Examples } from '../examples.js';
${imports.join('\n')}

export const rule = ${define}({
  meta: {
    id: '${id}',
    severity: 'warning',
    theme: '${theme}',
    title: { fr: 'Titre de la règle ${id}', en: 'Title of the rule ${id}' },
    explanation: {
      fr: 'Ce que le portail attend, et pourquoi, en deux ou trois phrases.',
      en: 'What the portal wants and why, in two or three sentences.',
    },
    citations: [{ document: 'projet', question: '' }],
    remedies: [],
    needsProfile: true,
    ${concerns ?? ''}
  },
  messages: {
    found: {
      ${(key ? WORDED(data) : UNWORDED).join('\n      ')}
    },
  },
  ${looks ?? ''}
  ${check.join('\n  ')}
});

/** Finds nothing yet, so the invalid case fails. */
const isWrong = (text: string): boolean => text === '';

const profile = 'MDV-LGC/solde';

export const examples: Examples = {
  valid: [{ name: 'un fichier correct', profile${more === undefined ? '' : `, ${more.replace(/,$/, '')}`} }],
  invalid: [
    {
      name: 'ce que la règle signale',
      profile,
      ${change === undefined ? (more ?? '') : `change: [['${change}', '"FAUX"']],`}
      expect: [
        {
          message: 'found',
          path: '${path}',
          marks: '${change === undefined ? marks : '"FAUX"'}',
          severity: 'warning',
          fixable: false,
        },
      ],
    },
  ],
};
`;
}
