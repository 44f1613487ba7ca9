import assert from 'node:assert/strict';
import { analyze, contextOf } from '../../server/src/analysis/analyze.js';
import { findingsUnder, foundIn } from '../../server/src/app/findings.js';
import { NO_CONFIG, Project } from '../../server/src/app/project.js';
import { Batch } from '../../server/src/cli/batch.js';
import type { Finding } from '../../server/src/rules/contract.js';
import { pointer } from '../../server/src/format/model/located.js';
import { runWorkspace } from '../../server/src/rules/across.js';
import { WorkspaceIndex } from '../../server/src/index/index.js';
import { factsOf, readFacts } from '../../server/src/index/read.js';
import { engine, TODAY } from '../support/cases.js';
import {
  copyOf,
  deposits,
  lignesOf,
  partOf,
  refs,
  textOfFile,
  valuesOf,
  type Deposit,
  type FolderFile,
} from '../support/folder.js';
import { finess, rpps } from '../support/identifiers.js';
import { isObject, withContainer } from '../support/refs.js';

/** Everything that the files of a folder cause in one another: « avance-003.json solde-montant /lignesImport/0/… ». */
function told(files: readonly FolderFile[]): string[] {
  const index = new WorkspaceIndex();
  for (const file of files) {
    const facts = readFacts(file.name, textOfFile(file), engine.catalog, { profile: file.profile.id });
    assert.ok(facts !== undefined, file.name);
    index.set(facts);
  }
  return files
    .flatMap(file => {
      const analysis = analyze(engine, textOfFile(file), { today: TODAY, profile: file.profile.id });
      return runWorkspace(engine.rules, index, file.name, contextOf(analysis)).map(finding => {
        for (const { file: other } of finding.related)
          assert.ok(other !== undefined && other !== file.name && index.get(other) !== undefined);
        for (const lang of ['fr', 'en'] as const) assert.doesNotMatch(finding.message(lang), /undefined|NaN|\[object/);
        return `${file.name} ${finding.rule.id} ${finding.severity} ${pointer(finding.place)}`;
      });
    })
    .sort();
}

/**
 * What else is in a publisher's folder: the parts of a deposit, one that was corrected and deposited again, the output
 * of a solde.
 */
function clutter({ avance, solde }: Deposit, i: number): FolderFile[] {
  const name = (what: string): string => avance.name.replace('avance', what);
  switch (i % 4) {
    case 0:
      return [
        partOf(avance, name('avance-part-1'), n => n % 2 === 0),
        partOf(avance, name('avance-part-2'), n => n % 2 === 1),
      ].filter(part => lignesOf(part).length > 0);
    case 1: {
      const rejected = copyOf(avance, name('avance-rejetée'));
      valuesOf(rejected, 'montantSegurHT')[0]?.set(7_000_000);
      return [rejected];
    }
    case 2: {
      const output = copyOf(solde, name('sortie-solde'));
      valuesOf(output, 'impId')[0]?.set('2023-1');
      return [output, copyOf(solde, name('solde-redéposé'))];
    }
    default:
      return [];
  }
}

interface Plant {
  readonly what: string;
  /** What is required, without its file's folder; undefined if that deposit can't be spoiled this way. */
  readonly spoil: (own: Deposit, next: Deposit) => readonly string[] | undefined;
}

const L = '/lignesImport/0';
const first = (file: FolderFile, ...roles: Parameters<typeof valuesOf>[1][]) =>
  valuesOf(file, ...roles).find(({ ligne }) => ligne === 0 || ligne === undefined);
const cents = (value: unknown): number => Math.round(Number(value) * 100);

const PLANTS: readonly Plant[] = [
  {
    what: "a publisher's number with a slip",
    spoil: ({ solde }) => {
      first(solde, 'numeroEditeur')?.set('AUTRE-1');
      return [`${solde.name} solde-numero-editeur error ${L}/numeroEditeur`];
    },
  },
  {
    what: 'a dossier that is in no output',
    spoil: ({ solde }) => {
      first(solde, 'numeroASP')?.set('FINXXX00001');
      return [`${solde.name} solde-dossier warning ${L}/numeroASP`];
    },
  },
  {
    what: 'another establishment of the publisher',
    spoil: ({ solde }) => {
      first(solde, 'siretEditeur')?.set('81234567800021');
      return [`${solde.name} solde-publisher warning /siret`];
    },
  },
  {
    what: 'another company',
    spoil: ({ solde }) => {
      first(solde, 'siretEditeur')?.set('73282932000074');
      return [`${solde.name} solde-publisher warning /siret`];
    },
  },
  {
    what: 'another referencing number',
    spoil: ({ solde }) => {
      first(solde, 'numeroAns')?.set('9876543210');
      return [`${solde.name} solde-publisher warning /numeroAns`];
    },
  },
  {
    what: 'an establishment more',
    spoil: ({ solde }) => {
      const list = withContainer(refs(solde), 'listeFinessGeo').find(
        ({ ligne, value }) => ligne === 0 && Array.isArray(value) && value.length > 0,
      );
      if (!Array.isArray(list?.value) || solde.profile.traits.singleBeneficiary) return undefined;
      list.value.push(finess('75', 999_001));
      return [`${solde.name} solde-perimeter-added error ${list.path}/${String(list.value.length - 1)}`];
    },
  },
  {
    what: 'a client more',
    spoil: ({ solde }) => {
      const list = withContainer(refs(solde), 'clients').find(({ ligne }) => ligne === 0);
      const client = Array.isArray(list?.value) ? list.value[0] : undefined;
      if (
        !Array.isArray(list?.value) ||
        !isObject(client) ||
        solde.profile.traits.beneficiaryKeys[0] !== 'finessGeo' ||
        solde.profile.traits.singleBeneficiary
      )
        return undefined;
      const more = structuredClone(client);
      const at = list.value.push(more) - 1;
      for (const ref of valuesOf(solde, 'finessJuridique', 'finessGeo', 'rpps', 'numeroAM').filter(
        ({ path, value }) => path.startsWith(`${list.path}/${String(at)}/`) && value !== null,
      )) {
        ref.set(
          ref.shape.role === 'rpps'
            ? rpps(88_000_001)
            : finess('69', 990_000 + ref.path.length + Number(ref.path.at(-1) ?? 0)),
        );
      }
      const told = [`${list.path}/${String(at)}/FINESSGeo/0`, `${list.path}/${String(at)}/FINESSGeo`];
      const path = told.find(candidate => valuesOf(solde, 'finessGeo').some(ref => ref.path === candidate));
      return path === undefined ? undefined : [`${solde.name} solde-perimeter-added error ${path}`];
    },
  },
  {
    what: 'an establishment less',
    spoil: ({ solde }) => {
      const list = withContainer(refs(solde), 'listeFinessGeo').find(
        ({ ligne, value }) => ligne === 0 && Array.isArray(value) && value.length > 1,
      );
      if (!Array.isArray(list?.value)) return undefined;
      list.value.pop();
      return [
        `${solde.name} solde-perimeter-removed ${solde.profile.traits.soldeComplet ? 'warning' : 'info'} ` +
          `${L}/beneficiaires`,
      ];
    },
  },
  {
    what: 'a cent more than the avance',
    spoil: ({ avance, solde }) => {
      if (solde.profile.traits.avanceHT !== undefined) return undefined;
      first(solde, 'montantSegurHT')?.set((cents(first(avance, 'montantSegurHT')?.value) + 1) / 100);
      return [`${solde.name} solde-montant error ${L}/facture/montantSegurHT`];
    },
  },
  {
    what: 'what is left to be paid',
    spoil: ({ avance, solde }) => {
      const whole = cents(first(avance, 'montantSegurHT')?.value);
      if (solde.profile.traits.avanceHT !== undefined || whole < 1000) return undefined;
      first(solde, 'montantSegurHT')?.set(Math.floor(whole * 0.7) / 100);
      return [`${solde.name} solde-montant-partiel warning ${L}/facture/montantSegurHT`];
    },
  },
  {
    what: 'the scenario that was installed after all',
    spoil: ({ solde }) => {
      const direct = first(solde, 'directMSSCitoyen');
      direct?.set(direct.value !== true);
      return direct === undefined ? undefined : [`${solde.name} solde-scenario info ${direct.path}`];
    },
  },
  {
    what: 'an agent, or none',
    spoil: ({ solde }) => {
      const agent = first(solde, 'isMandataire');
      agent?.set(agent.value !== true);
      return [`${solde.name} solde-mandataire info ${agent?.path ?? ''}`];
    },
  },
  {
    what: 'a beneficiary of two deposits',
    spoil: (own, next) => {
      const role = own.avance.profile.traits.beneficiaryKeys.find(key =>
        [own, next].every(({ avance }) => typeof first(avance, key)?.value === 'string'),
      );
      if (role === undefined || own.avance.profile !== next.avance.profile) return undefined;
      const number = first(own.avance, role)?.value ?? null;
      for (const file of [next.avance, next.sortie, next.solde]) first(file, role)?.set(number);
      return [own.avance, next.avance, own.solde, next.solde].map(
        file => `${file.name} duplicate-beneficiary warning ${first(file, role)?.path ?? ''}`,
      );
    },
  },
];

describe('a folder of many files', () => {
  it('says nothing of avances, outputs, parts, corrected deposits and soldes that belong together', () => {
    const files = deposits(130, 1).flatMap((own, i) => [
      own.avance,
      ...(i % 5 === 0 ? [] : [own.sortie]),
      own.solde,
      ...clutter(own, i),
    ]);
    assert.ok(files.length > 400);
    assert.deepEqual(told(files), []);
  });

  it('finds each planted mistake, at its place, and says nothing else, whatever the order of the files', () => {
    const all = deposits(170, 77);
    const wanted: string[] = [];
    const planted = new Map<string, number>();
    for (let i = 0; i + 12 < all.length; i++) {
      // Others of the same profile stay as they are.
      if (i % 24 >= 12) continue;
      for (let k = 0; k < PLANTS.length; k++) {
        const plant = PLANTS[(i + Math.floor(i / 24) + k) % PLANTS.length];
        const own = all[i];
        const next = all[i + 12];
        const due = own === undefined || next === undefined ? undefined : plant?.spoil(own, next);
        if (plant === undefined || due === undefined) continue;
        wanted.push(...due);
        planted.set(plant.what, (planted.get(plant.what) ?? 0) + 1);
        break;
      }
    }
    for (const { what } of PLANTS) assert.ok((planted.get(what) ?? 0) > 0, `never planted: ${what}`);
    const files = all.flatMap(({ avance, sortie, solde }) => [avance, sortie, solde]);
    assert.ok(files.length > 500);
    assert.deepEqual(told(files), wanted.sort());
    assert.deepEqual(told([...files].reverse()), wanted);
  });

  it('says the same in a run that compares only files with a number in common', () => {
    const all = deposits(40, 5);
    for (const [i, own] of all.entries()) {
      const next = all[i + 12];
      if (next !== undefined) PLANTS[(i + 3) % PLANTS.length]?.spoil(own, next);
    }
    const files = all.flatMap(({ avance, sortie, solde }, i) =>
      i % 3 === 0 ? [avance] : i % 12 < 6 ? [avance, solde] : [avance, sortie, solde],
    );
    const run = told(files);
    assert.ok(run.length > 10, String(run.length));
    for (const order of [files, [...files].reverse()]) assert.deepEqual(inARun(order), amongAll(order));
  });
});

const PROJECT = new Project({ ...NO_CONFIG, engine }, path => path);
const analysisOf = (file: FolderFile) =>
  analyze(engine, textOfFile(file), { today: TODAY, profile: file.profile.id, path: file.name });
const shown = (path: string, { rule, place, severity, related }: Finding): string =>
  `${path} ${rule.id} ${severity} ${pointer(place)} ${related.map(({ file, chunk }) => `${file ?? ''}:${String(chunk)}`).join()}`;

/** What `check` says about the files: one without findings is dropped, and read again where it is compared. */
function inARun(files: readonly FolderFile[]): string[] {
  const batch = new Batch();
  for (const file of files)
    batch.add({ path: file.name, project: PROJECT, analysis: analysisOf(file), again: () => textOfFile(file) });
  return [...batch.outcomes()].flatMap(({ request: { path, findings } }) =>
    findings.map(({ finding }) => shown(path, finding)),
  );
}

/** What is reported if each file is compared with all others. */
function amongAll(files: readonly FolderFile[]): string[] {
  const index = new WorkspaceIndex();
  for (const file of files) index.set(factsOf(file.name, analysisOf(file)));
  return files.flatMap(file => {
    const analysis = analysisOf(file);
    const elsewhere = runWorkspace(engine.rules, index, file.name, contextOf(analysis));
    const { findings } = findingsUnder(PROJECT, file.name, foundIn(analysis, elsewhere));
    return findings.map(finding => shown(file.name, finding));
  });
}
