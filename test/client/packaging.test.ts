import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { depositName, writesOnlyTrusted } from '../../client/src/documents.js';
import { packagingMessagesOf, type PackagingMessages } from '../../server/src/texts/client/deposit.js';
import { linked, reportHtml } from '../../client/src/views/html.js';
import { at, isRecord, listOf, textsOf } from '../support/json.js';
import { plain } from '../support/plain.js';

const manifest: unknown = JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8'));

describe('an untrusted workspace', () => {
  it('is told that nothing is written there, and nothing is', () => {
    const told: string[] = [];
    assert.equal(
      writesOnlyTrusted(false, () => told.push('told')),
      false,
    );
    assert.equal(
      writesOnlyTrusted(true, () => told.push('told')),
      true,
    );
    assert.deepEqual(told, ['told']);
  });

  it('has the writing commands switched off, and names no folder to read', () => {
    const commands = listOf(at(manifest, 'contributes', 'commands'));
    const enabled = (id: string): unknown =>
      commands.filter(command => at(command, 'command') === id).map(command => at(command, 'enablement'))[0];
    assert.equal(enabled('segur.preparerDepot'), 'isWorkspaceTrusted');
    assert.equal(enabled('segur.concatener'), 'isWorkspaceTrusted');
    assert.equal(enabled('segur.verifierPieces'), undefined);
    assert.ok(
      textsOf(at(manifest, 'capabilities', 'untrustedWorkspaces', 'restrictedConfigurations')).includes('segur.pieces'),
    );
  });
});

describe('a deposit', () => {
  for (const [file, folder] of [
    ['avance.json', 'depot-avance'],
    ['Lot 3.mdv-lgc.avance.json', 'depot-Lot 3'],
    ['a.JSON', 'depot-a'],
    ['v1.2.json', 'depot-v1.2'],
    ['.json', 'depot-segur'],
  ] as const) {
    it(`of ${file} goes to ${folder}`, () => {
      assert.equal(depositName(file), folder);
    });
  }
});

describe('the report in a webview', () => {
  const page =
    '<!doctype html><html lang="fr"><head><meta charset="utf-8"><meta http-equiv="Content-Security-Policy" ' +
    'content="default-src *"><title>Dépôt $& $1</title><style>p { color: red ' +
    '}</style></head><body><p>a</p></body></html>';
  const shown = reportHtml(page, 'abc');

  it('stands under one policy, which allows nothing but its own styles', () => {
    const policies = [...shown.matchAll(/<meta[^>]*http-equiv[^>]*content="([^"]*)"/g)].map(([, policy]) => policy);
    assert.deepEqual(policies, ["default-src 'none'; style-src 'nonce-abc'; base-uri 'none'; form-action 'none'"]);
    assert.ok(shown.indexOf('http-equiv') < shown.indexOf('<style'), 'the policy stands before what it is about');
    assert.deepEqual(
      [...shown.matchAll(/<style([^>]*)>/g)].map(([, attributes]) => attributes),
      [' nonce="abc"', ' nonce="abc"'],
    );
  });

  it('keeps the page as it is otherwise', () => {
    assert.ok(shown.includes('<title>Dépôt $& $1</title>') && shown.includes('<body><p>a</p></body>'));
  });

  it('has the policy also where a page has no head', () => {
    assert.match(reportHtml('<p>a</p>', 'abc'), /^<meta http-equiv/);
  });
});

describe('the links of a report', () => {
  const page =
    '<a href="#ligne-1">x</a><h3><bdi data-ligne="2">LMS &amp; 2</bdi></h3><a href="a%20b.zip"><bdi>a b.zip</bdi></a>' +
    '<bdi data-piece="VA &quot;é&quot;.pdf">VA.pdf</bdi><bdi>other</bdi>';
  const argumentsIn = (html: string): unknown[] =>
    [...html.matchAll(/href="command:segur\.montrer\?([^"]*)"/g)].map(([, args]): unknown =>
      JSON.parse(decodeURIComponent(args ?? '')),
    );

  it('lead to the ligne, to the attachment and to the ZIP, by one command', () => {
    const shown = linked(page, 'segur.montrer', {
      request: 'file:///w/a.json',
      pieces: 'file:///w/p/',
      out: 'file:///w/d',
    });
    assert.deepEqual(argumentsIn(shown), [
      ['file:///w/a.json', { ligne: 2 }],
      ['file:///w/d/a%20b.zip'],
      ['file:///w/p/VA%20%22%C3%A9%22.pdf'],
    ]);
    assert.ok(shown.includes('<a href="#ligne-1">x</a>') && shown.includes('<bdi>other</bdi>'));
    assert.ok(shown.includes('<bdi>LMS &amp; 2</bdi></a>'));
  });

  it('are none where nobody knows the place', () => {
    const shown = linked(page, 'segur.montrer', { request: undefined, pieces: undefined, out: 'file:///w/d' });
    assert.equal(argumentsIn(shown).length, 1);
  });
});

describe('texts about deposits', () => {
  type Texts = PackagingMessages;
  const ARGUMENTS: Readonly<Record<string, readonly unknown[]>> = {
    concatenateDetail: ['a.pdf', ['a.pdf', 'b.pdf'], 'a', '', ['b.pdf']],
    planTotals: [1, 2, 'x'],
    checked: [2, 3, 1, 2],
    concatenateQuestion: ['VA', 2],
    otherTypeQuestion: ['a.pdf', ['VA'], 'MOM'],
  };
  const say = (texts: Texts): string[] =>
    Object.entries(texts).map(([key, text]: [string, unknown]) => {
      if (typeof text === 'function') {
        const told: unknown = Reflect.apply(text, undefined, ARGUMENTS[key] ?? [2, 3, 4]);
        return Array.isArray(told) ? told.join(' ') : String(told);
      }
      return String(text);
    });

  it('stand in both languages, with the spaces that French wants', () => {
    const fr = packagingMessagesOf('fr');
    const en = packagingMessagesOf('en');
    assert.ok(isRecord(fr));
    assert.deepEqual(Object.keys(en), Object.keys(fr));
    const english = say(en);
    for (const [index, text] of say(fr).entries()) {
      assert.notEqual(text, english[index]);
      assert.doesNotMatch(text, /« | »| [;:?!](?=\s|$)|'/, text);
    }
  });

  it('count', () => {
    const fr = packagingMessagesOf('fr');
    const en = packagingMessagesOf('en');
    assert.equal(plain(fr.done(8, 1, 0)), 'Le dépôt est prêt : 8 ZIP, 1 pièce.');
    assert.equal(plain(fr.done(1, 2, 3)), 'Le dépôt est prêt : 1 ZIP, 2 pièces, 3 points à regarder dans le rapport.');
    assert.equal(en.done(8, 1, 1), 'The deposit is ready: 8 ZIPs, 1 attachment, 1 point to look at in the report.');
    assert.equal(plain(fr.checked(0, 12, 0, 0)), '12 pièces regardées : rien à signaler.');
    assert.equal(plain(fr.checked(2, 1, 1, 2)), '1 pièce regardée : 2 constats (1 sans fichier, 2 illisibles).');
  });
});
