import assert from 'node:assert/strict';
import { transformMessagesOf, type TransformMessages } from '../../server/src/texts/client/transform.js';
import { plain } from '../support/plain.js';

const say = (texts: TransformMessages): string[] => [
  ...Object.values(texts).filter(text => typeof text === 'string'),
  ...Object.values(texts.way),
  texts.wayDetail([{ label: 'a', lignes: 2 }]),
  texts.write(1),
  texts.write(2),
  texts.made('a', 2, 1),
  texts.made('a', 1, 0),
  texts.replace(2),
  texts.written(2),
  texts.mergeDetail(null, 2, true),
  texts.merged(2, 'x'),
  texts.withoutDossier(2),
  texts.amount('1.50'),
  texts.dossier('x'),
  texts.hasSolde('x'),
  texts.soldeMade(2, 0),
  texts.soldeLeft(['x', 'y']),
  texts.soldeMade(1, 2),
];

describe('client: the words of split, merge and solde', () => {
  it('stand in both languages, with the spaces that French wants', () => {
    const english = say(transformMessagesOf('en'));
    for (const [index, text] of say(transformMessagesOf('fr')).entries()) {
      assert.notEqual(text, english[index]);
      assert.doesNotMatch(text, /« | »| [;:?!€%](?=\s|$)/, text);
    }
  });

  it('count', () => {
    const fr = transformMessagesOf('fr');
    const en = transformMessagesOf('en');
    assert.equal(
      plain(fr.soldeMade(1, 1)),
      '1 demande de solde préparée ; 1 valeur à compléter, soulignée dans le fichier.',
    );
    assert.equal(
      plain(fr.soldeMade(2, 3)),
      '2 demandes de solde préparées ; 3 valeurs à compléter, soulignées dans le fichier.',
    );
    assert.equal(en.made('valid', 199, 0), 'valid: 199 requests, no error');
    assert.equal(plain(fr.withoutDossier(1)), '1 ligne sans numéro de dossier, laissée de côté');
  });
});
