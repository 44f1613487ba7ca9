import assert from 'node:assert/strict';
import {
  type CodeAction,
  type Diagnostic,
  ErrorCodes,
  ResponseError,
  type TextEdit,
  type WorkspaceEdit,
} from 'vscode-languageserver/node';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { correctFile } from '../support/cases.js';
import { plain } from '../support/plain.js';
import { EXPLAIN_COMMAND } from '../../server/src/lsp/client.js';
import { EAGER, TestClient } from './support/client.js';

const AVANCE = correctFile('MDV-LGC/avance');
const URI = 'file:///w/avance.json';
const NO_CODE = '      "codeTraitement": null,\n';
/** A SIRET with spaces, and two lignes without a key. */
const FAULTY = AVANCE.replace('81234567800013', '812 345 678 00013').replace(NO_CODE, '').replace(NO_CODE, '');

function editsOf(edit: WorkspaceEdit | undefined): TextEdit[] {
  const change = edit?.documentChanges?.[0];
  const edits: readonly unknown[] =
    change !== undefined && 'edits' in change ? change.edits : (edit?.changes?.[URI] ?? []);
  return edits.filter((e): e is TextEdit => typeof e === 'object' && e !== null && 'newText' in e);
}

async function actionsAt(
  client: TestClient,
  text: string,
  diagnostics: Diagnostic[] = [],
  only?: string[],
): Promise<CodeAction[]> {
  const start = client.at(URI, text);
  const end = client.at(URI, text, text.length);
  return client.request('textDocument/codeAction', URI, {
    range: { start, end },
    context: { diagnostics, ...(only === undefined ? {} : { only }) },
  });
}

const resolve = (client: TestClient, action: CodeAction): Promise<CodeAction> =>
  client.connection.sendRequest('codeAction/resolve', action);
const applied = (client: TestClient, action: CodeAction): string =>
  TextDocument.applyEdits(client.document(URI), editsOf(action.edit));

function named(actions: readonly CodeAction[], title: RegExp): CodeAction {
  const found = actions.find(action => title.test(action.title));
  assert.ok(found, `${String(title)} is not among ${actions.map(a => a.title).join(' | ')}`);
  return found;
}

describe('code actions', () => {
  let client: TestClient;
  beforeEach(async () => {
    client = await TestClient.start();
    client.open(URI, FAULTY);
  });

  it('mends the mistake under the cursor, linked to its diagnostic and to the version', async () => {
    const siret = (await client.pull(URI)).find(({ code }) => code === 'siret');
    assert.ok(siret);
    const fix = named(await actionsAt(client, '"812 345', [siret]), /81234567800013/);
    assert.equal(fix.kind, 'quickfix');
    assert.equal(fix.isPreferred, true);
    assert.deepEqual(fix.diagnostics, [siret]);
    const change = fix.edit?.documentChanges?.[0];
    assert.deepEqual(change !== undefined && 'textDocument' in change ? change.textDocument : undefined, {
      uri: URI,
      version: 1,
    });
    assert.ok(applied(client, fix).includes('"siret": "81234567800013"'));
  });

  it('builds the diagnostic itself when what comes back is not its own', async () => {
    const strange = {
      range: { start: { line: 0, character: 0 }, end: { line: 0, character: 0 } },
      message: 'x',
      data: { rule: 3 },
    };
    const fix = named(await actionsAt(client, '"812 345', [strange]), /81234567800013/);
    assert.equal(fix.diagnostics?.[0]?.code, 'siret');
  });

  it('mends all the mistakes of one rule at once, when there are several', async () => {
    const all = named(
      await actionsAt(client, '{\n      "numLigne": 1'),
      /Corriger toutes les occurrences de «\smissing-field\s» dans le fichier \(2\)/,
    );
    assert.equal(all.edit, undefined);
    const done = await resolve(client, all);
    assert.equal(applied(client, done), AVANCE.replace('81234567800013', '812 345 678 00013'));
    assert.equal(editsOf(done.edit).length, 2);
    assert.ok(!(await actionsAt(client, '"812 345')).some(({ title }) => title.includes('toutes les occurrences')));
  });

  it('explains the rule before it mends other places, and mends none where the finding itself has no sure fix', async () => {
    const explaining = await TestClient.start({ initializationOptions: { lang: 'fr', commands: [EXPLAIN_COMMAND] } });
    const wrong = FAULTY.replace('"358.33"', '358.33').replace('"BON_COMMANDE"', '"DEVIS"');
    explaining.open(URI, wrong.replace('"PDF"', '"pdf"').replace('"PDF"', '"pdf"'));
    assert.deepEqual(
      (await actionsAt(explaining, '"pdf"', [], ['quickfix'])).map(({ title }) => plain(title)),
      [
        'Écrire « PDF »',
        'Expliquer la règle « enum-value »',
        'Corriger toutes les occurrences de « enum-value » dans le fichier (2)',
        'Ségur : tout corriger (5)',
      ],
    );
    const [first, ...others] = (await actionsAt(explaining, '"DEVIS"', [], ['quickfix'])).filter(
      ({ edit, data }) => edit === undefined && data === undefined,
    );
    assert.deepEqual(others, []);
    assert.deepEqual(first?.command?.arguments, ['enum-value']);
    const [told] = await explaining.pull(URI);
    assert.match(told?.codeDescription?.href ?? '', /^command:segur\.expliquerRegle\?%5B%22/);
  });

  it('answers for source.fixAll with every safe fix, and mends the file', async () => {
    for (const only of ['source.fixAll', 'source.fixAll.segur', 'source']) {
      const [action, ...others] = await actionsAt(client, '{', [], [only]);
      assert.deepEqual(others, []);
      assert.equal(action?.kind, 'source.fixAll.segur');
      assert.equal(applied(client, await resolve(client, action)), AVANCE);
    }
  });

  it('keeps to the kinds that are asked for', async () => {
    assert.deepEqual(await actionsAt(client, '"812 345', [], ['refactor']), []);
    assert.ok((await actionsAt(client, '"812 345', [], ['quickfix'])).every(({ kind }) => kind === 'quickfix'));
    assert.deepEqual(await actionsAt(client, '"812 345', [], ['source.organizeImports']), []);
  });

  it('offers nothing when nothing is to fix', async () => {
    client.change(URI, [{ text: AVANCE }]);
    assert.deepEqual(await actionsAt(client, '"siret"'), []);
    assert.deepEqual(await actionsAt(client, '{', [], ['source.fixAll']), []);
  });

  it('does not resolve an action of a version that has gone', async () => {
    const [action] = await actionsAt(client, '{', [], ['source.fixAll']);
    assert.ok(action);
    client.edit(URI, '358.33', '358.34');
    await assert.rejects(resolve(client, action), { code: -32801 });
  });

  it('edits, asks and fixes in turn until nothing is left', async () => {
    client.edit(URI, '      "typeAction": "C",\n', '');
    const [action] = await actionsAt(client, '{', [], ['source.fixAll']);
    assert.ok(action);
    const edits = editsOf((await resolve(client, action)).edit);
    client.change(
      URI,
      [...edits].reverse().map(({ range, newText }) => ({ range, text: newText })),
    );
    assert.equal(client.document(URI).getText(), AVANCE);
    assert.deepEqual(await client.pull(URI), []);
  });
});

describe('code actions for simpler clients', () => {
  it('have their edit at once, and no command but those that the server runs', async () => {
    const client = await TestClient.start({ capabilities: EAGER, locale: 'en' });
    client.open(URI, FAULTY);
    const actions = await actionsAt(client, '{\n      "numLigne": 1');
    const announced = client.server.capabilities.executeCommandProvider?.commands ?? [];
    assert.deepEqual(announced, ['segur.expliquerRegle', 'segur.taire']);
    assert.ok(actions.every(({ command }) => command === undefined || announced.includes(command.command)));
    const all = named(actions, /Fix all occurrences of “missing-field” in the file \(2\)/);
    assert.equal(all.edit?.documentChanges, undefined);
    assert.equal(all.edit?.changes?.[URI]?.length, 2);
    const [source] = await actionsAt(client, '{', [], ['source.fixAll']);
    assert.ok(source);
    assert.equal(applied(client, source), AVANCE);
  });
});

describe('a command', () => {
  it('that the server has not is refused as one, with those that it has', async () => {
    const client = await TestClient.start({ capabilities: EAGER, locale: 'fr' });
    await assert.rejects(
      client.connection.sendRequest('workspace/executeCommand', { command: 'segur.inconnue', arguments: [URI] }),
      (error: unknown) =>
        error instanceof ResponseError &&
        error.code === ErrorCodes.InvalidParams &&
        /« segur.inconnue » est inconnue. .*segur\.expliquerRegle/.test(plain(error.message)),
    );
  });
});

describe('segur/fixAll', () => {
  it('gives the edits, their version and what is left to a person', async () => {
    const client = await TestClient.start();
    client.open(URI, FAULTY.replace('10002123452', '10002123453'));
    const result = await client.connection.sendRequest<{
      edits: TextEdit[];
      version: number;
      applied: number;
      left: object;
    }>('segur/fixAll', { uri: URI });
    assert.equal(result.version, 1);
    assert.equal(result.applied, 3);
    assert.deepEqual(result.left, { errors: 1, warnings: 0, infos: 0 });
    assert.equal(
      TextDocument.applyEdits(client.document(URI), result.edits),
      AVANCE.replace('10002123452', '10002123453'),
    );
    assert.equal(await client.connection.sendRequest('segur/fixAll', {}), null);
  });
});
