import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { isOf, plain, readFaqList, type FaqQuestion } from '../../scripts/generate/faq-list.js';
import { plain as typed } from '../support/plain.js';
import { CONTAINER_ROLES, ENTRY_ROLES, FIELD_ROLES } from '../../server/src/format/profiles/roles.js';
import type { Shape } from '../../server/src/format/profiles/profile.js';
import { RULES } from '../../server/src/generated/registry.js';
import { engine } from '../support/cases.js';
import { isRecord } from '../support/json.js';

const ROOT = join(import.meta.dirname, '..', '..');
/** The FAQs, if they are beside the checkout. */
const FAQS = join(ROOT, '..', 'shared', 'seeds');
/** The documents that are FAQs; the others that a citation may name have no questions. */
const FAQ_DOCUMENTS = ['asp-vague1', 'asp-portail', 'ans-industriels'];

interface Cited {
  readonly by: string;
  readonly document: string;
  readonly question: string;
  readonly quote?: string;
}

const { commands, questions } = readFaqList();
const titleOf = (entry: FaqQuestion): string => entry.question ?? entry.answer ?? '';

/** Every `{ document, question }` in a schema or the calendar, wherever it is. */
function citedIn(value: unknown, by: string): Cited[] {
  if (Array.isArray(value)) return value.flatMap(item => citedIn(item, by));
  if (!isRecord(value)) return [];
  const { document, question, quote } = value;
  const mine =
    typeof document === 'string' && typeof question === 'string'
      ? [{ by, document, question, ...(typeof quote === 'string' ? { quote } : {}) }]
      : [];
  return [...mine, ...Object.values(value).flatMap(inner => citedIn(inner, by))];
}

const SCHEMAS = join(ROOT, 'schemas');
const cited: readonly Cited[] = [
  ...RULES.flatMap(({ meta }) => meta.citations.map(citation => ({ by: meta.id, ...citation }))),
  ...readdirSync(SCHEMAS)
    .filter(name => name.endsWith('.json'))
    .flatMap(name => citedIn(JSON.parse(readFileSync(join(SCHEMAS, name), 'utf8')), name)),
].filter(({ document }) => FAQ_DOCUMENTS.includes(document));

/** The hovers of each role, over all profiles. */
function hoversByRole(): ReadonlyMap<string, string> {
  const texts = new Map<string, Set<string>>();
  const walk = (shape: Shape): void => {
    const told = [shape.title?.fr, shape.description?.fr, ...(shape.enum ?? []).map(v => v.meaning.fr)]
      .filter(text => text !== undefined)
      .join('\n');
    for (const role of [shape.role, shape.container, shape.entry]) {
      if (role !== undefined) texts.set(role, (texts.get(role) ?? new Set()).add(told));
    }
    for (const property of shape.properties ?? []) walk(property.shape);
    if (shape.items !== undefined) walk(shape.items);
  };
  for (const id of engine.catalog.ids) {
    const profile = engine.catalog.get(id);
    if (profile !== undefined) walk(profile.file);
  }
  return new Map([...texts].map(([role, told]) => [role, [...told].join('\n')]));
}

const CLI = join(ROOT, 'server', 'src', 'cli');

describe('the coverage of the FAQs', () => {
  it('knows every citation of a rule, of a schema, of the calendar', () => {
    assert.ok(cited.length > 100);
    const strange = cited.filter(citation => !questions.some(entry => isOf(entry, citation)));
    assert.deepEqual(
      strange.map(({ by, question, quote }) => `${by}: ${question === '' ? (quote ?? '') : question}`),
      [],
    );
  });

  it('leaves no question without an answer', () => {
    const silent = questions.filter(
      entry =>
        entry.rules.length + entry.hover.length + entry.commands.length === 0 &&
        entry.none === undefined &&
        entry.outside === undefined,
    );
    assert.deepEqual(silent.map(titleOf), []);
    const both = questions.filter(
      entry => entry.outside !== undefined && (entry.rules.length > 0 || entry.hover.length > 0),
    );
    assert.deepEqual(both.map(titleOf), [], 'answered, and said to be about something else');
  });

  it('lists a question once for each document', () => {
    const titles = questions.map(entry => `${entry.document}: ${titleOf(entry)}`);
    assert.deepEqual(
      titles.filter((title, i) => titles.indexOf(title) !== i),
      [],
    );
    assert.deepEqual(
      questions.filter(entry => titleOf(entry) === ''),
      [],
    );
  });

  it('names rules and commands that are there', () => {
    const ids = new Set(RULES.map(({ meta }) => meta.id));
    assert.deepEqual(
      questions.flatMap(entry => entry.rules.filter(id => !ids.has(id))),
      [],
      'no such rule',
    );
    const program = ['program.ts', ...readdirSync(join(CLI, 'commands')).map(name => join('commands', name))]
      .map(name => readFileSync(join(CLI, name), 'utf8'))
      .join('\n');
    assert.deepEqual(
      commands.filter(({ name }) => !program.includes(`add('${name}'`)),
      [],
      'no such command',
    );
    const names = new Set(commands.map(({ name }) => name));
    assert.deepEqual(
      questions.flatMap(entry => entry.commands.filter(name => !names.has(name))),
      [],
    );
  });

  it('names hovers that say what it says', () => {
    const hovers = hoversByRole();
    const known: readonly string[] = [...FIELD_ROLES, ...CONTAINER_ROLES, ...ENTRY_ROLES];
    const wrong = questions.flatMap(entry =>
      entry.hover.filter(
        ([role, words]) => !known.includes(role) || !typed(hovers.get(role) ?? '').includes(typed(words)),
      ),
    );
    assert.deepEqual(wrong, []);
  });

  describe('against the FAQs themselves', () => {
    it('quotes them word for word, and misses none of their questions', function () {
      if (!existsSync(FAQS)) {
        console.log('      the FAQs are not beside the checkout: their words are not compared');
        this.skip();
      }
      const texts = readdirSync(FAQS).map(name => readFileSync(join(FAQS, name), 'utf8'));
      const all = texts.map(plain);
      const stands = (words: string): boolean => all.some(text => text.includes(plain(words)));
      assert.deepEqual(
        cited
          .filter(({ quote }) => quote !== undefined && !stands(quote))
          .map(({ by, quote }) => `${by}: ${quote ?? ''}`),
        [],
      );
      const mine = questions.filter(entry => entry.later === undefined);
      assert.deepEqual(
        mine
          .flatMap(entry => [...entry.passages, ...(entry.question === undefined ? [] : [entry.question])])
          .filter(words => !stands(words)),
        [],
      );
      const listed = new Set(mine.map(entry => plain(entry.question ?? '')));
      const asked = texts
        .filter(text => /questions fr[eé]quentes/i.test(text))
        .flatMap(text =>
          text
            .split('\n')
            .map(plain)
            .filter(line => line.endsWith('?')),
        );
      assert.ok(asked.length > 150);
      assert.deepEqual(
        asked.filter(question => !listed.has(question)),
        [],
      );
    });
  });
});
