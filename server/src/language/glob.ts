/**
 * Globs in settings: `*` and `?` within a folder, `**` across folders, `{a,b}`. A pattern without a slash is matched
 * against the file name alone, as in `files.associations`.
 */
export function matchesGlob(pattern: string, path: string): boolean {
  const file = slashes(path).replace(/^\/+/, '');
  const wanted = normalGlob(pattern);
  if (wanted === file) return true;
  const subject = slashes(pattern).includes('/') ? file : file.slice(file.lastIndexOf('/') + 1);
  return wanted.length <= MAX_PATTERN && accepts(automaton(wanted), subject);
}

/** A pattern, compared with a relative path. */
export const normalGlob = (pattern: string): string => slashes(pattern).replace(/^\/+/, '').replace(/^\.\//, '');

/** The most specific pattern: one file's name before any wildcard, then the longest. */
export function mostSpecific(patterns: readonly string[]): string | undefined {
  const isOpen = (pattern: string): number => (isPattern(pattern) ? 1 : 0);
  return [...patterns].sort((a, b) => isOpen(a) - isOpen(b) || b.length - a.length)[0];
}

/** Whether a glob can match several files. */
export const isPattern = (glob: string): boolean => /[*{?]/.test(glob);

const MAX_PATTERN = 1000;
const slashes = (text: string): string => text.replaceAll('\\', '/');

/**
 * A state waits for a character, or continues to others at once. Patterns come from untrusted folders: all ways are
 * followed together, since a regular expression could backtrack over `*a*a*a*b` for years.
 */
interface State {
  readonly takes: ((char: string) => boolean) | undefined;
  readonly next: State[];
}

interface Group {
  /** The sequences between the commas. */
  readonly choices: Part[][];
}
type Part = string | Group;

const END: State = { takes: () => false, next: [] };
const inside = (char: string): boolean => char !== '/';
const any = (): boolean => true;

const automaton = (pattern: string): State => sequence(partsOf(pattern), END);

function partsOf(pattern: string): Part[] {
  const root: Part[] = [];
  const open: Group[] = [];
  const here = (): Part[] => open.at(-1)?.choices.at(-1) ?? root;
  for (const token of pattern.match(/\*\*\/|\*+|[^*]/gs) ?? []) {
    if (token === '{') {
      const group: Group = { choices: [[]] };
      here().push(group);
      open.push(group);
    } else if (token === '}' && open.length > 0) open.pop();
    else if (token === ',' && open.length > 0) open.at(-1)?.choices.push([]);
    else here().push(token);
  }
  return root;
}

const sequence = (parts: readonly Part[], next: State): State =>
  parts.reduceRight((then, part) => partState(part, then), next);

function partState(part: Part, next: State): State {
  if (typeof part !== 'string') return { takes: undefined, next: part.choices.map(choice => sequence(choice, next)) };
  if (part === '**/') return folders(next);
  if (part.startsWith('*')) return repeated(part === '*' ? inside : any, next);
  return { takes: part === '?' ? inside : char => char === part, next: [next] };
}

function repeated(takes: (char: string) => boolean, next: State): State {
  const state: State = { takes: undefined, next: [next] };
  state.next.push({ takes, next: [state] });
  return state;
}

/** No folder, or several, each with its slash. */
function folders(next: State): State {
  const state: State = { takes: undefined, next: [next] };
  const slash: State = { takes: char => char === '/', next: [state] };
  state.next.push({ takes: inside, next: [repeated(inside, slash)] });
  return state;
}

function accepts(start: State, text: string): boolean {
  let states = settled([start]);
  for (let i = 0; i < text.length && states.size > 0; i++) {
    const char = text.charAt(i);
    states = settled([...states].flatMap(state => (state.takes?.(char) === true ? state.next : [])));
  }
  return states.has(END);
}

/** The states reachable without a character. */
function settled(from: readonly State[]): Set<State> {
  const states = new Set<State>();
  const left = [...from];
  for (let state = left.pop(); state !== undefined; state = left.pop()) {
    if (states.has(state)) continue;
    states.add(state);
    if (state.takes === undefined) left.push(...state.next);
  }
  return states;
}
