/**
 * How a use case says no: nothing was changed, `code` says why, `data` what the message needs. Faces check `instanceof
 * Refused` and word it; the unforeseen is thrown.
 */
export class Refused<Code extends string = string, Data = unknown> {
  constructor(
    readonly code: Code,
    readonly data: Data,
  ) {}
}

/** The refusals of a use case, told apart by `code`: `RefusedFor<{ exists: { path: string }; broken: undefined }>`. */
export type RefusedFor<Reasons extends object> = {
  [Code in keyof Reasons & string]: Refused<Code, Reasons[Code]>;
}[keyof Reasons & string];
