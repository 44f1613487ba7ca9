import { codeFor } from '../../format/profiles/profile.js';
import { defineLigneRule } from '../define.js';
import type { Examples } from '../examples.js';
import { atValue, related } from '../shared/targets.js';
import { attestationDue, ofType, piecesOf, wantsAttestation } from '../../format/pieces/pieces.js';
import { cite } from '../shared/words.js';

export const rule = defineLigneRule({
  meta: {
    id: 'va-or-mom',
    severity: 'error',
    theme: 'pieces',
    title: { fr: 'VA ou MOM', en: 'VA or MOM' },
    explanation: {
      fr:
        'En médecine de ville et en radiologie, le fournisseur signe une MOM quand le logiciel financé fait ' +
        "lui-même les trois envois (DMP, MSS Pro, MSS Citoyen) ; dès que l'un d'eux passe par un autre logiciel, il " +
        "faut la VA signée par le client. Dans les autres couloirs, c'est toujours la VA. Le scénario est celui qui " +
        'a finalement été installé.',
      en:
        'In médecine de ville and radiology, the supplier signs a MOM when the funded software sends ' +
        'everything itself (DMP, MSS Pro, MSS Citoyen); as soon as one of them goes through other software, the VA ' +
        'signed by the client is due. In the other couloirs it is always the VA. The scenario is the one that was ' +
        'finally installed.',
    },
    citations: [
      {
        document: 'asp-vague1',
        question: 'Pour le SONS LGC, couloir MDV, le document VA reste-t-il toujours exigé ?',
        quote:
          "Si le logiciel LGC prestation Ségur n'assure pas tous les échanges informatiques, alors une VA est exigée",
      },
      {
        document: 'asp-vague1',
        question: 'Quand faut-il fournir une VA et quand faut-il fournir une MOM ?',
        quote:
          'Pour tous les couloirs sauf RAD et MDV (voir chap. de leurs spécificités) : vous devez fournir les ' +
          "attestations de vérification d'aptitude (VA)",
      },
    ],
    remedies: ['suggest'],
    needsProfile: true,
    concerns: { phase: 'solde' },
  },
  messages: {
    'va-due': {
      fr: () =>
        `Une VA signée par le client est due ici, pas une MOM : d'après le scénario de la ligne, un envoi au ` +
        'moins (DMP, MSS Pro ou MSS Citoyen) passe par un autre logiciel que celui qui est financé. Fournissez la ' +
        'VA, ou corrigez le scénario si tout est envoyé directement.',
      en: () =>
        "A VA signed by the client is due here, not a MOM: by the ligne's scenario, one sending at least (DMP, " +
        'MSS Pro or MSS Citoyen) goes through software other than the funded one. Provide the VA, or correct ' +
        'the scenario if all is sent directly.',
    },
    both: {
      fr: (d: { due: string; given: string }) =>
        `Cette demande joint une VA et une MOM : le portail attend l'une ou l'autre, ici la ${d.due}. Retirez la ` +
        `${d.given}, ou corrigez le scénario s'il ne dit pas ce qui a été installé.`,
      en: d =>
        `This request has both a VA and a MOM: the portal expects one or the other, here the ${d.due}. Take the ` +
        `${d.given} out, or correct the scenario if it does not say what was installed.`,
    },
    'va-always': {
      fr: () => 'Pour ce couloir, le solde demande une VA signée par le client, jamais une MOM. Fournissez la VA.',
      en: () => 'For this couloir, the solde asks for a VA signed by the client, never a MOM. Provide the VA.',
    },
    'mom-enough': {
      fr: () =>
        "D'après le scénario de la ligne, le logiciel financé fait lui-même tous les envois : le portail attend " +
        'une MOM, que vous signez, et non une VA. Si un envoi passe par un autre logiciel, corrigez plutôt le ' +
        'scénario.',
      en: () =>
        "By the ligne's scenario, the funded software does all sendings itself: the portal expects a MOM, signed " +
        'by you, and no VA. If one sending goes through other software, correct the scenario instead.',
    },
  },
  check(ligne, report, { profile }) {
    const pieces = piecesOf(ligne);
    if (pieces === undefined || !wantsAttestation(profile.traits)) return;
    const due = attestationDue(ligne, profile);
    if (due === undefined) return;
    const given = due === 'VA' ? 'MOM' : 'VA';
    const [wrong] = ofType(pieces, given);
    if (wrong === undefined) return;
    const [right] = ofType(pieces, due);
    if (right !== undefined) {
      report('both', { due, given }, atValue(ligne, wrong.type), {
        severity: 'warning',
        related: [related(ligne, right.type, { fr: `La ${due} est ici.`, en: `The ${due} is here.` })],
      });
      return;
    }
    const code = codeFor(wrong.type.shape, due);
    const message = due === 'MOM' ? 'mom-enough' : profile.traits.attestation === 'VA' ? 'va-always' : 'va-due';
    report(message, undefined, atValue(ligne, wrong.type), {
      severity: due === 'VA' ? 'error' : 'warning',
      fixes: editor => [
        {
          kind: 'suggest',
          title: { fr: `Déclarer cette pièce comme ${cite(code)}`, en: `Declare this attachment as “${code}”` },
          edits: [editor.replaceValue(wrong.type.node, code)],
        },
      ],
    });
  },
});

const type = (i: number): string => `/lignesImport/${String(i)}/piecesJustificatives/1/typeFichier`;

export const examples: Examples = {
  valid: [{ name: 'une MOM quand tout est direct, une VA sinon', profile: 'MDV-LGC/solde' }],
  invalid: [
    {
      name: 'la MOM et la VA ensemble',
      profile: 'MDV-LGC/solde',
      change: [
        [
          '"nomFichier": "MOM-BDC-2022-0001.pdf",',
          '"nomFichier": "VA-1.pdf",\n          "formatFichier": "PDF",\n          "typeFichier": "VA"\n        ' +
            '},\n        {\n          "nomFichier": "MOM-BDC-2022-0001.pdf",',
        ],
      ],
      expect: [{ message: 'both', path: type(0), marks: '"VA"', severity: 'warning', fixable: false }],
    },
    {
      name: 'une MOM, alors que MSS Pro passe par la PFI',
      profile: 'MDV-LGC/solde',
      change: [
        ['"isDirectToMSSPro": true', '"isDirectToMSSPro": false'],
        ['"isPFIToMSSPro": false', '"isPFIToMSSPro": true'],
      ],
      expect: [{ message: 'va-due', path: type(0), marks: '"MOM"', severity: 'error', fixable: false }],
      offers: ['Déclarer cette pièce comme « VA »'],
    },
    {
      name: 'une VA, alors que tout est direct',
      profile: 'MDV-LGC/solde',
      change: [['"typeFichier": "MOM"', '"typeFichier": "VA"']],
      expect: [{ message: 'mom-enough', path: type(0), marks: '"VA"', severity: 'warning', fixable: false }],
      offers: ['Déclarer cette pièce comme « MOM »'],
    },
    {
      name: 'une MOM en biologie, où seule la VA est admise',
      profile: 'BIO-SGL/solde',
      change: [['"typeFichier": "VA"', '"typeFichier": "MOM"']],
      expect: [{ message: 'va-always', path: type(0), marks: '"MOM"', severity: 'error', fixable: false }],
      offers: ['Déclarer cette pièce comme « VA »'],
    },
  ],
};
