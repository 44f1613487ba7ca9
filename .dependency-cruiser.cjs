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
  'format/recognise',
  'format/pieces',
  'index',
  'rules',
  'analysis',
  'features',
  'app',
];
/** All rooms of the server: the floors, what lies beside them, and the faces. */
const ROOMS = [...FLOORS, 'generated', 'node', 'pdf', 'cli', 'api', 'lsp', 'web'];
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
      comment: 'Of types neither.',
      from: {},
      to: { circular: true },
    },
    {
      name: 'every-file-has-a-floor',
      severity: 'error',
      from: {
        path: '^server/src/',
        pathNot: `^server/src/((${ROOMS.join('|')})/|(main[.]ts|start[.]ts|server[.]d[.]mts)$)`,
      },
      to: {},
    },
    forbid('core-is-pure', core(FLOORS), '^(server/src/(lsp|cli|node|pdf)/|client/)', 'The core knows no face of it.'),
    forbid('node-is-below', '^server/src/(node|pdf)/', '^(server/src/(lsp|cli)/|client/)'),
    {
      ...forbid('pdf-has-one-door', '^(?!server/src/pdf/)', '^server/src/pdf/', 'A library of its own: index.ts.'),
      to: { path: '^server/src/pdf/', pathNot: '^server/src/pdf/index\\.ts$' },
    },
    forbid('pdf-stands-alone', '^server/src/pdf/', '^server/src/((node|rules|analysis|features)/|generated/(?!noto))'),
    forbid(
      'generated-is-about-rules',
      '^server/src/generated/registry',
      core(['analysis', 'features', 'app', 'node', 'pdf', 'cli', 'lsp']),
    ),
    forbid(
      'nobody-below-knows-the-registry',
      core(FLOORS.slice(0, FLOORS.indexOf('analysis'))),
      '^server/src/generated/registry',
      'The rules know no list of themselves.',
    ),
    {
      name: 'client-knows-the-protocol-only',
      severity: 'error',
      comment: 'Types, names, its texts and the words that tell a request: the client bundle takes nothing else.',
      from: { path: '^client/' },
      to: {
        path: '^server/',
        pathNot: '^server/src/(lsp/protocol|texts/(client/|typeset[.])|format/domain/telling[.])',
      },
    },
    {
      name: 'positions-have-one-door',
      severity: 'error',
      comment: 'How a client counts is known to lsp/positions.ts alone.',
      from: { path: '^server/src/lsp/', pathNot: '/positions[.]ts$' },
      to: { path: '^server/src/language/lines[.]', dependencyTypesNot: ['type-only'] },
    },
    forbid('lsp-and-cli-apart', '^server/src/lsp/', '^(server/src/cli/|client/)'),
    // `segur-json lsp` starts the server, and does nothing else.
    {
      ...forbid('cli-and-lsp-apart', '', '^(server/src/lsp/|client/)'),
      from: { path: '^server/src/(cli|api)/', pathNot: '^server/src/cli/commands/lsp\\.ts$' },
    },
    {
      ...forbid('web-is-by-itself', '', '^server/src/web/', 'The bundle for browsers puts it in the place of Node.'),
      from: { path: '^(client|server)/', pathNot: '^server/src/web/' },
    },
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
