/** Reads untrusted input, whose types are unknown. */
export const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

export const field = (value: unknown, key: string): unknown => (isRecord(value) ? value[key] : undefined);

export const textOf = (value: unknown): string | undefined => (typeof value === 'string' ? value : undefined);

export const itemsOf = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);

export const textsOf = (value: unknown): readonly string[] => itemsOf(value).filter(item => typeof item === 'string');
