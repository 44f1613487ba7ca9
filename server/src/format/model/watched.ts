import type { Contents } from './issues.js';
import { type Container, type Entry, isText, type Located } from './located.js';

/** The same contents; `onRead` is called when somebody looks at what their form doesn't tell. */
export function watched(contents: Contents, onRead: () => void): Contents {
  const watcher = new Watcher(onRead);
  const all = (role: Located['role']): readonly Located[] => contents.all(role).map(watcher.field);
  return {
    kind: contents.kind,
    form: contents.form,
    span: contents.span,
    get node() {
      onRead();
      return contents.node;
    },
    tangled: contents.tangled,
    issues: contents.issues,
    containers: contents.containers.map(container => watcher.container(container)),
    entries: contents.entries.map(watcher.entry),
    slots: contents.slots,
    textAt: rank => {
      onRead();
      return contents.textAt(rank);
    },
    fieldAt: rank => {
      onRead();
      return contents.fieldAt(rank);
    },
    all,
    first: role => all(role)[0],
    repeats: role => contents.repeats(role),
  };
}

/** Watches one ligne. Each client and attachment has one stand-in, since rules ask whether two are the same. */
class Watcher {
  private readonly entries = new Map<Entry, Entry>();

  constructor(private readonly onRead: () => void) {}

  readonly field = (field: Located): Located =>
    new Proxy(field, {
      get: (of, key): unknown => {
        if (key === 'node' || key === 'property' || (key === 'value' && of.isOwn)) this.onRead();
        return key === 'entry' ? of.entry && this.entry(of.entry) : Reflect.get(of, key);
      },
    });

  readonly entry = (entry: Entry): Entry => {
    const known = this.entries.get(entry);
    if (known !== undefined) return known;
    const made = new Proxy(entry, {
      get: (of, key): unknown => {
        if (key === 'node') this.onRead();
        if (key === 'fields') return of.fields.map(this.field);
        if (key === 'all') return (role: Located['role']) => of.all(role).map(this.field);
        if (key === 'text') return (role: Located['role']) => of.all(role).map(this.field).find(isText);
        return Reflect.get(of, key);
      },
    });
    this.entries.set(entry, made);
    return made;
  };

  container(container: Container): Container {
    return new Proxy(container, {
      get: (of, key): unknown => {
        if (key === 'node' || key === 'property') this.onRead();
        return Reflect.get(of, key);
      },
    });
  }
}
