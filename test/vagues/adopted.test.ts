import assert from 'node:assert/strict';
import { analyze, findingsOf, type Engine } from '../../server/src/analysis/analyze.js';
import { hoverAt, hoverNote } from '../../server/src/features/hover.js';
import type { SchemaNode } from '../../server/src/format/profiles/compile.js';
import { correctFile, tell, TODAY } from '../support/cases.js';
import { FURTHER } from './further.js';
import { made, type Made } from './made.js';
import { fileOf, MODELS, textOf } from './models.js';

const found = (of: Engine, text: string, path?: string): string[] => {
  const analysis = analyze(of, text, { today: TODAY, path });
  return [
    analysis.choice.profile?.id ?? 'unknown',
    ...findingsOf(analysis).map(f => {
      const { rule, severity, path: at } = tell(analysis, f);
      return `${rule} ${severity} ${at}`;
    }),
  ];
};

/** A slip in the text, and the rule that must report it as an error. */
type Slip = readonly [rule: string, make: (text: string) => string];

const SLIPS: readonly Slip[] = [
  ['key-casing', text => text.replace('"numeroEditeur"', '"NumeroEditeur"')],
  ['unknown-field', text => text.replace('"numLigne": 1,', '"numLigne": 1, "zzz": 4,')],
  ['missing-field', text => text.replace(/\s*"isClientUnique": \w+,/, '')],
  ['quoted-literal', text => text.replace(/"isMandataire": (\w+)/, '"isMandataire": "$1"')],
  ['field-order', text => text.replace(/("isMandataire": \w+),(\s*)("isClientUnique": \w+)/, '$3,$2$1')],
  ['whitespace', text => text.replace(/"numeroEditeur": "/, '"numeroEditeur": " ')],
  ['siret', text => text.replace('81234567800013', '81234567800014')],
  ['wrong-type', text => text.replace(/("montant\w+": )(\d+(?:\.\d+)?)/, '$1"$2"')],
];

describe('invented models of further waves', () => {
  for (const model of MODELS)
    describe(model.id, () => {
      const text = fileOf(model);
      let it1: Made;
      before(() => {
        it1 = made(model, [text]);
      });
      it('a correct file is recognised without name or setting, and silent', () => {
        assert.deepEqual(found(it1.engine, text), [model.id]);
        assert.deepEqual(
          it1.adopted.codes.filter(({ is }) => is === undefined),
          [],
        );
      });
      it('a blank copy beside it changes nothing', () => {
        const blank = text.replace(/: "[^"]*"/g, ': null').replace(/: \d[\d.]*/g, ': null');
        assert.deepEqual(found(made(model, [blank, text]).engine, text), [model.id]);
      });
      for (const [rule, make] of SLIPS)
        it(`one slip, one error: ${rule}`, () => {
          const wrong = make(text);
          assert.notEqual(wrong, text);
          const [profile, ...told] = found(it1.engine, wrong);
          assert.equal(profile, model.id);
          assert.equal(told.length, 1, told.join('\n'));
          assert.match(told[0] ?? '', new RegExp(`^${rule} error`));
        });
    });
});

describe('a key of ours that an adopted model calls otherwise', () => {
  it('is that key, misnamed: one finding, with the rename', () => {
    const model = MODELS.find(({ id }) => id === 'HOP-PFI-VA2/avance');
    assert.ok(model !== undefined);
    const text = fileOf(model);
    const { engine: adopted } = made({ ...model, match: { nomRepresentant: 'nomClient' } }, [text]);
    const wrong = text.replace('"nomRepresentant"', '"nomClient"');
    const analysis = analyze(adopted, wrong, { today: TODAY });
    const [finding, ...others] = findingsOf(analysis);
    assert.ok(finding !== undefined && others.length === 0);
    assert.equal(finding.rule.id, 'unknown-field');
    assert.equal(finding.severity, 'error');
    assert.match(finding.message('fr'), /nomRepresentant/);
  });
});

describe('a site of a further wave', () => {
  const withSiret = (siret: string, finess: string): string =>
    correctFile('MS1-DUI/avance').replace(
      /("FINESSJuridique": "\d+",\s*)"FINESSGeo": \[[^\]]*\]/,
      `$1"SIRET": ${siret}, "FINESSGeo": [${finess}]`,
    );
  const both = withSiret('"81234567800013"', '"690012349"');
  const told = (text: string): readonly string[] => {
    const model = { id: 'MS-DUI-VA2/avance', like: 'MS1-DUI/avance', match: { SIRET: 'siretClient' } };
    return found(made(model, [both, withSiret('null', '"690012349"')]).engine, text);
  };
  it('is told by its geographic FINESS, or by its SIRET: one of them will do', () => {
    assert.notEqual(both, correctFile('MS1-DUI/avance'));
    assert.deepEqual(told(both), ['MS-DUI-VA2/avance']);
    assert.deepEqual(told(withSiret('"81234567800013"', '')), ['MS-DUI-VA2/avance']);
    assert.deepEqual(told(withSiret('null', '"690012349"')), ['MS-DUI-VA2/avance']);
  });
  it('by neither, it is a warning', () => {
    const [, ...findings] = told(withSiret('null', ''));
    assert.equal(findings.length, 1, findings.join());
    assert.match(findings[0] ?? '', /^beneficiary-required warning /);
  });
});

describe('a part that an adopted model has, and a ligne lacks', () => {
  it('is one finding, though the other part is empty as it may be', () => {
    const file = correctFile('MDV-LGC/avance');
    const { engine } = made({ id: 'VILLE-LGC-VA2/avance', like: 'MDV-LGC/avance' }, [file]);
    const lacking = file.replace(/"liberal": \[\],(\s*)"structure": \{[^{}]*\}/, '"liberal": [],$1"structure": null');
    assert.notEqual(lacking, file);
    const [, ...findings] = found(engine, lacking);
    assert.equal(findings.length, 1, findings.join());
    assert.match(findings[0] ?? '', /\/structure$/);
  });
});

describe('a type that an adopted model does not show', () => {
  const file = correctFile('MDV-LGC/avance');
  const blank = file.replace(/: (?:"[^"]*"|[\d.]+)/g, ': null');
  const inWords = file.replace(/"montantSegurHT": ([\d.]+)/, '"montantSegurHT": "$1"');
  const told = (model: string): readonly string[] =>
    found(made({ id: 'VILLE-LGC-VA2/avance', like: 'MDV-LGC/avance' }, [model]).engine, inWords).slice(1);
  it('is doubted only; one that it shows is due', () => {
    const path = '/lignesImport/0/commande/montantSegurHT';
    assert.deepEqual(told(blank), [`wrong-type warning ${path}`]);
    assert.deepEqual(told(file), [`wrong-type error ${path}`]);
  });
});

describe('what a person reads in a key of another name', () => {
  /** The role of each key of a model, whatever it is inside. */
  function* rolesIn({ properties = {}, items }: SchemaNode): Generator<readonly [key: string, role: string]> {
    for (const [key, inner] of Object.entries(properties)) {
      const role = inner['x-segur']?.role ?? inner.items?.['x-segur']?.role;
      if (role !== undefined) yield [key, role];
      yield* rolesIn(inner);
    }
    if (items !== undefined) yield* rolesIn(items);
  }
  const READ: Readonly<Record<string, Readonly<Record<string, string>>>> = {
    'HOP-DPI-VA2/avance': {
      idImport: 'impId',
      referencementANS: 'numeroAns',
      siretIndustriel: 'siretEditeur',
      numeroDossier: 'numeroASP',
      numeroCommande: 'numeroEditeur',
      typePrestation: 'typePrestation',
      montantPrestationHT: 'montantSegurHT',
      codePMSI: 'finessPMSI',
      entiteJuridique: 'finessJuridique',
    },
    'MS-DUI-VA2/avance': {
      siretEditeur: 'siretEditeur',
      referenceEditeur: 'numeroEditeur',
      dateSignature: 'dateCommande',
      finessJuridique: 'finessJuridique',
      finessGeographique: 'finessGeo',
      siret: 'siretClient',
    },
    'PARA-LGC-VA2/avance': { nomProfessionnel: 'nomClient', rpps: 'rpps', emailProfessionnel: 'emailClient' },
  };
  for (const [id, expected] of Object.entries(READ))
    it(id, () => {
      const model = FURTHER.find(one => one.id === id) ?? assert.fail();
      const roles = new Map(rolesIn(made(model, [textOf(model.file)]).schema));
      assert.deepEqual(Object.fromEntries(Object.keys(expected).map(key => [key, roles.get(key)])), expected);
    });

  const model = FURTHER.find(({ id }) => id === 'MS-DUI-VA2/avance') ?? assert.fail();
  const text = textOf(model.file);
  const { engine: adopted } = made(model, [text]);
  it('a model of a couloir that came of two is like them, and its site is the beneficiary', () => {
    assert.match(made(model, [text]).adopted.base.id, /^MS\d-DUI\/avance$/);
    const [, ...findings] = found(adopted, text.replaceAll('590780193', '690012349'));
    assert.equal(findings.length, 1, findings.join());
    assert.match(findings[0] ?? '', /^duplicate-beneficiary error \/lignesDemande\/1\/esms\/0\/finessGeographique/);
  });
  it('a request for no professional has no beneficiary', () => {
    const alone = FURTHER.find(({ id }) => id === 'PARA-LGC-VA2/avance') ?? assert.fail();
    const file = textOf(alone.file);
    const [, ...findings] = found(
      made(alone, [file]).engine,
      file.replace(/"professionnels": \[[^\]]*\]/, '"professionnels": []'),
    );
    assert.deepEqual(findings, ['beneficiary-required error /lignesImport/0/beneficiaires/professionnels']);
  });
  it('the other answer to a question in words is known, one in other words is none', () => {
    const answered = (word: string): string[] => found(adopted, text.replace('"Non"', `"${word}"`)).slice(1);
    assert.deepEqual([answered('Oui'), answered('Non')], [[], []]);
    for (const word of ['non', 'Peut-être', 'true'])
      assert.match(answered(word).join(), /^(?:enum-value|quoted-literal) error \S+mandat$/, word);
  });
  for (const [id, key] of [
    ['HOP-DPI-VA2/avance', 'entete'],
    ['HOP-DPI-VA2/avance', 'importation'],
    ['HOP-DPI-VA2/avance', 'dossiers'],
  ] as const)
    it(`a misspelt block of the head is one finding, whatever stands in it: ${key}`, () => {
      const model = FURTHER.find(one => one.id === id) ?? assert.fail();
      const file = textOf(model.file);
      const slip = `${key.slice(0, -2)}${key.slice(-1)}`;
      const [profile, ...findings] = found(made(model, [file]).engine, file.replace(`"${key}"`, `"${slip}"`));
      assert.equal(profile, id);
      assert.equal(findings.length, 1, findings.join());
      assert.match(findings[0] ?? '', new RegExp(`^unknown-field error \\S*/${slip}$`));
    });
  it('codes that a blank model does not show are doubted, never held against the file', () => {
    const hospital = FURTHER.find(({ id }) => id === 'HOP-DPI-VA2/avance') ?? assert.fail();
    const file = textOf(hospital.file);
    const gaps = file.replace(/: "(?!02|\d)[^"]*"/g, ': "<à compléter>"');
    const { engine: own } = made(hospital, [gaps]);
    const told = found(own, file).slice(1);
    assert.ok(told.length > 0 && told.every(one => one.startsWith('enum-value warning ')), told.join('\n'));
    const { engine: both } = made(hospital, [gaps, file]);
    assert.deepEqual(found(both, file), [hospital.id]);
  });
  it('a kind of prestation that no example shows is none, and its hover tells the two', () => {
    const hospital = FURTHER.find(({ id }) => id === 'HOP-DPI-VA2/avance') ?? assert.fail();
    const file = textOf(hospital.file);
    const { engine: own } = made(hospital, [file]);
    const [, ...findings] = found(own, file.replace('"vague 2"', '"vague 3"'));
    assert.deepEqual(findings, ['enum-value error /importation/dossiers/0/prestation/typePrestation']);
    const analysis = analyze(own, file, { today: TODAY });
    const at = file.indexOf('"typePrestation"') + 1;
    assert.match(hoverNote(analysis, at, 'fr') ?? '', /HOP-DPI-VA1/);
    assert.match(hoverAt(analysis, at, 'en')?.text ?? '', /wave 2 alone/);
  });
});
