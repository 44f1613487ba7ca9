import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import {
  type Change,
  HEAD_LENGTH,
  isRequestHead,
  type OpenDocument,
  Recogniser,
} from '../../client/src/recognise/recogniser.js';

const correctFile = (name: string): string =>
  readFileSync(new URL(`../corpus/correct/${name}.json`, import.meta.url), 'utf8');

const REQUEST = '{ "impId": null, "lignesImport": [] }';
const OTHER = '{ "name": "segur" }';

class FakeDocument implements OpenDocument {
  readonly uri: { readonly scheme: string; toString(): string };
  isClosed = false;

  constructor(
    public text: string,
    public languageId = 'json',
    uri = 'file:///d/avance.json',
  ) {
    this.uri = { scheme: uri.slice(0, uri.indexOf(':')), toString: () => uri };
  }

  get lineCount(): number {
    return this.text.split('\n').length;
  }

  lineAt(line: number): { readonly text: string } {
    const text = this.text.split('\n')[line];
    if (text === undefined) throw new RangeError('Illegal value for `line`');
    return { text };
  }
}

function setUp(keys: readonly string[] = []): {
  readonly recogniser: Recogniser<FakeDocument>;
  readonly switched: FakeDocument[];
  readonly opened: { count: number };
} {
  const switched: FakeDocument[] = [];
  const opened = { count: 0 };
  const recogniser = new Recogniser<FakeDocument>({
    recognised: document => {
      switched.push(document);
      return undefined;
    },
    requestOpen: () => {
      opened.count++;
    },
    listKeys: () => Promise.resolve(keys),
  });
  return { recogniser, switched, opened };
}

const typed = (line: number, text: string): readonly Change[] => [{ range: { start: { line } }, text }];

describe('recognition of a request by its head', () => {
  const requests: Readonly<Record<string, string>> = {
    'a correct avance': correctFile('mdv-lgc.avance'),
    'a minified one': JSON.stringify(JSON.parse(correctFile('mdv-lgc.solde'))),
    CRLF: correctFile('mdv-lgc.avance').replaceAll('\n', '\r\n'),
    'another case': '{"LignesImport":[]}',
    'spaces in the key': '{" lignesImport ": []}',
    'single quotes': "{'lignesImport': []}",
    'a comment before, with quotes and braces': '// l\'avance {\n{ /* " { */ "lignesImport" : [] }',
    'a string left open before': '{ "siret": "812,\n "lignesImport": [] }',
    'escaped quotes before': '{ "numeroAns": "\\"{", "lignesImport": [] }',
    'a list of a wrong type': '{ "lignesImport": null }',
    'a model that nobody has adopted': readFileSync(
      new URL('../../examples/vague-inventee/demande.json', import.meta.url),
      'utf8',
    ),
    'text cut in the middle': '{ "lignesImport": [ { "numLigne": 1, "commande": {',
  };
  for (const [name, text] of Object.entries(requests))
    it(`takes ${name}`, () => {
      assert.equal(isRequestHead(text), true);
    });

  const others: Readonly<Record<string, string>> = {
    nothing: '',
    'other JSON': OTHER,
    'a JSON Schema of requests': '{ "properties": { "lignesImport": { "type": "array" } } }',
    'an adopted model': JSON.stringify({
      $schema: 'x',
      type: 'object',
      properties: Object.fromEntries(
        ['siret', 'finess', 'commande', 'montant', 'fichier', 'tva'].map(key => [key, {}]),
      ),
      prefixItems: [{}],
    }),
    'a table of names': JSON.stringify({
      finess: 'A',
      siret: 'B',
      commande: 'C',
      montant: 'D',
      fichier: 'E',
      tva: 'F',
      columns: ['G'],
    }),
    'a list of requests': '[{ "lignesImport": [] }]',
    'the word as a value': '{ "key": "lignesImport", "other": ["lignesImport"] }',
    'the word in a comment': '{ // "lignesImport": []\n }',
    'an open comment': '{ /* "lignesImport": []',
    'the key without its colon': '{ "lignesImport"',
    'the key behind the head': `{ "a": "${'x'.repeat(HEAD_LENGTH)}", "lignesImport": [] }`,
    'a lone slash and quotes': '/"/{"',
  };
  for (const [name, text] of Object.entries(others))
    it(`leaves ${name}`, () => {
      assert.equal(isRequestHead(text), false);
    });
});

describe('recogniser', () => {
  it('is settled once the switch is made, for a command that opens the file itself', async () => {
    const steps: string[] = [];
    const recogniser = new Recogniser<FakeDocument>({
      recognised: async () => {
        await new Promise(resolve => setImmediate(resolve));
        steps.push('switched');
      },
      requestOpen: () => undefined,
      listKeys: () => Promise.resolve([]),
    });
    const document = new FakeDocument(REQUEST);
    recogniser.opened(document);
    await recogniser.settled(document);
    steps.push('asked');
    assert.deepEqual(steps, ['switched', 'asked']);
    await recogniser.settled(new FakeDocument(OTHER));
  });

  it('hands over a JSON document that is a request, once, and says so before it is switched', () => {
    const { recogniser, switched, opened } = setUp();
    const document = new FakeDocument(REQUEST);
    recogniser.opened(document);
    recogniser.opened(document);
    assert.deepEqual(switched, [document]);
    assert.equal(opened.count, 1);
  });

  it('says when a request is open in our language, and only where it can be edited', () => {
    const { recogniser, switched, opened } = setUp();
    recogniser.opened(new FakeDocument('', 'segur-json'));
    recogniser.opened(new FakeDocument(REQUEST, 'segur-json', 'git:/d/avance.json'));
    assert.equal(opened.count, 1);
    assert.deepEqual(switched, []);
  });

  it('knows the list of an adopted model, also below the root, and once it is adopted', async () => {
    const keys: string[] = [];
    const { recogniser, switched } = setUp(keys);
    const documents = [
      '{ "Claims": [] }',
      '{ "envoi": { "claims": [] } }',
      '{ "properties": { "claims": {} } }',
      OTHER,
    ];
    const all = documents.map((text, i) => new FakeDocument(text, 'json', `file:///d/${String(i)}.json`));
    for (const document of all) recogniser.opened(document);
    await Promise.resolve();
    assert.deepEqual(switched, []);
    keys.push('claims');
    for (const document of all) recogniser.opened(document);
    await Promise.resolve();
    await Promise.resolve();
    assert.deepEqual(switched, all.slice(0, 2));
  });

  for (const uri of [
    'git:/d/avance.json',
    'vscode-notebook-cell:/d/a.ipynb',
    'vscode-userdata:/settings.json',
    'output:log',
    'vscode-local-history:/d/avance.json',
  ]) {
    it(`leaves ${uri}`, () => {
      const { recogniser, switched } = setUp();
      recogniser.opened(new FakeDocument(REQUEST, 'json', uri));
      assert.deepEqual(switched, []);
    });
  }

  it('leaves other languages and other JSON', () => {
    const { recogniser, switched, opened } = setUp();
    recogniser.opened(new FakeDocument(REQUEST, 'jsonc'));
    recogniser.opened(new FakeDocument(REQUEST, 'plaintext'));
    recogniser.opened(new FakeDocument(OTHER));
    assert.deepEqual([switched, opened.count], [[], 0]);
  });

  it('respects a document that the user set back to JSON, also once it is closed and opened again', () => {
    const { recogniser, switched } = setUp();
    const document = new FakeDocument(REQUEST);
    recogniser.opened(document);
    document.languageId = 'segur-json';
    recogniser.closed(document);
    recogniser.opened(document);
    document.languageId = 'json';
    recogniser.closed(document);
    recogniser.opened(document);
    recogniser.changed(document, typed(0, 'lignes'));
    assert.equal(switched.length, 1);
    document.isClosed = true;
    recogniser.closed(document);
    recogniser.opened(new FakeDocument(REQUEST));
    assert.equal(switched.length, 1);
  });

  it('respects it for a document that was ours by its name', () => {
    const { recogniser, switched } = setUp();
    const document = new FakeDocument(REQUEST, 'segur-json', 'file:///d/a.mdv-lgc.avance.json');
    recogniser.opened(document);
    document.languageId = 'json';
    recogniser.opened(document);
    assert.deepEqual(switched, []);
  });

  it('forgets that word when the user takes it back', () => {
    const { recogniser, switched } = setUp();
    const document = new FakeDocument(REQUEST, 'segur-json');
    for (const languageId of ['segur-json', 'json', 'segur-json']) {
      document.languageId = languageId;
      recogniser.opened(document);
    }
    const again = new FakeDocument(REQUEST);
    recogniser.opened(again);
    assert.deepEqual(switched, [again]);
  });

  it('recognises a document again that was closed and opened', () => {
    const { recogniser, switched } = setUp();
    for (let times = 0; times < 2; times++) {
      const document = new FakeDocument(REQUEST);
      recogniser.opened(document);
      document.languageId = 'segur-json';
      recogniser.opened(document);
      document.isClosed = true;
      recogniser.closed(document);
    }
    assert.equal(switched.length, 2);
  });

  it('gives the next untitled document of that name its chance', () => {
    const { recogniser, switched } = setUp();
    const first = new FakeDocument(REQUEST, 'segur-json', 'untitled:Untitled-1');
    recogniser.opened(first);
    first.languageId = 'json';
    recogniser.opened(first);
    first.isClosed = true;
    recogniser.closed(first);
    recogniser.opened(new FakeDocument(REQUEST, 'json', 'untitled:Untitled-1'));
    assert.equal(switched.length, 1);
  });

  it('sees a document become a request while it is typed', () => {
    const { recogniser, switched } = setUp();
    const document = new FakeDocument('{\n  ', 'json', 'untitled:Untitled-1');
    recogniser.opened(document);
    for (const char of '"lignesImport":') {
      assert.deepEqual(switched, []);
      document.text += char;
      recogniser.changed(document, typed(1, char));
    }
    assert.deepEqual(switched, [document]);
    recogniser.changed(document, typed(1, ' '));
    assert.equal(switched.length, 1);
  });

  it('sees a document become a request by a paste, or by a generator that writes the file', () => {
    const { recogniser, switched } = setUp();
    const document = new FakeDocument('');
    recogniser.opened(document);
    document.text = correctFile('mdv-lgc.avance');
    recogniser.changed(document, typed(0, document.text));
    assert.deepEqual(switched, [document]);
  });

  it('looks at nothing but the changed line when other JSON is typed, also where that line is gone', () => {
    const { recogniser, switched } = setUp();
    const document = new FakeDocument(OTHER);
    recogniser.opened(document);
    const lines: number[] = [];
    document.lineAt = line => {
      lines.push(line);
      return { text: '' };
    };
    recogniser.changed(document, typed(0, 'x'));
    recogniser.changed(document, typed(7, ''));
    assert.deepEqual([lines, switched], [[0], []]);
  });
});
