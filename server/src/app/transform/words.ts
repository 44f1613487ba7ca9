import type { Lang } from '../../format/domain/langue.js';
import type { Bilingual } from '../../format/profiles/shape.js';
import { fr } from '../../texts/typeset.js';
import type { Unsound } from '../cut.js';
import type { At, Refusal } from '../merge.js';
import type { Candidate, NoAvance } from '../solde.js';

/** Why something can't be done, as every face says it. */

export const UNSOUND: Readonly<Record<Unsound['reason'], Bilingual>> = {
  syntax: {
    fr: "ce n'est pas du JSON strict, les lignes ne se séparent pas sans risque. Corrigez d'abord la syntaxe.",
    en: 'this is not strict JSON, its lignes cannot be told apart safely. Fix the syntax first.',
  },
  'portal-field': {
    fr: fr`ce numéro est attribué par le portail, et seules certaines lignes en ont un (portal-field) : un des fichiers passerait pour une sortie du portail. Dans une avance à déposer, mettez-le d'abord à null.`,
    en:
      'this number is assigned by the portal, and only some lignes have one (portal-field): one of the files would ' +
      "be taken for the portal's output. In an avance to deposit, set it to null first.",
  },
  encoding: {
    fr: "ce fichier n'est pas en UTF-8, le réécrire perdrait des caractères. Enregistrez-le d'abord en UTF-8.",
    en: 'this file is not UTF-8, to write it anew would lose characters. Save it as UTF-8 first.',
  },
  'no-list': {
    fr: fr`aucune liste de demandes : il y faut la clé « lignesImport » et une liste.`,
    en: 'no list of requests: it needs the key “lignesImport” and a list.',
  },
  'two-lists': {
    fr: fr`la clé « lignesImport » y figure deux fois. Réunissez d'abord les deux listes.`,
    en: 'the key “lignesImport” stands there twice. Put the two lists together first.',
  },
};

export function noAvance(why: Exclude<NoAvance, Unsound>): Bilingual {
  switch (why.reason) {
    case 'no-profile':
      return { fr: "profil non reconnu, choisissez-le d'abord.", en: 'unknown profile, choose it first.' };
    case 'no-output':
      return {
        fr: fr`ce n'est pas un JSON de sortie du portail : il n'a ni identifiant d'import ni numéros de dossier. Prenez le fichier que le portail a rendu après le dépôt de l'avance.`,
        en:
          "this is not the portal's output: it has neither an import id nor dossier numbers. Take the file that " +
          'the portal gave back after the avance was deposited.',
      };
    case 'partial':
      return {
        fr: fr`ce n'est pas un JSON de sortie du portail : ${rangs(why.without, 'fr')} n'${why.without.length === 1 ? 'a' : 'ont'} pas de numéro de dossier, d'autres en ont un, et il n'a pas d'identifiant d'import (portal-field). Prenez le fichier tel que le portail l'a rendu après le dépôt de l'avance.`,
        en:
          `this is not the portal's output: ${rangs(why.without, 'en')} ` +
          `${why.without.length === 1 ? 'has' : 'have'} no dossier number, others have one, and there is no import ` +
          'id (portal-field). Take the file as the portal gave it back after the avance was deposited.',
      };
    case 'solde':
      return {
        fr: fr`c'est déjà un solde (${why.profile.id}). Prenez le JSON de sortie de l'avance.`,
        en: `it is a solde already (${why.profile.id}). Take the output JSON of the avance.`,
      };
  }
}

/** Why a file doesn't go along with the first; `pathOf` names each file. */
export function refusalWord(
  refusal: Exclude<Refusal, { readonly kind: 'unsound' }>,
  pathOf: (file: number) => string,
  all: string,
): Bilingual {
  switch (refusal.kind) {
    case 'profile': {
      const [path, profile, first] = [pathOf(refusal.file), refusal.profile?.id, refusal.first?.id];
      return {
        fr: fr`${path} : profil ${profile ?? 'non reconnu'}, alors que le premier fichier est ${first === undefined ? 'de profil non reconnu' : `du profil ${first}`}.`,
        en: `${path}: profile ${profile ?? 'unknown'}, where the first file's is ${first ?? 'unknown'}.`,
      };
    }
    case 'head':
      return {
        fr: fr`${pathOf(refusal.file)} : « ${refusal.key} » diffère de celui de ${pathOf(0)}, et le fichier réuni n'en a qu'un.`,
        en:
          `${pathOf(refusal.file)}: “${refusal.key}” differs from that of ${pathOf(0)}, and the merged file has one ` +
          'only.',
      };
    case 'output':
      return {
        fr: fr`${pathOf(refusal.file)} : un JSON de sortie du portail et un fichier à déposer ne vont pas ensemble (portal-output).`,
        en: `${pathOf(refusal.file)}: a portal output and a file to deposit do not go together ` + '(portal-output).',
      };
    case 'rule': {
      const {
        at,
        other,
        key,
        rule: { title, id },
      } = refusal;
      const where = at.ligne === undefined ? all : placeOf(at, pathOf);
      return {
        fr: fr`${where}${other === undefined ? '' : `, avec ${placeOf(other, pathOf)}`} : ${title.fr}${key === undefined ? '' : fr`, « ${key} »`} (${id}).`,
        en:
          `${where}${other === undefined ? '' : `, with ${placeOf(other, pathOf)}`}: ` +
          `${title.en}${key === undefined ? '' : `, “${key}”`} (${id}).`,
      };
    }
  }
}

const placeOf = ({ file, ligne }: At, pathOf: (file: number) => string): string =>
  ligne === undefined ? pathOf(file) : `${pathOf(file)}, ligne ${String(ligne + 1)}`;

const MAX_RANGS = 8;

/** « les lignes 2, 4 et 5 », from ranks that count from 0; cut after a few. */
function rangs(chunks: readonly number[], lang: Lang): string {
  const [numbers, more] = [chunks.slice(0, MAX_RANGS).map(chunk => String(chunk + 1)), chunks.length > MAX_RANGS];
  const listed = more
    ? `${numbers.join(', ')}…`
    : [numbers.slice(0, -1).join(', '), numbers.at(-1)].filter(part => part !== '').join(AND[lang]);
  return `${(chunks.length === 1 ? LA_LIGNE : LES_LIGNES)[lang]} ${listed}`;
}

const AND: Readonly<Record<Lang, string>> = { fr: ' et ', en: ' and ' };
const LA_LIGNE: Readonly<Record<Lang, string>> = { fr: 'la ligne', en: 'ligne' };
const LES_LIGNES: Readonly<Record<Lang, string>> = { fr: 'les lignes', en: 'lignes' };

/** Why values of a source would be lost. */
export const DOUBLES: Bilingual = {
  fr: fr`une clé y figure deux fois, et le solde n'a de place que pour une des deux valeurs (duplicate-key). Gardez la bonne et retirez l'autre.`,
  en:
    'a key stands there twice, and the solde has room for one of the two values only (duplicate-key). Keep the ' +
    'right one and remove the other.',
};

/** Why no solde is made of a ligne; empty where one is. */
export function skippedWord({ index, numeroASP, numeroEditeur, skipped }: Candidate): Bilingual {
  const numero = numeroEditeur ?? numeroASP;
  const which = `Ligne ${String(index + 1)}${numero === undefined ? '' : ` (${numero})`}`;
  switch (skipped?.reason) {
    case undefined:
      return { fr: '', en: '' };
    case 'no-dossier':
      return {
        fr: fr`${which} : laissée de côté, elle n'a pas de numéro de dossier. Le portail ne l'a pas enregistrée.`,
        en: `${which}: left out, it has no dossier number. The portal did not register it.`,
      };
    case 'repeated':
      return {
        fr: fr`${which} : laissée de côté, son dossier est déjà celui d'une ligne précédente.`,
        en: `${which}: left out, an earlier ligne is of the same dossier.`,
      };
    case 'exists':
      return {
        fr: fr`${which} : laissée de côté, son solde est déjà dans ${skipped.file}.`,
        en: `${which}: left out, its solde is in ${skipped.file} already.`,
      };
  }
}
