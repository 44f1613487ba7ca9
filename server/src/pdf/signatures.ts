import { PDFArray, PDFDict, PDFHexString, PDFName, PDFString, type PDFContext } from '@cantoo/pdf-lib';
import { dictOf, valueOf } from './objects.js';

const VALUE = PDFName.of('V');

/**
 * Whether somebody signed this document: a range of bytes and the signature over it, wherever they stand. The right to
 * fill in forms that Adobe's products sign (UR3) is no one's signature.
 */
export function isSigned(context: PDFContext, catalog: PDFDict): boolean {
  const permissions = dictOf(catalog, 'Perms');
  const usageRights = permissions && dictOf(permissions, 'UR3');
  return context.enumerateIndirectObjects().some(([, object]) => {
    if (!(object instanceof PDFDict)) return false;
    if (object !== usageRights && isSignature(object)) return true;
    // A field may hold its signature itself.
    const value = object.get(VALUE);
    return value instanceof PDFDict && isSignature(value);
  });
}

export function isSignature(dict: PDFDict): boolean {
  if (!(valueOf(dict, 'ByteRange') instanceof PDFArray)) return false;
  const contents = valueOf(dict, 'Contents');
  return contents instanceof PDFHexString || contents instanceof PDFString;
}
