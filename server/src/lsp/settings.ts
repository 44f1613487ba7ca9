import { parseDate, type Day } from '../format/domain/date.js';
import { matchesGlob, mostSpecific } from '../language/glob.js';
import { SETTING_NOTIFICATION, type Settings } from './protocol/index.js';
import { logFailure } from './guard.js';
import { ANSWERS } from '../texts/editor/answers.js';
import { field, isRecord, itemsOf, textOf } from '../language/unknown.js';
import { type Connection, MessageType, ShowMessageNotification } from 'vscode-languageserver/node';
import type { Catalog } from '../format/profiles/catalog.js';
import type { Client } from './client.js';
import { filePath, pathOf, plain } from './uris.js';

/** The settings as the server uses them. */
export interface ServerSettings {
  readonly profiles: Settings['profiles'];
  readonly referenceDate: Day | undefined;
  readonly plafonds: string | undefined;
  readonly plafondsColumns: Settings['plafondsColumns'] | undefined;
  readonly pieces: string | undefined;
  /** Undefined while it is the default. */
  readonly nomZip: string | undefined;
  /** Bytes. */
  readonly maxZip: number | undefined;
  readonly maxPiece: number | undefined;
  /** Checks files that aren't open. */
  readonly closedFiles: boolean;
  /** Shows the meaning of values after them. */
  readonly hints: boolean;
}

export const DEFAULT_ZIP_NAME = '{numeroEditeur}.zip';

export const NO_SETTINGS: ServerSettings = {
  profiles: {},
  referenceDate: undefined,
  plafonds: undefined,
  plafondsColumns: undefined,
  pieces: undefined,
  nomZip: undefined,
  maxZip: undefined,
  maxPiece: undefined,
  closedFiles: true,
  hints: false,
};

/**
 * Reads settings field by field: an unusable one is left out, and reported by its name, never by its value. `isProfile`
 * says which profile ids exist.
 */
export function readSettings(
  raw: unknown,
  isProfile: (id: string) => boolean,
  refuse: (field: string) => void,
): ServerSettings {
  if (raw === undefined || raw === null) return NO_SETTINGS;
  if (!isRecord(raw)) {
    refuse('segur');
    return NO_SETTINGS;
  }
  return {
    profiles: readProfiles(raw['profiles'], isProfile, () => {
      refuse('segur.profiles');
    }),
    referenceDate: readDate(raw['referenceDate'], () => {
      refuse('segur.referenceDate');
    }),
    plafonds: readPath(raw['plafonds'], () => {
      refuse('segur.plafonds');
    }),
    plafondsColumns: readColumns(raw['plafondsColumns'], () => {
      refuse('segur.plafondsColumns');
    }),
    pieces: readPath(raw['pieces'], () => {
      refuse('segur.pieces');
    }),
    nomZip: readZipName(raw['nomZip'], () => {
      refuse('segur.nomZip');
    }),
    maxZip: readMegabytes(raw['tailleMaxZip'], () => {
      refuse('segur.tailleMaxZip');
    }),
    maxPiece: readMegabytes(raw['tailleMaxPiece'], () => {
      refuse('segur.tailleMaxPiece');
    }),
    closedFiles: readSwitch(raw['fichiersFermes'], true, () => {
      refuse('segur.fichiersFermes');
    }),
    hints: readSwitch(raw['indications'], false, () => {
      refuse('segur.indications');
    }),
  };
}

function readProfiles(raw: unknown, isProfile: (id: string) => boolean, refuse: () => void): Settings['profiles'] {
  if (raw === undefined || raw === null) return {};
  if (!isRecord(raw)) {
    refuse();
    return {};
  }
  const entries = Object.entries(raw);
  const good = entries.filter(
    (entry): entry is [string, string] => typeof entry[1] === 'string' && isProfile(entry[1]),
  );
  if (good.length < entries.length) refuse();
  return Object.fromEntries(good);
}

function readDate(raw: unknown, refuse: () => void): Day | undefined {
  if (raw === undefined || raw === null || raw === '') return undefined;
  const parsed = parseDate(textOf(raw) ?? '');
  if ('day' in parsed && parsed.format === 'iso') return parsed.day;
  refuse();
  return undefined;
}

function readPath(raw: unknown, refuse: () => void): string | undefined {
  if (raw === undefined || raw === null || raw === '') return undefined;
  const path = textOf(raw);
  if (path === undefined) refuse();
  return path;
}

function readZipName(raw: unknown, refuse: () => void): string | undefined {
  const name = readPath(raw, refuse);
  if (name === undefined || name === DEFAULT_ZIP_NAME) return undefined;
  if (PLACE.test(name)) return name;
  refuse();
  return undefined;
}

/** Without one, all ZIPs would have the same name; the manifest says so, too. */
const PLACE = /\{num(?:Ligne|eroEditeur|eroASP)\}/;

const MEGABYTE = 1_000_000;

function readMegabytes(raw: unknown, refuse: () => void): number | undefined {
  if (raw === undefined || raw === null) return undefined;
  if (typeof raw === 'number' && raw > 0) return raw * MEGABYTE;
  refuse();
  return undefined;
}

function readSwitch(raw: unknown, standard: boolean, refuse: () => void): boolean {
  if (typeof raw === 'boolean') return raw;
  if (raw !== undefined && raw !== null) refuse();
  return standard;
}

/** Undefined if none is named: an empty setting doesn't override a configuration. */
function readColumns(raw: unknown, refuse: () => void): Settings['plafondsColumns'] | undefined {
  if (raw === undefined || raw === null) return undefined;
  if (!isRecord(raw)) {
    refuse();
    return undefined;
  }
  const entries = Object.entries(raw);
  const good = entries.filter((entry): entry is [string, string] => typeof entry[1] === 'string');
  if (good.length < entries.length) refuse();
  return good.length === 0 ? undefined : Object.fromEntries(good);
}

/** The profile that the user chose for a file, by its path in its folder or by its whole path. */
export function profileFor(
  settings: Pick<ServerSettings, 'profiles'>,
  path: string,
  folder: string | undefined,
): string | undefined {
  const inside = folder !== undefined && path.startsWith(`${folder}/`) ? path.slice(folder.length + 1) : undefined;
  const matching = Object.keys(settings.profiles).filter(
    glob => (inside !== undefined && matchesGlob(glob, inside)) || matchesGlob(glob, path),
  );
  const glob = mostSpecific(matching);
  return glob === undefined ? undefined : settings.profiles[glob];
}

/** The `segur` section of what a client sends with `didChangeConfiguration`. */
const sectionOf = (settings: unknown): unknown => field(settings, 'segur') ?? settings;

/** The settings of a file, from its workspace folder. */
interface FileSettings {
  readonly settings: ServerSettings;
  /** The path of the file; its URI if it has none. */
  readonly path: string;
  /** The path of its workspace folder, on this machine. */
  readonly folder: string | undefined;
  /** The profile that the user chose for it. */
  readonly profile: string | undefined;
}

/** Tells what is wrong in the editor's settings, once, with a way there. */
export class SettingsTeller {
  private readonly told = new Set<string>();

  constructor(
    private readonly connection: Connection,
    private readonly client: Client,
  ) {}

  tell(setting: string, message: string): void {
    if (this.told.has(message)) return;
    this.told.add(message);
    const { connection, client } = this;
    if (!client.opensSettings) {
      void connection.sendNotification(ShowMessageNotification.type, { type: MessageType.Warning, message });
      return;
    }
    connection.window.showWarningMessage(message, { title: ANSWERS.setting.open[client.lang] }).then(
      picked => {
        if (picked !== undefined) void connection.sendNotification(SETTING_NOTIFICATION, { setting });
      },
      (error: unknown) => {
        logFailure(connection, 'settings', error);
      },
    );
  }
}

/** The settings of the window and of each workspace folder, as the client answers or sends them. */
export class SettingsByFolder {
  private known = new Map<string, ServerSettings>();
  private pushed: unknown;
  private folders: readonly string[];

  constructor(
    private readonly connection: Connection,
    private readonly client: Client,
    private readonly teller: SettingsTeller,
  ) {
    this.pushed = client.settings;
    this.folders = client.folders;
  }

  /** The workspace's folders on this machine. */
  get folderPaths(): readonly string[] {
    return this.folders.flatMap(uri => filePath(uri) ?? []);
  }

  /** Settings from a client that can't be asked. */
  push(raw: unknown): void {
    if (!this.client.configuration && raw !== undefined && raw !== null) this.pushed = sectionOf(raw);
  }

  changeFolders(added: readonly string[], removed: readonly string[]): void {
    this.folders = [...this.folders.filter(uri => !removed.includes(uri)), ...added];
  }

  async load(catalog: Pick<Catalog, 'get'>): Promise<void> {
    const { folders } = this;
    const raw = this.client.configuration ? await this.ask(folders) : [this.pushed];
    const refused = new Set<string>();
    const isProfile = (id: string): boolean => catalog.get(id) !== undefined;
    const read = (value: unknown): ServerSettings =>
      readSettings(value, isProfile, field => {
        refused.add(field);
      });
    this.known = new Map(
      raw.map((value, i): [string, ServerSettings] => [i === 0 ? '' : (folders[i - 1] ?? ''), read(value)]),
    );
    for (const setting of refused) this.teller.tell(setting, ANSWERS.setting.unusable(setting)[this.client.lang]);
  }

  of(uri: string): FileSettings {
    const place = plain(uri);
    const folder = this.folders
      .filter(f => place.startsWith(`${plain(f).replace(/\/$/, '')}/`))
      .sort((a, b) => b.length - a.length)[0];
    const settings = this.known.get(folder ?? '') ?? this.known.get('') ?? NO_SETTINGS;
    const path = pathOf(uri);
    const root = folder === undefined ? undefined : pathOf(folder).replace(/\/$/, '');
    return {
      settings,
      path,
      folder: folder === undefined ? undefined : filePath(folder),
      profile: profileFor(settings, path, root),
    };
  }

  /** The settings of the window, then those of each folder. None if the client can't answer. */
  private async ask(folders: readonly string[]): Promise<readonly unknown[]> {
    const items = [{ section: 'segur' }, ...folders.map(scopeUri => ({ scopeUri, section: 'segur' }))];
    try {
      return itemsOf(await this.connection.workspace.getConfiguration(items));
    } catch {
      return [];
    }
  }
}
