import { isObject, type Json, type JsonObject } from '../support/refs.js';
import { correctFile } from '../support/cases.js';

/** An invented model of a further wave. None is the agency's; all names and codes are made up. */
export interface Invented {
  readonly id: string;
  readonly from: string;
  readonly like?: string;
  readonly match?: Readonly<Record<string, string>>;
  readonly change: (file: JsonObject) => Json;
}

const parse = (text: string): JsonObject => {
  const json: Json = JSON.parse(text);
  if (!isObject(json)) throw new Error('no object');
  return json;
};

/** Every object of a file, rebuilt by `change` from the inside out. */
export function mapped(value: Json, change: (object: JsonObject, key: string) => JsonObject, key = ''): Json {
  if (Array.isArray(value)) return value.map(item => mapped(item, change, key));
  if (!isObject(value)) return value;
  return change(Object.fromEntries(Object.entries(value).map(([k, v]) => [k, mapped(v, change, k)])), key);
}

export const renamed =
  (names: Readonly<Record<string, string>>) =>
  (object: JsonObject): JsonObject =>
    Object.fromEntries(Object.entries(object).map(([key, value]) => [names[key] ?? key, value]));

const iso = (value: Json): Json =>
  typeof value === 'string' ? value.replace(/^(\d\d)\/(\d\d)\/(\d{4})$/, '$3-$2-$1') : value;

const values =
  (change: (value: Json, key: string) => Json) =>
  (object: JsonObject): JsonObject =>
    Object.fromEntries(Object.entries(object).map(([key, value]) => [key, change(value, key)]));

const ligne =
  (change: (ligne: JsonObject) => JsonObject) =>
  (file: JsonObject): JsonObject => ({
    ...file,
    lignesImport: (Array.isArray(file['lignesImport']) ? file['lignesImport'] : []).map(one =>
      isObject(one) ? change(one) : one,
    ),
  });

const dates = (file: JsonObject): Json => mapped(file, values(iso));

export const textOf = (json: Json): string => `${JSON.stringify(json, null, 2)}\n`;

export const fileOf = ({ from, change }: Invented): string => textOf(change(parse(correctFile(from))));

/** Ten models: new keys at every level, renamed ones, other orders, codes and dates, blocks that no wave had. */
export const MODELS: readonly Invented[] = [
  {
    id: 'HOP-DPI-VA2/avance',
    from: 'HOP-DPI/avance',
    change: file => dates(ligne(one => ({ ...one, typePrestation: 'VAGUE_2' }))(file)),
  },
  {
    id: 'HOP-PFI-VA2/avance',
    from: 'HOP-PFI/avance',
    change: file =>
      mapped(
        file,
        renamed({
          nomClient: 'nomRepresentant',
          emailClient: 'courrielRepresentant',
          telephoneClient: 'telRepresentant',
          montantSegurHT: 'montantHT',
        }),
      ),
  },
  {
    id: 'RAD-DRIMBOX-VA2/avance',
    from: 'RAD-RIS/avance',
    change: file =>
      ligne(({ codeTraitement, libelleTraitement, ...one }) => ({
        ...one,
        drimbox: { identifiantOID: '1.2.250.1.213.1', nombreModalites: 3, certificatNOS: true },
        codeTraitement: codeTraitement ?? null,
        libelleTraitement: libelleTraitement ?? null,
      }))({ versionModele: 2, ...file }),
  },
  {
    id: 'RAD-DRIMBOX-VA2/solde',
    from: 'RAD-RIS/solde',
    change: file =>
      mapped(file, (object, key) =>
        renamed({ RIS: 'DRIMBOX', numeroFacture: 'numFacture' })(
          key === 'facture' ? { datePaiement: '12/10/2023', ...object } : object,
        ),
      ),
  },
  {
    id: 'MDV-LGC-VA2/avance',
    from: 'MDV-LGC/avance',
    match: { BDC_SIGNE: 'BON_COMMANDE' },
    change: file =>
      mapped(
        file,
        values(value => (value === 'BON_COMMANDE' ? 'BDC_SIGNE' : iso(value))),
      ),
  },
  {
    id: 'MDV-LGC-VA2/solde',
    from: 'MDV-LGC/solde',
    match: { FACT: 'FACTURE', PVA: 'VA', DMOM: 'MOM' },
    change: file =>
      mapped(
        file,
        values(value => (value === 'FACTURE' ? 'FACT' : value === 'VA' ? 'PVA' : value === 'MOM' ? 'DMOM' : value)),
      ),
  },
  {
    id: 'MS-DUI-VA2/avance',
    from: 'MS1-DUI/avance',
    like: 'MS1-DUI/avance',
    change: file =>
      mapped(file, renamed({ clients: 'etablissements', FINESSGeo: 'finessESMS', FINESSJuridique: 'finessOG' })),
  },
  {
    id: 'MS-DUI-VA2/solde',
    from: 'MS1-DUI/solde',
    like: 'MS1-DUI/solde',
    change: file =>
      ligne(({ numLigne, typeAction, ...one }) => ({
        typeAction: typeAction ?? null,
        numLigne: numLigne ?? null,
        ...one,
      }))(file),
  },
  {
    id: 'SFP-LGC-VA2/avance',
    from: 'PHA-LGO/avance',
    like: 'PHA-LGO/avance',
    change: file =>
      mapped(
        file,
        renamed({
          commande: 'bonDeCommande',
          dateCommande: 'dateSignature',
          regimeTVA: 'tva',
          piecesJustificatives: 'justificatifs',
          nomFichier: 'fichier',
        }),
      ),
  },
  {
    id: 'BIO-SGL-VA2/solde',
    from: 'BIO-SGL/solde',
    change: file =>
      ligne(one => ({
        ...one,
        recette: { dateRecette: '02/06/2023', siteRecette: '690012349', contactRecette: 'recette@labo-est.fr' },
      }))(file),
  },
];
