import { type Fact, sirenOf } from '../../index/facts.js';
import type { Related } from '../contract.js';
import { defineWorkspaceRule } from '../define.js';
import { type Examples, sortie } from '../examples.js';
import { atFact } from '../shared/targets.js';
import { isAstray, type Reference, referenceOf } from '../shared/reference.js';
import { cite } from '../shared/words.js';
import type { Bilingual } from '../../texts/typeset.js';
import { OTHER_SIRET } from '../shared/citations.js';

export const rule = defineWorkspaceRule({
  meta: {
    id: 'solde-publisher',
    severity: 'warning',
    theme: 'avance-solde',
    title: { fr: "Éditeur différent de celui de l'avance", en: "Publisher other than the avance's" },
    explanation: {
      fr:
        "L'ASP paie sur le SIRET de l'éditeur qu'elle connaît par l'avance. Un SIRET qui change sans que le SIREN " +
        "change se déclare à l'ASP par l'assistance du portail, avec un justificatif (extrait Kbis de moins de 3 " +
        "mois, avis SIRENE, PV d'assemblée générale). Un autre SIREN ou un autre numéro de référencement passe " +
        "d'abord par l'ANS, qui le transmet à l'ASP.",
      en:
        "The ASP pays on the publisher's SIRET that it knows by the avance. A SIRET that changes while the SIREN " +
        'stays is declared to the ASP through the support of the portal, with a proof (Kbis of less than 3 months, ' +
        'SIRENE notice, minutes of the general meeting). Another SIREN or another referencing number goes to the ' +
        'ANS first, which passes it on to the ASP.',
    },
    citations: [
      {
        document: 'asp-vague1',
        question:
          "Quelle est la procédure si la raison sociale de l'éditeur/fournisseur/opérateur a changé entre la " +
          "demande d'avance et la demande de solde ?",
        quote:
          'Cas de changement de SIRET avec changement de SIREN : contact support ANS pour mise à jour du ' +
          "référencement puis transmission par l'ANS à l'ASP.",
      },
      {
        document: 'asp-vague1',
        question:
          "Si nous avons changé de SIRET entre l'avance et le solde, comment vous le fait-on savoir ? par l'aide " +
          "de l'assistance sur le portail ?",
        quote:
          "Ce changement doit être impérativement signalé à l'ASP par le biais de l'assistance utilisateur du " +
          'portail ASP.',
      },
      OTHER_SIRET,
    ],
    remedies: [],
    needsProfile: true,
    concerns: { phase: 'solde' },
  },
  messages: {
    siret: {
      fr: (d: { key: string }) =>
        `${cite(d.key)} n'est pas celui de l'avance, mais le SIREN est le même : déclarez ce changement à l'ASP ` +
        `par l'assistance du portail, avec un extrait Kbis de moins de 3 mois, un avis SIRENE ou un PV ` +
        `d'assemblée générale. Si rien n'a changé, reprenez le SIRET de l'avance.`,
      en: d =>
        `“${d.key}” is not that of the avance, but the SIREN is the same: declare this change to the ASP through ` +
        `the portal's support, with a Kbis of less than 3 months, a SIRENE notice or the minutes of the general ` +
        `meeting. If nothing has changed, take the avance's SIRET.`,
    },
    siren: {
      fr: (d: { key: string }) =>
        `${cite(d.key)} est celui d'une autre société que l'éditeur de l'avance (le SIREN diffère) : contactez ` +
        `d'abord l'ANS, qui met le référencement à jour et le transmet à l'ASP. Si rien n'a changé, reprenez le ` +
        `SIRET de l'avance.`,
      en: d =>
        `“${d.key}” is that of another company than the avance's publisher (the SIREN differs): contact the ANS ` +
        'first, which updates the referencing and passes it on to the ASP. If nothing has changed, take the ' +
        `avance's SIRET.`,
    },
    numeroAns: {
      fr: (d: { key: string }) =>
        `${cite(d.key)} n'est pas celui de l'avance : le solde porte sur le logiciel référencé qui a été ` +
        `commandé. Si le référencement a changé, contactez d'abord l'ANS, qui le transmet à l'ASP ; sinon, ` +
        `reprenez le numéro de l'avance.`,
      en: d =>
        `“${d.key}” is not that of the avance: the solde is for the referenced software that was ordered. If the ` +
        `referencing has changed, contact the ANS first, which passes it on to the ASP; otherwise take the avance's ` +
        'number.',
    },
  },
  check(subject, report) {
    const reference = referenceOf(subject);
    const { siret, numeroAns } = subject.file;
    if (reference === undefined || isAstray(subject)) return;
    const others = reference.avances.map(({ file }) => file.siret);
    const related = seen(reference, file => file.siret, {
      fr: "Le SIRET de l'avance est ici.",
      en: "The avance's SIRET is here.",
    });
    const isOther = siret !== undefined && others.every(other => other !== undefined && other.value !== siret.value);
    const isCompany = isOther && others.every(other => other !== undefined && sirenOf(other) !== sirenOf(siret));
    if (isOther)
      report(isCompany ? 'siren' : 'siret', { key: String(siret.place.key) }, atFact(undefined, siret), { related });
    // Another company has another number as well: that is one change.
    if (isCompany || numeroAns === undefined) return;
    if (
      !reference.avances.every(({ file }) => file.numeroAns !== undefined && file.numeroAns.value !== numeroAns.value)
    )
      return;
    report('numeroAns', { key: String(numeroAns.place.key) }, atFact(undefined, numeroAns), {
      related: seen(reference, file => file.numeroAns, {
        fr: "Le numéro de l'avance est ici.",
        en: "The avance's number is here.",
      }),
    });
  },
});

const seen = (
  { avances: [{ file }] }: Reference,
  of: (file: Reference['avances'][0]['file']) => Fact | undefined,
  message: Bilingual,
): readonly Related[] => {
  const fact = of(file);
  return fact === undefined ? [] : [{ file: file.id, chunk: undefined, span: fact.span, message }];
};

export const examples: Examples = {
  valid: [
    { name: 'le même éditeur', profile: 'MDV-LGC/solde', others: [sortie()] },
    {
      name: 'une avance d’un autre éditeur, sans rapport',
      profile: 'MDV-LGC/solde',
      others: [{ name: 'avance.json', profile: 'MDV-LGC/avance', change: [['81234567800013', '73282932000074']] }],
    },
  ],
  invalid: [
    {
      name: 'un autre établissement de la même société',
      profile: 'MDV-LGC/solde',
      change: [['81234567800013', '81234567800021']],
      others: [sortie()],
      expect: [{ message: 'siret', path: '/siret', marks: '"81234567800021"', severity: 'warning', fixable: false }],
    },
    {
      name: 'une autre société, et son numéro de référencement',
      profile: 'MDV-LGC/solde',
      change: [
        ['81234567800013', '73282932000074'],
        ['1234567890', '9876543210'],
      ],
      others: [sortie()],
      expect: [{ message: 'siren', path: '/siret', marks: '"73282932000074"' }],
    },
    {
      name: 'un autre numéro de référencement',
      profile: 'MDV-LGC/solde',
      change: [['1234567890', '1234567891']],
      others: [sortie()],
      expect: [{ message: 'numeroAns', path: '/numeroAns', marks: '"1234567891"', severity: 'warning' }],
    },
  ],
};
