import { defineTextRule } from '../define.js';
import { syntaxMessages } from './json-syntax/messages.js';
import { asJson, dataOf, isPythonDict, mend, openerOf, targetOf } from './json-syntax/mend.js';
import { MAX_PROBLEMS } from '../../language/state.js';
import type { SourceEditor } from '../../language/edit.js';
import type { Examples } from '../examples.js';

export const rule = defineTextRule({
  meta: {
    id: 'json-syntax',
    severity: 'error',
    theme: 'fichier',
    title: { fr: 'JSON mal formé', en: 'Malformed JSON' },
    explanation: {
      fr:
        'Le portail lit du JSON strict : ni commentaire, ni virgule finale, guillemets doubles partout, et un ' +
        'identifiant qui commence par zéro toujours entre guillemets. Une seule faute rend tout le fichier ' +
        'illisible, donc rejeté.',
      en:
        'The portal reads strict JSON: no comment, no trailing comma, double quotes everywhere, and an identifier ' +
        'that begins with a zero always in quotes. A single slip makes the whole file unreadable, so it is rejected.',
    },
    citations: [
      { document: 'json', question: 'Section 2, JSON Grammar', quote: 'A JSON text is a sequence of tokens.' },
      {
        document: 'asp-vague1',
        question: 'Quelles sont les difficultés rencontrées par les premiers éditeurs sur le dépôt de solde ?',
        quote: 'Les principaux problèmes de format rencontrés au niveau du JSON',
      },
    ],
    remedies: ['fix', 'suggest'],
    needsProfile: false,
  },
  messages: syntaxMessages,
  check(subject, report) {
    // `encoding` reports a binary file, once.
    if (subject.text.includes('\0')) return;
    if (isPythonDict(subject.text, subject.problems)) {
      const fixes = (editor: SourceEditor) => asJson(subject.problems, subject.wantsText, editor);
      report('python', {}, targetOf(subject.problems[0]), { fixes });
      return;
    }
    for (const problem of subject.problems) {
      if (problem.span.start === 0 && subject.text.startsWith('\ufeff')) continue;
      const wantsText = subject.wantsText(problem);
      report(problem.code, { ...dataOf(problem), wantsText }, targetOf(problem), {
        related: openerOf(problem),
        fixes: editor => mend(problem, wantsText, editor),
      });
    }
    const last = subject.problems.at(-1);
    if (last !== undefined && subject.problems.length >= MAX_PROBLEMS)
      report('more', { count: subject.problems.length }, targetOf(last), { severity: 'info' });
  },
});

const MONTANT = '"montantSegurHT": 358.33';
const AVANCE = { profile: 'MDV-LGC/avance' } as const;
const LIGNE = '/lignesImport/0';
const COMMANDE = `${LIGNE}/commande`;
const LIBERAL = `${LIGNE}/beneficiaires/liberal/0`;

export const examples: Examples = {
  valid: [
    { name: 'du JSON strict', ...AVANCE },
    {
      name: 'des échappements, des guillemets dans un texte',
      ...AVANCE,
      change: [['Anne-Sophie Lefèvre', 'Anne \\"Annie\\" Lef\\u00e8vre']],
    },
  ],
  invalid: [
    {
      name: 'un commentaire sur sa ligne',
      ...AVANCE,
      change: [['      "typeAction": "C",\n', '      // création\n      "typeAction": "C",\n']],
      expect: [{ message: 'comment', path: LIGNE, marks: '// création', fixable: true }],
      fixed: ['"numLigne": 1,\n      "typeAction"'],
    },
    {
      name: 'un commentaire en fin de ligne',
      ...AVANCE,
      change: [['"typeAction": "C",', '"typeAction": "C", /* création */']],
      expect: [{ message: 'comment', path: LIGNE, marks: '/* création */', fixable: true }],
      fixed: ['"typeAction": "C",\n      "numeroASP"'],
    },
    {
      name: 'un champ mis en commentaire',
      ...AVANCE,
      change: [['      "typeAction": "C",\n', '      // "typeAction": "C",\n']],
      expect: [{ message: 'commented-field', path: LIGNE, marks: '// "typeAction": "C",', fixable: false }],
      offers: ['Décommenter', 'Retirer le commentaire'],
    },
    {
      name: 'plus de fautes que ce qui est montré',
      ...AVANCE,
      text: `{"lignesImport": [${'x,'.repeat(MAX_PROBLEMS)}x]}`,
      expect: [
        ...Array.from({ length: MAX_PROBLEMS }, () => ({ message: 'bare-word', path: '/lignesImport', marks: 'x' })),
        { message: 'more', path: '/lignesImport', marks: 'x', severity: 'info' },
      ],
      also: ['missing-field', 'ligne-count'],
    },
    {
      name: 'un dictionnaire Python',
      ...AVANCE,
      text: "{'impId': None, 'numeroAns': '1234567890', 'siret': '81234567800013', 'lignesImport': [] }",
      expect: [{ message: 'python', path: '', marks: "'impId'", fixable: false }],
      also: ['empty-import'],
      offers: ['Récrire en JSON'],
    },
    {
      name: 'une virgule après le dernier élément',
      ...AVANCE,
      change: [[`${MONTANT}\n`, `${MONTANT},\n`]],
      expect: [{ message: 'trailing-comma', path: COMMANDE, marks: ',', fixable: true }],
      fixed: [`${MONTANT}\n      }`],
    },
    {
      name: 'un FINESS qui commence par zéro, sans guillemets',
      ...AVANCE,
      change: [['"130045677"', '010000016']],
      expect: [
        { message: 'leading-zero', path: '/lignesImport/2/beneficiaires/structure', marks: '010000016', fixable: true },
      ],
      fixed: ['"FINESSJuridique": "010000016"'],
    },
    {
      name: 'une virgule décimale',
      ...AVANCE,
      change: [[MONTANT, '"montantSegurHT": 358,33']],
      expect: [{ message: 'bad-number', path: COMMANDE, marks: '358,33', fixable: true }],
      fixed: [MONTANT],
    },
    {
      name: 'une espace insécable entre deux mots du JSON',
      ...AVANCE,
      change: [['"typeAction": "C"', '"typeAction":\u00a0"C"']],
      expect: [{ message: 'stray-blank', path: LIGNE, marks: '\u00a0', fixable: true }],
      fixed: ['"typeAction": "C"'],
    },
    {
      name: 'une virgule oubliée',
      ...AVANCE,
      change: [['"regimeTVA": "TTC",', '"regimeTVA": "TTC"']],
      expect: [{ message: 'missing-comma', path: COMMANDE, marks: '"montantSegurHT"', fixable: false }],
      offers: ['Insérer « , »'],
    },
    {
      name: 'une virgule de trop',
      ...AVANCE,
      change: [['"regimeTVA": "TTC",', '"regimeTVA": "TTC",,']],
      expect: [{ message: 'extra-comma', path: COMMANDE, marks: ',' }],
      offers: ['Retirer « , »'],
    },
    {
      name: 'des guillemets simples',
      ...AVANCE,
      change: [['"TTC"', "'TTC'"]],
      expect: [{ message: 'single-quotes', path: COMMANDE, marks: "'TTC'" }],
      offers: ['Écrire "TTC"'],
    },
    {
      name: 'des guillemets typographiques',
      ...AVANCE,
      change: [['"TTC"', '“TTC”']],
      expect: [{ message: 'curly-quotes', path: COMMANDE, marks: '“TTC”' }],
      offers: ['Écrire "TTC"'],
    },
    {
      name: 'un guillemet dans un texte',
      ...AVANCE,
      change: [['Anne-Sophie Lefèvre', 'Anne "Annie" Lefèvre']],
      expect: [{ message: 'inner-quotes', path: LIBERAL, marks: '"Anne "Annie" Lefèvre"' }],
      offers: ['Écrire "Anne \\"Annie\\" Lefèvre"'],
    },
    {
      name: 'NaN',
      ...AVANCE,
      change: [[MONTANT, '"montantSegurHT": NaN']],
      expect: [{ message: 'bare-word', path: COMMANDE, marks: 'NaN' }],
      offers: ['Écrire null'],
    },
    {
      name: 'le True de Python',
      ...AVANCE,
      change: [['"isClientUnique": true', '"isClientUnique": True']],
      expect: [{ message: 'bare-word', path: '/lignesImport/0/beneficiaires', marks: 'True' }],
      offers: ['Écrire true'],
    },
    {
      name: 'une clé sans guillemets',
      ...AVANCE,
      change: [['"siret"', 'siret']],
      expect: [{ message: 'unquoted-key', path: '', marks: 'siret' }],
      offers: ['Écrire "siret"'],
    },
    {
      name: 'une tabulation dans un texte',
      ...AVANCE,
      change: [['Anne-Sophie Lefèvre', 'Anne-Sophie\tLefèvre']],
      expect: [{ message: 'control-character', path: LIBERAL, marks: '"Anne-Sophie\tLefèvre"' }],
      offers: ['Remplacer par une espace'],
    },
    {
      name: 'une barre oblique inverse',
      ...AVANCE,
      change: [['"BDC-2022-0001.pdf"', '"C:\\pieces\\BDC-2022-0001.pdf"']],
      expect: [
        {
          message: 'bad-escape',
          path: '/lignesImport/0/piecesJustificatives/0',
          marks: '"C:\\pieces\\BDC-2022-0001.pdf"',
        },
      ],
      offers: ['Doubler la barre oblique inverse'],
    },
    {
      name: 'des guillemets non fermés',
      ...AVANCE,
      change: [['"Anne-Sophie Lefèvre",', '"Anne-Sophie Lefèvre,']],
      expect: [{ message: 'unterminated-string', path: LIBERAL, marks: '"Anne-Sophie Lefèvre' }],
      offers: ['Fermer les guillemets'],
    },
    {
      name: 'une clé sans valeur',
      ...AVANCE,
      change: [['"numeroASP": null', '"numeroASP": ']],
      expect: [{ message: 'missing-value', path: LIGNE, marks: ',' }],
      offers: ['Insérer « null »'],
    },
    {
      name: 'deux-points oubliés',
      ...AVANCE,
      change: [['"numeroASP": null', '"numeroASP" null']],
      expect: [{ message: 'missing-colon', path: LIGNE, marks: 'null' }],
      offers: ['Insérer « : »'],
    },
    {
      name: "l'accolade fermante d'un bloc oubliée",
      ...AVANCE,
      change: [[`${MONTANT}\n      },`, MONTANT]],
      expect: [{ message: 'unclosed', path: COMMANDE, marks: '"beneficiaires"' }],
      offers: ['Insérer « }, »'],
    },
    {
      name: 'un crochet fermé par une accolade',
      ...AVANCE,
      change: [['"690012349"\n          ]', '"690012349"\n          }']],
      expect: [{ message: 'wrong-closer', path: '/lignesImport/2/beneficiaires/structure/FINESSGeo', marks: '}' }],
      offers: ['Remplacer par « ] »'],
    },
    {
      name: 'un fichier tronqué',
      ...AVANCE,
      text: '{\n  "impId": null,\n  "lignesImport": [\n    {\n      "numLigne": 1,\n',
      expect: [{ message: 'unclosed', path: LIGNE, marks: '{' }],
      offers: ['Fermer ce qui est ouvert'],
    },
    {
      name: 'deux JSON bout à bout',
      text: '{}\n{}',
      ...AVANCE,
      expect: [{ message: 'extra-content', path: '', marks: '{' }],
      also: ['missing-field'],
    },
    { name: 'un fichier vide', text: ' \n', ...AVANCE, expect: [{ message: 'empty', path: '', marks: '' }] },
    {
      name: 'une valeur sans clé',
      ...AVANCE,
      change: [['"numeroASP": null', ': null']],
      expect: [{ message: 'missing-key', path: LIGNE, marks: ':' }],
    },
    {
      name: 'un commentaire jamais fermé',
      ...AVANCE,
      text: '{\n  "impId": null /* à compléter\n}\n',
      expect: [{ message: 'unterminated-comment', path: '', marks: '/* à compléter\n}\n' }],
    },
    {
      name: 'un nombre sans clé entre deux champs',
      ...AVANCE,
      change: [['"typeAction": "C",', '"typeAction": "C", 12,']],
      expect: [{ message: 'unexpected', path: LIGNE, marks: '12' }],
    },
    {
      name: "l'accolade ouvrante d'un bloc oubliée",
      ...AVANCE,
      change: [['"commande": {', '"commande":']],
      expect: [{ message: 'missing-brace', path: LIGNE, marks: '"dateCommande"' }],
      offers: ['Insérer « { »'],
    },
    {
      name: 'des listes emboîtées sans fin',
      ...AVANCE,
      change: [['"impId": null', `"impId": ${'['.repeat(64)}${']'.repeat(64)}`]],
      expect: [{ message: 'too-deep', path: `/impId${'/0'.repeat(62)}`, marks: '[' }],
    },
  ],
};
