import { flat } from '../format/domain/fold.js';
import type { Form } from '../format/model/issues.js';
import type { FieldSet, Ligne } from '../format/model/ligne.js';
import type { Shape } from '../format/profiles/profile.js';
import type { FieldRole } from '../format/profiles/roles.js';
import { type Bound, type Findings, runAll } from './bound.js';
import type { ProfiledContext, Rule, RuleContext, RunLigne, RunValue, Sink } from './contract.js';

/**
 * The rules about a ligne, in one context, and which of them a ligne needs. One that has nothing to say of a ligne, and
 * looked at no text of its own, has nothing to say of any other ligne of the same form: most rules ask only what is
 * there. What they look at shows in the first ligne that has a form, which is the second one of its form.
 */
export class LigneRules {
  private readonly all: Bound<RunLigne>[] = [];
  /** The same, to see what they look at: what they find is only counted. */
  private readonly watched: Bound<RunLigne>[] = [];
  /** Those that a form doesn't settle. */
  private readonly ofForm = new WeakMap<Form, readonly Bound<RunLigne>[]>();
  private looks = 0;

  add(rule: Extract<Rule, { readonly scope: 'ligne' }>, out: Sink): void {
    const { id } = rule.meta;
    this.all.push({ id, run: rule.bind(out) });
    this.watched.push({ id, run: rule.bind(this.look) });
  }

  for(ligne: Ligne, context: ProfiledContext): readonly Bound<RunLigne>[] {
    const { all, ofForm } = this;
    const { form } = ligne;
    if (form === undefined) return all;
    const known = ofForm.get(form);
    if (known !== undefined) return known;
    ofForm.set(form, this.unsettled(ligne, context));
    return all;
  }

  private unsettled(ligne: Ligne, context: ProfiledContext): readonly Bound<RunLigne>[] {
    return this.all.filter((_, i) => {
      const before = this.looks;
      // Each looks for itself: no answer is taken over that another one has kept with the ligne.
      const seen = ligne.watched(this.look);
      runAll(this.watched.slice(i, i + 1), this.look, seen, seen, context, undefined);
      return this.looks > before;
    });
  }

  private readonly look = (): void => {
    this.looks++;
  };
}

/** Value rules of one role. */
interface OfRole {
  readonly rules: Bound<RunValue>[];
  /** One of them also looks at neighbouring values. */
  beside: boolean;
}

/** The same at one shape, with the texts that they had nothing to say of. */
interface OfShape extends Readonly<OfRole> {
  readonly sound: SoundTexts;
}

/** A text to look at, by its rank among those of its ligne. */
interface Due {
  readonly rank: number;
  readonly isOwn: boolean;
  readonly of: OfShape;
}

/**
 * The rules about values, in one context. What all lignes of a form have is judged once for all of them, and so is a
 * text that comes again: most do, in the file or in the next one.
 */
export class ValueRules {
  private readonly ofRole = new Map<FieldRole, OfRole>();
  private readonly ofShape = new Map<Shape, OfShape>();
  private readonly ofForm = new WeakMap<Form, readonly Due[]>();

  add(rule: Extract<Rule, { readonly scope: 'value' }>, out: Sink): void {
    const bound = { id: rule.meta.id, run: rule.bind(out) };
    for (const role of rule.roles) {
      const known = this.ofRole.get(role);
      if (known === undefined) this.ofRole.set(role, { rules: [bound], beside: rule.beside });
      else {
        known.rules.push(bound);
        known.beside ||= rule.beside;
      }
    }
  }

  run(fields: FieldSet, context: RuleContext, findings: Findings): void {
    const { form } = fields;
    const known = form && this.ofForm.get(form);
    const all = known ?? this.dueIn(fields);
    for (const due of all) this.judge(due, fields, context, findings);
    if (form !== undefined && known === undefined)
      this.ofForm.set(
        form,
        all.filter(({ rank, isOwn, of: { beside, sound } }) => isOwn || beside || !sound.has(fields.textAt(rank))),
      );
  }

  private judge(
    { rank, of: { rules, beside, sound } }: Due,
    fields: FieldSet,
    context: RuleContext,
    findings: Findings,
  ): void {
    const text = fields.textAt(rank);
    if (!beside && sound.has(text)) return;
    const value = fields.fieldAt(rank);
    if (value.flagged) return;
    const before = findings.count;
    runAll(rules, findings.add, fields, value, fields, context);
    if (!beside && findings.count === before) sound.add(text);
  }

  private dueIn({ slots }: FieldSet): readonly Due[] {
    return slots.flatMap(({ role, shape, isOwn }, rank) => {
      const of = this.at(role, shape);
      return of.rules.length === 0 ? [] : [{ rank, isOwn, of }];
    });
  }

  private at(role: FieldRole, shape: Shape): OfShape {
    let known = this.ofShape.get(shape);
    if (known === undefined) {
      known = { ...(this.ofRole.get(role) ?? NO_RULES), sound: new SoundTexts() };
      this.ofShape.set(shape, known);
    }
    return known;
  }
}

/** What value rules had nothing to say of. Bounded, and given up where hardly any comes again: numbers, addresses. */
class SoundTexts {
  private readonly texts = new Set<string>();
  private asked = 0;
  private known = 0;

  has(text: string): boolean {
    if (this.asked === ENOUGH && this.known < FEW) return false;
    const isKnown = this.texts.has(text);
    if (this.asked < ENOUGH) {
      this.asked++;
      if (isKnown) this.known++;
    }
    return isKnown;
  }

  add(text: string): void {
    if (this.texts.size < MAX_TEXTS && text.length < MAX_LENGTH) this.texts.add(flat(text));
  }
}

const NO_RULES: OfRole = { rules: [], beside: false };
const MAX_TEXTS = 1_000;
const MAX_LENGTH = 200;
/** Texts that were asked about before it is given up, unless so many of them had come before. */
const ENOUGH = 1_000;
const FEW = 50;
