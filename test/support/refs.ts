import type { Profile, PropertyShape, Shape } from '../../server/src/format/profiles/profile.js';
import type { ContainerRole, EntryRole, FieldRole } from '../../server/src/format/profiles/roles.js';

export type Json = string | number | boolean | null | Json[] | JsonObject;
export interface JsonObject {
  [key: string]: Json;
}

export const isObject = (value: Json | undefined): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** One value of a file, with what the model says of it. */
export interface Ref {
  readonly shape: Shape;
  readonly path: string;
  /** Index of its ligne; undefined in the head. */
  readonly ligne: number | undefined;
  /** The object it stands in, and its key there; undefined for an item of a list. */
  readonly owner: JsonObject | undefined;
  readonly property: PropertyShape | undefined;
  readonly value: Json;
  readonly set: (value: Json) => void;
}

/** Every value of a file that the model knows, from the top down. */
export function refsOf(profile: Profile, file: JsonObject): Ref[] {
  const out: Ref[] = [];
  const walkObject = (shape: Shape, object: JsonObject, path: string, ligne: number | undefined): void => {
    for (const property of shape.properties ?? []) {
      const value = object[property.key];
      if (value === undefined) continue;
      const here = `${path}/${property.key}`;
      out.push({
        shape: property.shape,
        path: here,
        ligne,
        owner: object,
        property,
        value,
        set: to => {
          object[property.key] = to;
        },
      });
      walk(property.shape, value, here, ligne);
    }
  };
  const walk = (shape: Shape, value: Json, path: string, ligne: number | undefined): void => {
    if (isObject(value)) walkObject(shape, value, path, ligne);
    else if (Array.isArray(value) && shape.items !== undefined) {
      const { items } = shape;
      value.forEach((item, i) => {
        const inside = shape.container === 'lignes' ? i : ligne;
        const here = `${path}/${String(i)}`;
        if (shape.container !== 'lignes')
          out.push({
            shape: items,
            path: here,
            ligne: inside,
            owner: undefined,
            property: undefined,
            value: item,
            set: to => {
              value[i] = to;
            },
          });
        walk(items, item, here, inside);
      });
    }
  };
  walkObject(profile.file, file, '', undefined);
  return out;
}

export const withRole = (refs: readonly Ref[], ...roles: readonly FieldRole[]): Ref[] =>
  refs.filter(({ shape }) => shape.role !== undefined && roles.includes(shape.role));

export const withContainer = (refs: readonly Ref[], role: ContainerRole): Ref[] =>
  refs.filter(({ shape }) => shape.container === role);

export const withEntry = (refs: readonly Ref[], role: EntryRole): Ref[] =>
  refs.filter(({ shape }) => shape.entry === role);

/** Whether a profile's model has a field of that role anywhere. */
export function hasRole(profile: Profile, role: FieldRole): boolean {
  const has = (shape: Shape): boolean =>
    shape.role === role ||
    (shape.items !== undefined && has(shape.items)) ||
    (shape.properties ?? []).some(p => has(p.shape));
  return has(profile.file);
}
