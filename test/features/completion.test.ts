import assert from 'node:assert/strict';
import { analyze, findingsOf } from '../../server/src/analysis/analyze.js';
import { complete, type Proposal } from '../../server/src/features/completion.js';
import { field, itemsOf } from '../../server/src/language/unknown.js';
import { correctFile, engine, TODAY } from '../support/cases.js';

const AVANCE = correctFile('MDV-LGC/avance');
const PLAIN = { snippet: false, indented: true, lang: 'fr' } as const;

interface At {
  readonly text: string;
  readonly proposals: readonly Proposal[];
}

/** The proposals at the `|` of a text. */
function at(
  marked: string,
  options: { snippet: boolean; indented: boolean; lang: 'fr' | 'en' } = PLAIN,
  profile = 'MDV-LGC/avance',
): At {
  const offset = marked.indexOf('|');
  const text = marked.slice(0, offset) + marked.slice(offset + 1);
  return { text, proposals: complete(analyze(engine, text, { today: TODAY, profile }), offset, options) };
}

const labels = ({ proposals }: At): string[] => proposals.map(({ label }) => label);

function accept({ text, proposals }: At, label: string): string {
  const chosen = proposals.find(p => p.label === label);
  assert.ok(chosen, `${label} is not proposed, but ${proposals.map(p => p.label).join(', ')}`);
  const inserted = text.slice(0, chosen.replace.start) + chosen.text + text.slice(chosen.replace.end);
  return chosen.commaAt === undefined
    ? inserted
    : `${inserted.slice(0, chosen.commaAt)},${inserted.slice(chosen.commaAt)}`;
}

/** The value at a path of a parsed text. */
function dig(value: unknown, ...path: readonly (string | number)[]): unknown {
  return path.reduce<unknown>(
    (at, key) => (key === 'length' ? itemsOf(at).length : typeof key === 'number' ? itemsOf(at)[key] : field(at, key)),
    value,
  );
}

const mark = (text: string, before: string, after = ''): string => {
  const start = text.indexOf(before + after);
  assert.ok(start >= 0, before);
  return `${text.slice(0, start + before.length)}|${text.slice(start + before.length)}`;
};

const COMMANDE = (inside: string): string => `{"lignesImport": [\n  {\n    "commande": {${inside}}\n  }\n]}`;

describe('completion of keys', () => {
  it('proposes the missing keys in the order of the model, the one that is due next first', () => {
    assert.deepEqual(labels(at(COMMANDE('|'))), ['dateCommande', 'regimeTVA', 'montantSegurHT']);
    assert.deepEqual(labels(at(COMMANDE('"regimeTVA": "HT", |'))), ['montantSegurHT', 'dateCommande']);
    assert.deepEqual(labels(at(COMMANDE('|, "regimeTVA": "HT"'))), ['dateCommande', 'montantSegurHT']);
    assert.deepEqual(labels(at(COMMANDE('\n|\n"regimeTVA": "HT"'))), ['dateCommande', 'montantSegurHT']);
  });

  it('never proposes a key that is there, in whatever case', () => {
    assert.deepEqual(labels(at(COMMANDE('"REGIMETVA": "HT", |, "dateCommande": null'))), ['montantSegurHT']);
  });

  it('adds the comma that is needed, before or after', () => {
    for (const inside of ['|', '"|', '"|"', '"date|"', 'date|', '\n|\n']) {
      assert.deepEqual(
        JSON.parse(accept(at(COMMANDE(inside)), 'dateCommande')),
        { lignesImport: [{ commande: { dateCommande: null } }] },
        inside,
      );
    }
    for (const inside of [
      '\n|\n"regimeTVA": "HT"',
      '"|"\n"regimeTVA": "HT"',
      '"date|\n"regimeTVA": "HT"',
      '"|" "regimeTVA": "HT"',
      '|"regimeTVA": "HT"',
      '"regimeTVA": "HT"\n|\n',
      '"regimeTVA": "HT",|',
      '"regimeTVA": "HT",\n"|"\n',
      '"regimeTVA": "HT"\n"|"\n',
      '"regimeTVA": "HT"\n"da|\n',
    ]) {
      const parsed: unknown = JSON.parse(accept(at(COMMANDE(inside)), 'dateCommande'));
      assert.deepEqual(dig(parsed, 'lignesImport', 0, 'commande'), { dateCommande: null, regimeTVA: 'HT' }, inside);
    }
  });

  it('works in a minified text whose next quote closes the one just typed', () => {
    const text = accept(at('{"lignesImport":[{"commande":{"|"regimeTVA":"HT"}}]}'), 'dateCommande');
    assert.equal(text, '{"lignesImport":[{"commande":{"dateCommande":null,"regimeTVA":"HT"}}]}');
  });

  it('only writes the name of a key that has its value', () => {
    assert.equal(
      accept(at(COMMANDE('"date|": "03/11/2022"')), 'dateCommande'),
      COMMANDE('"dateCommande": "03/11/2022"'),
    );
  });

  it('proposes nothing where nothing is due', () => {
    for (const inside of [
      '"regimeTVA"|: "HT"',
      '"regimeTVA" |',
      '"regimeTVA": "HT"|',
      '"regimeTVA": "HT" |, "x": 1',
      '"dateCommande": "03/|11"',
      '"montantSegurHT": 35|8.33',
    ]) {
      assert.deepEqual(labels(at(COMMANDE(inside))), [], inside);
    }
    assert.deepEqual(labels(at('| {}')), []);
    assert.deepEqual(labels(at('{} |')), []);
  });

  it('mends a file from which any one key was taken, at its place', () => {
    const lines = AVANCE.split('\n');
    let tried = 0;
    lines.forEach((line, i) => {
      // Keys with a scalar value: their line is the whole property.
      const key = /^\s*"(\w+)": [^[{]*$/.exec(line)?.[1];
      if (key === undefined) return;
      tried++;
      const indent = /^\s*/.exec(line)?.[0] ?? '';
      const marked = [...lines.slice(0, i), `${indent}|`, ...lines.slice(i + 1)].join('\n');
      const found = at(marked);
      assert.equal(found.proposals[0]?.label, key, `line ${String(i + 1)}`);
      const text = accept(found, key);
      assert.equal(text.split('\n').length, lines.length);
      JSON.parse(text);
      const left = findingsOf(analyze(engine, text, { today: TODAY })).filter(f =>
        ['missing-field', 'field-order', 'json-syntax', 'duplicate-key'].includes(f.rule.id),
      );
      assert.deepEqual(
        left.map(f => f.message('fr')),
        [],
        `line ${String(i + 1)}`,
      );
    });
    assert.ok(tried > 60);
  });

  it('fills in what a key wants, as a snippet', () => {
    const options = { snippet: true, indented: true, lang: 'en' } as const;
    const text = (inside: string, label: string): string | undefined =>
      at(COMMANDE(inside), options).proposals.find(p => p.label === label)?.text;
    assert.equal(text('|', 'dateCommande'), '"dateCommande": "$1"');
    assert.equal(text('|', 'regimeTVA'), '"regimeTVA": ${1|"TTC","HT"|}');
    assert.equal(text('|', 'montantSegurHT'), '"montantSegurHT": ${1:0}');
  });

  it('writes a block whole, in the layout of the file', () => {
    const found = at('{\r\n\t"lignesImport": [\r\n\t\t{\r\n\t\t\t|\r\n\t\t}\r\n\t]\r\n}');
    const text = accept(found, 'commande');
    assert.ok(
      text.includes(
        '\t\t\t"commande": {\r\n\t\t\t\t"dateCommande": null,\r\n\t\t\t\t"regimeTVA": ' +
          'null,\r\n\t\t\t\t"montantSegurHT": null\r\n\t\t\t}',
      ),
      text,
    );
  });
});

describe('completion of values', () => {
  const values = (inside: string): string[] => labels(at(COMMANDE(inside)));

  it('proposes what the model allows', () => {
    for (const inside of [
      '"regimeTVA": |',
      '"regimeTVA":|',
      '"regimeTVA": "|"',
      '"regimeTVA": "T|',
      '"regimeTVA": |\n"montantSegurHT": 1',
      '"regimeTVA": HT|',
    ]) {
      assert.deepEqual(values(inside), ['"TTC"', '"HT"'], inside);
    }
    assert.deepEqual(labels(at('{"lignesImport":[{"beneficiaires":{"isMandataire": |}}]}')), ['true', 'false']);
    assert.deepEqual(labels(at('{"impId": |}')), ['null'], 'only the portal writes another');
    assert.deepEqual(labels(at('{"lignesImport":[{"numeroASP": |}]}')), ['null']);
    assert.deepEqual(values('"regimeTVA": | "TTC"'), []);
  });

  it('tells their meaning', () => {
    assert.match(at(COMMANDE('"regimeTVA": |')).proposals[0]?.detail ?? '', /avec TVA/);
  });

  it('writes valid JSON', () => {
    for (const inside of [
      '"regimeTVA": |',
      '"regimeTVA":|',
      '"regimeTVA": "|"',
      '"regimeTVA": "T|',
      '"regimeTVA": "T|TC"',
      '"regimeTVA": HT|',
    ]) {
      const parsed: unknown = JSON.parse(accept(at(COMMANDE(inside)), '"HT"'));
      assert.deepEqual(parsed, { lignesImport: [{ commande: { regimeTVA: 'HT' } }] }, inside);
    }
    assert.equal(
      accept(at(COMMANDE('"regimeTVA":|\n"montantSegurHT": 1')), '"HT"'),
      COMMANDE('"regimeTVA": "HT",\n"montantSegurHT": 1'),
    );
  });
});

describe('completion of a ligne', () => {
  it('writes the next one whole: nothing is missing in it', () => {
    const text = accept(at(mark(AVANCE, '    }\n  ', ']').replace('    }\n  |', '    }\n    |\n  ')), 'Ligne 4');
    const parsed: unknown = JSON.parse(text);
    assert.equal(dig(parsed, 'lignesImport', 3, 'numLigne'), 4);
    assert.deepEqual(dig(parsed, 'lignesImport', 3, 'piecesJustificatives'), [
      { nomFichier: null, formatFichier: 'PDF', typeFichier: 'BON_COMMANDE' },
    ]);
    const left = findingsOf(analyze(engine, text, { today: TODAY })).filter(f =>
      ['missing-field', 'field-order', 'unknown-field', 'json-syntax', 'num-ligne'].includes(f.rule.id),
    );
    assert.deepEqual(
      left.map(f => f.message('fr')),
      [],
    );
  });

  it('works in an empty list, after a comma and between two', () => {
    for (const list of ['|', '\n|\n', '{},|', '{},\n|\n', '{}\n|\n', '{},\n|\n{}', '|{}']) {
      const found = at(`{"lignesImport": [${list}]}`);
      const label = found.proposals[0]?.label ?? '';
      const parsed: unknown = JSON.parse(accept(found, label));
      assert.equal(dig(parsed, 'lignesImport', 'length'), list.split('{}').length, list);
      assert.equal(label, `Ligne ${String((list.split('|')[0] ?? '').split('{}').length)}`, list);
    }
  });

  it('proposes an entry in the lists of a ligne', () => {
    assert.deepEqual(labels(at('{"lignesImport":[{"piecesJustificatives": [|]}]}')), [
      'BON_COMMANDE',
      'Pièce justificative',
    ]);
  });

  it('proposes the pièces that are due and not there yet', () => {
    const pieces = (inside: string): string => `{"lignesImport":[{"piecesJustificatives": [${inside}]}]}`;
    const solde = (inside: string): string[] => labels(at(pieces(inside), PLAIN, 'MDV-LGC/solde'));
    assert.deepEqual(solde('|'), ['FACTURE', 'VA', 'MOM', 'Pièce justificative']);
    assert.deepEqual(solde('{"typeFichier":"FACTURE"}, |'), ['VA', 'MOM', 'Pièce justificative']);
    assert.deepEqual(solde('{"typeFichier":"FACTURE"}, {"typeFichier":"MOM"}, |'), ['Pièce justificative']);
    assert.deepEqual(dig(JSON.parse(accept(at(pieces('|'), PLAIN, 'MDV-LGC/solde'), 'VA')), 'lignesImport', 0), {
      piecesJustificatives: [{ nomFichier: null, formatFichier: 'PDF', typeFichier: 'VA' }],
    });
  });
});

describe('completion of a whole file', () => {
  const empty = (marked: string): At => {
    const offset = marked.indexOf('|');
    const text = marked.slice(0, offset) + marked.slice(offset + 1);
    const options = { ...PLAIN, profiles: engine.catalog.all };
    return { text, proposals: complete(analyze(engine, text, { today: TODAY }), offset, options) };
  };

  it('proposes every profile in an empty document, that of its name alone where it has one', () => {
    assert.deepEqual(labels(empty('|')), engine.catalog.ids);
    assert.deepEqual(labels(empty('\n  seg|\n')), engine.catalog.ids);
    assert.deepEqual(labels(at('|', PLAIN, 'HOP-DPI/solde')), ['HOP-DPI/solde']);
  });

  it('proposes none beside anything else', () => {
    for (const marked of ['{}|', '{|}', '[]\n|', '"|"', '// note\n|'])
      assert.deepEqual(
        empty(marked).proposals.filter(({ kind }) => kind === 'request'),
        [],
        marked,
      );
  });

  it('writes the model in its order, and nothing that a person must take out again', () => {
    for (const id of engine.catalog.ids) {
      const text = accept(empty('seg|'), id);
      const codes = findingsOf(analyze(engine, text, { today: TODAY, profile: id })).map(({ rule }) => rule.id);
      for (const fault of ['missing-field', 'unknown-field', 'field-order', 'json-syntax', 'piece-required'])
        assert.ok(!codes.includes(fault), `${id}: ${fault}`);
    }
  });
});

describe('completion anywhere', () => {
  const gone = ['impId', 'numLigne', 'numeroASP', 'regimeTVA', 'liberal', 'structure', 'codeTraitement', 'isPFIToDMP'];
  const hollow: unknown = JSON.parse(AVANCE, (key, value: unknown) => {
    if (key === 'lignesImport') return itemsOf(value).slice(0, 2);
    return gone.includes(key) ? undefined : value;
  });

  for (const [name, text] of [
    ['indented', JSON.stringify(hollow, null, 2)],
    ['minified', JSON.stringify(hollow)],
    ['spaced', JSON.stringify(hollow, null, 1).replaceAll('\n', '\r\n')],
  ] as const) {
    it(`leaves valid JSON, whatever is accepted (${name})`, () => {
      const analysis = analyze(engine, text, { today: TODAY, profile: 'MDV-LGC/avance' });
      let accepted = 0;
      for (let offset = 0; offset <= text.length; offset++) {
        const proposals = complete(analysis, offset, PLAIN);
        for (const { label } of proposals) {
          accepted++;
          const result = accept({ text, proposals }, label);
          assert.doesNotThrow(
            () => JSON.parse(result),
            `${label} at ${text.slice(Math.max(0, offset - 30), offset)}|${text.slice(offset, offset + 30)}`,
          );
        }
      }
      assert.ok(accepted > 100, String(accepted));
    });
  }

  it('survives any beginning and any wound of a text', () => {
    for (let at = 0; at < AVANCE.length; at += 41) {
      for (const text of [
        AVANCE.slice(0, at),
        AVANCE.slice(0, at) + AVANCE.slice(at + 2),
        `${AVANCE.slice(0, at)}"${AVANCE.slice(at)}`,
      ]) {
        const analysis = analyze(engine, text, { today: TODAY });
        for (const offset of [at, at + 1, Math.max(0, at - 1)])
          complete(analysis, Math.min(offset, text.length), PLAIN);
      }
    }
  });
});
