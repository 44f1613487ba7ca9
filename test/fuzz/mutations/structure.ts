import { isObject, type Json, type Ref } from '../../support/refs.js';
import { always, avance, holdsText, keyed, reentry, solde, type Mutation } from './contract.js';

const isLigneList = (ref: Ref): boolean => ref.shape.container === 'lignes';
/** The model's lists by which a file is recognised at all. */
const inLigne = (ref: Ref): boolean => !isLigneList(ref);
/** A value that the portal takes literally, without a list of words. */
const freeText = (ref: Ref): boolean => holdsText(ref) && ref.shape.enum === undefined && /[a-z]/i.test(ref.value);
/** Names of PDFs are proposed for renaming together with their file: not a safe fix. */
const isName = (ref: Ref): boolean => ref.shape.role === 'nomFichier';

const rename =
  (to: (key: string) => string, test: (ref: Ref) => boolean = inLigne) =>
  (of: Parameters<Mutation['mutate']>[0]): boolean => {
    const at = keyed(
      of,
      ref =>
        test(ref) &&
        ref.property !== undefined &&
        to(ref.property.key) !== ref.property.key &&
        !ref.property.aliases.includes(to(ref.property.key)),
    );
    if (at === undefined) return false;
    reentry(at.owner, all => all.map(([key, value]) => [key === at.key ? to(key) : key, value]));
    return true;
  };

const rewrite =
  (test: (ref: Ref) => boolean, to: (value: string) => string) =>
  (of: Parameters<Mutation['mutate']>[0]): boolean => {
    const at = of.pick(of.refs.filter(holdsText).filter(ref => test(ref)));
    if (at === undefined || to(at.value) === at.value) return false;
    at.set(to(at.value));
    return true;
  };

const swapCase = (text: string): string => (text === text.toLowerCase() ? text.toUpperCase() : text.toLowerCase());

export const STRUCTURE: readonly Mutation[] = [
  {
    name: 'a key is dropped',
    rule: 'missing-field',
    applies: always,
    gap: true,
    fixable: 'safe',
    mutate: of => {
      const at = keyed(of, inLigne);
      return at !== undefined && Reflect.deleteProperty(at.owner, at.key);
    },
  },
  {
    name: 'a key is added',
    rule: 'unknown-field',
    applies: always,
    mutate: of => {
      const at = keyed(of, inLigne);
      if (at !== undefined)
        reentry(at.owner, all =>
          all.flatMap(([key, value]) =>
            key === at.key
              ? [
                  [key, value],
                  ['commentaireInterne', 'à voir'],
                ]
              : [[key, value]],
          ),
        );
      return at !== undefined;
    },
  },
  {
    name: 'two neighbouring keys are swapped',
    rule: 'field-order',
    applies: always,
    fixable: 'safe-where-known',
    mutate: of => {
      const owner = of.pick(
        [of.file, ...of.refs.map(({ value }) => value).filter(isObject)].filter(
          object => Object.keys(object).length > 1,
        ),
      );
      if (owner === undefined) return false;
      reentry(owner, all => {
        const at = (JSON.stringify(all).length % (all.length - 1)) + 1;
        const [taken] = all.splice(at, 1);
        if (taken !== undefined) all.splice(at - 1, 0, taken);
        return all;
      });
      return true;
    },
  },
  {
    name: 'a key in another case',
    rule: 'key-casing',
    applies: always,
    fixable: 'safe-where-known',
    mutate: rename(swapCase),
  },
  {
    name: 'a key with an accent',
    rule: 'key-casing',
    applies: always,
    fixable: 'safe-where-known',
    mutate: rename(key => key.replace(/e(?!.*e)/, 'é')),
  },
  {
    name: 'a letter too many in a key',
    rule: 'unknown-field',
    applies: always,
    mutate: rename(
      key => `${key}s`,
      ref => inLigne(ref) && ref.property !== undefined && ref.property.key.length > 5,
    ),
  },
  {
    name: 'a space after a key',
    rule: 'whitespace',
    applies: always,
    fixable: 'safe',
    mutate: rename(key => `${key} `),
  },
  {
    name: 'true, false or null between quotes',
    rule: 'quoted-literal',
    applies: always,
    fixable: 'safe',
    mutate: of => {
      const at = of.pick(of.refs.filter(({ value }) => value === null || typeof value === 'boolean'));
      at?.set(String(at.value));
      return at !== undefined;
    },
  },
  {
    name: 'a number between quotes',
    rule: 'wrong-type',
    applies: always,
    fixable: 'safe',
    mutate: of => {
      const at = of.pick(of.refs.filter(({ shape, value }) => typeof value === 'number' && !shape.types.has('string')));
      at?.set(String(at.value));
      return at !== undefined;
    },
  },
  {
    name: 'a decimal comma, between quotes',
    rule: 'wrong-type',
    applies: always,
    fixable: 'safe',
    mutate: of => {
      const at = of.pick(
        of.refs.filter(({ shape, value }) => shape.role === 'montantSegurHT' && typeof value === 'number'),
      );
      if (at === undefined || typeof at.value !== 'number') return false;
      at.set(at.value.toFixed(2).replace('.', ','));
      return true;
    },
  },
  {
    name: 'an identifier without quotes',
    rule: 'wrong-type',
    applies: always,
    fixable: 'safe',
    mutate: of => {
      const at = of.pick(
        of.refs.filter(holdsText).filter(({ shape, value }) => shape.identifier && /^[1-9]\d+$/.test(value)),
      );
      at?.set(Number(at.value));
      return at !== undefined;
    },
  },
  {
    name: 'an identifier with a leading zero, without quotes',
    rule: 'json-syntax',
    applies: always,
    fixable: 'safe',
    mutate: of => {
      const at = of.pick(
        of.refs.filter(holdsText).filter(({ shape, value }) => shape.identifier && /^0\d+$/.test(value)),
      );
      return at !== undefined && of.text.replace(`"${at.value}"`, at.value);
    },
  },
  {
    name: 'an object where a text is due',
    rule: 'wrong-type',
    applies: always,
    mutate: of => {
      const at = of.pick(of.refs.filter(holdsText));
      at?.set({});
      return at !== undefined;
    },
  },
  {
    name: 'null where a text is due',
    rule: 'wrong-type',
    applies: always,
    mutate: of => {
      const at = of.pick(
        of.refs.filter(holdsText).filter(({ shape }) => !shape.types.has('null') && shape.enum === undefined),
      );
      at?.set(null);
      return at !== undefined;
    },
  },
  {
    name: 'a space after a value',
    rule: 'whitespace',
    applies: always,
    fixable: 'safe',
    mutate: rewrite(
      ref => !isName(ref),
      value => `${value} `,
    ),
  },
  {
    name: 'a no-break space before a value',
    rule: 'whitespace',
    applies: always,
    fixable: 'safe',
    mutate: rewrite(
      ref => !isName(ref),
      value => `\u00a0${value}`,
    ),
  },
  {
    name: 'a doubled space in a name',
    rule: 'whitespace',
    applies: always,
    fixable: 'safe',
    mutate: rewrite(
      ref => ref.shape.role === 'nomClient',
      value => value.replace(' ', '  '),
    ),
  },
  {
    name: 'a space before the name of a pièce',
    rule: 'whitespace',
    applies: always,
    mutate: rewrite(isName, value => ` ${value}`),
  },
  {
    name: 'an empty text',
    rule: 'empty-string',
    applies: always,
    gap: true,
    mutate: rewrite(
      ref => freeText(ref) && ref.shape.role !== 'numeroAns',
      () => '',
    ),
  },
  {
    name: 'an empty text where null is allowed',
    rule: 'empty-string',
    applies: always,
    gap: true,
    fixable: 'safe',
    mutate: of => {
      const at = of.pick(
        of.refs.filter(
          ({ shape, value }) =>
            value === null && shape.types.has('string') && !shape.portal && shape.role !== 'numeroASP',
        ),
      );
      at?.set('');
      return at !== undefined;
    },
  },
  {
    name: 'a word of a list in another case',
    rule: 'enum-value',
    applies: always,
    fixable: 'safe-where-known',
    mutate: rewrite(({ shape }) => shape.enum !== undefined, swapCase),
  },
  {
    name: 'a word that is in no list',
    rule: 'enum-value',
    applies: always,
    // If every ligne has other attachment types than ours, our model is in doubt.
    lignes: { min: 2, max: 3 },
    mutate: rewrite(
      ({ shape }) => shape.enum !== undefined,
      () => 'AUTRE_CHOSE',
    ),
  },
  {
    name: 'a key of the portal is filled on one ligne',
    rule: 'portal-field',
    applies: avance,
    lignes: { min: 2, max: 3 },
    mutate: of => {
      const at = of.pick(of.refs.filter(({ shape }) => shape.role === 'numeroASP'));
      at?.set('FINTST12345');
      return at !== undefined;
    },
  },
  {
    name: 'the portal filled its keys',
    rule: 'portal-output',
    applies: always,
    mutate: of => {
      const at = of.pick(of.refs.filter(({ shape }) => shape.portal));
      // The number of the deposit is a number, the other keys are texts.
      at?.set(at.shape.role === 'impId' ? 20_231 : '20231');
      return at !== undefined;
    },
  },
  {
    name: 'a trailing comma',
    rule: 'json-syntax',
    applies: always,
    fixable: 'safe',
    mutate: of => of.text.replace(/\n(\s*)}\n/, ',\n$1}\n'),
  },
  {
    name: 'a comment',
    rule: 'json-syntax',
    applies: always,
    fixable: 'safe',
    mutate: of => of.text.replace('\n', ' // à vérifier\n'),
  },
  {
    name: 'a missing comma',
    rule: 'json-syntax',
    applies: always,
    mutate: of => of.text.replace(/,(\n\s*"typeAction")/, '$1'),
  },
  {
    name: 'a colon of a Chinese keyboard',
    rule: 'json-syntax',
    applies: always,
    mutate: of => of.text.replace('"typeAction":', '"typeAction"：'),
  },
  {
    name: 'the keys of a block beside it, which is empty',
    rule: 'unknown-field',
    applies: always,
    mutate: of => {
      const ligne = of.pick(of.lignes);
      const at = keyed(of, ({ owner, value }) => owner === ligne && isObject(value));
      if (at === undefined || !isObject(at.value)) return false;
      const block = Object.entries(at.value);
      const hollow = of.pick<Json>([{}, null, [], '']) ?? null;
      reentry(at.owner, all =>
        all.flatMap(([key, before]) => (key === at.key ? [[key, hollow], ...block] : [[key, before]])),
      );
      return true;
    },
  },
  {
    name: 'a key around all that is due in its object',
    rule: 'unknown-field',
    applies: always,
    mutate: of => {
      const ligne = of.pick(of.lignes);
      if (ligne === undefined) return false;
      const inner = Object.fromEntries(Object.entries(ligne));
      reentry(ligne, () => [['demande', inner]]);
      return true;
    },
  },
  {
    name: "the publisher's SIRET in a ligne",
    rule: 'unknown-field',
    applies: always,
    mutate: of => {
      const head = of.refs.find(({ shape }) => shape.role === 'siretEditeur');
      const ligne = of.pick(of.lignes);
      if (head?.property === undefined || typeof head.value !== 'string' || ligne === undefined) return false;
      const { key } = head.property;
      const { value } = head;
      reentry(of.file, all => all.filter(([name]) => name !== key));
      reentry(ligne, all => [...all, [key, value]]);
      return true;
    },
  },
  {
    name: 'an HTML entity in a number',
    rule: 'generator-trace',
    applies: avance,
    mutate: of => of.rewrite(['numeroEditeur'], value => `${value}&nbsp;`),
  },
  {
    name: 'a key twice, the value equal',
    rule: 'duplicate-key',
    applies: always,
    fixable: 'safe',
    mutate: of => of.text.replace(/("typeAction": "C",)/, '$1 $1'),
  },
  {
    name: 'a key twice, the values different',
    rule: 'duplicate-key',
    applies: always,
    mutate: of => of.text.replace(/("typeAction": "C",)/, '$1 "typeAction": "M",'),
  },
  {
    name: 'a byte order mark',
    rule: 'encoding',
    applies: always,
    fixable: 'safe',
    mutate: () => true,
    options: () => ({ bom: true }),
  },
  {
    name: 'a missing numeroASP',
    rule: 'numero-asp',
    applies: solde,
    mutate: of => {
      const at = of.pick(of.refs.filter(({ shape }) => shape.role === 'numeroASP'));
      at?.set(null);
      return at !== undefined;
    },
  },
];
