import type { EnumValue, Shape } from '../format/profiles/shape.js';
import { notesOf } from '../texts/editor/notes.js';
import type { Lang } from '../texts/typeset.js';

/** « texte ou `null` » */
export function typeText(shape: Shape, lang: Lang): string {
  const words = notesOf(lang);
  const names = [...shape.types].filter(type => type !== 'null').map(type => words.types[type]);
  return [...names, ...(shape.types.has('null') ? ['`null`'] : [])].join(words.or);
}

const meaningLine = ({ value, meaning, evidence }: EnumValue, shape: Shape, lang: Lang): string => {
  const words = notesOf(lang);
  const told = meaning[lang] === '' ? `\`${value}\`` : words.meaning(value, meaning[lang]);
  return `- ${told}${evidence !== shape.evidence && evidence === 'reconstructed' ? words.reconstructed : ''}`;
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
  const words = notesOf(lang);
  const { dueWhen } = shape;
  const due = dueWhen === undefined ? '' : words.due(dueWhen.role, dueWhen.value);
  return `${words.value(typeText(shape, lang))}${shape.types.has('null') ? due : words.nullRefused}.`;
}

function sourceLine(shape: Shape, lang: Lang): string {
  const words = notesOf(lang);
  const told = words.evidence[shape.evidence];
  if (shape.source === undefined) return `*${told}.*`;
  return `*${told}.*  \n*${words.source(shape.source[lang].replace(/\.$/, ''))}.*`;
}
