import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { luhn } from '../../server/src/format/domain/numeros.js';
import { at, listOf, recordOf } from '../support/json.js';
import { HUGE_LIGNES, LARGE_LIGNES, LEGAL_LIGNES, MANY_FILES, type Layout } from './layout.js';

/** Digits with the key that makes them a valid RPPS, SIRET or FINESS. */
const keyed = (digits: string): string =>
  `${digits}${String(Array.from({ length: 10 }, (_, key) => key).findIndex(key => luhn(`${digits}${String(key)}`)))}`;

const padded = (serial: number, length: number): string => String(serial).padStart(length, '0');

const FIRST = ['Marie-Hélène', 'Jean', 'Anne-Sophie', 'Benoît', 'Chloé', 'Luc', 'Inès', 'Paul', 'Zoé', 'François'];
const LAST = ['Martin', 'Lefèvre', "N'Guyen", 'Dubois', 'Robert', 'Guérin', 'Petit', 'Morel', 'André', 'Clinquart'];

const oneOf = (words: readonly string[], serial: number): string => words[serial % words.length] ?? '';

/** A person of that number: a thousand have another name each. */
function person(serial: number): Readonly<Record<'nom' | 'email' | 'telephone', string>> {
  const [first, last] = [oneOf(FIRST, serial), oneOf(LAST, Math.floor(serial / FIRST.length))];
  return {
    nom: `${first} ${last}-${oneOf(LAST, Math.floor(serial / 100))}`,
    email: `p${padded(serial, 5)}@cabinet-${padded(serial, 4)}.fr`,
    telephone: `04${padded(serial % 100_000_000, 8)}`,
  };
}

/** The same members, but where a person is, another one is. */
const ofPerson = (members: Record<string, unknown>, serial: number): Record<string, unknown> =>
  Object.fromEntries(
    Object.entries(members).map(([key, value]) => {
      const what = (['nom', 'email', 'telephone'] as const).find(start => key.startsWith(start));
      return [key, what === undefined || value === null ? value : person(serial)[what]];
    }),
  );

/** Correct requests as in practice: the lignes of the corpus in turn, each with its own numbers and people. */
class Requests {
  private serial = 0;

  constructor(private readonly model: unknown) {}

  text(lignes: number): string {
    const models = listOf(at(this.model, 'lignesImport'));
    const lignesImport = Array.from({ length: lignes }, (_, i) => this.ligne(models[i % models.length], i + 1));
    return `${JSON.stringify({ ...recordOf(this.model), lignesImport }, null, 2)}\n`;
  }

  private ligne(model: unknown, numLigne: number): unknown {
    const numeroEditeur = `BDC-2022-${padded(++this.serial, 6)}`;
    const beneficiaires = recordOf(at(model, 'beneficiaires'));
    const structure = recordOf(beneficiaires['structure']);
    return {
      ...recordOf(model),
      numLigne,
      numeroEditeur,
      beneficiaires: {
        ...ofPerson(beneficiaires, ++this.serial),
        liberal: listOf(beneficiaires['liberal']).map(doctor => ({
          ...ofPerson(recordOf(doctor), ++this.serial),
          RPPS: keyed(`100${padded(++this.serial, 7)}`),
        })),
        structure:
          structure['FINESSJuridique'] === null
            ? structure
            : {
                ...ofPerson(structure, ++this.serial),
                FINESSJuridique: keyed(`69${padded(++this.serial, 6)}`),
                FINESSGeo: [keyed(`69${padded(++this.serial, 6)}`)],
              },
      },
      piecesJustificatives: listOf(at(model, 'piecesJustificatives')).map(piece => ({
        ...recordOf(piece),
        nomFichier: `${numeroEditeur}.pdf`,
      })),
    };
  }
}

/** The line missing from every tenth ligne of the faulty file: completion proposes it, and a fix restores it. */
export const LACKING = '        "regimeTVA": "TTC",\n';

function withFaults(text: string): string {
  let seen = 0;
  return text
    .replaceAll(LACKING, line => (seen++ % 10 === 0 ? '' : line))
    .replaceAll('"formatFichier": "PDF"', pair => (seen++ % 10 === 5 ? '"formatFichier": "pdf"' : pair));
}

/** Writes all requests of a run. */
export function writeRequests(layout: Layout): void {
  const model: unknown = JSON.parse(
    readFileSync(new URL('../corpus/correct/mdv-lgc.avance.json', import.meta.url), 'utf8'),
  );
  const requests = new Requests(model);
  const legal = requests.text(LEGAL_LIGNES);
  writeFileSync(layout.legal, legal);
  writeFileSync(layout.faulty, withFaults(legal));
  writeFileSync(layout.large, requests.text(LARGE_LIGNES));
  writeFileSync(layout.huge, requests.text(HUGE_LIGNES));
  mkdirSync(layout.many);
  for (let i = 1; i <= MANY_FILES; i++)
    writeFileSync(join(layout.many, `${padded(i, 3)}.mdv-lgc.avance.json`), requests.text(LEGAL_LIGNES));
}
