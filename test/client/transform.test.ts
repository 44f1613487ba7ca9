import assert from 'node:assert/strict';
import { TRANSFORM_MESSAGES, type TransformMessages } from '../../client/src/messages.transform.js';

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
    const english = say(TRANSFORM_MESSAGES.en);
    for (const [index, text] of say(TRANSFORM_MESSAGES.fr).entries()) {
      assert.notEqual(text, english[index]);
      assert.doesNotMatch(text, /« | »| [;:?!€%](?=\s|$)/, text);
    }
  });

  it('count', () => {
    const { fr, en } = TRANSFORM_MESSAGES;
    assert.equal(
      fr.soldeMade(1, 1),
      '1 demande de solde préparée\u00a0; 1 valeur à compléter, soulignée dans le fichier.',
    );
    assert.equal(
      fr.soldeMade(2, 3),
      '2 demandes de solde préparées\u00a0; 3 valeurs à compléter, soulignées dans le fichier.',
    );
    assert.equal(en.made('valid', 199, 0), 'valid: 199 requests, no error');
    assert.equal(fr.withoutDossier(1), '1 ligne sans numéro de dossier, laissée de côté');
  });
});
