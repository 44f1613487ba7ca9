import assert from 'node:assert/strict';
import { planDeposit, type DepositPlan } from '../../../server/src/app/deposit/plan.js';
import { planDocument } from '../../../server/src/app/deposit/planDocument.js';
import { type PlanPieces, readPlanFile, type RefusedEntry } from '../../../server/src/app/deposit/sources.js';
import { analysisOf, sourcesOf } from './support.js';

interface Case {
  readonly name: string;
  readonly profile?: string;
  readonly change?: readonly (readonly [string, string])[];
  /** Paths added to those of a whole folder, or taken away with a `-`. */
  readonly files?: readonly string[];
  readonly refused?: readonly RefusedEntry[];
  readonly pieces?: PlanPieces;
  readonly zipName?: string;
  /** `nomFichier ← sources (from)` of those entries that are not plain files of their name. */
  readonly entries?: readonly string[];
  /** `code ligne what`. */
  readonly problems?: readonly string[];
  readonly notices?: readonly string[];
  readonly proposals?: readonly string[];
}

const AVANCE = ['BDC-2022-0001.pdf', 'BDC-2022-0002.pdf', 'BDC-2022-0003.pdf'];
const SOLDE = [
  'F2023-0140.pdf',
  'F2023-0141.pdf',
  'F2023-0142.pdf',
  'MOM-BDC-2022-0001.pdf',
  'VA-BDC-2022-0002.pdf',
  'MOM-BDC-2022-0003.pdf',
];

const CASES: readonly Case[] = [
  { name: 'every file bears its name' },
  { name: 'a solde', profile: 'MDV-LGC/solde' },
  {
    name: 'parts in a folder, in natural order',
    files: ['-BDC-2022-0002.pdf', 'BDC-2022-0002/10.pdf', 'BDC-2022-0002/2.pdf', 'BDC-2022-0002/1.pdf'],
    entries: [
      'BDC-2022-0002.pdf ← BDC-2022-0002/1.pdf + BDC-2022-0002/2.pdf + BDC-2022-0002/10.pdf (folder, concatenated)',
    ],
  },
  {
    name: 'a folder with one file: that file, never rewritten',
    files: ['-BDC-2022-0002.pdf', 'BDC-2022-0002/scan.pdf'],
    entries: ['BDC-2022-0002.pdf ← BDC-2022-0002/scan.pdf (folder, file)'],
  },
  {
    name: 'the file goes before the folder',
    files: ['BDC-2022-0002/1.pdf', 'BDC-2022-0002/2.pdf'],
    notices: ['folder-ignored 2 BDC-2022-0002.pdf'],
  },
  {
    name: 'an empty folder',
    files: ['-BDC-2022-0002.pdf', 'BDC-2022-0002/'],
    problems: ['piece-missing 2 BDC-2022-0002.pdf'],
    proposals: ['BDC-2022-0002 BDC-2022-0002.pdf:'],
  },
  {
    name: 'a file that bears the number is proposed, never taken',
    files: ['-BDC-2022-0002.pdf', 'bon BDC-2022-0002 signé.pdf', 'facture BDC-2022-0002.pdf', 'divers.pdf'],
    problems: ['piece-missing 2 BDC-2022-0002.pdf'],
    proposals: ['BDC-2022-0002 BDC-2022-0002.pdf: bon BDC-2022-0002 signé.pdf'],
  },
  {
    name: 'a name that differs in case only is proposed',
    files: ['-BDC-2022-0002.pdf', 'bdc-2022-0002.PDF'],
    problems: ['piece-missing 2 BDC-2022-0002.pdf'],
    proposals: ['BDC-2022-0002 BDC-2022-0002.pdf: bdc-2022-0002.PDF'],
  },
  {
    name: 'the plan file serves what is missing',
    files: ['-BDC-2022-0002.pdf', 'scans/a.pdf', 'b.pdf'],
    pieces: { 'BDC-2022-0002': { 'BDC-2022-0002.pdf': ['scans/a.pdf', 'b.pdf'] } },
    entries: ['BDC-2022-0002.pdf ← scans/a.pdf + b.pdf (plan, concatenated)'],
  },
  {
    name: 'the plan file by rank',
    files: ['-BDC-2022-0002.pdf', 'b.pdf'],
    pieces: { '#2': { 'BDC-2022-0002.pdf': ['b.pdf'] } },
    entries: ['BDC-2022-0002.pdf ← b.pdf (plan, file)'],
  },
  {
    name: 'an empty list in the plan file confirms nothing',
    files: ['-BDC-2022-0002.pdf'],
    pieces: { 'BDC-2022-0002': { 'BDC-2022-0002.pdf': [] } },
    problems: ['piece-missing 2 BDC-2022-0002.pdf'],
    proposals: ['BDC-2022-0002 BDC-2022-0002.pdf:'],
  },
  {
    name: 'the folder goes before the plan file, which is told',
    files: ['b.pdf'],
    pieces: { 'BDC-2022-0002': { 'BDC-2022-0002.pdf': ['b.pdf'] } },
    notices: ['plan-ignored 2 BDC-2022-0002.pdf'],
  },
  {
    name: 'a plan that repeats what is found says nothing',
    pieces: { 'BDC-2022-0002': { 'BDC-2022-0002.pdf': ['BDC-2022-0002.pdf'] } },
  },
  {
    name: 'a demande that the file has not',
    files: ['b.pdf'],
    pieces: { 'BDC-1999': { 'x.pdf': ['b.pdf'] } },
    notices: ['plan-unknown - x.pdf'],
  },
  ...['../b.pdf', '/etc/passwd', 'C:\\b.pdf', 'a/../../b.pdf', '..\\b.pdf', 'a\u0000.pdf', ''].map(
    (path): Case => ({
      name: `a plan that leads out: ${JSON.stringify(path)}`,
      files: ['-BDC-2022-0002.pdf'],
      pieces: { 'BDC-2022-0002': { 'BDC-2022-0002.pdf': [path] } },
      problems: ['plan-source 2 BDC-2022-0002.pdf'],
    }),
  ),
  {
    name: 'a plan whose source is not there',
    files: ['-BDC-2022-0002.pdf'],
    pieces: { 'BDC-2022-0002': { 'BDC-2022-0002.pdf': ['b.pdf'] } },
    problems: ['plan-source 2 BDC-2022-0002.pdf'],
  },
  {
    name: 'one source for two pièces',
    files: ['-BDC-2022-0001.pdf', '-BDC-2022-0002.pdf', 'b.pdf'],
    pieces: {
      'BDC-2022-0001': { 'BDC-2022-0001.pdf': ['b.pdf'] },
      'BDC-2022-0002': { 'BDC-2022-0002.pdf': ['b.pdf'] },
    },
    entries: ['BDC-2022-0001.pdf ← b.pdf (plan, file)', 'BDC-2022-0002.pdf ← b.pdf (plan, file)'],
    notices: ['source-shared 2 BDC-2022-0002.pdf'],
  },
  {
    name: 'a link that leads out',
    files: ['-BDC-2022-0002.pdf'],
    refused: [{ path: 'BDC-2022-0002.pdf', why: 'outside' }],
    problems: ['piece-refused 2 BDC-2022-0002.pdf'],
  },
  {
    name: 'a link that leads out among the parts',
    files: ['-BDC-2022-0002.pdf', 'BDC-2022-0002/1.pdf'],
    refused: [{ path: 'BDC-2022-0002/2.pdf', why: 'outside' }],
    problems: ['piece-refused 2 BDC-2022-0002.pdf'],
  },
  { name: 'what is refused elsewhere does not matter', refused: [{ path: 'divers.pdf', why: 'loop' }] },
  ...[
    '..\\\\..\\\\x.pdf',
    '../x.pdf',
    'a\\u0000.pdf',
    'NUL.pdf',
    `${'x'.repeat(300)}.pdf`,
    'x\\u202efdp.exe',
    ' .',
  ].map(
    (name): Case => ({
      name: `a name that no ZIP may hold: ${name.slice(0, 20)}`,
      change: [['"nomFichier": "BDC-2022-0002.pdf"', `"nomFichier": "${name}"`]],
      problems: ['name-unsafe 2 *'],
    }),
  ),
  {
    name: 'no name',
    change: [['"nomFichier": "BDC-2022-0002.pdf"', '"nomFichier": null']],
    problems: ['name-missing 2 -'],
  },
  {
    name: 'two entries of one name but for case',
    profile: 'MDV-LGC/solde',
    files: ['f2023-0140.PDF'],
    change: [['"nomFichier": "MOM-BDC-2022-0001.pdf"', '"nomFichier": "f2023-0140.PDF"']],
    problems: ['name-repeated 1 f2023-0140.PDF'],
  },
  {
    name: 'two ZIPs of one name but for case',
    change: [['"numeroEditeur": "BDC-2022-0002"', '"numeroEditeur": "bdc-2022-0001"']],
    problems: ['zip-clash 2 -'],
  },
  {
    name: 'two ZIPs of one name once they are safe',
    change: [
      ['"numeroEditeur": "BDC-2022-0001"', '"numeroEditeur": "A/1"'],
      ['"numeroEditeur": "BDC-2022-0002"', '"numeroEditeur": "A:1"'],
    ],
    problems: ['zip-clash 2 -'],
  },
  { name: 'a pattern that tells none apart', zipName: 'depot.zip', problems: ['zip-clash 2 -', 'zip-clash 3 -'] },
  {
    name: 'a pattern that tells them apart',
    zipName: '{numLigne}.zip',
    change: [['"numeroEditeur": "BDC-2022-0002"', '"numeroEditeur": "BDC-2022-0001"']],
  },
  {
    name: 'a number that the name needs and the avance has not',
    zipName: '{numeroASP}.zip',
    problems: ['zip-name 1 -', 'zip-name 2 -', 'zip-name 3 -'],
  },
  {
    name: 'accents in two forms are one name',
    files: ['-BDC-2022-0002.pdf', 'Bon de l\u0027e\u0301te\u0301.pdf'],
    change: [['"nomFichier": "BDC-2022-0002.pdf"', '"nomFichier": "Bon de l\u0027été.pdf"']],
    entries: ["Bon de l'été.pdf ← Bon de l'e\u0301te\u0301.pdf (name, file)"],
  },
  {
    name: 'the file that the portal gave back',
    change: [['"impId": null', '"impId": 48213']],
    problems: ['portal-output - -'],
  },
  {
    name: 'no demande',
    change: [['"lignesImport": [', '"lignesImport": [], "autre": [']],
    problems: ['no-demande - -'],
  },
];

function planOf({ profile = 'MDV-LGC/avance', change, files = [], refused, pieces, zipName }: Case): DepositPlan {
  const whole = profile.endsWith('avance') ? AVANCE : SOLDE;
  const paths = [...whole.filter(path => !files.includes(`-${path}`)), ...files.filter(path => !path.startsWith('-'))];
  return planDeposit({
    analysis: analysisOf(profile, change),
    sources: sourcesOf(paths, refused),
    planFile: pieces && { version: 1, pieces },
    zipName,
  });
}

const told = ({ code, ligne, nomFichier }: DepositPlan['problems'][number]): string =>
  `${code} ${ligne === undefined ? '-' : String(ligne)} ${nomFichier ?? '-'}`;

describe('packaging: plan', () => {
  for (const given of CASES) {
    it(given.name, () => {
      const plan = planOf(given);
      const entries = plan.demandes
        .flatMap(demande => demande.entries)
        .filter(({ nomFichier, sources, from }) => from !== 'name' || sources[0]?.path !== nomFichier)
        .map(
          ({ nomFichier, sources, from, how }) =>
            `${nomFichier} ← ${sources.map(({ path }) => path).join(' + ')} (${from}, ${how})`,
        );
      assert.deepEqual(entries, given.entries ?? []);
      const problems = plan.problems.map(told);
      assert.deepEqual(
        problems.map((problem, i) =>
          given.problems?.[i]?.endsWith('*') === true
            ? problem.replace(/ [^ ]*$/, ' *').replace(/^(\S+ \S+) .*$/s, '$1 *')
            : problem,
        ),
        given.problems ?? [],
      );
      assert.deepEqual(plan.notices.map(told), given.notices ?? []);
      assert.deepEqual(
        plan.proposals.map(({ key, nomFichier, alternatives }) =>
          [`${key} ${nomFichier}:`, ...alternatives.map(list => list.join(' + '))].join(' '),
        ),
        given.proposals ?? [],
      );
      for (const { message } of [...plan.problems, ...plan.notices]) {
        assert.doesNotMatch(message.fr, /« | »| [:;!?]/, 'spaces that may break');
        assert.notEqual(message.fr, message.en);
      }
    });
  }

  it('names the ZIPs and counts', () => {
    const { demandes, totals } = planOf({ name: '' });
    assert.deepEqual(
      demandes.map(({ zipName }) => zipName),
      ['BDC-2022-0001.zip', 'BDC-2022-0002.zip', 'BDC-2022-0003.zip'],
    );
    assert.deepEqual(totals, { demandes: 3, zips: 3, pieces: 3, sources: 3, bytes: 30 });
  });

  it('is a plan file: read back, it confirms what it found, and no proposal', () => {
    const given = { name: '', files: ['-BDC-2022-0002.pdf', 'bon BDC-2022-0002.pdf'] };
    const document = planDocument(planOf(given), 'a.json', 'fr');
    assert.deepEqual(document.proposals, { 'BDC-2022-0002': { 'BDC-2022-0002.pdf': [['bon BDC-2022-0002.pdf']] } });
    const read = readPlanFile(JSON.stringify(document));
    assert.ok('plan' in read);
    assert.deepEqual(read.plan.pieces['BDC-2022-0002'], { 'BDC-2022-0002.pdf': [] });
    const again = planOf({ ...given, pieces: read.plan.pieces });
    assert.deepEqual(again.problems.map(told), ['piece-missing 2 BDC-2022-0002.pdf']);
    assert.deepEqual(again.notices, []);
    const confirmed = planOf({
      ...given,
      pieces: { ...read.plan.pieces, 'BDC-2022-0002': { 'BDC-2022-0002.pdf': ['bon BDC-2022-0002.pdf'] } },
    });
    assert.deepEqual(confirmed.problems, []);
  });

  const refusedPlans: readonly (readonly [string, RegExp])[] = [
    ['{', /JSON strict/],
    ['[]', /version/],
    ['{"version": 2}', /version/],
    ['{"version": 1, "pieces": []}', /pieces/],
    ['{"version": 1, "pieces": {"a": ["x.pdf"]}}', /pieces/],
    ['{"version": 1, "pieces": {"a": {"x.pdf": "b.pdf"}}}', /x\.pdf/],
  ];
  for (const [text, why] of refusedPlans) {
    it(`refuses a plan file: ${text}`, () => {
      const read = readPlanFile(text);
      assert.ok('refused' in read);
      assert.match(read.refused.fr, why);
    });
  }
});
