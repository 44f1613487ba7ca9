import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import type { Range, WorkspaceEdit } from 'vscode-languageserver/node';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { TestClient, WATCHING } from './support/client.js';
import { AVANCE, SOLDE, SORTIE, until, WorkspaceFolder } from './support/workspaceFolder.js';

const OLD = 'LMS-2022-0141';
const NEW = 'LMS-2023-0007';
const PDF = `BDC_${OLD}.pdf`;
const RENAMING = {
  ...WATCHING,
  workspace: {
    ...WATCHING.workspace,
    workspaceEdit: { documentChanges: true, resourceOperations: ['create', 'rename', 'delete'] },
  },
} as const;

describe('renaming a « numeroEditeur »', () => {
  let folder: WorkspaceFolder;
  const files = new Map<string, string>();

  beforeEach(() => {
    folder = new WorkspaceFolder();
    for (const [name, text] of [
      ['avance.json', AVANCE],
      ['sortie.json', SORTIE],
      ['solde.json', SOLDE],
    ] as const) {
      folder.write(name, text);
      files.set(name, text);
    }
    folder.write(`pieces/${PDF}`, '%PDF-1.4');
  });
  afterEach(() => {
    folder.remove();
  });

  async function start(capabilities: object = RENAMING): Promise<TestClient> {
    const client = await TestClient.start({ capabilities, folder: folder.uri });
    client.open(folder.uriOf('avance.json'), AVANCE);
    // The whole folder has been read once the number leads to all its files.
    await until(
      () =>
        client.request<readonly unknown[] | null>('textDocument/references', folder.uriOf('avance.json'), {
          position: client.at(folder.uriOf('avance.json'), `"${OLD}"`, 3),
          context: { includeDeclaration: true },
        }),
      found => found?.length === 3,
    );
    return client;
  }

  const at = (client: TestClient): object => ({ position: client.at(folder.uriOf('avance.json'), `"${OLD}"`, 3) });

  /** The files' texts after an edit, by name; `old → new` for a renamed file. */
  function outcome({ documentChanges = [], changes = {} }: WorkspaceEdit): Record<string, string> {
    const after: Record<string, string> = {};
    for (const change of documentChanges) {
      if ('kind' in change) {
        assert.equal(change.kind, 'rename');
        after[folder.nameOf(change.oldUri)] = folder.nameOf(change.newUri);
      } else changes[change.textDocument.uri] = change.edits.flatMap(edit => ('newText' in edit ? [edit] : []));
    }
    for (const [uri, edits] of Object.entries(changes)) {
      const name = folder.nameOf(uri);
      after[name] = TextDocument.applyEdits(TextDocument.create(uri, 'json', 1, files.get(name) ?? ''), edits);
    }
    return after;
  }

  it('begins where the number stands, and nowhere else', async () => {
    const client = await start();
    const uri = folder.uriOf('avance.json');
    const prepared = await client.request<{ range: Range; placeholder: string }>(
      'textDocument/prepareRename',
      uri,
      at(client),
    );
    assert.equal(prepared.placeholder, OLD);
    assert.equal(client.document(uri).getText(prepared.range), OLD);
    const elsewhere = { position: client.at(uri, '"siret"', 2) };
    assert.equal(await client.request('textDocument/prepareRename', uri, elsewhere), null);
  });

  it('goes through avance, output and solde, and takes the attachments along', async () => {
    const client = await start();
    const edit = await client.request<WorkspaceEdit>('textDocument/rename', folder.uriOf('avance.json'), {
      ...at(client),
      newName: ` ${NEW} `,
    });
    assert.deepEqual(outcome(edit), {
      'avance.json': AVANCE.replaceAll(OLD, NEW),
      'sortie.json': SORTIE.replaceAll(OLD, NEW),
      'solde.json': SOLDE.replaceAll(OLD, NEW),
      [`pieces/${PDF}`]: `pieces/BDC_${NEW}.pdf`,
    });
    assert.equal(readFileSync(`${folder.path}/solde.json`, 'utf8'), SOLDE, 'the client does the editing');
  });

  it('leaves the names of attachments to a client that renames no files', async () => {
    const client = await start({ ...WATCHING, workspace: { ...WATCHING.workspace, workspaceEdit: {} } });
    const edit = await client.request<WorkspaceEdit>('textDocument/rename', folder.uriOf('avance.json'), {
      ...at(client),
      newName: NEW,
    });
    assert.ok(outcome(edit)['avance.json']?.includes(PDF));
    assert.ok(outcome(edit)['solde.json']?.includes(NEW));
  });

  it('refuses a number that another request has, and an empty one', async () => {
    const client = await start();
    const taken = [...AVANCE.matchAll(/"numeroEditeur": "([^"]+)"/g)].map(([, number]) => number).find(n => n !== OLD);
    for (const [newName, why] of [
      [taken, /porte déjà/],
      ['  ', /vide/],
    ] as const)
      await assert.rejects(
        client.request('textDocument/rename', folder.uriOf('avance.json'), { ...at(client), newName }),
        why,
      );
  });
});

describe('a dossier number that a solde lacks', () => {
  it('is not offered to an avance, which has none yet', async () => {
    const folder = new WorkspaceFolder();
    try {
      folder.write('sortie.json', SORTIE);
      const text = AVANCE.replace('"numeroASP": null', '"numeroASP": "null"');
      const uri = folder.write('avance.json', text);
      const client = await TestClient.start({ capabilities: WATCHING, folder: folder.uri });
      client.open(uri, text);
      const range = { start: client.at(uri, '"null"', 1), end: client.at(uri, '"null"', 1) };
      const actions = await client.request<{ title: string }[]>('textDocument/codeAction', uri, {
        range,
        context: { diagnostics: [], only: ['quickfix'] },
      });
      assert.ok(actions.length > 0);
      assert.ok(actions.every(({ title }) => !title.includes('sortie du portail')));
    } finally {
      folder.remove();
    }
  });

  it('is offered from the portal’s output of its avance', async () => {
    const folder = new WorkspaceFolder();
    try {
      folder.write('sortie.json', SORTIE);
      const dossier = /"numeroASP": "([^"]+)"/.exec(SOLDE)?.[1] ?? '';
      const text = SOLDE.replace(`"numeroASP": "${dossier}"`, '"numeroASP": null');
      const uri = folder.write('solde.json', text);
      const client = await TestClient.start({ capabilities: WATCHING, folder: folder.uri });
      client.open(uri, text);
      const position = client.at(uri, '"numeroASP": null', 14);
      const titles = await until(
        async () =>
          (
            await client.request<{ title: string; edit?: WorkspaceEdit; isPreferred?: boolean }[]>(
              'textDocument/codeAction',
              uri,
              { range: { start: position, end: position }, context: { diagnostics: [], only: ['quickfix'] } },
            )
          ).filter(({ title }) => title.includes('sortie du portail')),
        found => found.length > 0,
      );
      const [first, ...others] = titles;
      assert.deepEqual(others, []);
      assert.equal(first?.isPreferred, true);
      assert.ok(first.title.includes(dossier), first.title);
      assert.ok(JSON.stringify(first.edit).includes(dossier));
    } finally {
      folder.remove();
    }
  });
});
