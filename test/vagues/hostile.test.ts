import assert from 'node:assert/strict';
import { analyze, findingsOf, type Engine } from '../../server/src/analysis/analyze.js';
import { tell, TODAY } from '../support/cases.js';
import { isObject, type Json, type JsonObject } from '../support/refs.js';
import { FURTHER } from './further.js';
import { made } from './made.js';

/** Models that share hardly a word with ours; all is invented. */
interface Strange {
  readonly id: string;
  readonly what: string;
  readonly match?: Readonly<Record<string, string>>;
  readonly file: JsonObject;
}

const HOSPITAL = (rang: number, finess: string, entite: string): JsonObject => ({
  rang,
  action: 'C',
  dossier: null,
  refEditeur: `CMD-2026-0${String(rang)}`,
  bonDeCommande: { signeLe: '2025-03-02', montantHT: 14100.83, regime: 'TTC', typePrestation: 'VAGUE2' },
  etablissements: [
    {
      finessPmsi: finess,
      finessEJ: entite,
      sites: [finess],
      responsable: {
        nomPrenom: `Jeanne Valmont ${'abc'.charAt(rang)}`,
        mel: 'j.valmont@ch-test.fr',
        tel: '0478000001',
      },
    },
  ],
  documents: [{ nom: `BDC-${String(rang)}.pdf`, format: 'PDF', nature: 'BDC' }],
  retourCode: null,
  retourLibelle: null,
});

const FLAT = (numLigne: number, rpps: string): JsonObject => ({
  numLigne,
  typeAction: 'C',
  numeroASP: null,
  numeroEditeur: `A-${String(numLigne)}`,
  dateCommande: '02/03/2025',
  montantSegurHT: 358.33,
  regimeTVA: 'TTC',
  RPPS: rpps,
  nomMedecin: 'Anne Roche',
  emailMedecin: 'a.roche@cabinet.fr',
  telephoneMedecin: '0478000001',
  nomFichier: `BDC${String(numLigne)}.pdf`,
  formatFichier: 'PDF',
  typeFichier: 'BON_COMMANDE',
  codeTraitement: null,
  libelleTraitement: null,
});

const BLOCKS = (numLigne: number, finess: string, entite: string): JsonObject => ({
  demande: {
    numLigne,
    typeAction: 'CREATION',
    numeroASP: null,
    numeroEditeur: `B-${String(numLigne)}`,
    blocs: [
      { codeBloc: 'COMMANDE', dateCommande: '2025-03-02', montantSegurHT: 358.33, regimeTVA: 'TTC' },
      {
        codeBloc: 'CLIENT',
        nomClient: 'Anne Roche',
        emailClient: 'a.roche@cabinet.fr',
        telephoneClient: '0478000001',
        FINESSGeo: finess,
        FINESSJuridique: entite,
      },
    ],
    piecesJustificatives: [{ typeFichier: 'BC', nomFichier: `BDC${String(numLigne)}.pdf`, formatFichier: 'pdf' }],
    codeTraitement: null,
    libelleTraitement: null,
  },
});

const STRANGE: readonly Strange[] = [
  {
    id: 'HOP-DPI-VA7/avance',
    what: 'every key renamed, the head and the list of requests too, ISO dates',
    file: {
      identifiantImport: null,
      referenceANS: '1234567890',
      siretFournisseur: '81234567800013',
      demandes: [HOSPITAL(1, '690012349', '690023452'), HOSPITAL(2, '590780193', '750712184')],
    },
  },
  {
    id: 'MDV-LGC-VA7/avance',
    what: 'all flat in the ligne, the head in a block',
    file: {
      entete: { version: '2.1', siret: '81234567800013', numeroAns: '1234567890', impId: null },
      lignesImport: [FLAT(1, '10003456786'), FLAT(2, '10002123452')],
    },
  },
  {
    id: 'SFP-LGC-VA7/avance',
    what: 'each ligne in an object of its own, its blocks in a list, other codes',
    match: { BC: 'BON_COMMANDE' },
    file: {
      impId: null,
      numeroAns: '1234567890',
      siret: '81234567800013',
      lignesImport: [BLOCKS(1, '690012349', '690023452'), BLOCKS(2, '590780193', '750712184')],
    },
  },
];

const write = (file: Json): string => `${JSON.stringify(file, null, 2)}\n`;

/** A mistake, and where it must be reported. */
interface Mistake {
  readonly what: string;
  readonly text: string;
  readonly path: string;
}

/** Every object of a file, with its path. */
function* objectsIn(value: Json, path = ''): Generator<readonly [path: string, object: JsonObject]> {
  if (Array.isArray(value)) for (const [i, item] of value.entries()) yield* objectsIn(item, `${path}/${String(i)}`);
  else if (isObject(value)) {
    yield [path, value];
    for (const [key, inner] of Object.entries(value)) yield* objectsIn(inner, `${path}/${key}`);
  }
}

/** The file with another object at a path. */
function put(value: Json, path: string, object: JsonObject): Json {
  if (path === '') return object;
  const [, head = '', rest] = /^\/([^/]*)(.*)$/.exec(path) ?? [];
  if (Array.isArray(value)) return value.map((item, i) => (String(i) === head ? put(item, rest ?? '', object) : item));
  if (!isObject(value)) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, inner]) => [key, key === head ? put(inner, rest ?? '', object) : inner]),
  );
}

const holdsList = (value: Json): boolean =>
  Array.isArray(value) ? value.some(isObject) : isObject(value) && Object.values(value).some(holdsList);

function* mistakesIn(file: JsonObject): Generator<Mistake> {
  const texts = new Set<string>();
  for (const [path, object] of objectsIn(file)) {
    // One ligne of two: the other shows that nothing else is reported.
    if (/^(?:\/\w+)*?\/0/.test(path)) continue;
    const entries = Object.entries(object);
    const made = (what: string, changed: readonly (readonly [string, Json])[], at: string): Mistake => ({
      what: `${what} ${at}`,
      text: write(put(file, path, Object.fromEntries(changed))),
      path: at,
    });
    yield made('unknown key', [...entries.slice(0, 1), ['zzz', 4], ...entries.slice(1)], `${path}/zzz`);
    for (const [i, [key, value]] of entries.entries()) {
      const others = entries.filter((_, j) => j !== i);
      const set = (to: Json): (readonly [string, Json])[] => entries.map(([k, v], j) => [k, i === j ? to : v]);
      // A file without its list is no request.
      const lignes = !/\d/.test(path) && holdsList(value);
      const upper = key.toUpperCase() === key ? key.toLowerCase() : key.toUpperCase();
      if (!lignes) {
        yield made(
          'case',
          entries.map(([k, v], j) => [i === j ? upper : k, v]),
          `${path}/${upper}`,
        );
        // Something that only some items of a list have may be missing in one.
        if (!/\/(?:blocs|elements)\/\d$/.test(path) || key === 'codeBloc' || key === 'nature')
          yield made('missing', others, path);
      }
      if (entries.length > 2 && i === 0 && path !== '') yield made('order', [...others, [key, value]], path);
      if (typeof value === 'string') {
        yield made('space', set(`${value} `), `${path}/${key}`);
        yield made('type', set({ x: 1 }), `${path}/${key}`);
        if (/^\d{4}-\d\d-\d\d$/.test(value)) yield made('date', set('02/03/2025'), `${path}/${key}`);
        if (/^\d\d\/\d\d\/\d{4}$/.test(value)) yield made('date', set('2025-02-31'), `${path}/${key}`);
      }
      if (typeof value === 'number') yield made('quote', set(String(value)), `${path}/${key}`);
      if (value === null && !texts.has(key)) yield made('quote', set('null'), `${path}/${key}`);
    }
  }
}

describe('models that share hardly a word with ours', () => {
  for (const { id, what, match, file } of [...STRANGE, ...FURTHER])
    describe(`${id}: ${what}`, () => {
      const text = write(file);
      let engine: Engine;
      before(() => {
        ({ engine } = made({ id, ...(match && { match }) }, [text]));
      });
      const told = (of: string): readonly string[] => {
        const analysis = analyze(engine, of, { today: TODAY });
        return [
          analysis.choice.profile?.id ?? 'unknown',
          ...findingsOf(analysis).map(finding => {
            const { rule, severity, path } = tell(analysis, finding);
            return `${severity} ${path} ${rule}`;
          }),
        ];
      };
      it('a correct file is recognised, and silent', () => {
        assert.deepEqual(told(text), [id]);
      });
      for (const { what: mistake, text: wrong, path } of mistakesIn(file))
        it(`one mistake, one error at its place: ${mistake}`, () => {
          const [profile, ...findings] = told(wrong);
          assert.equal(profile, id);
          assert.equal(findings.length, 1, findings.join('\n'));
          assert.ok(findings[0]?.startsWith(`error ${path} `), findings[0]);
        });
    });
});
