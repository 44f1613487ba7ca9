import { compactDigits } from '../../format/domain/fold.js';
import { checkRpps, repairRpps } from '../../format/domain/numeros.js';
import type { Ligne } from '../../format/model/ligne.js';
import { type Container, isText, type LocatedText } from '../../format/model/located.js';
import type { SourceEditor } from '../../language/edit.js';
import type { Fix, Report } from '../contract.js';
import { defineLigneRule } from '../define.js';
import type { Examples } from '../examples.js';
import { identifiantsDmp, judge, type PrefixedKind, rppsOf } from '../../format/model/identifiants.js';
import { atValue, related } from '../shared/targets.js';
import { cite } from '../shared/words.js';
import { offers, removeRepeated, rewriteFix, toNull } from '../shared/fixes.js';

interface Data {
  readonly key: string;
}
type KindData = Data & { readonly kind: PrefixedKind | 'rpps-list' };
interface Messages {
  due: KindData;
  national: Data;
  rpps: Data;
  repeated: Data;
  separators: Data;
  bare: KindData;
  form: KindData;
  none: Data;
}

/** The wording of each couloir's FAQ question. */
const WANTED: Readonly<Record<PrefixedKind | 'rpps-list', { readonly fr: string; readonly en: string }>> = {
  'rpps-list': {
    fr: 'le RPPS du médecin libéral, ou ceux de tous les médecins qui exercent dans la structure',
    en: 'the RPPS of the self-employed doctor, or those of all the doctors who practise in the structure',
  },
  pmsi: { fr: '1 suivi du FINESS PMSI (10 caractères)', en: '1 followed by the FINESS PMSI (10 characters)' },
  geographique: {
    fr: '6 suivi du FINESS géographique (10 caractères)',
    en: '6 followed by the geographic FINESS (10 characters)',
  },
  ris: {
    fr:
      '4 suivi du RPPS rang (15 caractères), ou 5 suivi du FINESS juridique, ou 6 suivi du FINESS géographique (10 ' +
      'caractères)',
    en:
      '4 followed by the RPPS rang (15 characters), or 5 followed by the legal FINESS, or 6 followed by the ' +
      'geographic FINESS (10 characters)',
  },
};

export const rule = defineLigneRule<Messages>({
  meta: {
    id: 'ident-dmp',
    severity: 'error',
    theme: 'identifiants',
    title: { fr: 'Identifiant DMP incorrect', en: 'Wrong DMP identifier' },
    explanation: {
      fr:
        `L'identifiant DMP dépend du logiciel. LGC : ${WANTED['rpps-list'].fr}. PFI : ${WANTED.pmsi.fr}. RIS : ` +
        `${WANTED.ris.fr}. SGL : ${WANTED.geographique.fr}. LOINC : toujours null. Il est dû dès que l'envoi au DMP ` +
        'est direct.',
      en:
        `The DMP identifier depends on the software. LGC: ${WANTED['rpps-list'].en}. PFI: ${WANTED.pmsi.en}. RIS: ` +
        `${WANTED.ris.en}. SGL: ${WANTED.geographique.en}. LOINC: always null. It is due as soon as the sending to ` +
        'the DMP is direct.',
    },
    citations: [
      {
        document: 'asp-vague1',
        question: 'Que faut-il saisir comme identifiant DMP (IdentDMP) ?',
        quote:
          'le bénéficiaire final est une structure : il faut saisir tous les RPPS des médecins exerçant dans la ' +
          'structure.',
      },
      {
        document: 'asp-vague1',
        question: "Comment renseigner l'identifiant DMP (IdentDMP)?",
        quote: "L'identifiant DMP doit être composé de 10 ou 15 chiffres exactement.",
      },
    ],
    remedies: ['fix', 'preferred', 'suggest'],
    needsProfile: true,
    concerns: { roles: ['identDMP'] },
  },
  messages: {
    due: {
      fr: ({ key, kind }) =>
        `${cite(key)} est à compléter : l'envoi au DMP est direct dans le scénario, le portail attend donc ` +
        `${WANTED[kind].fr}.`,
      en: ({ key, kind }) =>
        `“${key}” must be filled in: the sending to the DMP is direct in the scenario, so the portal expects ` +
        `${WANTED[kind].en}.`,
    },
    national: {
      fr: ({ key }) =>
        `${cite(key)} contient un identifiant national (12 chiffres) : le portail attend le RPPS, sans le 8 du ` +
        'début, soit 11 chiffres.',
      en: ({ key }) =>
        `“${key}” contains a national identifier (12 digits): the portal expects the RPPS, without the leading 8, ` +
        'which is 11 digits.',
    },
    rpps: {
      fr: ({ key }) =>
        `${cite(key)} contient une valeur qui n'est pas un RPPS (11 chiffres, dont une clé) : vérifiez-la dans ` +
        `l'Annuaire Santé.`,
      en: ({ key }) =>
        `“${key}” contains a value that is not an RPPS (11 digits, one a check digit): check it in the Annuaire Santé.`,
    },
    repeated: {
      fr: ({ key }) =>
        `Ce RPPS est déjà dans ${cite(key)} : le portail attend celui de chaque médecin, une fois. Retirez la ` +
        "répétition, ou mettez le RPPS d'un autre médecin.",
      en: ({ key }) =>
        `This RPPS is in “${key}” already: the portal expects that of each doctor, once. Remove the repetition, or ` +
        "put another doctor's RPPS.",
    },
    separators: {
      fr: ({ key }) => `${cite(key)} doit être écrit d'un seul tenant, sans espace ni ponctuation.`,
      en: ({ key }) => `“${key}” must be written without spaces or punctuation.`,
    },
    bare: {
      fr: ({ key, kind }) =>
        `Il manque à ${cite(key)} le chiffre qui dit la nature de l'identifiant : le portail attend ` +
        `${WANTED[kind].fr}.`,
      en: ({ key, kind }) =>
        `“${key}” lacks the digit that tells the kind of identifier: the portal expects ${WANTED[kind].en}.`,
    },
    form: {
      fr: ({ key, kind }) =>
        `${cite(key)} n'a pas la forme d'un identifiant DMP : le portail attend ${WANTED[kind].fr}.`,
      en: ({ key, kind }) =>
        `“${key}” does not have the form of a DMP identifier: the portal expects ${WANTED[kind].en}.`,
    },
    none: {
      fr: ({ key }) =>
        `${cite(key)} doit être null : ce logiciel n'envoie rien au DMP, le portail n'attend donc pas d'identifiant.`,
      en: ({ key }) =>
        `“${key}” must be null: this software sends nothing to the DMP, so the portal expects no identifier.`,
    },
  },
  check(ligne, report, { profile }) {
    const kind = profile.traits.identDMP;
    if (kind === 'none') return;
    const due = ligne.flag('directDMP') === true;
    if (kind === 'rpps-list') {
      checkList(ligne, report, due);
      return;
    }
    for (const located of ligne.all('identDMP')) {
      if (located.flagged) continue;
      if (kind === 'null') {
        if (isText(located))
          report('none', { key: located.key }, atValue(ligne, located), {
            fixes: editor => [toNull(editor, located.node, 'suggest')],
          });
      } else if (isText(located)) checkPrefixed(ligne, report, located, kind);
      else if (due)
        report('due', { key: located.key, kind }, atValue(ligne, located), {
          fixes: offers(located, identifiantsDmp(kind, ligne)),
        });
    }
  },
});

function checkPrefixed(ligne: Ligne, report: Report<Messages>, located: LocatedText, kind: PrefixedKind): void {
  const verdict = judge(kind, ligne, located.value);
  if (verdict === undefined) return;
  const { fault, sure, maybe } = verdict;
  // The ligne's only identifier in place of another text is « preferred »; a merely likely prefix is suggested.
  const fixes =
    sure === undefined ? offers(located, maybe, fault === 'form' ? 'preferred' : 'suggest') : rewriteFix(located, sure);
  report(fault, { key: located.key, kind }, atValue(ligne, located), { fixes });
}

function checkList(ligne: Ligne, report: Report<Messages>, due: boolean): void {
  const list = ligne.container('listeIdentDMP');
  if (list === undefined) return;
  const doctors = rppsOf(ligne);
  const isEmpty = list.kind === 'null' || (list.kind === 'array' && list.count === 0);
  if (due && isEmpty) {
    const target = { chunk: ligne.chunk, span: list.node, place: list.place };
    report('due', { key: list.key, kind: 'rpps-list' }, target, {
      fixes: editor => (doctors.known.length > 0 && doctors.complete ? [allDoctors(editor, list, doctors.known)] : []),
    });
  }
  const items = ligne.texts('identDMP');
  const free = doctors.known.filter(rpps => !items.some(({ value }) => repairRpps(value) === rpps));
  const seen = new Map<string, LocatedText>();
  for (const item of items) {
    if (item.flagged) continue;
    const data = { key: item.key };
    const first = seen.get(item.value);
    if (checkRpps(item.value) === 'ok') {
      if (first === undefined) seen.set(item.value, item);
      else
        report('repeated', data, atValue(ligne, item), {
          severity: 'warning',
          related: [related(ligne, first, { fr: 'Le même numéro est ici.', en: 'The same number is here.' })],
          fixes: editor => removeRepeated(editor, item, 'fix'),
        });
      continue;
    }
    const repaired = repairRpps(item.value);
    const isNational = checkRpps(compactDigits(item.value)) === 'national';
    report(repaired === undefined ? 'rpps' : isNational ? 'national' : 'separators', data, atValue(ligne, item), {
      fixes: repaired === undefined ? offers(item, free) : rewriteFix(item, repaired),
    });
  }
}

const allDoctors = (editor: SourceEditor, list: Container, rpps: readonly string[]): Fix => ({
  kind: 'preferred',
  title: {
    fr: `Mettre le RPPS des médecins de la demande : ${rpps.join(', ')}`,
    en: `Put the RPPS of the request's doctors: ${rpps.join(', ')}`,
  },
  edits: [editor.replaceValue(list.node, rpps)],
});

const LIST = '"IdentDMP": [\n          "10002123452"\n        ]';
const path = '/lignesImport/0/LGC/IdentDMP/0';

export const examples: Examples = {
  valid: [
    { name: 'le RPPS du médecin libéral, tous ceux de la structure', profile: 'MDV-LGC/solde' },
    {
      name: "null quand l'envoi au DMP passe par un autre logiciel",
      profile: 'MDV-LGC/solde',
      change: [['"IdentDMP": [\n          "10003456786",\n          "10004567896"\n        ]', '"IdentDMP": null']],
    },
    { name: "l'autre orthographe de la FAQ", profile: 'MDV-LGC/solde', change: [['"IdentDMP"', '"identDMP"']] },
  ],
  invalid: [
    {
      name: "null alors que l'envoi est direct",
      profile: 'MDV-LGC/solde',
      change: [[LIST, '"IdentDMP": null']],
      expect: [
        { message: 'due', path: '/lignesImport/0/LGC/IdentDMP', marks: 'null', severity: 'error', fixable: false },
      ],
      offers: ['Mettre le RPPS des médecins de la demande : 10002123452'],
    },
    {
      name: 'aucun RPPS pour une structure',
      profile: 'MDV-LGC/solde',
      change: [['[\n          "10005678908",\n          "10001112225"\n        ]', '[]']],
      expect: [{ message: 'due', path: '/lignesImport/2/LGC/IdentDMP', marks: '[]' }],
      offers: [],
    },
    {
      name: "l'identifiant national, précédé d'un 8",
      profile: 'MDV-LGC/solde',
      change: [[LIST, '"IdentDMP": ["810002123452"]']],
      expect: [{ message: 'national', path, marks: '"810002123452"', fixable: true }],
      fixed: ['"IdentDMP": ["10002123452"]'],
    },
    {
      name: 'des espaces',
      profile: 'MDV-LGC/solde',
      change: [[LIST, '"IdentDMP": ["10 002 123 452"]']],
      expect: [{ message: 'separators', path, marks: '"10 002 123 452"', fixable: true }],
      fixed: ['"IdentDMP": ["10002123452"]'],
    },
    {
      name: 'le RPPS du médecin, deux fois',
      profile: 'MDV-LGC/solde',
      change: [[LIST, '"IdentDMP": ["10002123452", "10002123452"]']],
      expect: [
        {
          message: 'repeated',
          path: '/lignesImport/0/LGC/IdentDMP/1',
          marks: '"10002123452"',
          severity: 'warning',
          fixable: true,
        },
      ],
      fixed: ['"IdentDMP": ["10002123452"]'],
    },
    {
      name: 'un RPPS à la clé fausse',
      profile: 'MDV-LGC/solde',
      change: [[LIST, '"IdentDMP": ["10002123453"]']],
      expect: [{ message: 'rpps', path, marks: '"10002123453"', fixable: false }],
      offers: ['Écrire « 10002123452 »'],
    },
    {
      name: 'le FINESS géographique sans le 6 qui le précède',
      profile: 'BIO-SGL/solde',
      change: [['"6690012349"', '"690012349"']],
      expect: [{ message: 'bare', path: '/lignesImport/0/SGL/IdentDMP', marks: '"690012349"', fixable: true }],
      fixed: ['"IdentDMP": "6690012349"'],
    },
    {
      name: "un RPPS à la place du FINESS d'un laboratoire",
      profile: 'BIO-SGL/solde',
      change: [['"6690012349"', '"10002123452"']],
      expect: [{ message: 'form', path: '/lignesImport/0/SGL/IdentDMP', marks: '"10002123452"', fixable: false }],
      offers: ['Écrire « 6690012349 »', 'Écrire « 6690023452 »'],
    },
    {
      name: 'un identifiant pour LOINC, qui ne communique pas avec le DMP',
      profile: 'BIO-LOINC/solde',
      change: [['"IdentDMP": null', '"IdentDMP": "6690012349"']],
      expect: [{ message: 'none', path: '/lignesImport/0/LOINC/IdentDMP', marks: '"6690012349"', fixable: false }],
      offers: ['Remplacer par null'],
    },
  ],
};
