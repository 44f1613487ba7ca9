import fc from 'fast-check';
import type { Profile, Shape } from '../../server/src/format/profiles/profile.js';
import type { ContainerRole, FieldRole } from '../../server/src/format/profiles/roles.js';
import { finess, rpps, siret } from './identifiers.js';
import type { Json, JsonObject } from './refs.js';

/** Prefixes of FINESS numbers by the VAT rate of their territory: one file has one rate. */
export const TERRITORIES = {
  metropole: ['01', '13', '2A', '2B', '35', '60', '69', '75', '95'],
  antilles: ['9701', '9702', '9704'],
  zero: ['9703', '98'],
} as const;

/** What is free in one request; everything else follows. */
interface Choices {
  readonly clients: number;
  readonly sites: number;
  readonly structure: boolean;
  readonly mandataire: boolean;
  readonly flags: number;
  readonly direct: readonly boolean[];
  readonly cents: number;
  readonly day: number;
  readonly nulls: boolean;
  readonly pick: number;
}

interface FileChoices {
  readonly seed: number;
  readonly territory: keyof typeof TERRITORIES;
  readonly ht: boolean;
  readonly integerNumbers: boolean;
  readonly lignes: readonly Choices[];
}

interface Client {
  readonly nom: string;
  readonly email: string;
  readonly telephone: string;
  readonly rpps: string | null;
  readonly juridique: string | null;
  readonly geos: readonly string[];
  readonly pmsi: string;
  readonly am: string;
  readonly siret: string;
}

const FIRST = ['Anne-Sophie', 'Jean', 'Hélène', 'Omar', 'Zoé', 'François', 'Inès', 'Loïc'] as const;
const LAST = [
  'Lefèvre',
  "d'Ornano",
  'Chuzeville',
  'Clinquart',
  'Benali',
  'Müller',
  'Saint-Exupéry',
  'Nguyen Van',
] as const;
const SENDINGS = {
  directDMP: 0,
  pfiDMP: 0,
  directMSSPro: 1,
  pfiMSSPro: 1,
  directMSSCitoyen: 2,
  pfiMSSCitoyen: 2,
} as const;

const ligne: fc.Arbitrary<Choices> = fc.record({
  clients: fc.oneof(
    { weight: 6, arbitrary: fc.integer({ min: 1, max: 3 }) },
    { weight: 1, arbitrary: fc.integer({ min: 4, max: 30 }) },
  ),
  sites: fc.integer({ min: 1, max: 4 }),
  structure: fc.boolean(),
  mandataire: fc.boolean(),
  flags: fc.nat({ max: 7 }),
  direct: fc.oneof(fc.constant([true, true, true]), fc.array(fc.boolean(), { minLength: 3, maxLength: 3 })),
  cents: fc.integer({ min: 1, max: 7_000_000 }),
  day: fc.nat({ max: 700 }),
  nulls: fc.boolean(),
  pick: fc.nat({ max: 99 }),
});

/** Correct files of a profile: they may have no findings. */
export function correctFiles(
  profile: Profile,
  lignes: { readonly min: number; readonly max: number },
): fc.Arbitrary<JsonObject> {
  return fc
    .record({
      seed: fc.nat({ max: 900_000 }),
      territory: fc.constantFrom('metropole', 'metropole', 'antilles', 'zero'),
      ht: fc.nat({ max: 3 }).map(n => n === 0),
      integerNumbers: fc.boolean(),
      lignes: fc.array(ligne, { minLength: lignes.min, maxLength: lignes.max, size: 'max' }),
    })
    .map(choices => fileOf(profile, choices));
}

function fileOf(profile: Profile, choices: FileChoices): JsonObject {
  const lignes = choices.lignes.map((one, i) => new Demande(profile, choices, one, i).fill(profile.ligne));
  const head: Readonly<Record<string, Json>> = {
    impId: null,
    numeroAns: String(1_000_000_000 + choices.seed),
    siretEditeur: siret(choices.seed),
  };
  return Object.fromEntries(
    (profile.file.properties ?? []).map(({ key, shape }) => [
      key,
      shape.container === 'lignes' ? lignes : (head[shape.role ?? ''] ?? null),
    ]),
  );
}

/** One request, consistent in itself, written in its profile's shape. */
class Demande {
  private readonly clients: readonly Client[];
  private readonly number: string;
  private readonly dossier: string;
  private readonly structure: boolean;

  constructor(
    private readonly profile: Profile,
    private readonly file: FileChoices,
    private readonly own: Choices,
    private readonly index: number,
  ) {
    const { traits } = profile;
    const one = traits.singleBeneficiary || traits.beneficiaryKeys.some(role => role === 'finessPMSI');
    const list = (profile.ligne.properties ?? []).some(
      ({ shape }) => shape.properties?.some(p => p.shape.container === 'liberal') === true,
    );
    this.structure = list && own.structure;
    this.clients = Array.from({ length: one || this.structure ? 1 : own.clients }, (_, i) => this.client(i));
    this.number = file.integerNumbers
      ? String(file.seed * 1000 + index + 1)
      : `CMD-${String(2022 + (own.pick % 3))}-${String(file.seed)}-${String(index + 1).padStart(3, '0')}`;
    this.dossier = `FIN${profile.couloir}${String(10_000 + index)}`;
  }

  /** Each gets its own numbers: a beneficiary has one request. */
  private client(i: number): Client {
    const n = this.file.seed + this.index * 200 + i * 6;
    // The four digits left for an overseas number are not enough for a large file.
    const prefixes = TERRITORIES[this.file.lignes.length > 5 ? 'metropole' : this.file.territory];
    const prefix = prefixes[(n + this.own.pick) % prefixes.length] ?? '75';
    const sites = this.profile.traits.singleBeneficiary ? 1 : this.own.sites;
    const geos = Array.from({ length: sites }, (_, site) => finess(prefix, n * 7 + site));
    const juridique = finess(prefix, n * 7 + 5);
    const liberal = !this.structure && this.profile.traits.beneficiaryKeys.includes('rpps') && this.own.flags === 1;
    const name = `${FIRST[n % 8] ?? 'Jean'} ${LAST[(n >> 3) % 8] ?? 'Dupont'}`;
    return {
      nom: name,
      email: `contact.${String(n)}@exemple-sante.fr`,
      telephone: `0${String(1 + (n % 9))}${String(n).padStart(8, '4').slice(-8)}`,
      rpps: liberal || this.own.nulls || !hasNullRpps(this.profile) ? rpps(n) : null,
      juridique: liberal ? null : juridique,
      geos: liberal ? [] : geos,
      pmsi: [juridique, geos[0] ?? juridique, finess(prefix, n * 7 + 6)][this.own.pick % 3] ?? juridique,
      am: finess(prefix, n * 7 + 4),
      siret: siret(n),
    };
  }

  fill(shape: Shape, client?: Client): JsonObject {
    return Object.fromEntries(
      (shape.properties ?? []).map(property => [property.key, this.value(property.shape, client)]),
    );
  }

  private value(shape: Shape, client: Client | undefined): Json {
    if (shape.container === 'structure') return this.fill(shape, this.structure ? this.clients[0] : undefined);
    if (shape.container !== undefined)
      return this.containers[shape.container]?.(shape, client) ?? this.fill(shape, client);
    const { role } = shape;
    if (role !== undefined) return this.fields[role]?.(client) ?? null;
    throw new Error(`nothing is known of a value of ${this.profile.id}: give it a role or write it here`);
  }

  private readonly containers: Partial<Record<ContainerRole, (shape: Shape, client: Client | undefined) => Json>> = {
    liberal: shape => (this.structure ? [] : this.each(shape)),
    clients: shape => this.each(shape),
    pieces: shape => this.pieces().map(type => this.piece(shape.items, type)),
    listeFinessGeo: (_, client) => [...(client?.geos ?? [])],
    listeIdentDMP: () =>
      this.clients.map((client, i) =>
        this.structure ? rpps(this.file.seed + this.index * 200 + i) : (client.rpps ?? ''),
      ),
  };

  private each(shape: Shape): Json[] {
    const { items } = shape;
    return items === undefined ? [] : this.clients.map(client => this.fill(items, client));
  }

  private pieces(): string[] {
    const all = this.own.direct.every(Boolean);
    const due = this.profile.traits.pieces.map(type => (type === 'VA|MOM' ? (all ? 'MOM' : 'VA') : type));
    return this.file.ht ? [...due, this.profile.traits.attestationTVA] : due;
  }

  private piece(shape: Shape | undefined, type: string): JsonObject {
    // The attestation is the publisher's: every ligne may join the same file.
    const nomFichier =
      type === this.profile.traits.attestationTVA ? 'attestation DGFIP.pdf' : `${type}-${this.number}.pdf`;
    const values: Readonly<Record<string, Json>> = { nomFichier, formatFichier: 'PDF', typeFichier: type };
    return Object.fromEntries((shape?.properties ?? []).map(p => [p.key, values[p.shape.role ?? ''] ?? null]));
  }

  private readonly flag = (bit: number): boolean => (this.own.flags & bit) !== 0;

  private date(): string {
    const date = new Date(Date.UTC(2022, 0, 1 + this.own.day));
    return (
      `${String(date.getUTCDate()).padStart(2, '0')}/${String(date.getUTCMonth() + 1).padStart(2, '0')}/` +
      String(date.getUTCFullYear())
    );
  }

  private sending(role: keyof typeof SENDINGS): boolean {
    return this.own.direct[SENDINGS[role]] === role.startsWith('direct');
  }

  private address(direct: 'directMSSPro' | 'directMSSCitoyen'): string | null {
    const mayBeNull = this.profile.traits.adresseMSS === 'optional' || !this.sending(direct);
    return mayBeNull && this.own.nulls ? null : `secretariat.${String(this.index)}@structure.mssante.fr`;
  }

  private identDMP(): string | null {
    const client = this.clients[this.own.pick % this.clients.length];
    if (client === undefined || (this.own.nulls && !this.sending('directDMP'))) return null;
    switch (this.profile.traits.identDMP) {
      case 'pmsi':
        return `1${client.pmsi}`;
      case 'geographique':
        return `6${client.geos[0] ?? ''}`;
      case 'ris':
        return (
          [
            client.juridique === null ? undefined : `5${client.juridique}`,
            client.geos[0] === undefined ? undefined : `6${client.geos[0]}`,
          ].filter(id => id !== undefined)[this.own.flags % 2] ?? `4${client.rpps ?? rpps(this.file.seed)}001`
        );
      case 'rpps-list':
      case 'null':
      case 'none':
        return null;
    }
  }

  private readonly fields: Partial<Record<FieldRole, (client: Client | undefined) => Json>> = {
    numLigne: () => this.index + 1,
    typeAction: () => 'C',
    numeroASP: () => (this.profile.phase === 'solde' ? this.dossier : null),
    numeroEditeur: () => (this.file.integerNumbers ? Number(this.number) : this.number),
    dateCommande: () => this.date(),
    dateFacture: () => this.date(),
    numeroFacture: () => `F-${this.number}`,
    regimeTVA: () => (this.file.ht ? 'HT' : 'TTC'),
    montantSegurHT: () => this.own.cents / 100,
    commandePour: () => (this.structure ? 'STRUCTURE' : 'LIBERAL'),
    isMandataire: () => this.own.mandataire,
    isClientUnique: () => this.clients.length === 1,
    nomMandataire: () => (this.own.mandataire ? 'Paul Garnier' : null),
    emailMandataire: () => (this.own.mandataire ? 'p.garnier@groupement-sante.fr' : null),
    telephoneMandataire: () => (this.own.mandataire ? '0472000000' : null),
    nomClient: client => client?.nom ?? null,
    emailClient: client => client?.email ?? null,
    telephoneClient: client => client?.telephone ?? null,
    rpps: client => client?.rpps ?? null,
    finessJuridique: client => client?.juridique ?? null,
    finessGeo: client => client?.geos[0] ?? null,
    finessPMSI: client => client?.pmsi ?? null,
    numeroAM: client => client?.am ?? null,
    siretClient: client => client?.siret ?? null,
    isCentreDeSante: () => this.structure && this.flag(1),
    isEnvironnementHospitalier: () => this.flag(2),
    isProSanteConnectNeeded: () => this.flag(4),
    operateurMessagerie: () =>
      this.profile.phase === 'avance' && this.own.nulls ? null : `API_${String(1 + this.own.pick)}`,
    directDMP: () => this.sending('directDMP'),
    pfiDMP: () => this.sending('pfiDMP'),
    directMSSPro: () => this.sending('directMSSPro'),
    pfiMSSPro: () => this.sending('pfiMSSPro'),
    directMSSCitoyen: () => this.sending('directMSSCitoyen'),
    pfiMSSCitoyen: () => this.sending('pfiMSSCitoyen'),
    identDMP: () => this.identDMP(),
    adresseMSSPro: () => this.address('directMSSPro'),
    adresseMSSCitoyen: () => this.address('directMSSCitoyen'),
    identINSi: () => [this.clients[0]?.juridique, ...(this.clients[0]?.geos ?? [])][this.own.flags % 2] ?? null,
    deploiementMSS: () => (this.flag(1) ? 'Cas 1' : 'Cas 2'),
    nombreBAL: () => this.own.pick,
  };
}

/** Whether a client may be named by its FINESS alone, its RPPS null. */
const hasNullRpps = (profile: Profile): boolean =>
  profile.traits.beneficiaryKeys.includes('rpps') &&
  (profile.ligne.properties ?? []).some(
    ({ shape }) => shape.properties?.some(p => p.shape.container === 'clients') === true,
  );
