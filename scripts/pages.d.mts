export const ROOT: string;
export function sitePages(): ReadonlyMap<string, string>;
export function linksOf(text: string): readonly string[];
export function isElsewhere(target: string): boolean;
export function isPicture(path: string): boolean;
export function targetOf(file: string, target: string): { readonly path: string; readonly heading: string | undefined };
export function pageOf(file: string, page: string, pages: ReadonlyMap<string, string>): string;
export function slugOf(heading: string): string;
