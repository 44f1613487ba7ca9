import assert from 'node:assert/strict';
import fc from 'fast-check';
import { findingsOf } from '../../../server/src/analysis/analyze.js';
import { adoptModel } from '../../../server/src/format/profiles/adopt.js';
import { Refused } from '../../../server/src/app/refused.js';
import { createSolde, readOutput, type Existing } from '../../../server/src/app/solde.js';
import { correctFile, engine, lignesOf, mixedFile, tell } from '../../support/cases.js';
import { correctFiles } from '../../support/generator.js';
import { at, listOf, recordOf } from '../../support/json.js';
import { isObject, type Json } from '../../support/refs.js';
import { analysed, AVANCES, LAYOUTS, output, profile } from './support.js';

describe('solde: what is made of an output', () => {
  for (const id of AVANCES) {
    it(`has nothing wrong but what is left to complete: ${id}`, () => {
      fc.assert(
        fc.property(
          correctFiles(profile(id), { min: 1, max: 4 }),
          fc.constantFrom(...Object.values(LAYOUTS)),
          (file, write) => {
            const source = analysed(write(output(file)), { profile: id });
            const read = readOutput(engine, { file: 'a.json', analysis: source }, []);
            assert.ok(!(read instanceof Refused));
            const made = createSolde(engine, { output: read, lignes: read.candidates.map(({ ligne }) => ligne) });
            assert.ok(!(made instanceof Refused));
            const told = findingsOf(made.analysis)
              .filter(({ severity }) => severity !== 'info')
              .map(finding => tell(made.analysis, finding));
            assert.deepEqual(
              told.filter(({ marks }) => marks !== 'null' && marks !== '[]'),
              [],
            );
            JSON.parse(made.text);
          },
        ),
        { numRuns: 20 },
      );
    });
  }
});

describe('solde: an output with lignes of two profiles', () => {
  it('is refused: by the model of the one, the other’s beneficiaries would be lost', () => {
    const lignes = [...lignesOf('PHA-LGO/avance'), ...lignesOf('MDV-LGC/avance').slice(0, 1)];
    const file: Json = JSON.parse(mixedFile('PHA-LGO/avance', lignes));
    assert.ok(isObject(file));
    const read = readOutput(engine, { file: 'a.json', analysis: analysed(JSON.stringify(output(file))) }, []);
    assert.ok(read instanceof Refused);
    assert.equal(read.code, 'solde-mixed');
  });
});

/** The only solde of a text that is already an output. */
function soldeOf(text: string, id: string, existing: readonly Existing[] = []) {
  const source = analysed(text, { profile: id });
  const read = readOutput(engine, { file: 'a.json', analysis: source }, existing);
  if (read instanceof Refused) throw new Error(read.code);
  const lignes = read.candidates.filter(({ skipped }) => skipped === undefined).map(({ ligne }) => ligne);
  const made = createSolde(engine, { output: read, lignes });
  if (made instanceof Refused) throw new Error(made.code);
  return { ...made, read, file: recordOf(JSON.parse(made.text)) };
}

const returned = (text: string): string => {
  let n = 119;
  return text
    .replace('"impId": null', '"impId": 48213')
    .replace(/"numeroASP": null/g, () => `"numeroASP": "FINMDV00${String(++n)}"`);
};

const ligne = (file: Record<string, unknown>, i: number): Record<string, unknown> =>
  recordOf(listOf(file['lignesImport'])[i]);

describe('solde: what it carries over', () => {
  const MDV = returned(correctFile('MDV-LGC/avance'));

  it('keeps values as they are typed, to the escape and the last digit', () => {
    const text = MDV.replace('358.33', '358.330')
      .replace('"numeroEditeur": "BDC-2022-0002"', '"numeroEditeur": 12345678901234567890')
      .replace('Lefèvre', 'Lef\\u00E8vre');
    const made = soldeOf(text, 'MDV-LGC/avance').text;
    for (const kept of ['"montantSegurHT": 358.330', '"numeroEditeur": 12345678901234567890', 'Lef\\u00E8vre'])
      assert.ok(made.includes(kept), kept);
  });

  it('asks for a MOM where all is sent directly, for a VA else', () => {
    const { file } = soldeOf(MDV, 'MDV-LGC/avance');
    const types = [0, 1, 2].map(i =>
      listOf(ligne(file, i)['piecesJustificatives']).map(piece => at(piece, 'typeFichier')),
    );
    assert.deepEqual(types, [
      ['FACTURE', 'MOM'],
      ['FACTURE', 'VA'],
      ['FACTURE', 'MOM'],
    ]);
  });

  it('takes the proof along that there is no VAT', () => {
    const ht = MDV.replaceAll('"TTC"', '"HT"').replaceAll(
      '"typeFichier": "BON_COMMANDE"\n        }',
      '"typeFichier": "BON_COMMANDE"\n        },\n        { "nomFichier": "attestation DGFIP.pdf", ' +
        '"formatFichier": "PDF", "typeFichier": "ATTESTATION_TVA" }',
    );
    const { file, text } = soldeOf(ht, 'MDV-LGC/avance');
    assert.deepEqual(listOf(ligne(file, 0)['piecesJustificatives'])[2], {
      nomFichier: 'attestation DGFIP.pdf',
      formatFichier: 'PDF',
      typeFichier: 'ATTESTATION_TVA',
    });
    assert.deepEqual(
      findingsOf(analysed(text)).filter(({ rule }) => rule.id === 'ht-attestation'),
      [],
    );
  });

  it("leaves the pièce out that the scenario doesn't tell", () => {
    const { file, gaps } = soldeOf(MDV.replace('"isPFIToDMP": false', '"isPFIToDMP": null'), 'MDV-LGC/avance');
    assert.deepEqual(
      listOf(ligne(file, 0)['piecesJustificatives']).map(piece => at(piece, 'typeFichier')),
      ['FACTURE'],
    );
    assert.ok(gaps.some(({ key }) => key === 'isPFIToDMP'));
  });

  it('carries a value of the wrong type over: its own finding goes along', () => {
    const { text } = soldeOf(
      MDV.replace('"montantSegurHT": 358.33', '"montantSegurHT": "358,33 €"').replace(
        '"isMandataire": false',
        '"isMandataire": "false"',
      ),
      'MDV-LGC/avance',
    );
    assert.ok(text.includes('"montantSegurHT": "358,33 €"') && text.includes('"isMandataire": "false"'));
  });

  it('has null where the avance lacks the key', () => {
    const { file } = soldeOf(MDV.replace('"numeroEditeur": "BDC-2022-0001",\n', ''), 'MDV-LGC/avance');
    assert.equal(ligne(file, 0)['numeroEditeur'], null);
  });

  for (const [id, change, path, expected] of [
    ['MDV-LGC', [], ['LGC', 'IdentDMP'], ['10002123452']],
    ['MDV-LGC', [['"10002123452"', '"10002123453"']], ['LGC', 'IdentDMP'], null],
    ['HOP-PFI', [], ['PFI', 'IdentDMP'], '1690781018'],
    ['HOP-PFI', [['"FINESSPMSI": "690781018"', '"FINESSPMSI": null']], ['PFI', 'IdentDMP'], null],
    [
      'BIO-SGL',
      [
        ['"690012349",', ''],
        ['"690023452"', '"690012349"'],
      ],
      ['SGL', 'IdentDMP'],
      '6690012349',
    ],
    ['BIO-SGL', [], ['SGL', 'IdentDMP'], null],
    ['BIO-LOINC', [], ['LOINC', 'IdentDMP'], null],
    ['RAD-RIS', [], ['RIS', 'IdentDMP'], null],
    ['HOP-RI', [], ['RI', 'IdentINSi'], null],
    ['MSS-OPE', [], ['OPE', 'nombreBAL'], null],
    ['MS1-DUI', [], ['DUI', 'deploiementMSS'], null],
  ] as const) {
    it(`derives only what is sure: ${id} ${path.join('.')} ${JSON.stringify(expected)}`, () => {
      let text = returned(correctFile(`${id}/avance`));
      for (const [from, to] of change) {
        assert.ok(text.includes(from), from);
        text = text.replace(from, to);
      }
      const [first] = listOf(soldeOf(text, `${id}/avance`).file['lignesImport']);
      assert.deepEqual(at(first, ...path), expected);
    });
  }

  it('follows the model that the user adopted', () => {
    const model = correctFile('MDV-LGC/solde')
      .replaceAll('"numeroFacture"', '"NumFacture"')
      .replaceAll('"dateFacture"', '"DateFacture"')
      .replaceAll('"siret"', '"SIRET"');
    const [base, keywords] = [profile('MDV-LGC/solde'), engine.catalog.keywordsOf('MDV-LGC/solde')];
    assert.ok(keywords);
    const adoption = adoptModel([model], base, keywords);
    assert.ok('schema' in adoption);
    const adopted = { ...engine, catalog: engine.catalog.withModels([adoption.schema]) };
    const source = analysed(MDV, { profile: 'MDV-LGC/avance' });
    const read = readOutput(adopted, { file: 'a.json', analysis: source }, []);
    assert.ok(!(read instanceof Refused));
    const made = createSolde(adopted, { output: read, lignes: read.candidates.map(({ ligne: one }) => one) });
    assert.ok(!(made instanceof Refused));
    const [first] = listOf(at(JSON.parse(made.text), 'lignesImport'));
    assert.deepEqual(Object.keys(recordOf(at(first, 'facture'))), [
      'NumFacture',
      'DateFacture',
      'regimeTVA',
      'montantSegurHT',
    ]);
    assert.equal(at(JSON.parse(made.text), 'SIRET'), '81234567800013');
  });

  it('refuses what stands twice, in the head or in a ligne that is taken', () => {
    const doubles = (text: string, chunks: readonly number[]): readonly string[] => {
      const source = analysed(text, { profile: 'MDV-LGC/avance' });
      const read = readOutput(engine, { file: 'a.json', analysis: source }, []);
      assert.ok(!(read instanceof Refused));
      const made = createSolde(engine, {
        output: read,
        lignes: read.candidates.filter(({ index }) => chunks.includes(index)).map(({ ligne: one }) => one),
      });
      return made instanceof Refused ? made.data.slips.map(({ line }) => text.split('\n')[line - 1]?.trim() ?? '') : [];
    };
    const head = MDV.replace('"siret": "81234567800013"', '"siret": "81234567800013", "Siret": "35600000000048"');
    assert.match(doubles(head, [1]).join('|'), /^"siret": .*"Siret"[^|]*$/);
    for (const twice of [
      MDV.replace('"montantSegurHT": 358.33', '"montantSegurHT": 358.33, "montantSegurHT": 258.33'),
      MDV.replace('"nomFichier": ', '"nomFichier": "autre.pdf", "nomFichier": '),
      MDV.replace('"numLigne": 1', '"note": {"a": 1, "a": 2}, "numLigne": 1'),
    ]) {
      assert.equal(doubles(twice, [0, 2]).length, 1);
      assert.deepEqual(doubles(twice, [1, 2]), []);
    }
  });

  it('tells the keys that it has no place for, and no other', () => {
    const text = MDV.replace('"numLigne": 2', '"remarque": "à garder", "numLigne": 2')
      .replace('"nomFichier": ', '"taille": 3, "nomFichier": ')
      .replace('"siret"', '"logiciel": {"version": 2}, "siret"')
      .replace('"montantSegurHT"', '"montantSegurHt"');
    assert.deepEqual(soldeOf(text, 'MDV-LGC/avance').leftBehind, ['logiciel', 'taille', 'remarque']);
    assert.deepEqual(soldeOf(MDV, 'MDV-LGC/avance').leftBehind, []);
  });

  it('says how it has to be split', () => {
    assert.equal(soldeOf(MDV, 'MDV-LGC/avance').split, undefined);
    assert.equal(soldeOf(MDV.replace('"TTC"', '"HT"'), 'MDV-LGC/avance').split, 'rate');
    // No way of splitting solves two rates in one request.
    const inOne = MDV.replace('"690012349"', '"690012349", "970408589"');
    assert.notEqual(inOne, MDV);
    const whole = recordOf(JSON.parse(inOne));
    assert.equal(
      soldeOf(JSON.stringify({ ...whole, lignesImport: listOf(whole['lignesImport']).slice(2) }), 'MDV-LGC/avance')
        .split,
      undefined,
    );
    const { lignesImport, ...head } = recordOf(JSON.parse(MDV));
    const many = Array.from({ length: 201 }, (_, i) => ({
      ...recordOf(listOf(lignesImport)[0]),
      numLigne: i + 1,
      numeroASP: `FINMDV${String(10_000 + i)}`,
    }));
    assert.equal(soldeOf(JSON.stringify({ ...head, lignesImport: many }), 'MDV-LGC/avance').split, 'count');
  });

  it('is laid out as the avance', () => {
    for (const [name, write] of Object.entries(LAYOUTS).filter(([key]) => key !== 'échappé ASCII')) {
      const { text } = soldeOf(write(JSON.parse(MDV)), 'MDV-LGC/avance');
      assert.equal(text, write(JSON.parse(text)), name);
    }
  });
});

describe('solde: which demandes', () => {
  const MDV = returned(correctFile('MDV-LGC/avance'));
  const of = (text: string, existing: readonly Existing[] = []): (string | undefined)[] =>
    soldeOf(text, 'MDV-LGC/avance', existing).read.candidates.map(({ skipped }) => skipped?.reason);
  const known = (
    numeroASP: string | undefined,
    numeroEditeur: string | undefined,
    more: Partial<Existing> = {},
  ): Existing => ({
    name: 's.json',
    profile: 'MDV-LGC/solde',
    siret: '81234567800013',
    lignes: [{ numeroASP, numeroEditeur }],
    ...more,
  });

  for (const [name, existing, expected] of [
    ['none is known', [], undefined],
    ['by dossier', [known('FINMDV00120', undefined)], 'exists'],
    ['by dossier, in small letters', [known('finmdv 00120', undefined)], 'exists'],
    ["by the publisher's number", [known(undefined, 'BDC-2022-0001')], 'exists'],
    [
      'by the number, of another establishment of the publisher',
      [known(undefined, 'BDC-2022-0001', { siret: '81234567800021' })],
      'exists',
    ],
    ['the number of another publisher', [known(undefined, 'BDC-2022-0001', { siret: '35600000000048' })], undefined],
    ['the number in an avance', [known('FINMDV00120', 'BDC-2022-0001', { profile: 'MDV-LGC/avance' })], undefined],
    ['the number in another couloir', [known('FINMDV00120', 'BDC-2022-0001', { profile: 'HOP-RI/solde' })], undefined],
  ] as const) {
    it(name, () => {
      assert.equal(of(MDV, existing)[0], expected);
    });
  }

  it('leaves out what has no dossier, and the second of one dossier', () => {
    assert.deepEqual(of(MDV.replace('"FINMDV00121"', 'null').replace('"FINMDV00122"', '"FINMDV00120"')), [
      undefined,
      'no-dossier',
      'repeated',
    ]);
  });

  it('takes what the portal gave back by any of its keys, and nothing else', () => {
    const plain = correctFile('MDV-LGC/avance');
    const reason = (text: string, id = 'MDV-LGC/avance'): string => {
      const read = readOutput(engine, { file: 'a.json', analysis: analysed(text, { profile: id }) }, []);
      return read instanceof Refused ? read.code.replace(/^(?:solde|unsound)-/, '') : 'output';
    };
    assert.equal(reason(plain), 'no-output');
    assert.equal(reason(plain.replace('"numeroASP": null', '"numeroASP": "FINMDV00120"')), 'partial');
    assert.equal(reason(plain.replace('"impId": null', '"impId": 4')), 'output');
    assert.equal(reason(plain.replace('"codeTraitement": null', '"codeTraitement": "KO"')), 'output');
    assert.equal(reason(correctFile('MDV-LGC/solde'), 'MDV-LGC/solde'), 'already');
    assert.equal(reason('{"impId": 4, "lignesImport": []}', ''), 'no-profile');
    assert.equal(reason(MDV.slice(0, -5)), 'syntax');
  });
});
