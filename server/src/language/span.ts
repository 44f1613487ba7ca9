/**
 * A half-open range of UTF-16 code units, the unit of JavaScript strings and, unless a client asks for another, of LSP.
 * Spans of nodes below a ligne are relative to that ligne's origin, so that an edit before it moves nothing inside.
 */
export interface Span {
  readonly start: number;
  readonly end: number;
}

export const span = (start: number, end: number): Span => ({ start, end });

export const shift = (s: Span, by: number): Span => ({ start: s.start + by, end: s.end + by });

/** True if the two spans share a position; an empty span touches whatever it is inside or beside. */
export const touches = (a: Span, b: Span): boolean => a.start <= b.end && b.start <= a.end;

/** The span of a key. */
export const keySpan = ({ keyStart, keyEnd }: { readonly keyStart: number; readonly keyEnd: number }): Span => ({
  start: keyStart,
  end: keyEnd,
});
