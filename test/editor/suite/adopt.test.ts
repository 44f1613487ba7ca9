import assert from 'node:assert/strict';
import { diagnosticsOf, fileUri, fromPalette, openRequest, say, tidyFolder, untilTold } from './desk.js';
import { driver } from './driver.js';

const ROW = '.quick-input-list .monaco-list-row';

/** The row that has the keyboard. */
const focused = (text: string): Promise<void> => driver.waitFor(`${ROW}.focused`, { hasText: text });

async function take(typed: string, row = typed): Promise<void> {
  await driver.type(typed);
  await focused(row);
  await driver.press('Enter');
}

describe('an unknown model and a file of it', () => {
  before(tidyFolder);
  after(tidyFolder);

  it('come to the first right findings by keyboard, in a guided adoption', async function () {
    driver.required(this);
    const { document } = await openRequest('vague-inventee/demande.json');
    await untilTold(document.uri, 'profile-unknown');
    assert.match(diagnosticsOf(document.uri)[0]?.message ?? '', /Modèle inconnu|Unknown model/);
    await driver.screenshot('adopter-1-inconnu');

    await fromPalette(say('Ségur : adopter le modèle de l’agence', 'Ségur: adopt the agency’s model'));
    const model = fileUri('vague-inventee/modele-invente.json').fsPath;
    await driver.takeFile(say('Modèle de l’agence', 'The agency’s model'), model);

    await driver.waitFor(ROW, { hasText: 'HOP-DPI/avance' });
    await take('HOP-LMS-VA9/avance');

    await focused(say('Adopter', 'Adopt'));
    await driver.screenshot('adopter-2-question');
    // One that its name doesn't identify, corrected before agreeing.
    await take('dateSignature');
    await driver.waitFor('.quick-input-widget input[placeholder*="dateSignature"]');
    await take('dateCommande');
    await focused(say('Adopter', 'Adopt'));
    await driver.screenshot('adopter-3-apparie');
    await driver.press('Enter');

    await untilTold(document.uri, 'field-order', 'wrong-type', 'finess', 'whitespace', 'enum-value');
    await driver.screenshot('adopter-4-constats');
  });
});
