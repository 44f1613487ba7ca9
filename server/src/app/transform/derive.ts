import type { Ligne } from '../../format/model/ligne.js';
import type { Profile } from '../../format/profiles/profile.js';
import { identifiantsDmp } from '../../format/model/identDmp.js';
import { finessOf, type FinessRole, rppsOf } from '../../format/model/identifiants.js';

/** The FINESS that an identifier of that kind is made of. */
const MADE_OF = { pmsi: 'finessPMSI', geographique: 'finessGeo' } as const satisfies Record<string, FinessRole>;

/**
 * The one DMP identifier that the demande's own beneficiaries can mean; undefined where there is a doubt, or none is
 * due.
 */
export function identDmpOf(ligne: Ligne, { traits }: Profile): string | undefined {
  const kind = traits.identDMP;
  if (kind === 'null' || kind === 'none' || kind === 'rpps-list') return undefined;
  // A RPPS rang would do as well, and the demande doesn't hold it.
  if (kind === 'ris' && ligne.texts('rpps').length > 0) return undefined;
  const roles: readonly FinessRole[] = kind === 'ris' ? ['finessJuridique', 'finessGeo'] : [MADE_OF[kind]];
  return finessOf(ligne, ...roles).complete ? only(identifiantsDmp(kind, ligne)) : undefined;
}

/**
 * The doctors whom the order is for; undefined where one is missing, and for a structure, whose doctors the demande
 * doesn't name.
 */
export function doctorsOf(ligne: Ligne): readonly string[] | undefined {
  if (ligne.text('commandePour')?.value === 'STRUCTURE') return undefined;
  const { known, complete } = rppsOf(ligne);
  return complete && known.length > 0 ? known : undefined;
}

/** The one FINESS with which the INSi teleservice can have been called. */
export function identInsiOf(ligne: Ligne): string | undefined {
  const { known, complete } = finessOf(ligne, 'finessJuridique', 'finessGeo', 'finessPMSI');
  return complete ? only(known) : undefined;
}

const only = (texts: readonly string[]): string | undefined => (texts.length === 1 ? texts[0] : undefined);
