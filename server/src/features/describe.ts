import type { Lang } from '../format/domain/langue.js';
import type { Bilingual, EnumValue, Evidence, Shape, ValueType } from '../format/profiles/shape.js';

const TYPES: Readonly<Record<Exclude<ValueType, 'null'>, Bilingual>> = {
  string: { fr: 'texte', en: 'text' },
  number: { fr: 'nombre', en: 'number' },
  integer: { fr: 'nombre entier', en: 'whole number' },
  boolean: { fr: '`true` ou `false`', en: '`true` or `false`' },
  object: { fr: 'objet', en: 'object' },
  array: { fr: 'liste', en: 'list' },
};

const EVIDENCE: Readonly<Record<Evidence, Bilingual>> = {
  observed: {
    fr: 'Observé : un éditeur a déposé des fichiers de cette forme',
    en: 'Observed: a publisher deposited files of this shape',
  },
  faq: { fr: "Dit par les FAQ de l'ASP ou de l'ANS", en: 'Said by the FAQs of the ASP or the ANS' },
  other: { fr: 'Dit par une autre page officielle', en: 'Said by another official page' },
  reconstructed: {
    fr: "Reconstitué par Ségur JSON : le modèle de l'agence peut différer par un nom, un ordre ou une casse",
    en: "Reconstructed by Ségur JSON: the agency's model may differ in a name, an order or a case",
  },
  adopted: { fr: "Modèle de l'agence, que vous avez adopté", en: "The agency's model, which you adopted" },
};

/** « texte ou `null` » */
export function typeText(shape: Shape, lang: Lang): string {
  const or = lang === 'fr' ? ' ou ' : ' or ';
  const names = [...shape.types].filter(type => type !== 'null').map(type => TYPES[type][lang]);
  return [...names, ...(shape.types.has('null') ? ['`null`'] : [])].join(or);
}

const meaningLine = ({ value, meaning, evidence }: EnumValue, shape: Shape, lang: Lang): string => {
  const note =
    evidence === shape.evidence || evidence !== 'reconstructed'
      ? ''
      : lang === 'fr'
        ? ' (reconstitué)'
        : ' (reconstructed)';
  const colon = lang === 'fr' ? '\u00a0:' : ':';
  return meaning[lang] === '' ? `- \`${value}\`${note}` : `- \`${value}\`${colon} ${meaning[lang]}${note}`;
};

/** What the model says of a field, in Markdown: what it is, what may stand there, and how we know it. */
export function describe(shape: Shape, key: string | undefined, lang: Lang): string {
  const title = shape.title?.[lang];
  const heading = [title === undefined ? undefined : `**${title}**`, key === undefined ? undefined : `\`${key}\``]
    .filter(part => part !== undefined)
    .join(' · ');
  const blocks: string[] = heading === '' ? [] : [heading];
  const description = shape.description?.[lang];
  if (description !== undefined) blocks.push(description);
  if (shape.enum !== undefined && shape.enum.length > 0)
    blocks.push(shape.enum.map(value => meaningLine(value, shape, lang)).join('\n'));
  blocks.push(valueLine(shape, lang));
  blocks.push(sourceLine(shape, lang));
  return blocks.join('\n\n');
}

function valueLine(shape: Shape, lang: Lang): string {
  const colon = lang === 'fr' ? '\u00a0:' : ':';
  const label = lang === 'fr' ? `Valeur${colon} ` : `Value${colon} `;
  const refused = lang === 'fr' ? '\u00a0; `null` est refusé' : '; `null` is refused';
  const due =
    shape.dueWhen === undefined
      ? ''
      : lang === 'fr'
        ? `, sauf si \`${shape.dueWhen.role}\` vaut \`${shape.dueWhen.value}\``
        : `, unless \`${shape.dueWhen.role}\` is \`${shape.dueWhen.value}\``;
  return `${label}${typeText(shape, lang)}${shape.types.has('null') ? due : refused}.`;
}

function sourceLine(shape: Shape, lang: Lang): string {
  const told = EVIDENCE[shape.evidence][lang];
  if (shape.source === undefined) return `*${told}.*`;
  return `*${told}.*  \n*Source${lang === 'fr' ? '\u00a0:' : ':'} ${shape.source[lang].replace(/\.$/, '')}.*`;
}
