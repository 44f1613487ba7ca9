import bioLoincAvance from '../../../../schemas/bio-loinc.avance.schema.json';
import bioLoincSolde from '../../../../schemas/bio-loinc.solde.schema.json';
import bioSglAvance from '../../../../schemas/bio-sgl.avance.schema.json';
import bioSglSolde from '../../../../schemas/bio-sgl.solde.schema.json';
import commun from '../../../../schemas/commun.schema.json';
import couloirs from '../../../../schemas/couloirs.schema.json';
import hopDpiAvance from '../../../../schemas/hop-dpi.avance.schema.json';
import hopDpiSolde from '../../../../schemas/hop-dpi.solde.schema.json';
import hopPfiAvance from '../../../../schemas/hop-pfi.avance.schema.json';
import hopPfiSolde from '../../../../schemas/hop-pfi.solde.schema.json';
import hopRiAvance from '../../../../schemas/hop-ri.avance.schema.json';
import hopRiSolde from '../../../../schemas/hop-ri.solde.schema.json';
import mdvLgcAvance from '../../../../schemas/mdv-lgc.avance.schema.json';
import mdvLgc from '../../../../schemas/mdv-lgc.schema.json';
import mdvLgcSolde from '../../../../schemas/mdv-lgc.solde.schema.json';
import ms1DuiAvance from '../../../../schemas/ms1-dui.avance.schema.json';
import ms1DuiSolde from '../../../../schemas/ms1-dui.solde.schema.json';
import ms2DuiAvance from '../../../../schemas/ms2-dui.avance.schema.json';
import ms2DuiSolde from '../../../../schemas/ms2-dui.solde.schema.json';
import mssOpeAvance from '../../../../schemas/mss-ope.avance.schema.json';
import mssOpeSolde from '../../../../schemas/mss-ope.solde.schema.json';
import parts from '../../../../schemas/parts.schema.json';
import phaLgoAvance from '../../../../schemas/pha-lgo.avance.schema.json';
import phaLgoSolde from '../../../../schemas/pha-lgo.solde.schema.json';
import radRisAvance from '../../../../schemas/rad-ris.avance.schema.json';
import radRisSolde from '../../../../schemas/rad-ris.solde.schema.json';
import sasAgendaAvance from '../../../../schemas/sas-agenda.avance.schema.json';
import sasAgendaSolde from '../../../../schemas/sas-agenda.solde.schema.json';
import { type Bilingual, typesetBoth } from '../../texts/typeset.js';
import { foldKey } from '../domain/fold.js';
import { PLAFOND_ROLES } from '../domain/plafonds-lecture.js';
import { type Agreement, agreeOn } from './agree.js';
import {
  compileSchema,
  type ProfileKeywords,
  type ProfileSchema,
  SchemaError,
  type SchemaLibrary,
  type SchemaNode,
} from './compile.js';
import type { Detection, PhaseMarks } from './detect.js';
import {
  type CommonModel,
  type Evidence,
  modelOf,
  type Phase,
  type Profile,
  type Shape,
  wrappedIn,
} from './profile.js';
import { FIELD_ROLES, type FieldRole } from './roles.js';

/** Definitions shared by the profiles' schemas, by file name. */
const LIBRARY: SchemaLibrary = {
  'parts.schema.json': parts,
  'mdv-lgc.schema.json': mdvLgc,
  'couloirs.schema.json': couloirs,
};

/** One schema per profile, in the order of the FAQs' couloirs. */
const SCHEMAS: readonly ProfileSchema[] = [
  mdvLgcAvance,
  mdvLgcSolde,
  hopRiAvance,
  hopRiSolde,
  hopDpiAvance,
  hopDpiSolde,
  hopPfiAvance,
  hopPfiSolde,
  radRisAvance,
  radRisSolde,
  phaLgoAvance,
  phaLgoSolde,
  bioSglAvance,
  bioSglSolde,
  bioLoincAvance,
  bioLoincSolde,
  ms1DuiAvance,
  ms1DuiSolde,
  ms2DuiAvance,
  ms2DuiSolde,
  mssOpeAvance,
  mssOpeSolde,
  sasAgendaAvance,
  sasAgendaSolde,
];

/** Keys and values, without case and accents, that only one phase has; a solde also has its logiciel's block. */
const PHASE_MARKS: PhaseMarks = {
  keys: {
    solde: ['facture', 'numerofacture', 'datefacture', 'identdmp'],
    avance: ['commande', 'datecommande'],
  },
  pieces: { solde: ['=facture', '=va', '=mom'], avance: ['=bon_commande'] },
};

const LIGNES_KEY = 'lignesImport';

/** The known profiles; each is compiled at its first use. */
export class Catalog {
  private readonly compiled = new Map<string, Profile>();
  private readonly agreements = new Map<string, Agreement & { readonly ids: readonly string[] }>();
  private marks: PhaseMarks | undefined;
  private detected: readonly Detection[] | undefined;
  private named: readonly string[] | undefined;
  private lists: readonly string[] | undefined;
  private commonModel: CommonModel | undefined;
  private readonly foreigners = new Map<string, CommonModel>();
  private readonly wrappers = new WeakMap<CommonModel, Map<string, CommonModel>>();

  constructor(private readonly schemas: readonly ProfileSchema[] = SCHEMAS) {}

  get ids(): readonly string[] {
    return this.schemas.map(schema => schema['x-segur-profile'].id);
  }

  /** What the schema says about the profile itself. Accepts an id in any case. */
  keywordsOf(id: string): ProfileKeywords | undefined {
    return this.schemas.map(schema => schema['x-segur-profile']).find(told => foldKey(told.id) === foldKey(id));
  }

  /** The same profiles, some of them with the model that the user adopted. */
  withModels(models: readonly ProfileSchema[]): Catalog {
    const adopted = new Map(models.map(model => [model['x-segur-profile'].id, model]));
    const ours = this.schemas.map(schema => adopted.get(schema['x-segur-profile'].id) ?? schema);
    return new Catalog([...ours, ...[...adopted.values()].filter(model => !ours.includes(model))]);
  }

  /** The profiles with an adopted model. */
  get adopted(): readonly Profile[] {
    return this.schemas
      .filter(schema => schema['x-segur-profile'].evidence === 'adopted')
      .flatMap(schema => this.get(schema['x-segur-profile'].id) ?? []);
  }

  /** The names of the list of lignes, in our models and in adopted ones. */
  get listKeys(): readonly string[] {
    this.lists ??= [...new Set([LIGNES_KEY, ...this.adopted.map(({ lignesKey }) => lignesKey)])];
    return this.lists;
  }

  /** `MDV-LGC`, `HOP-DPI-VA2`: couloirs with their logiciel, and wave. */
  get stems(): readonly string[] {
    this.named ??= [...new Set(this.ids.map(stemOf))];
    return this.named;
  }

  stemOf(profile: Profile): string {
    return stemOf(profile.id);
  }

  /** What these profiles have in common; the same object whenever they are the same. */
  agreement(profiles: readonly [Profile, ...Profile[]]): Agreement & { readonly ids: readonly string[] } {
    const ids = profiles.map(({ id }) => id);
    const known = this.agreements.get(ids.join());
    if (known !== undefined) return known;
    const made = { ...agreeOn(profiles), ids };
    this.agreements.set(ids.join(), made);
    return made;
  }

  /** Title for a picker, without compiling the profile. */
  titleOf(id: string): Bilingual | undefined {
    const schema = this.schemas.find(one => one['x-segur-profile'].id === id);
    return schema && typesetBoth(schema['x-segur-profile'].title);
  }

  /** With the logiciels of our own models: an adopted one may use such a name for any block, in any phase. */
  get phaseMarks(): PhaseMarks {
    const logiciels = this.schemas
      .map(schema => schema['x-segur-profile'])
      .filter(({ evidence }) => evidence !== 'adopted')
      .map(({ logiciel }) => foldKey(logiciel));
    const { keys, pieces } = PHASE_MARKS;
    this.marks ??= { keys: { ...keys, solde: [...keys.solde, ...new Set(logiciels)] }, pieces };
    return this.marks;
  }

  get detections(): readonly Detection[] {
    this.detected ??= this.schemas.map(({ 'x-segur-profile': { id, phase, detect } }) => ({
      id,
      phase: phaseOf(phase),
      any: fold(detect.any),
      all: fold(detect.all),
      none: fold(detect.none),
    }));
    return this.detected;
  }

  /** Every profile, in the order of the schemas. */
  get all(): readonly Profile[] {
    return this.ids.flatMap(id => this.get(id) ?? []);
  }

  /** Accepts an id in any case. */
  get(id: string): Profile | undefined {
    const known = this.compiled.get(id);
    if (known !== undefined) return known;
    const schema = this.schemas.find(s => foldKey(s['x-segur-profile'].id) === foldKey(id));
    if (schema === undefined) return undefined;
    const profile = compileProfile(schema);
    this.compiled.set(id, profile);
    return profile;
  }

  /** For a request whose model nobody has adopted: all that is known is which list holds the requests. */
  foreign(path: readonly string[]): CommonModel {
    const id = JSON.stringify(path);
    const known = this.foreigners.get(id);
    if (known !== undefined) return known;
    const list: SchemaNode = { type: 'array', items: open({}), 'x-segur': { container: 'lignes' } };
    const file = path.toReversed().reduce<SchemaNode>((inner, key) => open({ [key]: inner }), list);
    const model = split(compileSchema(file, id, LIBRARY, 'other'));
    this.foreigners.set(id, model);
    return model;
  }

  /** The model of a file that keys of nobody's stand around; the same object whenever they are the same. */
  wrapped(model: CommonModel, keys: readonly string[], listed: boolean): CommonModel {
    const known = this.wrappers.get(model) ?? new Map<string, CommonModel>();
    this.wrappers.set(model, known);
    const id = JSON.stringify([listed, ...keys]);
    const made = known.get(id) ?? wrappedIn(model, keys, listed);
    known.set(id, made);
    return made;
  }

  get common(): CommonModel {
    this.commonModel ??= split(compileSchema(commun, 'commun.schema.json', LIBRARY, 'observed'));
    return this.commonModel;
  }
}

/**
 * What the ANS requires since vague 2, of every couloir: a model adopted for such a wave has it unless it says
 * otherwise.
 */
export const LATER_TRAITS = { commandeMention: true, commandeDelai: 120, soldePilotes: true } as const;

/** @throws SchemaError if the schema is not one of ours. */
export function compileProfile(schema: ProfileSchema): Profile {
  const told = schema['x-segur-profile'];
  const evidence = evidenceOf(told.evidence);
  const shape = compileSchema(schema, told.id, LIBRARY, evidence);
  const { traits } = told;
  return {
    id: told.id,
    couloir: told.couloir,
    logiciel: told.logiciel,
    phase: phaseOf(told.phase),
    title: typesetBoth(told.title),
    evidence,
    ...split(shape),
    traits: {
      pieces: traits.pieces,
      attestationTVA: traits.attestationTVA,
      attestation: traits.attestation === 'VA-or-MOM' ? 'VA-or-MOM' : 'VA',
      identDMP: among(traits.identDMP, ['rpps-list', 'pmsi', 'ris', 'geographique', 'null', 'none']),
      adresseMSS: among(traits.adresseMSS, ['optional', 'when-direct', 'none']),
      beneficiaryKeys: traits.beneficiaryKeys.filter(isRole),
      plafondKeys: traits.plafondKeys.map(key => among(key, PLAFOND_ROLES)),
      beneficiaryRequired: traits.beneficiaryRequired === 'warning' ? 'warning' : 'error',
      calendar: traits.calendar,
      pieceSeverity: traits.pieceSeverity === 'warning' ? 'warning' : 'error',
      singleBeneficiary: traits.singleBeneficiary ?? false,
      soldeComplet: traits.soldeComplet ?? false,
      factureAuClient: traits.factureAuClient ?? true,
      factureLogiciel: traits.factureLogiciel ?? false,
      commandeMention: traits.commandeMention ?? false,
      commandeDelai: traits.commandeDelai,
      soldePilotes: traits.soldePilotes ?? false,
      plafondHT: traits.plafondHT,
      avanceHT: traits.avanceHT,
    },
  };
}

const open = (properties: NonNullable<SchemaNode['properties']>): SchemaNode => ({
  type: 'object',
  properties,
  additionalProperties: true,
});

function split(file: Shape): CommonModel {
  const model = modelOf(file);
  if (model === undefined) throw new SchemaError(LIGNES_KEY, 'no list of lignes');
  return model;
}

/** What an avance and its solde have in common. */
export const stemOf = (id: string): string => id.slice(0, id.indexOf('/'));

const fold = (marks: readonly string[] | undefined): string[] => (marks ?? []).map(foldKey);
const isRole = (name: string): name is FieldRole => FIELD_ROLES.some(role => role === name);

function among<const T extends string>(value: string, allowed: readonly T[]): T {
  const found = allowed.find(a => a === value);
  if (found === undefined) throw new SchemaError(value, `expected one of ${allowed.join(', ')}`);
  return found;
}

const phaseOf = (name: string): Phase => among(name, ['avance', 'solde']);
const evidenceOf = (name: string): Evidence => among(name, ['observed', 'faq', 'other', 'reconstructed', 'adopted']);
