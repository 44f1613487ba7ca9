/**
 * The house's floors: a file imports from its own floor or a lower one, never upwards, and no cycle stands.
 * eslint holds the core to its purity (no file system, no editor, no clock); this holds the arrows.
 */
const FLOORS = [
  'texts',
  'language',
  'format/domain',
  'format/profiles',
  'format/model',
  'format/pieces',
  'index',
  'rules',
  'analysis',
  'features',
  'app',
];
const core = names => `^server/src/(${names.join('|')})/`;

const forbid = (name, from, to, comment) => ({
  name,
  severity: 'error',
  comment,
  from: { path: from },
  to: { path: to },
});

module.exports = {
  forbidden: [
    {
      name: 'no-cycle',
      severity: 'error',
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    },
    forbid('core-is-pure', core(FLOORS), '^(server/src/(lsp|cli|node|pdf)/|client/)', 'The core knows no face of it.'),
    forbid('node-is-below', '^server/src/(node|pdf)/', '^(server/src/(lsp|cli)/|client/)'),
    {
      ...forbid('pdf-has-one-door', '^(?!server/src/pdf/)', '^server/src/pdf/', 'A library of its own: index.ts.'),
      to: { path: '^server/src/pdf/', pathNot: '^server/src/pdf/index\\.ts$' },
    },
    forbid('lsp-and-cli-apart', '^server/src/lsp/', '^(server/src/cli/|client/)'),
    forbid('cli-and-lsp-apart', '^server/src/cli/', '^(server/src/lsp/|client/)'),
    forbid('nothing-imports-tests', '^(client|server)/', '^(test|scripts)/'),
    ...FLOORS.slice(0, -1).map((floor, i) =>
      forbid(`floor-${floor}`, core([floor]), core(FLOORS.slice(i + 1)), 'Imports go downwards.'),
    ),
  ],
  options: {
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    doNotFollow: { path: 'node_modules' },
    enhancedResolveOptions: {
      extensions: ['.ts', '.js', '.json'],
      mainFields: ['module', 'main'],
      conditionNames: ['import', 'default'],
    },
  },
};
