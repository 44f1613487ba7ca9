import fc from 'fast-check';
import type { Profile } from '../../server/src/format/profiles/profile.js';
import type { FieldRole } from '../../server/src/format/profiles/roles.js';
import { engine } from './cases.js';
import { correctFiles } from './generator.js';
import { refsOf, withContainer, withRole, type Json, type JsonObject, type Ref } from './refs.js';

/** A file of a publisher's folder, free to be changed. */
export interface FolderFile {
  readonly name: string;
  readonly profile: Profile;
  readonly json: JsonObject;
}

/** One deposit: what was requested, what the portal gave back, what is claimed at the end. */
export interface Deposit {
  readonly avance: FolderFile;
  readonly sortie: FolderFile;
  readonly solde: FolderFile;
}

const STEMS = [
  'MDV-LGC',
  'MS1-DUI',
  'HOP-RI',
  'HOP-PFI',
  'PHA-LGO',
  'RAD-RIS',
  'BIO-SGL',
  'BIO-LOINC',
  'MSS-OPE',
  'SAS-AGENDA',
  'MS2-DUI',
  'HOP-DPI',
] as const;
const IDENTIFIERS: readonly FieldRole[] = [
  'rpps',
  'finessGeo',
  'finessPMSI',
  'finessJuridique',
  'numeroAM',
  'siretClient',
];

export function profileOf(id: string): Profile {
  const profile = engine.catalog.get(id);
  if (profile === undefined) throw new Error(`no profile ${id}`);
  return profile;
}

export const refs = ({ profile, json }: FolderFile): Ref[] => refsOf(profile, json);

export const valuesOf = (file: FolderFile, ...roles: readonly FieldRole[]): Ref[] => withRole(refs(file), ...roles);

/** The lignes of a file. */
export function lignesOf(file: FolderFile): JsonObject[] {
  const list = withContainer(refs(file), 'lignes')[0]?.value;
  if (!Array.isArray(list)) throw new Error(`${file.name} has no list`);
  return list.filter(
    (ligne): ligne is JsonObject => typeof ligne === 'object' && ligne !== null && !Array.isArray(ligne),
  );
}

export const textOfFile = ({ json }: FolderFile): string => JSON.stringify(json, null, 2);

export const copyOf = (file: FolderFile, name: string): FolderFile => ({
  ...file,
  name,
  json: structuredClone(file.json),
});

/** A file with some of the lignes of another. */
export function partOf(file: FolderFile, name: string, keep: (index: number) => boolean): FolderFile {
  const part = copyOf(file, name);
  const list = withContainer(refs(part), 'lignes')[0];
  list?.set(
    lignesOf(part)
      .filter((_, i) => keep(i))
      .map(ligne => ligne),
  );
  renumber(part);
  return part;
}

function renumber(file: FolderFile): void {
  valuesOf(file, 'numLigne').forEach((ref, i) => {
    ref.set(i + 1);
  });
}

/** Deposits of one publisher, consistent and without anything in common: no file may have findings. */
export function deposits(count: number, seed: number): Deposit[] {
  const taken = new Set<string>();
  const found: Deposit[] = [];
  for (let tried = 0; found.length < count; tried++) {
    if (tried > count * 20) throw new Error('the generator makes too many collisions');
    const stem = STEMS[found.length % STEMS.length] ?? 'MDV-LGC';
    const made = deposit(stem, found.length, seed + tried);
    const own = identity(made.avance);
    if (new Set(own).size < own.length || own.some(number => taken.has(number))) continue;
    for (const number of own) taken.add(number);
    found.push(made);
  }
  return found;
}

const identity = (file: FolderFile): string[] =>
  [
    ...new Set(
      valuesOf(file, 'numeroEditeur', ...IDENTIFIERS)
        .filter(({ value }) => value !== null)
        .map(({ ligne, value }) => `${String(ligne)}:${String(value)}`),
    ),
  ].map(key => key.slice(key.indexOf(':') + 1));

function deposit(stem: string, index: number, seed: number): Deposit {
  const make = (phase: 'avance' | 'solde'): FolderFile => {
    const profile = profileOf(`${stem}/${phase}`);
    // The same seed makes the same choices for both phases: one is the other's avance.
    const [json] = fc.sample(correctFiles(profile, { min: 1, max: 6 }), { seed, numRuns: 1 });
    if (json === undefined) throw new Error('nothing was made');
    return {
      name: `${stem.toLowerCase()}/${phase}-${String(index).padStart(3, '0')}.json`,
      profile,
      json: structuredClone(json),
    };
  };
  const avance = make('avance');
  const solde = make('solde');
  for (const file of [avance, solde]) {
    valuesOf(file, 'siretEditeur')[0]?.set('81234567800013');
    valuesOf(file, 'numeroAns')[0]?.set('1234567890');
  }
  const number = (ligne: number | undefined): string =>
    `FIN${avance.profile.couloir}${String(10_000 + index * 10 + (ligne ?? 0))}`;
  for (const ref of valuesOf(solde, 'numeroASP')) ref.set(number(ref.ligne));
  const sortie = copyOf(avance, avance.name.replace('avance', 'sortie-avance'));
  for (const ref of valuesOf(sortie, 'numeroASP')) ref.set(number(ref.ligne));
  const filled: Readonly<Partial<Record<FieldRole, Json>>> = {
    impId: `2022-${String(index)}`,
    codeTraitement: 'OK',
    libelleTraitement: 'Demande enregistrée',
  };
  for (const [role, value] of Object.entries(filled))
    for (const ref of refs(sortie).filter(({ shape }) => shape.role === role)) ref.set(value);
  return { avance, sortie, solde };
}
