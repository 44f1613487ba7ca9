import assert from 'node:assert/strict';
import { analyze, type Analysis } from '../../server/src/analysis/analyze.js';
import { foldable, outline, type OutlineItem } from '../../server/src/features/symbols.js';
import { hoverAt } from '../../server/src/features/hover.js';
import { correctFile, engine, TODAY } from '../support/cases.js';

const AVANCE = correctFile('MDV-LGC/avance');
const analysed = (text: string): Analysis => analyze(engine, text, { today: TODAY });

describe('hover', () => {
  const hover = (text: string, word: string, plus = 1, lang: 'fr' | 'en' = 'fr'): string | undefined =>
    hoverAt(analysed(text), text.indexOf(word) + plus, lang)?.text;

  it('tells what a key is, what may stand there and how we know it', () => {
    const text = hover(AVANCE, '"regimeTVA"') ?? '';
    assert.match(text, /^\*\*Régime de TVA\*\* · `regimeTVA`/);
    assert.match(text, /- `TTC`\u00a0: avec TVA/);
    assert.match(text, /Valeur\u00a0: texte\u00a0; `null` est refusé\./);
    assert.match(text, /\*Observé/);
    assert.match(text, /Source\u00a0: «\u00a0ASP, Ségur numérique, FAQ vague 1\u00a0»/);
    assert.match(hover(AVANCE, '"regimeTVA"', 1, 'en') ?? '', /^\*\*VAT scheme\*\*/);
  });

  it('tells that null is allowed', () => {
    assert.match(hover(AVANCE, '"operateurMessagerie"') ?? '', /texte ou `null`/);
  });

  it('reads a value aloud', () => {
    const returned = (code: string): string => AVANCE.replace('"codeTraitement": null', `"codeTraitement": "${code}"`);
    assert.match(hover(returned('0000'), '"0000"') ?? '', /^`0000`\u00a0: demande prise en compte.*par analogie/);
    assert.match(hover(returned('3436'), '"3436"') ?? '', /^`3436`\u00a0: doublon.*par analogie/);
    assert.match(hover(returned('1107'), '"1107"') ?? '', /^`1107`\u00a0: aucune page publique/);
    assert.match(hover(AVANCE, '358.33') ?? '', /^358,33\u00a0€ HT\n/);
    assert.match(hover(AVANCE, '"03/11/2022"') ?? '', /^3 novembre 2022\n/);
    assert.match(hover(AVANCE, '"TTC"') ?? '', /^`TTC`\u00a0: avec TVA/);
    assert.match(hover(AVANCE, '81234567800013', 1) ?? '', /^SIREN 812\u202f345\u202f678, établissement 00013/);
  });

  it('marks exactly the key or the value', () => {
    const at = AVANCE.indexOf('"siret"');
    assert.deepEqual(hoverAt(analysed(AVANCE), at + 2, 'fr')?.span, { start: at, end: at + 7 });
    const value = AVANCE.indexOf('358.33');
    assert.deepEqual(hoverAt(analysed(AVANCE), value + 2, 'fr')?.span, { start: value, end: value + 6 });
  });

  it('reaches every ligne, and keys in the wrong case', () => {
    const last = AVANCE.lastIndexOf('"dateCommande"');
    assert.match(hoverAt(analysed(AVANCE), last + 3, 'fr')?.text ?? '', /Date de commande/);
    assert.match(hover(AVANCE.replace('"siret"', '"SIRET"'), '"SIRET"') ?? '', /SIRET de l’éditeur/);
  });

  it('is silent on blanks, brackets and unknown keys, and survives any text', () => {
    assert.equal(hoverAt(analysed(AVANCE), 0, 'fr'), undefined);
    assert.equal(hover(AVANCE.replace('"siret"', '"commentaire"'), '"commentaire"'), undefined);
    for (const text of ['', '{', '[1]', '{"lignesImport":[null, 3', '"lignesImport"']) {
      for (let at = 0; at <= text.length; at++) hoverAt(analysed(text), at, 'fr');
    }
  });
});

describe('outline', () => {
  const items = outline(analysed(AVANCE), 'fr');

  it('names the lignes by number, order and client, with their amount', () => {
    assert.deepEqual(
      items.map(({ label }) => label),
      ['impId', 'numeroAns', 'siret', 'lignesImport'],
    );
    const lignes = items.at(-1)?.children ?? [];
    assert.deepEqual(
      lignes.slice(0, 2).map(({ label, detail }) => [label, detail]),
      [
        ['Ligne 1 · BDC-2022-0001 · Anne-Sophie Lefèvre', '358,33\u00a0€'],
        ["Ligne 2 · BDC-2022-0002 · Jean-Baptiste N'Guyen (+\u00a01)", '716,66\u00a0€'],
      ],
    );
    assert.deepEqual(
      lignes[0]?.children.map(({ label }) => label),
      ['Commande', 'Bénéficiaires', 'Pièces justificatives', 'Scénario d’installation'],
    );
    assert.deepEqual(
      lignes[1]?.children[1]?.children.map(({ label }) => label),
      ["Jean-Baptiste N'Guyen", 'Chloé Clinquart'],
    );
  });

  it('keeps every selection in its range, and every child in its parent', () => {
    const check = (item: OutlineItem): void => {
      assert.ok(item.label.trim() !== '');
      for (const inner of [item.selection, ...item.children.map(({ span }) => span)]) {
        assert.ok(item.span.start <= inner.start && inner.end <= item.span.end, item.label);
      }
      item.children.forEach(check);
    };
    for (let end = 0; end < AVANCE.length; end += 97) outline(analysed(AVANCE.slice(0, end)), 'fr').forEach(check);
    items.forEach(check);
  });
});

describe('folding', () => {
  it('gives each object and list, in lignes as in the head', () => {
    const spans = foldable(analysed('{"lignesImport":[{"a":[1]},{}],"b":{}}')).map(({ start, end }) =>
      '{"lignesImport":[{"a":[1]},{}],"b":{}}'.slice(start, end),
    );
    assert.deepEqual(spans, [
      '{"lignesImport":[{"a":[1]},{}],"b":{}}',
      '[{"a":[1]},{}]',
      '{"a":[1]}',
      '[1]',
      '{}',
      '{}',
    ]);
  });
});
