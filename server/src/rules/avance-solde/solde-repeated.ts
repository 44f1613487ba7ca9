import { repairNumeroAsp } from '../../format/domain/numeros.js';
import { type Ligne, perLigne } from '../../format/model/ligne.js';
import type { Fact, LigneFacts } from '../../index/facts.js';
import { defineFileRule } from '../define.js';
import type { Examples } from '../examples.js';
import { atFact, atValue, rankOf, related } from '../shared/targets.js';
import { mayBeOneDemande, placesOf, seenIn } from '../shared/reference.js';

export const rule = defineFileRule({
  meta: {
    id: 'solde-repeated',
    severity: 'error',
    theme: 'avance-solde',
    title: { fr: 'Deux soldes pour un dossier', en: 'Two soldes for one dossier' },
    explanation: {
      fr:
        "À une demande d'avance répond une seule demande de solde, complète. Deux lignes du même fichier ne peuvent " +
        "donc pas porter le même numéro de dossier ASP : l'une des deux est une copie, ou bien son numéro est celui " +
        "d'une autre. D'un fichier à l'autre, un même dossier est signalé si le numéro de l'éditeur ou celui de la " +
        "facture diffère. Le même numéro de l'éditeur avec la même facture est la même demande, déposée à nouveau " +
        "après correction ou dans une part du fichier ; et la sortie du portail n'est pas un second solde.",
      en:
        "One avance request is followed by one solde request only, a complete one. So two lignes of one file can't " +
        "show the same ASP dossier number: one of them is a copy, or its number is another one's. From one file to " +
        "another, one dossier is reported if the publisher's number or that of the invoice differs. The same " +
        "publisher's number with the same invoice is the same request, deposited again after a correction or in a " +
        "part of the file; and the portal's output is not a second solde.",
    },
    citations: [
      {
        document: 'asp-vague1',
        question: 'Comment remplir le JSON solde ?',
        quote:
          "Il faut déposer une seule demande de solde pour une demande d'avance déposée et dont le paiement est " +
          'effectué.',
      },
    ],
    remedies: [],
    needsProfile: true,
    concerns: { phase: 'solde' },
  },
  messages: {
    repeated: {
      fr: (d: { ligne: number }) =>
        `La ligne ${String(d.ligne)} demande déjà le solde de ce dossier ASP, et un dossier n'a qu'un solde. ` +
        `Retirez la ligne en trop, ou corrigez le numéro s'il est celui d'un autre dossier.`,
      en: d =>
        `Ligne ${String(d.ligne)} claims the solde of this ASP dossier already, and a dossier has one solde only. ` +
        `Remove the ligne that is too much, or correct the number if it is another dossier's.`,
    },
    elsewhere: {
      fr: (d: { invoice: boolean }) =>
        'Un autre fichier demande aussi le solde de ce dossier ASP, sous ' +
        `${d.invoice ? 'une autre facture' : "un autre numéro de l'éditeur"}, et un dossier n'a qu'un solde. ` +
        `Retirez l'une des deux demandes, ou corrigez le numéro s'il est celui d'un autre dossier. Une demande ` +
        `corrigée garde son numéro de l'éditeur et sa facture.`,
      en: d =>
        'Another file claims the solde of this ASP dossier too, under ' +
        `${d.invoice ? 'another invoice' : "another publisher's number"}, and a dossier has one solde only. ` +
        `Remove one of the two requests, or correct the number if it is another dossier's. A corrected request ` +
        `keeps its publisher's number and its invoice.`,
    },
  },
  reads: ['numeroASP'],
  check(file, report, { profile }) {
    if (profile?.phase !== 'solde') return;
    for (const { first, others } of file.repeated(dossiersOf)) {
      const there = first.text('numeroASP');
      for (const ligne of others) {
        const dossier = ligne.text('numeroASP');
        if (dossier === undefined || there === undefined) continue;
        report('repeated', { ligne: rankOf(first) }, atValue(ligne, dossier), {
          related: [related(first, there, { fr: 'Le même dossier est ici.', en: 'The same dossier is here.' })],
        });
      }
    }
  },
  across({ ligne, file, index }, report) {
    const { numeroASP, chunk } = ligne;
    if (file.profile === undefined || file.phase !== 'solde' || file.portalOutput || numeroASP === undefined) return;
    const places = placesOf(index, 'numeroASP', numeroASP.value);
    if (places.length < 2 || mayBeOneDemande(places, file.profile, { invoice: true })) return;
    const others = places.filter(
      other =>
        other.file.id !== file.id &&
        other.file.profile === file.profile &&
        !other.file.portalOutput &&
        differing(ligne, other.ligne) !== undefined,
    );
    const [first] = others;
    if (first === undefined) return;
    report('elsewhere', { invoice: differing(ligne, first.ligne) === 'invoice' }, atFact(chunk, numeroASP), {
      severity: 'warning',
      related: seenIn(others, other => other.numeroASP, {
        fr: "L'autre demande de solde est ici.",
        en: 'The other solde request is here.',
      }),
    });
  },
});

/** What makes them two requests; undefined if they may be one, deposited again. */
function differing(a: LigneFacts, b: LigneFacts): 'number' | 'invoice' | undefined {
  const differs = (one: Fact | undefined, other: Fact | undefined): boolean =>
    one !== undefined && other !== undefined && one.value !== other.value;
  if (differs(a.numeroEditeur, b.numeroEditeur)) return 'number';
  return a.numeroEditeur !== undefined && b.numeroEditeur !== undefined && differs(a.numeroFacture, b.numeroFacture)
    ? 'invoice'
    : undefined;
}

const dossiersOf = perLigne((ligne: Ligne): readonly string[] => {
  const dossier = ligne.text('numeroASP')?.value;
  return dossier === undefined ? [] : [repairNumeroAsp(dossier) ?? dossier];
});

export const examples: Examples = {
  valid: [
    { name: 'un dossier par ligne', profile: 'MDV-LGC/solde' },
    {
      name: 'la même demande, déposée à nouveau après correction',
      profile: 'MDV-LGC/solde',
      others: [{ name: 'solde-rejeté.json', profile: 'MDV-LGC/solde', change: [['358.33', '358.34']] }],
    },
    {
      name: 'la sortie du portail',
      profile: 'MDV-LGC/solde',
      others: [
        {
          name: 'sortie-solde.json',
          profile: 'MDV-LGC/solde',
          change: [
            ['"impId": null', '"impId": 48213'],
            ['F2023-0140', 'F2023-0199'],
          ],
        },
      ],
    },
  ],
  invalid: [
    {
      name: 'le même dossier sur deux lignes',
      profile: 'MDV-LGC/solde',
      change: [['FINMDV00122', 'FINMDV00120']],
      expect: [
        {
          message: 'repeated',
          path: '/lignesImport/2/numeroASP',
          marks: '"FINMDV00120"',
          severity: 'error',
          fixable: false,
        },
      ],
    },
    {
      name: 'un second solde, sous une autre facture, dans un autre fichier',
      profile: 'MDV-LGC/solde',
      others: [{ name: 'solde-bis.json', profile: 'MDV-LGC/solde', change: [['F2023-0140', 'F2023-0199']] }],
      expect: [
        {
          message: 'elsewhere',
          path: '/lignesImport/0/numeroASP',
          marks: '"FINMDV00120"',
          severity: 'warning',
          fixable: false,
        },
      ],
    },
  ],
};
