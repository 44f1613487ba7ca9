import assert from 'node:assert/strict';
import { readdirSync } from 'node:fs';
import type { RetourResult } from '../../../server/src/lsp/protocol/index.js';
import { correctFile } from '../../support/cases.js';
import { listOf, recordOf } from '../../support/json.js';
import { plain as typed } from '../../support/plain.js';
import { example, facing } from './faces.js';

const AVANCE = correctFile('MDV-LGC/avance');
const SOLDE = example('solde.json');

/** What the portal writes in the lignes of a file, in their order; `undefined` leaves a key as it is. */
interface Word {
  readonly dossier?: string;
  readonly code?: string;
  readonly libelle?: string;
}

function returned(text: string, words: readonly Word[], impId = '48211'): string {
  const set = (from: string, key: string, each: (word: Word) => string | undefined): string => {
    let i = 0;
    return from.replace(new RegExp(`("${key}": )null`, 'g'), (whole, head: string) => {
      const value = each(words[i++] ?? {});
      return value === undefined ? whole : `${head}${JSON.stringify(value)}`;
    });
  };
  const filled = set(
    set(
      set(text, 'numeroASP', ({ dossier }) => dossier),
      'codeTraitement',
      ({ code }) => code,
    ),
    'libelleTraitement',
    ({ libelle }) => libelle,
  );
  return filled.replace('"impId": null', `"impId": ${impId}`);
}

interface Case {
  readonly title: string;
  readonly text: string;
  /** Verdict and destination of each ligne. */
  readonly said?: readonly (readonly [verdict: string, to: string])[];
  readonly refused?: RegExp;
}

const CASES: readonly Case[] = [
  {
    title: 'an avance of which one is taken, one a duplicate, one refused',
    text: returned(AVANCE, [
      { dossier: 'FINMDV00120', code: '0000', libelle: 'Demande prise en compte' },
      { code: '3436', libelle: 'Doublon' },
      { code: '1107', libelle: 'RPPS inconnu' },
    ]),
    said: [
      ['prise en compte', 'enregistrees'],
      ['doublon', 'a-verifier'],
      ['refusée', 'a-corriger'],
    ],
  },
  {
    title: 'an avance rejected for one of its lignes: the others go along',
    text: returned(AVANCE, [{}, { code: 'KO', libelle: 'Montant incorrect' }, {}]),
    said: [
      ['sans réponse', 'a-corriger'],
      ['refusée', 'a-corriger'],
      ['sans réponse', 'a-corriger'],
    ],
  },
  {
    title: 'an avance with dossier numbers alone',
    text: returned(
      AVANCE,
      [{ dossier: 'FINMDV00120' }, { dossier: 'FINMDV00121' }, { dossier: 'FINMDV00122' }],
      'null',
    ),
    said: [
      ['enregistrée', 'enregistrees'],
      ['enregistrée', 'enregistrees'],
      ['enregistrée', 'enregistrees'],
    ],
  },
  {
    title: 'a solde: its dossier numbers say nothing',
    text: returned(SOLDE, [{ code: '0000' }, { code: '9999', libelle: 'À revoir' }]),
    said: [
      ['prise en compte', 'enregistrees'],
      ['réponse à lire', 'a-verifier'],
      ...Array.from({ length: 4 }, () => ['sans réponse', 'a-verifier'] as const),
    ],
  },
  { title: 'a file to deposit', text: AVANCE, refused: /[Cc]e n'est pas un JSON de sortie/ },
  { title: 'broken JSON', text: AVANCE.replace('"C",', '"C"'), refused: /pas du JSON strict/ },
];

describe("both faces read the portal's return alike", () => {
  const facesOf = facing();

  for (const { title, text, said, refused } of CASES)
    it(refused === undefined ? title : `and refuse ${title}`, async () => {
      const faces = facesOf({ 'a.json': text });
      const told = await faces.cli('retour', '--format', 'json', '-o', 'out', 'a.json');
      const uri = await faces.open('a.json');
      const answer = await faces.ask<RetourResult | { readonly refused: string } | null>('segur/retour', { uri });
      assert.ok(answer !== null);
      if (said === undefined) {
        assert.equal(told.code, 1);
        assert.match(plain(told.stderr), refused ?? /never/);
        assert.ok('refused' in answer);
        assert.match(plain(answer.refused), refused ?? /never/);
        return;
      }
      assert.ok(!('refused' in answer), JSON.stringify(answer));
      assert.deepEqual(
        answer.demandes.map(({ verdict, to }) => [verdict, to]),
        said,
      );
      const demandes = listOf(recordOf(JSON.parse(told.stdout))['demandes']).map(recordOf);
      assert.deepEqual(
        demandes.map(one => [one['to'], one['next']]),
        answer.demandes.map(({ to, next }) => [to, next]),
      );
      assert.equal(told.code, said.every(([, to]) => to === 'enregistrees') ? 0 : 1);
      const { folder } = faces;
      assert.deepEqual(
        readdirSync(folder.at('out'))
          .sort()
          .map(name => [name, folder.text(`out/${name}`)]),
        answer.files
          .map(({ name, text: made }) => [name, made])
          .toSorted(([a], [b]) => ((a ?? '') < (b ?? '') ? -1 : 1)),
      );
    });

  it('what is to be done with those that are registered is said once, in one sentence', async () => {
    const faces = facesOf({ 'sortie.json': example('sortie-portail-avance.json') });
    const { stdout } = await faces.cli('retour', 'sortie.json');
    assert.deepEqual(plain(stdout).match(/Demandes enregistrées : [^.]*\./g), [
      'Demandes enregistrées : rien à redéposer.',
    ]);
  });

  it('what is deposited again is without the words of the portal, and checked clean', async () => {
    const faces = facesOf({ 'a.mdv-lgc.avance.json': CASES[1]?.text });
    await faces.cli('retour', '-o', 'out', 'a.mdv-lgc.avance.json');
    const again = faces.folder.text('out/a.a-corriger.mdv-lgc.avance.json');
    assert.equal(again, AVANCE);
    assert.equal((await faces.cli('check', 'out/a.a-corriger.mdv-lgc.avance.json')).code, 0);
  });
});

const plain = (text: string): string => typed(text).replace(/\s+/g, ' ').trim();
