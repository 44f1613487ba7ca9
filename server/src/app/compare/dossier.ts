import { formatEuros, isShareOf, parseMontant, shareOf, type Cents } from '../../format/domain/montant.js';
import { repairNumeroAsp } from '../../format/domain/numeros.js';
import type { FieldSet, Ligne } from '../../format/model/ligne.js';
import { isText, type Located } from '../../format/model/located.js';
import type { Profile } from '../../format/profiles/profile.js';
import { type FieldRole, MANDATAIRE_ROLES, SCENARIO_ROLES } from '../../format/profiles/roles.js';
import { typeset, type Lang } from '../../texts/typeset.js';
import {
  clientRows,
  type CompareRow,
  type CompareSection,
  type Comparison,
  info,
  isDifference,
  row,
} from './clients.js';
import { COMPARE } from '../../texts/compare.js';

/** A request as one file has it. */
export interface CompareSide {
  readonly profile: Profile | undefined;
  readonly head: FieldSet;
  readonly ligne: Ligne;
}

const SIREN = 9;

/** The shares paid at avance and at solde, which people type by mistake instead of the whole amount. */
const SHARES = [30, 70] as const;

/** What people want to see before depositing the solde: who asks, for whom, how much, what was installed. */
export function compareDossier(avance: CompareSide, solde: CompareSide, lang: Lang): Comparison {
  const sections = [
    demande(avance, solde, lang),
    montants(avance, solde, lang),
    { title: COMPARE.clients[lang], rows: clientRows(avance.ligne, solde.ligne, isComplete(solde.profile), lang) },
    { title: COMPARE.mandataire[lang], rows: fields(avance.ligne, solde.ligne, MANDATAIRE_ROLES, lang) },
    { title: COMPARE.scenario[lang], rows: fields(avance.ligne, solde.ligne, SCENARIO_ROLES, lang).map(unlessOpen) },
    pieces(avance, solde, lang),
  ]
    .filter(({ rows }) => rows.length > 0)
    .map(section => printed(section, lang));
  const differences = sections.flatMap(({ rows }) => rows).filter(isDifference).length;
  return { title: titleOf(avance.ligne, solde.ligne), sections, differences };
}

function titleOf(avance: Ligne, solde: Ligne): string {
  const dossier = (solde.text('numeroASP') ?? avance.text('numeroASP'))?.value;
  return [dossier, (solde.text('numeroEditeur') ?? avance.text('numeroEditeur'))?.value]
    .filter(part => part !== undefined)
    .join(' · ');
}

function demande(avance: CompareSide, solde: CompareSide, lang: Lang): CompareSection {
  const [a, s] = [avance.ligne, solde.ligne];
  const siret = [avance, solde].map(({ head }) => textOf(head, 'siretEditeur'));
  const moved = siret[0]?.slice(0, SIREN) === siret[1]?.slice(0, SIREN);
  const dossier = [a, s].map(ligne => {
    const text = textOf(ligne, 'numeroASP');
    return repairNumeroAsp(text) ?? text;
  });
  // An avance as deposited has no dossier number yet.
  const known = dossier[0] !== '';
  return {
    title: COMPARE.demande[lang],
    rows: [
      known
        ? row(COMPARE.dossier[lang], dossier[0] ?? '', dossier[1] ?? '', {
            note: COMPARE.dossierDiffers[lang],
            grave: true,
          })
        : info(COMPARE.dossier[lang], '', dossier[1] ?? ''),
      row(label(a, s, 'numeroEditeur', lang), textOf(a, 'numeroEditeur'), textOf(s, 'numeroEditeur'), {
        note: COMPARE.numeroEditeur[lang],
        grave: true,
      }),
      row(label(avance.head, solde.head, 'siretEditeur', lang), siret[0] ?? '', siret[1] ?? '', {
        note: (moved ? COMPARE.siret : COMPARE.siren)[lang],
        grave: !moved,
      }),
      row(
        label(avance.head, solde.head, 'numeroAns', lang),
        textOf(avance.head, 'numeroAns'),
        textOf(solde.head, 'numeroAns'),
        { note: COMPARE.numeroAns[lang], grave: true },
      ),
      info(COMPARE.ligne[lang], textOf(a, 'numLigne'), textOf(s, 'numLigne')),
      info(COMPARE.date[lang], textOf(a, 'dateCommande'), textOf(s, 'dateFacture')),
      info(COMPARE.facture[lang], '', textOf(s, 'numeroFacture')),
    ].filter(isSaid),
  };
}

function montants(avance: CompareSide, solde: CompareSide, lang: Lang): CompareSection {
  const [a, s] = [centsOf(avance.ligne), centsOf(solde.ligne)];
  const forfait = avance.profile?.traits.avanceHT ?? solde.profile?.traits.avanceHT;
  const rows: CompareRow[] = [
    // If the avance is a forfait, the two amounts are unrelated.
    {
      ...montantRow(avance.ligne, solde.ligne, a, s, lang),
      ...(forfait === undefined ? {} : { note: '', grave: false }),
    },
    row(
      label(avance.ligne, solde.ligne, 'regimeTVA', lang),
      textOf(avance.ligne, 'regimeTVA'),
      textOf(solde.ligne, 'regimeTVA'),
      { note: COMPARE.regime[lang], grave: true },
    ),
  ];
  if (a !== undefined && s !== undefined && a !== s)
    rows.splice(1, 0, info(COMPARE.difference[lang], '', signed(s - a, lang)));
  if (forfait !== undefined) rows.push(info(COMPARE.forfait[lang], euros(forfait, lang), ''));
  else if (a !== undefined) rows.push(info(COMPARE.avance[lang], formatEuros(shareOf(a, 30).nearest, lang), ''));
  return { title: COMPARE.montants[lang], rows: rows.filter(isSaid) };
}

function montantRow(avance: Ligne, solde: Ligne, a: Cents | undefined, s: Cents | undefined, lang: Lang): CompareRow {
  const name = label(avance, solde, 'montantSegurHT', lang);
  const [before, after] = [amount(avance, a, lang), amount(solde, s, lang)];
  if (a === undefined || s === undefined || a === s) return row(name, before, after);
  if (s > a) return row(name, before, after, { note: COMPARE.above[lang], grave: true });
  const isShare = SHARES.some(share => isShareOf(s, a, share));
  return row(name, before, after, { note: (isShare ? COMPARE.partial : COMPARE.below)[lang], grave: isShare });
}

const signed = (cents: Cents, lang: Lang): string =>
  `${cents > 0 ? '+' : ''}${formatEuros(cents, lang)}`.replace('-', '−');

/** As an amount, or as typed if it isn't one. */
const amount = (ligne: Ligne, cents: Cents | undefined, lang: Lang): string =>
  cents === undefined ? textOf(ligne, 'montantSegurHT') : formatEuros(cents, lang);

function euros(lexeme: string, lang: Lang): string {
  const parsed = parseMontant(lexeme);
  return 'cents' in parsed ? formatEuros(parsed.cents, lang) : lexeme;
}

function centsOf(ligne: Ligne): Cents | undefined {
  const text = ligne.text('montantSegurHT')?.value;
  const parsed = text === undefined ? undefined : parseMontant(text);
  return parsed !== undefined && 'cents' in parsed ? parsed.cents : undefined;
}

const fields = (avance: Ligne, solde: Ligne, roles: readonly FieldRole[], lang: Lang): readonly CompareRow[] =>
  roles
    .map(role =>
      row(label(avance, solde, role, lang), said(avance.first(role), lang), said(solde.first(role), lang), {
        note: COMPARE.installed[lang],
      }),
    )
    .filter(isSaid);

/** What an order left open (the mailbox operator) is known only after installation: not a difference. */
const unlessOpen = (one: CompareRow): CompareRow =>
  one.verdict === 'added' ? info(one.label, one.avance, one.solde) : one;

/** Avance and solde have different attachments by nature: they are shown, not compared. */
function pieces(avance: CompareSide, solde: CompareSide, lang: Lang): CompareSection {
  const [before, after] = [piecesOf(avance.ligne), piecesOf(solde.ligne)];
  const types = [...new Set([...before.keys(), ...after.keys()])];
  return {
    title: COMPARE.pieces[lang],
    rows: types.map(type =>
      info(type === '' ? COMPARE.piece[lang] : type, before.get(type) ?? '', after.get(type) ?? ''),
    ),
  };
}

function piecesOf(ligne: Ligne): ReadonlyMap<string, string> {
  const names = new Map<string, string>();
  for (const entry of ligne.entries('piece')) {
    const [type, name] = [entry.text('typeFichier')?.value ?? '', entry.text('nomFichier')?.value ?? ''];
    const before = names.get(type);
    names.set(type, before === undefined ? name : `${before}\n${name}`);
  }
  return names;
}

const isSaid = ({ avance, solde }: CompareRow): boolean => avance !== '' || solde !== '';

const textOf = (fields: FieldSet, role: FieldRole): string => fields.text(role)?.value ?? '';

function said(located: Located | undefined, lang: Lang): string {
  if (typeof located?.value === 'boolean') return (located.value ? COMPARE.yes : COMPARE.no)[lang];
  return isText(located) ? located.value : '';
}

/** The model's title for a field, without a question mark. */
function label(avance: FieldSet, solde: FieldSet, role: FieldRole, lang: Lang): string {
  const located = solde.first(role) ?? avance.first(role);
  return (located?.shape.title?.[lang] ?? located?.key ?? role).replace(/\s*\?$/, '');
}

const isComplete = (profile: Profile | undefined): boolean => profile?.traits.soldeComplet ?? false;

const printed = (section: CompareSection, lang: Lang): CompareSection => ({
  title: typeset(section.title, lang),
  rows: section.rows.map(one => ({ ...one, label: typeset(one.label, lang), note: typeset(one.note, lang) })),
});
