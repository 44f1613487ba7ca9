import assert from 'node:assert/strict';
import type { FixAllResult } from '../../../server/src/lsp/protocol/index.js';
import { correctFile } from '../../support/cases.js';
import { facing, withEdits } from './faces.js';
import { plain as typed } from '../../support/plain.js';

const CORRECT = correctFile('MDV-LGC/avance');
/** Two mistakes that are fixed, one that only a person can fix. */
const WRONG = CORRECT.replace('81234567800013', '812 345 678 00013')
  .replace('"TTC"', '"ttc"')
  .replace('"10002123452"', '"10002123453"');

interface Case {
  readonly title: string;
  readonly text: string;
  readonly config?: unknown;
  /** Part of the reason why neither fixes anything; undefined if both do. */
  readonly refused?: RegExp;
}

const CASES: readonly Case[] = [
  { title: 'nothing to mend', text: CORRECT },
  { title: 'values', text: WRONG },
  {
    title: 'syntax, then what it hid',
    text: WRONG.replace('"numLigne": 1,', '"numLigne": 01').replace(/\n\}\s*$/, ',\n}\n'),
  },
  { title: 'but not what is off', text: WRONG, config: { rules: { siret: 'off' } } },
  {
    title: 'but not what is silenced',
    text: WRONG,
    config: { suppressions: [{ rule: 'enum-value', numeroEditeur: 'BDC-2022-0001', reason: 'essai' }] },
  },
  {
    title: 'unless the settings that say what to mend can not be read in full',
    text: WRONG,
    config: { rules: { siret: 'off', sirett: 'off' } },
    refused: /réglages .*ne sont pas lisibles en entier/,
  },
  { title: 'nothing, whatever the settings', text: CORRECT, config: { rules: { sirett: 'off' } } },
];

describe('both faces mend the same', () => {
  const facesOf = facing();

  for (const { title, text, config, refused } of CASES)
    it(title, async () => {
      const faces = facesOf({ 'a.json': text, ...(config === undefined ? {} : { 'segur.config.json': config }) });
      const uri = await faces.open('a.json');
      const answer = await faces.ask<FixAllResult | null>('segur/fixAll', { uri });
      assert.ok(answer, 'the server takes it for no request');
      const { stderr } = await faces.cli('fix', 'a.json');
      const mended = faces.folder.text('a.json');
      if (refused === undefined) assert.ok(!('refused' in answer), 'the server refuses');
      else {
        assert.match(stderr, refused);
        assert.ok('refused' in answer, 'the server does not refuse');
        assert.match(typed(answer.refused), refused);
      }
      assert.equal('refused' in answer ? text : withEdits(text, answer.edits), mended);
      assert.equal(mended === text, refused !== undefined || text === CORRECT);
    });

  it('a mend offered by the editor is the one that the command line makes', async () => {
    const faces = facesOf({ 'a.json': WRONG });
    const uri = await faces.open('a.json');
    const client = await faces.server();
    const range = { start: { line: 0, character: 0 }, end: client.document(uri).positionAt(WRONG.length) };
    const actions = await client.request<{ kind: string }[]>('textDocument/codeAction', uri, {
      range,
      context: { diagnostics: [], only: ['source.fixAll'] },
    });
    assert.equal(actions.length, 1);
    const resolved = await faces.ask<{
      edit: { documentChanges: { edits: Parameters<typeof withEdits>[1] }[] };
    }>('codeAction/resolve', actions[0] ?? {});
    await faces.cli('fix', 'a.json');
    const edits = resolved.edit.documentChanges.flatMap(change => change.edits);
    assert.equal(withEdits(WRONG, edits), faces.folder.text('a.json'));
  });

  it('the editor offers no mend of all while the settings can not be read in full', async () => {
    const faces = facesOf({ 'a.json': WRONG, 'segur.config.json': { rules: { sirett: 'off' } } });
    const uri = await faces.open('a.json');
    const client = await faces.server();
    const range = { start: { line: 0, character: 0 }, end: client.document(uri).positionAt(WRONG.length) };
    const actions = await client.request<{ title: string; kind: string }[]>('textDocument/codeAction', uri, {
      range,
      context: { diagnostics: [], only: ['source.fixAll'] },
    });
    assert.deepEqual(actions, []);
  });
});
