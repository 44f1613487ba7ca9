import type { LigneFacts } from '../../index/facts.js';
import type { Target } from '../contract.js';
import { defineWorkspaceRule } from '../define.js';
import { type Examples, sortie } from '../examples.js';
import { identifierText } from '../shared/words.js';
import { perimeterOf } from '../shared/perimeter.js';
import { isAstray, referenceOf, seenIn } from '../shared/reference.js';
import type { Lang } from '../../texts/typeset.js';

interface Removed {
  /** As shown: « RPPS 10002123452 ». */
  readonly fr: readonly string[];
  readonly en: readonly string[];
}

export const rule = defineWorkspaceRule({
  meta: {
    id: 'solde-perimeter-removed',
    severity: 'warning',
    theme: 'avance-solde',
    title: { fr: "Bénéficiaire de l'avance absent du solde", en: 'Beneficiary of the avance missing from the solde' },
    explanation: {
      fr:
        "Un solde peut porter sur moins de bénéficiaires que son avance : le trop-versé de l'avance est alors " +
        'compensé au moment du solde. En médico-social, il doit être complet pour tous les ESMS du bon de commande ' +
        ": la règle en fait un avertissement ; ailleurs, c'est une information.",
      en:
        'A solde may be for fewer beneficiaries than its avance: the overpaid part of the avance is then ' +
        'compensated at the solde. In the médico-social couloirs it must be complete for all the ESMS of the order: ' +
        'there the rule warns; elsewhere it informs.',
    },
    citations: [
      {
        document: 'ans-industriels',
        question: '',
        quote:
          'si un ou plusieurs clients sont soustraits du périmètre de la demande d’avance, la demande de solde ' +
          'est recevable.',
      },
      {
        document: 'asp-vague1',
        question: 'Comment remplir le JSON solde ?',
        quote: 'Elle doit être complète pour tous les ESMS faisant partie du bon de commande initial.',
      },
    ],
    remedies: [],
    needsProfile: true,
    concerns: { phase: 'solde' },
  },
  messages: {
    removed: {
      fr: (d: Removed) =>
        `L'avance portait aussi sur ${list(d.fr, 'fr')}, que ce solde n'a pas : le solde est recevable, et le ` +
        `trop-versé de l'avance sera compensé. Si c'est un oubli, ajoutez-le.`,
      en: d =>
        `The avance was also for ${list(d.en, 'en')}, which this solde lacks: the solde is admissible, and what ` +
        'the avance paid too much will be compensated. If it was forgotten, add it.',
    },
    incomplete: {
      fr: (d: Removed) =>
        `L'avance portait aussi sur ${list(d.fr, 'fr')}, que ce solde n'a pas : le solde doit être complet pour ` +
        `tous les ESMS du bon de commande. Ajoutez-le, ou faites d'abord annuler sa part de la demande auprès de ` +
        `l'ASP.`,
      en: d =>
        `The avance was also for ${list(d.en, 'en')}, which this solde lacks: the solde must be complete for ` +
        'all the ESMS of the order. Add it, or first have its part of the request cancelled by the ASP.',
    },
  },
  check(subject, report, { profile }) {
    const reference = referenceOf(subject);
    if (reference === undefined || isAstray(subject)) return;
    const { ligne } = subject;
    const { traits } = profile;
    const { removed } = perimeterOf(ligne, reference, traits.beneficiaryKeys);
    if (removed.length === 0) return;
    const [first] = reference.avances;
    const data: Removed = {
      fr: removed.map(fact => identifierText(fact, 'fr')),
      en: removed.map(fact => identifierText(fact, 'en')),
    };
    report(traits.soldeComplet ? 'incomplete' : 'removed', data, targetOf(ligne), {
      severity: traits.soldeComplet ? 'warning' : 'info',
      related: removed
        .flatMap(fact => seenIn([first], () => fact, { fr: "L'avance l'a ici.", en: 'The avance has it here.' }))
        .slice(0, MAX_RELATED),
    });
  },
});

const MAX_RELATED = 5;
const MAX_LISTED = 3;

/** What is missing has no place: the block that should contain it. */
const targetOf = ({ chunk, beneficiaires, span, place }: LigneFacts): Target =>
  beneficiaires === undefined
    ? { chunk, span: { start: span.start, end: span.start + 1 }, place }
    : { chunk, ...beneficiaires };

function list(texts: readonly string[], lang: Lang): string {
  const shown = texts.slice(0, MAX_LISTED).join(', ');
  const more = texts.length - MAX_LISTED;
  if (more <= 0) return shown;
  return { fr: `${shown} et ${String(more)} autre${more > 1 ? 's' : ''}`, en: `${shown} and ${String(more)} more` }[
    lang
  ];
}

const path = (ligne: number): { path: string; marks: string } => ({
  path: `/lignesImport/${String(ligne)}/beneficiaires`,
  marks: '"beneficiaires"',
});
const FIRST = '"690012349",\n              "690023452"';

export const examples: Examples = {
  valid: [
    {
      name: "tous les bénéficiaires de l'avance",
      profile: 'MS1-DUI/solde',
      others: [{ name: 'avance.json', profile: 'MS1-DUI/avance' }],
    },
    {
      name: "le FINESS juridique, que l'avance disait aussi, n'est plus donné",
      profile: 'SAS-AGENDA/solde',
      change: [['"FINESSJuridique": "690781018"', '"FINESSJuridique": null']],
      others: [{ name: 'avance.json', profile: 'SAS-AGENDA/avance' }],
    },
  ],
  invalid: [
    {
      name: 'un établissement de moins',
      profile: 'MDV-LGC/solde',
      others: [sortie(['            "690012349"', '            "690012349",\n            "690023452"'])],
      expect: [{ message: 'removed', ...path(2), severity: 'info', fixable: false }],
    },
    {
      name: 'un établissement de moins, en médico-social',
      profile: 'MS1-DUI/solde',
      change: [[FIRST, '"690012349"']],
      others: [{ name: 'avance.json', profile: 'MS1-DUI/avance' }],
      expect: [{ message: 'incomplete', ...path(0), severity: 'warning' }],
    },
  ],
};
