import type { SourceEditor } from '../../language/edit.js';
import type { LigneFacts, Occurrence } from '../../index/facts.js';
import type { Fix } from '../contract.js';
import { defineWorkspaceRule } from '../define.js';
import { avance, type Examples, sortie } from '../examples.js';
import {
  agreed,
  avanceByBeneficiaries,
  differs,
  type Reference,
  referenceOf,
  sameNumber,
  seenIn,
  shareClient,
} from '../shared/reference.js';
import { atFact } from '../shared/targets.js';
import { rewriteFact } from '../shared/fixes.js';
import { cite } from '../shared/words.js';
import { SAME_NUMBER } from '../shared/citations.js';

export const rule = defineWorkspaceRule({
  meta: {
    id: 'solde-numero-editeur',
    severity: 'error',
    theme: 'avance-solde',
    title: {
      fr: "Numéro de l'éditeur différent de celui de l'avance",
      en: "Publisher's number other than the avance's",
    },
    explanation: {
      fr:
        "Le numéro de l'éditeur d'un solde est celui de son avance, sinon le portail rejette le fichier " +
        "automatiquement. L'avance est retrouvée par le numéro de dossier ASP, dans le JSON de sortie de l'avance ; " +
        'sans sortie, par les mêmes bénéficiaires chez le même éditeur. Les numéros sont comparés comme du texte : ' +
        '12 et "12" sont le même.',
      en:
        "The publisher's number of a solde is that of its avance, otherwise the portal rejects the file " +
        "automatically. The avance is found by the ASP dossier number, in the avance's output of the portal; without " +
        'an output, by the same beneficiaries of the same publisher. The numbers are compared as text: 12 and "12" ' +
        'are the same.',
    },
    citations: [SAME_NUMBER],
    remedies: ['preferred', 'suggest'],
    needsProfile: true,
    supersedes: ['mom-name'],
    concerns: { phase: 'solde' },
  },
  messages: {
    differs: {
      fr: (d: { key: string; avance: string | undefined }) =>
        `${cite(d.key)} n'est pas celui de l'avance de ce dossier ` +
        `ASP${d.avance === undefined ? '' : ` (${cite(d.avance)})`} : le portail rejette un solde dont le numéro ` +
        `diffère. Reprenez le numéro de l'avance, ou corrigez le numéro de dossier s'il est celui d'une autre ` +
        'demande.',
      en: d =>
        `“${d.key}” is not that of the avance of this ASP ` +
        `dossier${d.avance === undefined ? '' : ` (“${d.avance}”)`}: the portal rejects a solde with another ` +
        `number. Take the avance's number, or correct the dossier number if it is another request's.`,
    },
    other: {
      fr: (d: { key: string; avance: string | undefined }) =>
        `${cite(d.key)} n'est celui d'aucune avance du dossier de travail, et l'avance des mêmes bénéficiaires a ` +
        `un autre numéro${d.avance === undefined ? '' : ` (${cite(d.avance)})`} : le portail rejette un solde ` +
        `dont le numéro diffère de celui de son avance. Reprenez le numéro de l'avance.`,
      en: d =>
        `“${d.key}” is that of no avance of the folder, and the avance of the same beneficiaries has another ` +
        `number${d.avance === undefined ? '' : ` (“${d.avance}”)`}: the portal rejects a solde whose number is ` +
        `not its avance's. Take the avance's number.`,
    },
  },
  check(subject, report) {
    const dossier = referenceOf(subject);
    const reference = dossier?.by === 'dossier' ? dossier : avanceByBeneficiaries(subject);
    const {
      ligne: { chunk, numeroEditeur },
      ligne,
      file,
      index,
    } = subject;
    if (reference === undefined || !differs(numeroEditeur, reference, ({ numeroEditeur: number }) => number)) return;
    const other = sameNumber(ligne, file, index);
    report(
      reference.by === 'dossier' ? 'differs' : 'other',
      { key: String(numeroEditeur.place.key), avance: avanceOf(reference) },
      atFact(chunk, numeroEditeur),
      {
        related: [
          ...seenIn(reference.avances, ({ numeroEditeur: number }) => number, {
            fr: "Le numéro de l'avance est ici.",
            en: "The avance's number is here.",
          }),
          ...seenIn(other.slice(0, 1), ({ numeroEditeur: number }) => number, {
            fr: 'Ce numéro est celui de cette autre demande.',
            en: 'This number is that of this other request.',
          }),
        ],
        fixes: editor => remedies(editor, ligne, reference, other),
      },
    );
  },
});

const avanceOf = (reference: Reference): string | undefined => agreed(reference, ({ numeroEditeur }) => numeroEditeur);

/**
 * If the number belongs to another avance, the dossier number is the one to correct, unless the dossier has these
 * beneficiaries.
 */
function remedies(
  editor: SourceEditor,
  ligne: LigneFacts,
  reference: Reference,
  other: readonly Occurrence[],
): readonly Fix[] {
  const { numeroASP, numeroEditeur } = ligne;
  const number = avanceOf(reference);
  const dossiers = new Set(other.flatMap(({ ligne: avance }) => avance.numeroASP?.value ?? []));
  const [dossier] = dossiers;
  const fixes: Fix[] = [];
  if (numeroASP !== undefined && dossier !== undefined && dossiers.size === 1)
    fixes.push(rewriteFact(editor, numeroASP, dossier, 'suggest', String(numeroASP.place.key)));
  if (
    numeroEditeur !== undefined &&
    number !== undefined &&
    (other.length === 0 || shareClient(ligne, reference.avances[0].ligne))
  ) {
    fixes.push(rewriteFact(editor, numeroEditeur, number, other.length === 0 ? 'preferred' : 'suggest'));
  }
  return fixes;
}

const path = '/lignesImport/0/numeroEditeur';

export const examples: Examples = {
  valid: [
    { name: "les numéros de l'avance", profile: 'MDV-LGC/solde', others: [sortie(), avance()] },
    {
      name: '12 dans l\'avance, "12" dans le solde',
      profile: 'MDV-LGC/solde',
      change: [
        ['"BDC-2022-0001"', '"12"'],
        ['MOM-BDC-2022-0001.pdf', 'MOM-FINMDV00120.pdf'],
      ],
      others: [sortie(['"BDC-2022-0001"', '12'])],
    },
    {
      name: "un autre solde a déjà le numéro de l'avance",
      profile: 'MDV-LGC/solde',
      change: [
        ['"BDC-2022-0001"', '"BDC-2022-0011"'],
        ['MOM-BDC-2022-0001.pdf', 'MOM-FINMDV00120.pdf'],
      ],
      others: [
        avance(),
        {
          name: 'autre-solde.json',
          profile: 'MDV-LGC/solde',
          change: [
            ['10002123452', '10012345673'],
            ['FINMDV00120', 'FINMDV00820'],
          ],
        },
      ],
    },
    {
      name: "l'avance n'est pas dans le dossier",
      profile: 'MDV-LGC/solde',
      others: [{ name: 'avance.json', profile: 'PHA-LGO/avance' }],
    },
  ],
  invalid: [
    {
      name: 'un chiffre de travers',
      profile: 'MDV-LGC/solde',
      change: [['"BDC-2022-0001"', '"BDC-2022-0011"']],
      others: [avance(), sortie()],
      expect: [{ message: 'differs', path, marks: '"BDC-2022-0011"', severity: 'error', fixable: false }],
      offers: ['Écrire « BDC-2022-0001 »'],
    },
    {
      name: "sans sortie du portail, l'avance des mêmes bénéficiaires",
      profile: 'MDV-LGC/solde',
      change: [['"BDC-2022-0001"', '"BDC-2022-0011"']],
      others: [avance()],
      expect: [{ message: 'other', path, marks: '"BDC-2022-0011"', severity: 'error' }],
      offers: ['Écrire « BDC-2022-0001 »'],
    },
    {
      name: 'un nombre reste un nombre',
      profile: 'MDV-LGC/solde',
      change: [['"BDC-2022-0001"', '13']],
      others: [sortie(['"BDC-2022-0001"', '"12"'])],
      expect: [{ message: 'differs', path, marks: '13' }],
      offers: ['Écrire « 12 »'],
    },
    {
      name: "le numéro de dossier d'une autre demande",
      profile: 'MDV-LGC/solde',
      change: [
        ['"FINMDV00120"', '"FINMDV00121"'],
        [
          '"FINMDV00121",\n      "numeroEditeur": "BDC-2022-0002"',
          '"FINMDV00120",\n      "numeroEditeur": "BDC-2022-0002"',
        ],
      ],
      others: [sortie()],
      expect: [
        { message: 'differs', path, marks: '"BDC-2022-0001"' },
        { message: 'differs', path: '/lignesImport/1/numeroEditeur', marks: '"BDC-2022-0002"' },
      ],
      offers: ['Écrire « FINMDV00120 » dans « numeroASP »', 'Écrire « FINMDV00121 » dans « numeroASP »'],
    },
  ],
};
