import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import ts from 'typescript';
import { COMMAND_IDS } from '../../client/src/commands/ids.js';
import { CLIENT_ID, JSON_LANGUAGE_ID, LANGUAGE_ID, PRODUCT_NAME } from '../../client/src/documents.js';
import { type Messages, messagesOf } from '../../server/src/texts/client/main.js';
import { plain } from '../support/plain.js';
import { at, isRecord, listOf, recordOf, textsOf } from '../support/json.js';

const rootFile = (name: string): URL => new URL(`../../${name}`, import.meta.url);
const readJson = (name: string): unknown => JSON.parse(readFileSync(rootFile(name), 'utf8'));

const manifest = readJson('package.json');
const contributes = at(manifest, 'contributes');
const properties = recordOf(at(contributes, 'configuration', 'properties'));
const texts = { en: recordOf(readJson('package.nls.json')), fr: recordOf(readJson('package.nls.fr.json')) };

/** The settings that the code reads, from the interface itself: a literal type is a group, any other type a setting. */
function settingsOfProtocol(): string[] {
  const source = ts.createSourceFile(
    'protocol.ts',
    readFileSync(rootFile('server/src/lsp/protocol/document.ts'), 'utf8'),
    ts.ScriptTarget.Latest,
  );
  const settings = source.statements.find(
    (s): s is ts.InterfaceDeclaration => ts.isInterfaceDeclaration(s) && s.name.text === 'Settings',
  );
  assert.ok(settings, 'protocol/document.ts declares the interface Settings');
  return leaves(settings.members, 'segur', source);
}

function leaves(members: ts.NodeArray<ts.TypeElement>, prefix: string, source: ts.SourceFile): string[] {
  return members.flatMap(member => {
    assert.ok(ts.isPropertySignature(member));
    const name = `${prefix}.${member.name.getText(source)}`;
    return member.type !== undefined && ts.isTypeLiteralNode(member.type)
      ? leaves(member.type.members, name, source)
      : [name];
  });
}

/** Every text in a JSON value, keys of objects included. */
function textsIn(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  if (Array.isArray(value)) return value.flatMap(textsIn);
  return isRecord(value) ? Object.entries(value).flatMap(([key, inner]) => [key, ...textsIn(inner)]) : [];
}

describe('manifest', () => {
  it('declares the settings that the code reads, and no other', () => {
    assert.deepEqual(Object.keys(properties).sort(), settingsOfProtocol().sort());
  });

  it('gives each setting a default of its type and a description in two languages', () => {
    for (const [name, setting] of Object.entries(properties)) {
      const type = at(setting, 'type');
      const value = at(setting, 'default');
      const kind = value === null ? 'null' : typeof value;
      assert.ok((Array.isArray(type) ? type : [type]).includes(kind), `${name}: ${kind}`);
      assert.match(String(at(setting, 'markdownDescription')), /^%.+%$/, name);
    }
  });

  it('declares the commands that the client registers, and no other', () => {
    const declared = listOf(at(contributes, 'commands')).map(command => String(at(command, 'command')));
    assert.deepEqual(declared.sort(), [...COMMAND_IDS].sort());
  });

  it('puts only declared commands into menus', () => {
    for (const [menu, items] of Object.entries(recordOf(at(contributes, 'menus')))) {
      for (const item of listOf(items))
        assert.ok(
          COMMAND_IDS.some(id => id === at(item, 'command')),
          menu,
        );
    }
  });

  it('has each of its texts in both languages, and no text that it does not use', () => {
    // The packed extension is described in the editor's language, the npm package by a fixed text.
    assert.doesNotMatch(String(at(manifest, 'description')), /%/);
    const told = [...textsIn(manifest), '%extension.description%'];
    const used = [...new Set(told.flatMap(text => /^%(.+)%$/.exec(text)?.[1] ?? []))].sort();
    assert.deepEqual(Object.keys(texts.en).sort(), used);
    assert.deepEqual(Object.keys(texts.fr).sort(), used);
    for (const key of used) {
      assert.notEqual(texts.en[key], '', key);
      assert.notEqual(texts.fr[key], texts.en[key], key);
    }
  });

  it('titles the commands as the documentation calls them', () => {
    assert.deepEqual(
      Object.keys(texts.fr)
        .filter(key => key.startsWith('commands.'))
        .map(key => texts.fr[key]),
      [
        'Ségur : choisir le profil',
        'Ségur : tout corriger',
        'Ségur : adopter le modèle de l’agence',
        'Ségur : préparer le dépôt',
        'Ségur : vérifier le texte des pièces',
        'Ségur : choisir le fichier d’une pièce',
        'Ségur : concaténer les PDF d’un type',
        'Ségur : comparer l’avance et le solde',
        'Ségur : comparer tout le fichier, avance et solde',
        'Ségur : découper la demande',
        'Ségur : réunir des demandes',
        'Ségur : lire le retour du portail',
        'Ségur : créer la demande de solde',
        'Ségur : générer des demandes depuis un tableau',
        'Ségur : exporter les demandes en tableau',
        'Ségur : nouvelle demande…',
        'Demande Ségur',
        'Ségur : que faire de cette demande ?',
        'Ségur : expliquer la règle',
        'Ségur : ne plus signaler…',
        'Ségur : redémarrer le serveur',
        'Ségur : filtrer les demandes par état',
      ],
    );
  });

  it('is activated by JSON and by its own language only', () => {
    // A report that was left open is shown again; nothing else wakes the extension.
    assert.deepEqual(at(manifest, 'activationEvents'), [
      `onLanguage:${JSON_LANGUAGE_ID}`,
      `onLanguage:${LANGUAGE_ID}`,
      'onWebviewPanel:segur.rapport',
    ]);
    assert.equal(at(manifest, 'displayName'), PRODUCT_NAME);
    assert.ok(Object.keys(properties).every(name => name.startsWith(`${CLIENT_ID}.`)));
  });

  it('ties the names of all profiles to its language', () => {
    const [language] = listOf(at(contributes, 'languages'));
    assert.equal(at(language, 'id'), LANGUAGE_ID);
    // By its form, since couloirs, logiciels and waves are open-ended.
    assert.deepEqual(textsOf(at(language, 'filenamePatterns')), ['*.*-*.avance.json', '*.*-*.solde.json']);
    const [grammar] = listOf(at(contributes, 'grammars'));
    assert.equal(at(grammar, 'language'), LANGUAGE_ID);
    assert.equal(at(readJson(String(at(grammar, 'path'))), 'scopeName'), at(grammar, 'scopeName'));
  });

  it('selects a number or a name whole, without its quotes', () => {
    const words = new RegExp(String(at(readJson('client/language-configuration.json'), 'wordPattern')), 'g');
    assert.deepEqual(
      '{"numeroEditeur":"LMS-2022-0141", "nomFichier": ["VA_é.1.pdf"], "RPPS": null, "m": -358.33}'.match(words),
      ['numeroEditeur', 'LMS-2022-0141', 'nomFichier', 'VA_é.1.pdf', 'RPPS', 'null', 'm', '-358.33'],
    );
  });

  it('formats its language itself', () => {
    const defaults = at(contributes, 'configurationDefaults', `[${LANGUAGE_ID}]`);
    assert.equal(
      at(defaults, 'editor.defaultFormatter'),
      `${String(at(manifest, 'publisher'))}.${String(at(manifest, 'name'))}`,
    );
  });

  it('names files that exist', () => {
    const files = textsIn([contributes, at(manifest, 'icon')]).filter(text => /^(\.\/|client\/)/.test(text));
    assert.ok(files.length >= 5);
    for (const file of files) assert.ok(existsSync(rootFile(file)), file);
  });
});

describe('texts of the client', () => {
  it('stand in both languages', () => {
    assert.deepEqual(Object.keys(messagesOf('en')), Object.keys(messagesOf('fr')));
    const fr = messagesOf('fr');
    const en = messagesOf('en');
    const say = (texts: typeof fr): string[] => [
      ...Object.values(texts).filter(text => typeof text === 'string'),
      ...Object.values(texts.profileBy),
      texts.startFailed('x'),
      texts.profilePlaceholder('x'),
      texts.choiceNotKept('x'),
      texts.fixed(3, 2),
      texts.fixed(0, 0),
      texts.fixed(0, 2),
    ];
    for (const [index, text] of say(fr).entries()) assert.notEqual(text, say(en)[index]);
  });

  it('put no-break spaces where French wants them', () => {
    const fr = messagesOf('fr');
    const all = [
      ...Object.values(fr).filter(text => typeof text === 'string'),
      fr.startFailed('x'),
      fr.profilePlaceholder('x'),
      fr.choiceNotKept('x'),
      fr.fixed(2, 2),
    ];
    for (const text of [
      ...all,
      ...Object.entries(texts.fr)
        .filter(([key]) => !key.startsWith('commands.'))
        .map(([, text]) => String(text)),
    ]) {
      assert.doesNotMatch(text, /« | »| [;:?!](?=\s|$)/, text);
    }
  });

  it('tell of an adoption in both languages, with the spaces that French wants', () => {
    const say = ({ adopt }: Messages): string[] => [
      ...Object.values(adopt).filter(text => typeof text === 'string'),
      adopt.question('x'),
      adopt.review(2, 1),
      adopt.review(0, 0),
      adopt.looksLike('x'),
      adopt.renamed(2),
      adopt.unknown(1),
      adopt.lost(2),
      adopt.writes('x', 'y'),
      adopt.matchOurs('x'),
      adopt.done('x'),
    ];
    for (const [index, text] of say(messagesOf('fr')).entries()) {
      assert.notEqual(text, say(messagesOf('en'))[index]);
      assert.doesNotMatch(text, /« | »| [;:?!](?=\s|$)/, text);
    }
  });

  it('count what was fixed and what is left', () => {
    assert.equal(plain(messagesOf('fr').fixed(12, 3)), '12 corrections appliquées ; il reste 3 points à décider.');
    assert.equal(plain(messagesOf('fr').fixed(1, 1)), '1 correction appliquée ; il reste 1 point à décider.');
    assert.equal(plain(messagesOf('fr').fixed(2, 0)), '2 corrections appliquées ; il ne reste rien à décider.');
    assert.equal(
      plain(messagesOf('fr').fixed(0, 4)),
      'Aucune correction sans risque à appliquer ; il reste 4 points à décider.',
    );
    assert.equal(messagesOf('en').fixed(1, 1), '1 fix applied; 1 point is left to decide.');
    assert.equal(messagesOf('en').fixed(0, 0), 'Nothing to fix.');
  });
});
