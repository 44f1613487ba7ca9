import {
  PDFArray,
  PDFDict,
  PDFHexString,
  PDFName,
  PDFNumber,
  PDFRef,
  PDFString,
  type PDFContext,
  type PDFObject,
} from '@cantoo/pdf-lib';

/** A dictionary's value, references resolved; undefined if it is missing or dangling. */
export const valueOf = (dict: PDFDict, key: string): PDFObject | undefined =>
  dict.context.lookup(dict.get(PDFName.of(key)));

export function dictOf(dict: PDFDict, key: string): PDFDict | undefined {
  const value = valueOf(dict, key);
  return value instanceof PDFDict ? value : undefined;
}

export function arrayOf(dict: PDFDict, key: string): PDFArray | undefined {
  const value = valueOf(dict, key);
  return value instanceof PDFArray ? value : undefined;
}

export function nameOf(dict: PDFDict, key: string): string | undefined {
  const value = valueOf(dict, key);
  return value instanceof PDFName ? value.decodeText() : undefined;
}

export function numberOf(dict: PDFDict, key: string): number | undefined {
  const value = valueOf(dict, key);
  return value instanceof PDFNumber ? value.asNumber() : undefined;
}

/** A text string, however it is written; undefined if its bytes aren't text. */
export function textOf(dict: PDFDict, key: string): string | undefined {
  const value = valueOf(dict, key);
  if (!(value instanceof PDFString) && !(value instanceof PDFHexString)) return undefined;
  try {
    return value.decodeText();
  } catch {
    return undefined;
  }
}

/** References in an array; anything else in it is left out. */
export const refsOf = (array: PDFArray | undefined): readonly PDFRef[] =>
  (array?.asArray() ?? []).filter((item): item is PDFRef => item instanceof PDFRef);

/** A string that any reader shows as typed. */
export const hexText = (text: string): PDFHexString => PDFHexString.fromText(text);

/** The dictionary that a reference or a value stands for. */
export function asDict(context: PDFContext, item: PDFObject | undefined): PDFDict | undefined {
  const value = context.lookup(item);
  return value instanceof PDFDict ? value : undefined;
}
