import type { Fix } from '../contract.js';
import { defineFileRule } from '../define.js';
import type { Examples } from '../examples.js';
import { topOf } from '../shared/targets.js';
import { cite, listed, splitBy } from '../shared/words.js';
import type { Bilingual } from '../../texts/typeset.js';

interface Data {
  readonly said: string;
  readonly seems: string;
  readonly title: Bilingual;
}

interface Several {
  readonly said: string;
  readonly seems: readonly string[];
  readonly first: string;
}

interface Stray {
  /** The file's own profile, or those that it may have. */
  readonly said: readonly string[];
  readonly seems: readonly string[];
}

export const rule = defineFileRule({
  meta: {
    id: 'profile-mismatch',
    severity: 'error',
    theme: 'fichier',
    title: { fr: "Contenu d'un autre profil", en: 'Content of another profile' },
    explanation: {
      fr:
        "Le nom du fichier, un réglage ou « --profile » donne un couloir ou une phase, et le contenu est d'évidence " +
        "celui d'un autre. Seul ce que les deux ont en commun est vérifié : renommez le fichier, ou corrigez le " +
        "réglage. De même pour une ligne seule, faite comme celles d'un autre profil que la plupart : elle est à " +
        'mettre dans un fichier à part.',
      en:
        "The file's name, a setting or “--profile” tells a couloir or a phase, and the content is plainly another's. " +
        'Only what both share is checked: rename the file, or correct the setting. Likewise a single ligne may be ' +
        'made like those of another profile than most: it belongs in a file of its own.',
    },
    citations: [{ document: 'projet', question: '' }],
    remedies: ['command'],
    needsProfile: true,
  },
  messages: {
    other: {
      fr: (d: Data) =>
        `Ce fichier est donné pour ${d.said}, et son contenu est celui de ${d.seems} (${d.title.fr}). Renommez-le ` +
        `comme ${cite(`….${suffixOf(d.seems)}.json`)}, ou donnez le bon profil (réglage, --profile ${d.seems}). ` +
        "D'ici là, seul ce que les deux ont en commun est vérifié.",
      en: d =>
        `This file is said to be of ${d.said}, and its content is that of ${d.seems} (${d.title.en}). Rename it like ` +
        `“….${suffixOf(d.seems)}.json”, or give the right profile (setting, --profile ${d.seems}). Until then only ` +
        'what both share is checked.',
    },
    several: {
      fr: (d: Several) =>
        `Ce fichier est donné pour ${d.said}, et son contenu est celui de ${listed(d.seems, 'or', 'fr')}. ` +
        `Renommez-le d'après le bon profil (par exemple ${cite(`….${suffixOf(d.first)}.json`)}), ou donnez-le ` +
        `(réglage, --profile ${d.first}). D'ici là, seul ce que tous ont en commun est vérifié.`,
      en: d =>
        `This file is said to be of ${d.said}, and its content is that of ${listed(d.seems, 'or', 'en')}. Rename it ` +
        `after the right profile (like “….${suffixOf(d.first)}.json”), or give it (setting, --profile ${d.first}). ` +
        'Until then only what all of them share is checked.',
    },
    ligne: {
      fr: (d: Stray) =>
        `À séparer : cette ligne est faite comme une demande de ${listed(d.seems, 'or', 'fr')}, et le fichier est de ` +
        `${listed(d.said, 'or', 'fr')}. Chaque profil (couloir, vague et phase) a son modèle, donc son fichier : ` +
        `mettez-la dans le sien, par ${splitBy('profile').fr}. Rien d'autre n'est vérifié dans cette ligne d'ici là.`,
      en: d =>
        `To be separated: this ligne is made like a request of ${listed(d.seems, 'or', 'en')}, and the file is of ` +
        `${listed(d.said, 'or', 'en')}. Each profile (couloir, wave and phase) has its own model, and so its own ` +
        `file: put the ligne into one, with ${splitBy('profile').en}. Until then nothing else in it is checked.`,
    },
  },
  reads: [],
  check({ head, strays }, report, { mismatch, profile, profileKnown, candidates }) {
    const own = profileKnown && profile !== undefined ? [profile.id] : candidates;
    for (const ligne of strays()) {
      const seems = (ligne.kin ?? []).map(({ id }) => id);
      const { chunk, span, place } = ligne;
      const target = { chunk, span: { start: span.start, end: span.start + 1 }, place };
      report('ligne', { said: own, seems }, target, { fixes: () => [SPLIT_BY_PROFILE] });
    }
    if (mismatch === undefined) return;
    const { said, seems } = mismatch;
    const [first, ...others] = seems;
    if (first === undefined) return;
    const at = topOf(head);
    const options = { fixes: () => [CHOOSE_PROFILE] };
    if (others.length === 0) report('other', { said: said.id, seems: first.id, title: first.title }, at, options);
    else report('several', { said: said.id, seems: seems.map(({ id }) => id), first: first.id }, at, options);
  },
});

const CHOOSE_PROFILE: Fix = {
  kind: 'command',
  command: 'segur.choisirProfil',
  edits: [],
  title: { fr: 'Choisir le profil…', en: 'Choose the profile…' },
};

const SPLIT_BY_PROFILE: Fix = {
  kind: 'command',
  command: 'segur.decouper',
  edits: [],
  title: { fr: 'Découper le fichier par profil', en: 'Split the file by profile' },
};

const suffixOf = (id: string): string => id.toLowerCase().replace('/', '.');

export const examples: Examples = {
  valid: [{ name: 'un contenu du profil donné', profile: 'PHA-LGO/avance' }],
  invalid: [
    {
      name: 'une officine, donnée pour de la médecine de ville',
      profile: 'PHA-LGO/avance',
      asked: 'MDV-LGC/avance',
      expect: [{ message: 'other', path: '', marks: '{', severity: 'error', fixable: false }],
      offers: ['Choisir le profil…'],
    },
    {
      name: 'une ligne de biologie parmi celles du médico-social',
      profile: 'MS1-DUI/solde',
      change: [['"DUI": {\n        "deploiementMSS": "Cas 2"\n      }', '"LOINC": { "IdentDMP": null }']],
      expect: [{ message: 'ligne', path: '/lignesImport/1', marks: '{', severity: 'error', fixable: false }],
      offers: ['Découper le fichier par profil'],
    },
    {
      name: "une avance d'un autre couloir, donnée pour un solde",
      profile: 'HOP-DPI/avance',
      asked: 'MDV-LGC/solde',
      expect: [{ message: 'several', path: '', marks: '{', severity: 'error', fixable: false }],
    },
    {
      name: "une avance dont plusieurs couloirs ont le modèle, donnée pour le solde d'un d'eux",
      profile: 'MS2-DUI/avance',
      asked: 'MS1-DUI/solde',
      expect: [{ message: 'other', path: '', marks: '{', severity: 'error', fixable: false }],
    },
    {
      name: 'un solde, donné pour une avance',
      profile: 'MDV-LGC/solde',
      asked: 'MDV-LGC/avance',
      expect: [{ message: 'other', path: '', marks: '{', severity: 'error', fixable: false }],
    },
  ],
};
