import { defineLigneRule } from '../define.js';
import type { Examples } from '../examples.js';
import { atKey, related } from '../shared/targets.js';
import { ENVOIS } from '../../format/pieces/pieces.js';
import { cite } from '../shared/words.js';
import type { Bilingual } from '../../texts/typeset.js';
import { OTHER_SCENARIO } from '../shared/citations.js';

interface Envoi {
  readonly label: Bilingual;
  readonly direct: string;
  readonly pfi: string;
}

export const rule = defineLigneRule({
  meta: {
    id: 'scenario',
    severity: 'warning',
    theme: 'scenario',
    title: {
      fr: "Envoi direct et par la PFI, ou ni l'un ni l'autre",
      en: 'Sending direct and through the PFI, or neither',
    },
    explanation: {
      fr:
        "Pour chacun des trois envois (DMP, MSS Pro, MSS Citoyen), le scénario dit s'il est fait directement par le " +
        "logiciel financé ou par un autre logiciel (plateforme d'intermédiation). Les deux à la fois se " +
        "contredisent, et la VA ou la MOM en dépend. Ni l'un ni l'autre est possible si l'envoi n'est pas prévu : " +
        "c'est signalé pour information.",
      en:
        'For each of the three sendings (DMP, MSS Pro, MSS Citoyen), the scenario tells whether the funded software ' +
        'does it itself or other software does (intermediation platform). Both at once contradict each other, and ' +
        "VA or MOM depends on it. Neither is possible if the sending isn't planned: it is reported as information.",
    },
    citations: [
      {
        document: 'asp-vague1',
        question: 'Quand faut-il fournir une VA et quand faut-il fournir une MOM ?',
        quote: 'assurés directement par le logiciel objet de la Prestation Ségur',
      },
      OTHER_SCENARIO,
    ],
    remedies: [],
    needsProfile: true,
    concerns: { roles: ['directDMP', 'directMSSPro', 'directMSSCitoyen'] },
  },
  messages: {
    both: {
      fr: (d: Envoi) =>
        `L'envoi ${d.label.fr} est dit à la fois direct (${cite(d.direct)}) et par la PFI (${cite(d.pfi)}). Ne ` +
        `laissez true qu'à celui qui est installé : la VA ou la MOM en dépend.`,
      en: d =>
        `The sending ${d.label.en} is said to be both direct (“${d.direct}”) and through the PFI (“${d.pfi}”). ` +
        'Leave true only to the one that is installed: VA or MOM depends on it.',
    },
    neither: {
      fr: (d: Envoi) =>
        `L'envoi ${d.label.fr} n'est ni direct (${cite(d.direct)}) ni par la PFI (${cite(d.pfi)}). Si cet envoi ` +
        `est prévu, mettez true à l'un des deux ; sinon, rien à faire.`,
      en: d =>
        `The sending ${d.label.en} is neither direct (“${d.direct}”) nor through the PFI (“${d.pfi}”). If this ` +
        'sending is planned, put true to one of the two; otherwise nothing is to be done.',
    },
  },
  check(ligne, report) {
    for (const { direct: directRole, pfi: pfiRole, label } of ENVOIS) {
      const direct = ligne.first(directRole);
      const pfi = ligne.first(pfiRole);
      if (typeof direct?.value !== 'boolean' || typeof pfi?.value !== 'boolean' || direct.value !== pfi.value) continue;
      report(direct.value ? 'both' : 'neither', { label, direct: direct.key, pfi: pfi.key }, atKey(ligne, direct), {
        severity: direct.value ? 'warning' : 'info',
        related: [related(ligne, pfi, { fr: 'La valeur pour la PFI est ici.', en: 'The value for the PFI is here.' })],
      });
    }
  },
});

const at = (key: string): { path: string; marks: string } => ({
  path: `/lignesImport/0/scenarioInstallation/${key}`,
  marks: `"${key}"`,
});

export const examples: Examples = {
  valid: [{ name: 'chaque envoi direct ou par la PFI', profile: 'MDV-LGC/avance' }],
  invalid: [
    {
      name: 'le DMP direct et par la PFI',
      profile: 'MDV-LGC/avance',
      change: [['"isPFIToDMP": false', '"isPFIToDMP": true']],
      expect: [{ message: 'both', ...at('isDirectToDMP'), severity: 'warning', fixable: false }],
    },
    {
      name: 'aucun envoi par MSS Citoyen',
      profile: 'MDV-LGC/avance',
      change: [['"isDirectToMSSCitoyen": true', '"isDirectToMSSCitoyen": false']],
      expect: [{ message: 'neither', ...at('isDirectToMSSCitoyen'), severity: 'info' }],
    },
  ],
};
