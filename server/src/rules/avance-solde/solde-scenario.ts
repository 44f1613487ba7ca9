import type { Fact } from '../../index/facts.js';
import { defineWorkspaceRule } from '../define.js';
import { type Examples, sortie } from '../examples.js';
import { atFact } from '../shared/targets.js';
import { isAstray, type Reference, referenceOf, seenIn } from '../shared/reference.js';
import { citeIn } from '../shared/words.js';
import type { Lang } from '../../texts/typeset.js';
import { OTHER_SCENARIO } from '../shared/citations.js';

export const rule = defineWorkspaceRule({
  meta: {
    id: 'solde-scenario',
    severity: 'info',
    theme: 'avance-solde',
    title: { fr: "Scénario différent de celui de l'avance", en: "Scenario other than the avance's" },
    explanation: {
      fr:
        'Le solde dit le scénario finalement installé, qui peut différer de celui du bon de commande. La VA ou MOM ' +
        'et la facture doivent alors correspondre à ce qui est installé ; une MOM suffit où les trois envois sont ' +
        'directs, une VA est due sinon.',
      en:
        'The solde gives the scenario that was finally installed, which may differ from that of the order. VA or ' +
        'MOM and the invoice must then match what is installed; a MOM is enough if the three sendings are direct, ' +
        'a VA is due otherwise.',
    },
    citations: [OTHER_SCENARIO],
    remedies: [],
    needsProfile: true,
    concerns: { phase: 'solde', roles: ['directDMP', 'directMSSPro', 'directMSSCitoyen'] },
  },
  messages: {
    differs: {
      fr: (d: { keys: readonly string[] }) =>
        `Le scénario n'est pas celui de l'avance (${list(d.keys, 'fr')}). Si c'est ce qui est installé, la VA ou ` +
        `MOM et la facture doivent dire le même ; sinon, reprenez le scénario de l'avance.`,
      en: d =>
        `The scenario is not that of the avance (${list(d.keys, 'en')}). If this is what was installed, VA or MOM ` +
        `and the invoice must say the same; otherwise take the avance's scenario.`,
    },
  },
  check(subject, report) {
    const reference = referenceOf(subject);
    if (reference === undefined || isAstray(subject)) return;
    const { ligne } = subject;
    const others = ligne.scenario.filter(fact => isOther(fact, reference)).sort((a, b) => a.span.start - b.span.start);
    const [first] = others;
    if (first === undefined) return;
    report('differs', { keys: others.map(({ place }) => String(place.key)) }, atFact(ligne.chunk, first), {
      related: seenIn(reference.avances, avance => avance.scenario.find(({ role }) => role === first.role), {
        fr: "L'avance dit ceci.",
        en: 'The avance says this.',
      }),
    });
  },
});

/** A field that the avance left empty (its messaging operator may be) is not a change. */
const isOther = (own: Fact, { avances }: Reference): boolean =>
  avances.every(({ ligne }) => {
    const other = ligne.scenario.find(({ role }) => role === own.role);
    return other !== undefined && other.value !== own.value;
  });

const MAX_LISTED = 3;

function list(keys: readonly string[], lang: Lang): string {
  const shown = keys
    .slice(0, MAX_LISTED)
    .map(key => citeIn(key, lang))
    .join(', ');
  return keys.length > MAX_LISTED ? `${shown}…` : shown;
}

const path = '/lignesImport/0/scenarioInstallation';

export const examples: Examples = {
  valid: [
    { name: "le scénario de l'avance", profile: 'MDV-LGC/solde', others: [sortie()] },
    {
      name: "l'opérateur, que l'avance ne nommait pas",
      profile: 'MDV-LGC/solde',
      others: [sortie(['"operateurMessagerie": "API_35"', '"operateurMessagerie": null'])],
    },
  ],
  invalid: [
    {
      name: 'une messagerie qui passe à présent par la PFI',
      profile: 'MDV-LGC/solde',
      others: [
        sortie(['"isDirectToDMP": true', '"isDirectToDMP": false'], ['"isPFIToDMP": false', '"isPFIToDMP": true']),
      ],
      expect: [{ message: 'differs', path: `${path}/isDirectToDMP`, marks: 'true', severity: 'info', fixable: false }],
    },
    {
      name: 'un autre opérateur',
      profile: 'MDV-LGC/solde',
      others: [sortie(['"operateurMessagerie": "API_35"', '"operateurMessagerie": "MSS_12"'])],
      expect: [{ message: 'differs', path: `${path}/operateurMessagerie`, marks: '"API_35"' }],
    },
  ],
};
