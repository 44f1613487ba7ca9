import { beneficiariesOf } from '../../format/model/clients.js';
import { lignesPlace } from '../../format/model/ligne.js';
import { readStrictLigne } from '../../format/recognise/request.js';
import { byRate } from '../split.js';
import type { TableModel } from './columns.js';
import { ligneText, type Demande } from './compose.js';
import type { Group, Sourced, Values } from './rows.js';
import type { Bilingual } from '../../texts/typeset.js';

/** A request that may be written, and the file that it belongs to. */
export interface Candidate {
  readonly group: Group;
  /** What its file's head has, as text. */
  readonly head: string;
  readonly rate: { readonly tag: string; readonly label: Bilingual };
  /** Its beneficiaries, as the rule about duplicates tells them. */
  readonly beneficiaries: readonly string[];
}

export function candidate(model: TableModel, group: Group, demande: Demande, head: Values): Candidate {
  const { profile } = model;
  const ligne = readStrictLigne(ligneText(model, demande, 1, ''), 0, profile.ligne, lignesPlace(undefined, profile), 0);
  const [rate] = ligne === undefined ? [] : byRate([ligne]);
  return {
    group,
    head: JSON.stringify([...head].map(([id, { value }]: readonly [string, Sourced]) => [id, value])),
    rate: rate ?? { tag: '', label: { fr: '', en: '' } },
    beneficiaries:
      ligne === undefined ? [] : beneficiariesOf(ligne, model.profile.traits.beneficiaryKeys).map(({ id }) => id),
  };
}

/** Candidates that go into the same files. */
export interface Batch {
  /** Part of the files' names; empty where there is one batch only. */
  readonly tag: string;
  readonly label: Bilingual;
  readonly candidates: readonly Candidate[];
}

/**
 * By head, VAT scheme and rate. As in a split: a request that doesn't tell its rate goes along with the others where
 * these are all of one, else apart.
 */
export function batches(candidates: readonly Candidate[]): readonly Batch[] {
  const heads = new Map<string, Candidate[]>();
  for (const one of candidates) push(heads, one.head, one);
  const all = [...heads.values()].flatMap((ofHead, i) => {
    const rates = new Map<string, Candidate[]>();
    for (const one of ofHead) push(rates, one.rate.tag, one);
    absorb(rates, 'ttc', tag => tag.startsWith('ttc-'));
    absorb(rates, 'sans-regime', () => true);
    return [...rates].map(([tag, list]): Batch & { readonly rank: number } => ({
      tag,
      rank: i + 1,
      label: list.find(({ rate }) => rate.tag === tag)?.rate.label ?? { fr: '', en: '' },
      candidates: list,
    }));
  });
  return all.map(({ tag, label, rank, candidates: list }): Batch => {
    const parts = [
      ...(heads.size > 1 ? [`editeur-${String(rank)}`] : []),
      ...(all.some(other => other.rank === rank && other.tag !== tag) ? [tag] : []),
    ];
    return { tag: parts.join('.'), label, candidates: list };
  });
}

function absorb(rates: Map<string, Candidate[]>, tag: string, takes: (tag: string) => boolean): void {
  const joined = rates.get(tag);
  const [target, ...more] = [...rates.keys()].filter(other => other !== tag && takes(other));
  if (joined === undefined || target === undefined || more.length > 0 || target === 'ttc-mixte') return;
  rates.delete(tag);
  const rankOf = ({ group }: Candidate): number => group.rows[0] ?? 0;
  rates.set(
    target,
    [...(rates.get(target) ?? []), ...joined].sort((a, b) => rankOf(a) - rankOf(b)),
  );
}

function push(map: Map<string, Candidate[]>, key: string, one: Candidate): void {
  const known = map.get(key);
  if (known === undefined) map.set(key, [one]);
  else known.push(one);
}
