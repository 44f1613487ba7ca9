import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { correctFile } from '../support/cases.js';
import { buildCli, cliPath } from '../cli/support.js';
import { SORTIE, WorkspaceFolder } from './support/workspaceFolder.js';

/** As docs/editors.md gives it. */
const RECIPE = /```lua\n([^`]*'SegurTaire'[^`]*)```/;

/** In Lua: what a person does in Neovim, with the result as JSON on standard error. */
const SCRIPT = (server: readonly string[], recipe: string): string => `
local function fail(what) io.stderr:write('failed: ' .. what .. '\\n'); vim.cmd('cquit 3') end
local capabilities = vim.lsp.protocol.make_client_capabilities()
capabilities.general = { positionEncodings = { 'utf-8', 'utf-16' } }
local id = vim.lsp.start_client({
  name = 'segur-json',
  cmd = { ${server.map(part => `'${part}'`).join(', ')} },
  root_dir = vim.fn.getcwd(),
  init_options = { lang = 'en' },
  capabilities = capabilities,
  offset_encoding = 'utf-8',
})
local function attach(file)
  vim.cmd('edit ' .. file)
  vim.lsp.buf_attach_client(0, id)
  if not vim.wait(20000, function() return vim.lsp.buf_is_attached(0, id) and vim.lsp.get_client_by_id(id).initialized end, 20) then fail('attach') end
end
local function told(count)
  if not vim.wait(20000, function() return #vim.diagnostic.get(0) == count end, 20) then fail('diagnostics: ' .. #vim.diagnostic.get(0)) end
end
attach('wrong.json')
told(1)
local client = vim.lsp.get_client_by_id(id)
local result = { code = vim.diagnostic.get(0)[1].code, encoding = client.server_capabilities.positionEncoding }
vim.fn.cursor(vim.diagnostic.get(0)[1].lnum + 1, vim.diagnostic.get(0)[1].col + 1)
local params = vim.lsp.util.make_range_params(0, client.offset_encoding)
params.context = { diagnostics = {} }
for _, action in ipairs(client.request_sync('textDocument/codeAction', params, 20000).result) do
  if action.isPreferred then vim.lsp.util.apply_workspace_edit(action.edit, client.offset_encoding); break end
end
told(0)
vim.cmd('silent write')
vim.fn.search('"TTC"')
vim.cmd('silent s/"TTC"/"ttc"/')
told(1)
vim.ui.input = function(_, answered) answered('Vu avec la DSI.') end
${recipe}
vim.cmd('SegurTaire')
told(0)
vim.cmd('edit!')
attach('sortie.json')
local answer = client.request_sync('workspace/executeCommand', { command = 'segur.creerSolde', arguments = { vim.uri_from_bufnr(0) } }, 20000)
result.solde = answer and answer.result and answer.result.files
result.lines = result.solde and vim.api.nvim_buf_line_count(vim.uri_to_bufnr(result.solde[1]))
local page = client.request_sync('workspace/executeCommand', { command = 'segur.expliquerRegle', arguments = { 'siret' } }, 20000)
result.page = page and page.result and page.result.kind
io.stderr:write('RESULT' .. vim.json.encode(result) .. '\\n')
vim.cmd('qall!')
`;

describe('Neovim with segur-json', () => {
  const version = spawnSync('nvim', ['--version'], { encoding: 'utf8' });

  it('shows what is wrong, mends it, and makes the solde by a command', async function () {
    if (version.status !== 0) {
      console.log('      Neovim is not installed (apt-get install neovim): not tried.');
      this.skip();
    }
    await buildCli();
    const folder = new WorkspaceFolder();
    const correct = correctFile('MDV-LGC/avance');
    // On the faulty line, characters of two, three and four bytes.
    const numbered = correct.replace(/"BDC-2022-0001",[^]*?"regimeTVA"/, all =>
      all.replace('2022', 'é€😀').replace(/\n */g, ' '),
    );
    folder.write('wrong.json', numbered.replace('"TTC"', '"ttc"'));
    folder.write('sortie.json', SORTIE);
    const recipe = RECIPE.exec(readFileSync(new URL('../../docs/editors.md', import.meta.url), 'utf8'))?.[1] ?? '';
    folder.write('script.lua', SCRIPT([process.execPath, cliPath(), 'lsp', '--stdio'], recipe));
    try {
      const run = spawnSync('nvim', ['--clean', '--headless', '-n', '-c', 'luafile script.lua', '-c', 'cquit 4'], {
        cwd: folder.path,
        encoding: 'utf8',
        timeout: 90_000,
      });
      const result: unknown = JSON.parse(/RESULT(.*)/.exec(run.stderr)?.[1] ?? JSON.stringify(run.stderr));
      assert.ok(typeof result === 'object' && result !== null && 'lines' in result, JSON.stringify(result));
      const { lines, ...others } = result;
      assert.ok(typeof lines === 'number' && lines > 10, String(lines));
      assert.match(
        readFileSync(join(folder.path, 'segur.config.json'), 'utf8'),
        /"rule": "enum-value"[^]*Vu avec la DSI/,
      );
      assert.deepEqual(others, {
        code: 'enum-value',
        encoding: 'utf-8',
        solde: [folder.uriOf('sortie.mdv-lgc.solde.json')],
        page: 'markdown',
      });
      assert.equal(readFileSync(join(folder.path, 'wrong.json'), 'utf8').trimEnd(), numbered.trimEnd());
    } finally {
      folder.remove();
    }
  });
});
