import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import {
  codeOf,
  diagnosticsOf,
  fromPalette,
  fromPicker,
  onDisk,
  openNew,
  openRequest,
  say,
  untilTold,
} from './desk.js';
import { driver } from './driver.js';
import { until } from './until.js';

const FILE = 'lot.json';
const PICKER = say('Ségur : choisir le profil', 'Ségur: choose the profile');
const STATUS = '[id="status.languageStatus"]';

const choices = async (): Promise<unknown> => JSON.parse(await onDisk('.vscode/settings.json').catch(() => '{}'));

/** The title and the details of the item beside the language's name. */
async function statusText(): Promise<string> {
  // A mouse that rests there already opens nothing.
  await driver.hover('.tabs-container .tab.active');
  await driver.hover(STATUS);
  return driver.text('.hover-language-status');
}

describe('the profile', () => {
  it('is shown beside the language’s name', async function () {
    driver.required(this);
    await openRequest('avance.json');
    await driver.waitFor(STATUS);
    const text = await until('the profile', async () => {
      const shown = await statusText();
      return shown.includes('LGC') && shown;
    });
    assert.match(text, /6 lignes/);
    await driver.screenshot('profil');
  });

  it('is the one that the user picks, kept in the settings of the folder', async function () {
    driver.required(this);
    const { document } = await openNew(FILE, await onDisk('avance.json'));
    await until('the language', () => document.languageId === 'segur-json');
    await fromPalette(PICKER);
    await fromPicker(FILE, 'MDV-LGC/solde');
    await until('findings of a solde', () => diagnosticsOf(document.uri).some(d => codeOf(d) === 'profile-mismatch'));
    assert.deepEqual(await choices(), { 'segur.profiles': { [`./${FILE}`]: 'MDV-LGC/solde' } });
    await until('the choice shown', async () => (await statusText()).includes(say('choisi par vous', 'chosen by you')));
    await fromPalette(PICKER);
    await fromPicker(FILE, say('Reconnaître automatiquement', 'Recognise automatically'));
    await untilTold(document.uri);
    assert.deepEqual(await choices(), {});
  });

  it('follows the settings that a person writes', async () => {
    const { document } = await openNew(FILE, await onDisk('avance.json'));
    const settings = vscode.workspace.getConfiguration('segur');
    await untilTold(document.uri);
    await settings.update('profiles', { 'lot*.json': 'MDV-LGC/solde' }, vscode.ConfigurationTarget.Workspace);
    await until('findings of a solde', () => diagnosticsOf(document.uri).length > 0);
    await settings.update('profiles', undefined, vscode.ConfigurationTarget.Workspace);
    await untilTold(document.uri);
  });
});
