import type { Form } from '../format/model/issues.js';
import type { Ligne } from '../format/model/ligne.js';
import { type Bound, runAll } from './bound.js';
import type { ProfiledContext, Rule, RunLigne, Sink } from './contract.js';

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
