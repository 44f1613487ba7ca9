import type { PDFRef } from '@cantoo/pdf-lib';
import { PDFArray, type PDFContext, type PDFDict, type PDFObject } from '@cantoo/pdf-lib';
import type { Copier } from './copy.js';
import { arrayOf, dictOf, nameOf, refsOf } from './objects.js';
import type { OpenPdf } from './open.js';

/** The layers of all documents: without their table every reader would show the hidden ones. */
export class Layers {
  private readonly groups: PDFRef[] = [];
  private readonly off: PDFRef[] = [];
  private readonly lists: Record<'Order' | 'AS' | 'RBGroups' | 'Locked', PDFObject[]> = {
    Order: [],
    AS: [],
    RBGroups: [],
    Locked: [],
  };

  constructor(private readonly target: PDFContext) {}

  add({ catalog }: OpenPdf, copier: Copier): void {
    const properties = dictOf(catalog, 'OCProperties');
    const settings = properties && dictOf(properties, 'D');
    if (properties === undefined || settings === undefined) return;
    const groups = refsOf(arrayOf(properties, 'OCGs'));
    const on = new Set(refsOf(arrayOf(settings, 'ON')));
    const off =
      nameOf(settings, 'BaseState') === 'OFF'
        ? groups.filter(group => !on.has(group))
        : refsOf(arrayOf(settings, 'OFF'));
    this.groups.push(...groups.map(group => copier.reference(group)));
    this.off.push(...off.map(group => copier.reference(group)));
    for (const [key, list] of Object.entries(this.lists)) {
      const value = arrayOf(settings, key);
      if (value instanceof PDFArray) list.push(...copier.array(value).asArray());
    }
    copier.finish();
  }

  finish(): PDFDict | undefined {
    if (this.groups.length === 0) return undefined;
    const lists = Object.fromEntries(Object.entries(this.lists).filter(([, list]) => list.length > 0));
    return this.target.obj({ OCGs: this.groups, D: { ...lists, ...(this.off.length === 0 ? {} : { OFF: this.off }) } });
  }
}
