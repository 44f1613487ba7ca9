import type { Bilingual } from '../../format/profiles/shape.js';
import type { Note } from './notes.js';

const cited = (names: readonly string[]): string => names.map(name => `«\u00a0${name}\u00a0»`).join(', ');
const quoted = (names: readonly string[]): string => names.map(name => `“${name}”`).join(', ');

/** Several sheets of a workbook hold demandes. */
export const sheetsMessage = (names: readonly string[]): Bilingual => ({
  fr:
    `plusieurs feuilles de ce classeur ont des lignes de demandes\u00a0: ${cited(names)}. Aucune n'est lue. Dites ` +
    `laquelle («\u00a0--sheet "${names[0] ?? ''}"\u00a0» en ligne de commande), réunissez-les en une seule, ou ` +
    'masquez celles qui ne sont pas à lire.',
  en:
    `several sheets of this workbook have rows of demandes: ${quoted(names)}. None is read. Say which (“--sheet ` +
    `"${names[0] ?? ''}"” on the command line), put them together in one, or hide those that are not to be read.`,
});

export const unknownSheetMessage = (asked: string, names: readonly string[]): Bilingual => ({
  fr: `ce classeur n'a pas de feuille «\u00a0${asked}\u00a0». Il a\u00a0: ${cited(names)}.`,
  en: `this workbook has no sheet “${asked}”. It has: ${quoted(names)}.`,
});

/** Which sheet of several is read; `others`: those that hold rows as well. */
export function sheetNote(name: string, others: readonly string[]): Note {
  const several = others.length > 1;
  return {
    severity: others.length === 0 ? 'info' : 'warning',
    code: 'sheet',
    message:
      others.length === 0
        ? {
            fr: `la feuille lue est ${cited([name])}.`,
            en: `the sheet that is read is ${quoted([name])}.`,
          }
        : {
            fr:
              `la feuille lue est ${cited([name])}\u00a0; ${cited(others)} ` +
              `${several ? 'ont aussi des lignes et ne sont pas lues' : "a aussi des lignes et n'est pas lue"} ` +
              '(«\u00a0--sheet\u00a0» la choisit).',
            en:
              `the sheet that is read is ${quoted([name])}; ${quoted(others)} ${several ? 'have' : 'has'} rows as ` +
              `well and ${several ? 'are' : 'is'} not read (“--sheet” chooses it).`,
          },
  };
}
