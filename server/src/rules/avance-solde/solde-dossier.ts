import { checkNumeroAsp } from '../../format/domain/numeros.js';
import { sirenOf } from '../../index/facts.js';
import { defineWorkspaceRule } from '../define.js';
import { type Examples, sortie } from '../examples.js';
import { avanceByBeneficiaries, hasDossier, placesOf, sameNumber, seenIn } from '../shared/reference.js';
import { atFact } from '../shared/targets.js';
import { rewriteFact } from '../shared/fixes.js';
import { cite } from '../shared/words.js';
import { DOSSIER_KNOWN } from '../shared/citations.js';

export const rule = defineWorkspaceRule({
  meta: {
    id: 'solde-dossier',
    severity: 'warning',
    theme: 'avance-solde',
    title: { fr: 'Dossier inconnu des sorties du portail', en: "Dossier in none of the portal's outputs" },
    explanation: {
      fr:
        "Le numéro de dossier d'un solde est celui que le portail a donné à son avance : il est dans le JSON de " +
        "sortie de l'avance, sur le portail et dans le mail de confirmation. La règle ne parle que si le dossier de " +
        "travail contient une sortie d'avance du même éditeur, du même couloir et du même logiciel, et se tait si " +
        "elle trouve l'avance de la demande sans sa sortie.",
      en:
        "The dossier number of a solde is the one that the portal gave to its avance: it is in the avance's " +
        'output, on the portal and in the confirmation mail. The rule applies only where the folder holds an ' +
        "avance's output of the same publisher, couloir and software, and is silent where it finds the request's " +
        'avance without its output.',
    },
    citations: [DOSSIER_KNOWN],
    remedies: ['suggest'],
    needsProfile: true,
    after: ['numero-asp'],
    supersedes: ['mom-name'],
    concerns: { phase: 'solde' },
  },
  messages: {
    unknown: {
      fr: (d: { key: string }) =>
        `Aucune sortie d'avance de ce dossier de travail ne porte ce ${cite(d.key)}. Reprenez-le du JSON de ` +
        `sortie de l'avance (il est aussi sur le portail et dans le mail de confirmation), ou ajoutez cette ` +
        'sortie au dossier.',
      en: d =>
        `No avance's output in this folder has this “${d.key}”. Take it from the avance's output of the portal ` +
        '(it is also on the portal and in the confirmation mail), or add that output to the folder.',
    },
    other: {
      fr: (d: { key: string; dossier: string }) =>
        `Aucune sortie d'avance ne porte ce ${cite(d.key)} ; l'avance qui a le même numéro de l'éditeur a le ` +
        `dossier ${d.dossier}. Reprenez le numéro de la sortie du portail.`,
      en: d =>
        `No avance's output has this “${d.key}”; the avance with the same publisher's number has the dossier ` +
        `${d.dossier}. Take the number of the portal's output.`,
    },
  },
  check(subject, report) {
    const { ligne, file, index } = subject;
    const { numeroASP, chunk } = ligne;
    if (file.phase !== 'solde' || file.portalOutput || numeroASP === undefined) return;
    if (checkNumeroAsp(numeroASP.value) !== 'ok') return;
    if (!file.stems.some(stem => index.hasOutput(stem, file.siret && sirenOf(file.siret)))) return;
    if (placesOf(index, 'numeroASP', numeroASP.value).some(hasDossier)) return;
    // Its number is wrong as well, and that says more.
    if (avanceByBeneficiaries(subject) !== undefined) return;
    const key = String(numeroASP.place.key);
    const avances = sameNumber(ligne, file, index);
    // Its avance is known as deposited, its output isn't: nothing is known about its number.
    if (avances.length > 0 && !avances.some(hasDossier)) return;
    const meant = avances.filter(hasDossier);
    const dossiers = [...new Set(meant.map(other => other.ligne.numeroASP?.value ?? ''))];
    const [dossier] = dossiers;
    if (dossier === undefined || dossiers.length > 1) {
      report('unknown', { key }, atFact(chunk, numeroASP));
      return;
    }
    report('other', { key, dossier }, atFact(chunk, numeroASP), {
      related: seenIn(meant, avance => avance.numeroASP, {
        fr: "Le dossier de l'avance est ici.",
        en: "The avance's dossier is here.",
      }),
      fixes: editor => [rewriteFact(editor, numeroASP, dossier, 'suggest')],
    });
  },
});

export const examples: Examples = {
  valid: [
    { name: 'les numéros de la sortie du portail', profile: 'MDV-LGC/solde', others: [sortie()] },
    {
      name: "aucune sortie dans le dossier : l'avance seule n'a pas de numéro",
      profile: 'MDV-LGC/solde',
      others: [{ name: 'avance.json', profile: 'MDV-LGC/avance' }],
    },
  ],
  invalid: [
    {
      name: 'un chiffre de travers',
      profile: 'MDV-LGC/solde',
      change: [['FINMDV00120', 'FINMDV00210']],
      others: [sortie()],
      expect: [
        {
          message: 'other',
          path: '/lignesImport/0/numeroASP',
          marks: '"FINMDV00210"',
          severity: 'warning',
          fixable: false,
        },
      ],
      offers: ['Écrire « FINMDV00120 »'],
    },
    {
      name: 'un dossier dont aucune sortie n’est là',
      profile: 'MDV-LGC/solde',
      change: [
        ['FINMDV00120', 'FINMDV00210'],
        ['BDC-2022-0001', 'BDC-2022-0100'],
      ],
      others: [sortie()],
      expect: [{ message: 'unknown', path: '/lignesImport/0/numeroASP', marks: '"FINMDV00210"' }],
      offers: [],
    },
  ],
};
