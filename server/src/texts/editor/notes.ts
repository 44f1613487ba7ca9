import { plural, pluriel, verbatim, words } from '../typeset.js';

interface NamedFile {
  readonly name: string;
  readonly detail: string;
}

/** A name as it is, protected from Markdown. */
const code = (name: string): string => verbatim(`\`${name.replaceAll('`', "'").replace(/\s/g, ' ')}\``);

/** What hovers, lenses and completion say about a field and its value; in Markdown for hovers. */
const FRENCH = {
  source: (cited: string) => `Source : ${cited}`,
  types: {
    string: 'texte',
    number: 'nombre',
    integer: 'nombre entier',
    boolean: '`true` ou `false`',
    object: 'objet',
    array: 'liste',
  },
  evidence: {
    observed: 'Observé : un éditeur a déposé des fichiers de cette forme',
    faq: "Dit par les FAQ de l'ASP ou de l'ANS",
    other: 'Dit par une autre page officielle',
    reconstructed: "Reconstitué par Ségur JSON : le modèle de l'agence peut différer par un nom, un ordre ou une casse",
    adopted: "Modèle de l'agence, que vous avez adopté",
  },
  or: ' ou ',
  fixes: (list: string) => `**Corrections proposées :**\n\n${list}`,
  yes: 'oui',
  no: 'non',
  noValue: 'sans valeur',
  today: "aujourd'hui",
  used: 'déjà employé dans cet espace de travail',
  reconstructed: ' (reconstitué)',
  meaning: (value: string, meaning: string) => `\`${value}\` : ${meaning}`,
  value: (type: string) => `Valeur : ${type}`,
  nullRefused: ' ; `null` est refusé',
  due: (role: string, value: string) => `, sauf si \`${role}\` vaut \`${value}\``,
  ht: (amount: string) => `${amount} HT`,
  ttc: (amount: string) => `${amount} TTC`,
  avance: (amount: string) => `avance ${amount}`,
  errors: (count: number) => pluriel(count, 'erreur'),
  valid: '✓ clé juste',
  establishment: (siren: string, nic: string) => `SIREN ${siren}, établissement ${nic}`,
  byPrefix: (where: string, rate: string) => `D'après le préfixe : ${where}, TVA ${rate}`,
  plafond: {
    unknown: (identifiers: string) => `Plafond inconnu : ${identifiers} absent du fichier de calcul.`,
    title: (total: string) => `**Plafond HT : ${total}**`,
    more: (count: number) => `- … et ${String(count)} autres bénéficiaires`,
    forfait: (amount: string) => `forfait de l'appel à financement : ${amount}`,
    part: (identifier: string, row: number, amount: string) =>
      `\`${identifier}\` (ligne ${String(row)} du fichier de calcul) : ${amount}`,
    withTax: (amount: string, ht: string, rate: string) => `${amount} = ${ht} HT (TVA ${rate})`,
    rounding: (floor: string, nearest: string) =>
      `La valeur exacte est entre ${floor} et ${nearest} : le centime inférieur est la valeur sûre.`,
    at: 'Le montant est au plafond.',
    below: (gap: string) => `Le montant est ${gap} sous le plafond.`,
    above: (gap: string) => `Le montant dépasse le plafond de ${gap}.`,
  },
  guichets: {
    title: (wave: string) => `**Guichets : ${wave}**`,
    line: (label: string, period: string) => `- ${label} : ${period}`,
    enrolement: 'enrôlement',
    avance: "demandes d'avance",
    prestation: 'fin de la prestation',
    solde: 'demandes de solde',
    since: (start: string) => `depuis le ${start}`,
    until: (end: string) => `jusqu'au ${end}`,
    period: (start: string, end: string) => `du ${start} au ${end}`,
  },
  wave2: {
    order:
      '**Vague 2** : commande signée au plus tôt 120 jours calendaires avant le dépôt du dossier complet de preuves, ' +
      "et jamais après le guichet d'avance ; un montant réel, et la mention « Montant pris en charge par l'Etat au " +
      'titre du Ségur de la santé » visible sur le bon de commande. *« ANS, FAQ des industriels », pages de 12/2024 ' +
      'et 01/2025.*',
    kinds:
      "**Vague 2** : deux prestations à l'hôpital, « vague 2 » et « vague 1 + vague 2 » ; la seconde pour les seuls " +
      "établissements qui n'ont eu ni prestation HOP-DPI-VA1 ou HOP-PFI-VA1, ni montée de version à leurs frais. Une " +
      'prestation par établissement et par dispositif. *« ANS, FAQ des industriels », pages de 12/2024 et 01/2025.*',
    attestation:
      '**Vague 2** : le signataire de la VA est celui que nomme la facture ; ce peut être un autre que celui du bon ' +
      'de commande. *« ANS, FAQ des industriels », médico-social.*',
    site:
      '**Vague 2** : un site se désigne « soit par son numéro FINESS géographique, soit par son SIRET ». *« ANS, FAQ ' +
      'des industriels », médico-social.*',
    solde:
      "**Vague 2** : « Les demandes de solde ne peuvent être déposées qu'après validation des PV pilotes ». *« ANS, " +
      "FAQ des industriels » ; le couloir n'y est pas dit.*",
  },
  pieces: {
    none: 'aucune pièce',
    count: (all: number) => `${String(all)} ${all > 1 ? 'pièces' : 'pièce'}`,
    found: (there: number, all: number) => `${String(there)} ${there > 1 ? 'pièces' : 'pièce'} sur ${String(all)}`,
    folderOf: (count: number) => `dossier de ${String(count)} ${count > 1 ? 'fichiers' : 'fichier'}`,
    signed: 'signature électronique',
    states: {
      empty: 'fichier vide',
      'not-pdf': "n'est pas un PDF",
      encrypted: 'protégé par un mot de passe',
      damaged: 'PDF endommagé',
      'no-page': 'PDF sans page',
      unreadable: 'illisible',
    },
    units: ['octet', 'Ko', 'Mo', 'Go'],
    comma: ',',
  },
  prepare: 'Préparer le dépôt…',
  /** About the file that a `nomFichier` names: what it is in the attachments folder. */
  file: {
    there: (folder: string, detail: string) => `**Dans ${code(folder)}** : ${detail}`,
    missing: (folder: string) => `**Absent du dossier ${code(folder)}**`,
    parts: (folder: string, detail: string, files: readonly NamedFile[]) =>
      `**Dans ${code(folder)}, à concaténer** : ${detail}\n\n` +
      files.map(({ name, detail: of }) => `- ${code(name)} : ${of}`).join('\n'),
  },
};

const ENGLISH = {
  source: cited => `Source: ${cited}`,
  types: {
    string: 'text',
    number: 'number',
    integer: 'whole number',
    boolean: '`true` or `false`',
    object: 'object',
    array: 'list',
  },
  evidence: {
    observed: 'Observed: a publisher deposited files of this shape',
    faq: 'Stated in the FAQs of the ASP or the ANS',
    other: 'Stated on another official page',
    reconstructed: "Reconstructed by Ségur JSON: the agency's model may differ in a name, an order or a case",
    adopted: "The agency's model, which you adopted",
  },
  or: ' or ',
  fixes: list => `**Fixes on offer:**\n\n${list}`,
  yes: 'yes',
  no: 'no',
  noValue: 'no value',
  today: 'today',
  used: 'already used in this workspace',
  reconstructed: ' (reconstructed)',
  meaning: (value, meaning) => `\`${value}\`: ${meaning}`,
  value: type => `Value: ${type}`,
  nullRefused: '; `null` is refused',
  due: (role, value) => `, unless \`${role}\` is \`${value}\``,
  ht: amount => `${amount} before tax`,
  ttc: amount => `${amount} with tax`,
  avance: amount => `avance ${amount}`,
  errors: count => plural(count, 'error'),
  valid: '✓ valid key',
  establishment: (siren, nic) => `SIREN ${siren}, establishment ${nic}`,
  byPrefix: (where, rate) => `From the prefix: ${where}, VAT ${rate}`,
  plafond: {
    unknown: identifiers => `Unknown ceiling: ${identifiers} not in the calculation file.`,
    title: total => `**Ceiling before tax: ${total}**`,
    more: count => `- … and ${String(count)} other beneficiaries`,
    forfait: amount => `flat amount of the funding call: ${amount}`,
    part: (identifier, row, amount) => `\`${identifier}\` (row ${String(row)} of the calculation file): ${amount}`,
    withTax: (amount, ht, rate) => `${amount} = ${ht} before tax (VAT ${rate})`,
    rounding: (floor, nearest) =>
      `The exact value is between ${floor} and ${nearest}: the lower cent is the safe value.`,
    at: 'The amount is at the ceiling.',
    below: gap => `The amount is ${gap} below the ceiling.`,
    above: gap => `The amount is ${gap} above the ceiling.`,
  },
  guichets: {
    title: wave => `**Application windows: ${wave}**`,
    line: (label, period) => `- ${label}: ${period}`,
    enrolement: 'enrolment',
    avance: 'avance requests',
    prestation: 'end of the service',
    solde: 'solde requests',
    since: start => `since ${start}`,
    until: end => `until ${end}`,
    period: (start, end) => `from ${start} to ${end}`,
  },
  wave2: {
    order:
      '**Wave 2**: the order is signed at most 120 calendar days before the complete dossier of proofs was ' +
      "deposited, and never after the avance's application window; a real amount, and the words “Montant pris en " +
      "charge par l'Etat au titre du Ségur de la santé” visible on the order. *“ANS, FAQ des industriels”, pages of " +
      '12/2024 and 01/2025.*',
    kinds:
      '**Wave 2**: two services at the hospital, “vague 2” and “vague 1 + vague 2”; the latter only for ' +
      'establishments that had no HOP-DPI-VA1 or HOP-PFI-VA1 service and paid no upgrade themselves. One service ' +
      'per establishment and dispositif. *“ANS, FAQ des industriels”, pages of 12/2024 and 01/2025.*',
    attestation:
      "**Wave 2**: the VA's signatory is the one named on the invoice, who may be another than the order's. *“ANS, " +
      'FAQ des industriels”, médico-social.*',
    site:
      '**Wave 2**: a site is identified « soit par son numéro FINESS géographique, soit par son SIRET ». *“ANS, FAQ ' +
      'des industriels”, médico-social.*',
    solde:
      "**Wave 2**: « Les demandes de solde ne peuvent être déposées qu'après validation des PV pilotes ». *“ANS, FAQ " +
      'des industriels”; the couloir is not said there.*',
  },
  pieces: {
    none: 'no attachment',
    count: all => `${String(all)} ${all > 1 ? 'attachments' : 'attachment'}`,
    found: (there, all) => `${String(there)} of ${String(all)} ${all > 1 ? 'attachments' : 'attachment'}`,
    folderOf: count => `folder of ${String(count)} ${count > 1 ? 'files' : 'file'}`,
    signed: 'electronic signature',
    states: {
      empty: 'empty file',
      'not-pdf': 'not a PDF',
      encrypted: 'protected by a password',
      damaged: 'damaged PDF',
      'no-page': 'PDF without a page',
      unreadable: 'unreadable',
    },
    units: ['byte', 'kB', 'MB', 'GB'],
    comma: '.',
  },
  prepare: 'Prepare the deposit…',
  file: {
    there: (folder, detail) => `**In ${code(folder)}**: ${detail}`,
    missing: folder => `**Not in the folder ${code(folder)}**`,
    parts: (folder, detail, files) =>
      `**In ${code(folder)}, to be concatenated**: ${detail}\n\n` +
      files.map(({ name, detail: of }) => `- ${code(name)}: ${of}`).join('\n'),
  },
} satisfies typeof FRENCH;

export const notesOf = words(FRENCH, ENGLISH);
