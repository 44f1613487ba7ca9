import assert from 'node:assert/strict';
import { merge } from '../../../server/src/app/merge.js';
import { Refused } from '../../../server/src/app/refused.js';
import type { Where } from '../../../server/src/texts/making.js';
import { correctFile, engine } from '../../support/cases.js';
import { analysed, demandes, named, parts } from './support.js';

const AVANCE = correctFile('MDV-LGC/avance');
const [ONE = '', TWO = '', THREE = ''] = parts(analysed(AVANCE), { by: 'count', size: 1 }).map(({ text }) => text);

const FILES = 'abcdefgh';
const fileOf = (file: string): string => String(FILES.indexOf(file.charAt(0)));
const placeOf = ({ file, ligne }: Where): string =>
  `${fileOf(file)}/${ligne === undefined ? 'undefined' : String(ligne - 1)}`;

/** What is said about these texts together: which file or rule, and what it concerns. */
function refusals(texts: readonly string[], profiles: readonly (string | undefined)[] = []): string[] {
  const analyses = texts.map((text, i) => analysed(text, { profile: profiles[i] ?? 'MDV-LGC/avance' }));
  const done = merge(engine, named(analyses));
  if (!(done instanceof Refused)) return [];
  assert.ok(done.code === 'merge-apart');
  return done.data.reasons.map(reason => {
    switch (reason.code) {
      case 'merge-rule': {
        const { rule, at, other } = reason.data;
        return `${rule} ${placeOf(at)}${other === undefined ? '' : ` ${placeOf(other)}`}`;
      }
      case 'merge-head':
        return `${fileOf(reason.data.file)} ${reason.data.key}`;
      case 'merge-profile':
      case 'merge-output':
        return `${reason.code.slice('merge-'.length)} ${fileOf(reason.data.file)}`;
      default:
        return `${fileOf(reason.data.file)} ${reason.code.slice('unsound-'.length)}`;
    }
  });
}

function merged(...texts: readonly string[]): string {
  const done = merge(engine, named(texts.map(text => analysed(text, { profile: 'MDV-LGC/avance' }))));
  if (done instanceof Refused) throw new Error(done.code);
  return done.text;
}

/** The first at HT, with what is to be joined, the others at TTC. */
const mixed = (first: string, ...others: readonly string[]): string =>
  first
    .replace('"regimeTVA": "TTC"', '"regimeTVA": "HT"')
    .replace(
      /\n {2}\]\n\}\s*$/,
      `${others.map(text => `,\n${text.slice(text.indexOf('    {\n'), text.lastIndexOf('\n  ]'))}`).join('')}\n  ` +
        ']\n}\n',
    );

const lignes = (count: number, from: number): string =>
  '{"lignesImport": ' +
  '[' +
  Array.from(
    { length: count },
    (_, i) => `{"numLigne": ${String(i + 1)}, "numeroEditeur": "BDC-${String(from + i)}"}`,
  ).join(', ') +
  ']}';

describe('merge', () => {
  it('gives the text back that was cut', () => {
    assert.equal(merged(ONE, TWO, THREE), AVANCE);
  });

  it('keeps the order given, and numbers anew', () => {
    assert.deepEqual(demandes(merged(THREE, ONE)), [...demandes(THREE), ...demandes(ONE)]);
    assert.match(merged(THREE, ONE), /"numLigne": 1[\s\S]*BDC-2022-0003[\s\S]*"numLigne": 2[\s\S]*BDC-2022-0001/);
  });

  it('keeps what is typed of files laid out in other ways', () => {
    const typed = '{"numLigne":1,"numeroEditeur":"BDC\\u002d9","montant":12345678901234567890.10}';
    const all = merged(
      ONE,
      `{"impId":null,"numeroAns":"1234567890","siret":"81234567800013","lignesImport":[${typed}]}`,
    );
    assert.ok(all.includes(`},\n    ${typed.replace('"numLigne":1', '"numLigne":2')}\n  ]`), all.slice(-300));
  });

  it('takes the layout of the first file that has a ligne', () => {
    const empty = `${ONE.slice(0, ONE.indexOf('[\n'))}[ ]\n}\n`;
    assert.equal(merged(empty, ONE, TWO), merged(ONE, TWO));
    assert.equal(merged(empty, empty), `${ONE.slice(0, ONE.indexOf('[\n'))}[]\n}\n`);
  });

  for (const [name, texts, expected, profiles] of [
    ['files that go together', [ONE, TWO, THREE], []],
    ['another couloir', [ONE, correctFile('HOP-RI/avance')], ['profile 1'], [undefined, 'HOP-RI/avance']],
    ['another phase', [ONE, correctFile('MDV-LGC/solde')], ['profile 1'], [undefined, 'MDV-LGC/solde']],
    ['another publisher', [ONE, TWO.replace('81234567800013', '35600000000048')], ['1 siret']],
    [
      'another software',
      [ONE, TWO.replace('1234567890', '1234567891'), THREE.replace('1234567890', '1234567892')],
      ['1 numeroAns', '2 numeroAns'],
    ],
    ['a key of the head that would be lost', [ONE, TWO.replace('"impId"', '"note": "à relire", "impId"')], ['1 note']],
    ['an output and a file to deposit', [ONE, TWO.replace('"impId": null', '"impId": 5')], ['output 1']],
    [
      'outputs of two deposits',
      [ONE.replace('"impId": null', '"impId": 4'), TWO.replace('"impId": null', '"impId": 5')],
      ['1 impId'],
    ],
    ['HT and TTC', [ONE, TWO.replace('"TTC"', '"HT"')], ['mixed-regime-tva 1/0 0/0']],
    [
      'two rates',
      [THREE, THREE.replaceAll('BDC-2022-0003', 'BDC-9').replace('"690012349"', '"970408589"')],
      ['mixed-tva-rate 1/0 0/0'],
    ],
    ['a beneficiary of both', [ONE, TWO.replace('10003456786', '10002123452')], ['duplicate-beneficiary 1/0 0/0']],
    [
      'one number of two demandes',
      [ONE, TWO.replaceAll('BDC-2022-0002', 'BDC-2022-0001').replace('BDC-2022-0001.pdf', 'x.pdf')],
      ['numero-editeur-unique 1/0 0/0'],
    ],
    ['over 200 lignes', [lignes(150, 0), lignes(51, 150)], ['ligne-count 0/undefined'], ['', '']],
    ['over 200 lignes already', [lignes(201, 0), lignes(1, 201)], [], ['', '']],
    ['over 200 lignes already, in the second', [lignes(1, 201), lignes(201, 0)], [], ['', '']],
    ['a mixture that the first has', [mixed(TWO, THREE), ONE], []],
    ['a mixture that the second has', [ONE, mixed(THREE, TWO)], []],
    ['a mixture that the last has, the first being of the other régime', [mixed(ONE), mixed(THREE, TWO)], []],
    [
      'a key of the head that stands twice in one',
      [ONE, TWO.replace('"siret"', '"siret": "81234567800013", "siret"')],
      ['1 siret'],
    ],
    ['200 lignes', [lignes(150, 0), lignes(50, 150)], [], ['', '']],
    ['a mistake that was there before', [ONE, TWO.replace('10003456786', '10003456787')], []],
    [
      'a mistake between lignes of one file',
      [
        AVANCE.replace('10003456786', '10002123452'),
        THREE.replaceAll('BDC-2022-0003', 'BDC-9').replace('"690012349"', '"130045677"').replace('"690781018"', 'null'),
      ],
      [],
    ],
    ['a syntax error', [ONE, TWO.replace('"typeAction": "C",', '"typeAction": "C"'), '{}'], ['1 syntax', '2 no-list']],
  ] as const) {
    it(expected.length === 0 ? `takes ${name}` : `refuses ${name}`, () => {
      assert.deepEqual(refusals(texts, profiles ?? []), expected);
      // Whichever is given first.
      assert.equal(refusals([...texts].reverse(), [...(profiles ?? [])].reverse()).length > 0, expected.length > 0);
    });
  }
});
