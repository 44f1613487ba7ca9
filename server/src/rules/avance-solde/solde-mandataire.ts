import { foldLoose } from '../../format/domain/fold.js';
import type { FieldRole } from '../../format/profiles/roles.js';
import type { Fact, LigneFacts } from '../../index/facts.js';
import { defineWorkspaceRule } from '../define.js';
import { type Examples, sortie } from '../examples.js';
import { atFact } from '../shared/targets.js';
import { isAstray, type Reference, referenceOf, seenIn } from '../shared/reference.js';
import { cite } from '../shared/words.js';
import { ONE_VA } from '../shared/citations.js';

export const rule = defineWorkspaceRule({
  meta: {
    id: 'solde-mandataire',
    severity: 'info',
    theme: 'avance-solde',
    title: { fr: "Mandataire différent de celui de l'avance", en: "Agent other than the avance's" },
    explanation: {
      fr:
        'La VA commune est signée par le mandataire, et la facture unique est au nom du mandataire déclaré à ' +
        "l'avance ; sans mandataire, chaque client a sa facture et signe sa VA. Un mandataire peut changer entre " +
        "l'avance et le solde : vérifiez que la facture et la VA ou MOM disent le même.",
      en:
        'The common VA is signed by the agent, and the single invoice is in the name of the agent declared in the ' +
        'avance; without an agent each client has its invoice and signs its VA. An agent may change between avance ' +
        'and solde: check that invoice and VA or MOM name the same.',
    },
    citations: [
      {
        document: 'asp-vague1',
        question:
          'Que faire dans le cas de changement de direction (changement de signataire) entre la commande et ' +
          "l'établissement de la VA ?",
        quote: 'le signataire au moment du solde peut donc avoir changé par rapport au signataire de la commande',
      },
      ONE_VA,
    ],
    remedies: [],
    needsProfile: true,
    concerns: { phase: 'solde' },
  },
  messages: {
    other: {
      fr: (d: { key: string }) =>
        `${cite(d.key)} n'est pas celui de l'avance : la facture et la VA ou MOM doivent nommer le mandataire de ` +
        `ce solde. Si rien n'a changé, reprenez celui de l'avance.`,
      en: d =>
        `“${d.key}” is not that of the avance: invoice and VA or MOM must name the agent of this solde. If ` +
        `nothing has changed, take the avance's.`,
    },
    appeared: {
      fr: (d: { key: string }) =>
        `${cite(d.key)} : l'avance n'annonçait pas de mandataire. S'il y en a un à présent, il signe la VA ` +
        'commune et la facture est à son nom ; sinon, reprenez false.',
      en: d =>
        `“${d.key}”: the avance declared no agent. If there is one now, that agent signs the common VA and is named ` +
        'on the invoice; otherwise take false again.',
    },
    gone: {
      fr: (d: { key: string }) =>
        `${cite(d.key)} : l'avance annonçait un mandataire. S'il n'y en a plus, chaque client a sa facture et ` +
        `signe sa VA ; sinon, reprenez le mandataire de l'avance.`,
      en: d =>
        `“${d.key}”: the avance declared an agent. If there no longer is one, each client has its invoice and ` +
        `signs its VA; otherwise take the avance's agent.`,
    },
  },
  check(subject, report) {
    const reference = referenceOf(subject);
    if (reference === undefined || isAstray(subject)) return;
    const { ligne } = subject;
    const has = factIn(ligne, 'isMandataire');
    const name = factIn(ligne, 'nomMandataire');
    const fact = isOther(has, reference) ? has : announces(has) && isOther(name, reference) ? name : undefined;
    if (fact === undefined) return;
    report(
      fact === name ? 'other' : fact.value === 'true' ? 'appeared' : 'gone',
      { key: String(fact.place.key) },
      atFact(ligne.chunk, fact),
      {
        related: seenIn(reference.avances, avance => factIn(avance, fact.role), {
          fr: "L'avance dit ceci.",
          en: 'The avance says this.',
        }),
      },
    );
  },
});

const factIn = (ligne: LigneFacts, role: FieldRole): Fact | undefined =>
  ligne.mandataire.find(fact => fact.role === role);

const announces = (has: Fact | undefined): boolean => has?.value === 'true';

/** Case, accents and spaces don't make another person. */
const isOther = (own: Fact | undefined, { avances }: Reference): own is Fact =>
  own !== undefined &&
  avances.every(({ ligne }) => {
    const other = factIn(ligne, own.role);
    return other !== undefined && foldLoose(other.value) !== foldLoose(own.value);
  });

const path = (ligne: number, key: string): string => `/lignesImport/${String(ligne)}/beneficiaires/${key}`;

export const examples: Examples = {
  valid: [
    { name: "le mandataire de l'avance", profile: 'MDV-LGC/solde', others: [sortie()] },
    {
      name: 'son nom en capitales',
      profile: 'MDV-LGC/solde',
      others: [sortie(['"nomMandataire": "Paul Garnier"', '"nomMandataire": "PAUL GARNIER"'])],
    },
  ],
  invalid: [
    {
      name: 'un autre mandataire',
      profile: 'MDV-LGC/solde',
      others: [sortie(['"nomMandataire": "Paul Garnier"', '"nomMandataire": "Inès Benali"'])],
      expect: [
        { message: 'other', path: path(1, 'nomMandataire'), marks: '"Paul Garnier"', severity: 'info', fixable: false },
      ],
    },
    {
      name: "un mandataire, où l'avance n'en avait pas",
      profile: 'MDV-LGC/solde',
      others: [sortie(['"isMandataire": true', '"isMandataire": false'])],
      expect: [{ message: 'appeared', path: path(1, 'isMandataire'), marks: 'true' }],
    },
    {
      name: "plus de mandataire, où l'avance en avait un",
      profile: 'MDV-LGC/solde',
      others: [sortie(['"isMandataire": false', '"isMandataire": true'])],
      expect: [{ message: 'gone', path: path(0, 'isMandataire'), marks: 'false' }],
    },
  ],
};
