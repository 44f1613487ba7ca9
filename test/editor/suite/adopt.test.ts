import assert from 'node:assert/strict';
import { diagnosticsOf, fileUri, fromPalette, openRequest, say, tidyFolder, untilTold } from './desk.js';
import { driver } from './driver.js';
import { until } from './until.js';

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
    const dialog = { hasText: say('Modèle de l’agence', 'The agency’s model') };
    await driver.waitFor('.quick-input-title', dialog);
    const path = fileUri('vague-inventee/modele-invente.json').fsPath;
    // The dialog looks for each path that its field shows, and writes there itself: what is typed letter by letter on a
    // busy machine may be mixed with that. It takes no file before it has looked for it.
    await until('the file taken', async () => {
      await driver.fill('.quick-input-widget input', path);
      await driver.waitFor(ROW, { hasText: 'modele-invente.json' });
      await driver.press('Enter');
      const gone = driver.waitFor('.quick-input-title', { ...dialog, gone: true, timeout: 2000 });
      return gone.then(
        () => true,
        () => false,
      );
    });

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
