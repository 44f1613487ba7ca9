import type { Connection, Diagnostic } from 'vscode-languageserver/node';
import type { Analysis } from '../analysis/analyze.js';
import { amountOf } from '../features/symbols.js';
import type { Lang } from '../texts/typeset.js';
import { STATUS_NOTIFICATION, type StatusParams } from './protocol/index.js';

/** Sends diagnostics to clients that don't ask for them, and never the same ones twice. */
export class Publisher {
  private readonly shown = new Map<string, string>();

  constructor(private readonly connection: Pick<Connection, 'sendDiagnostics'>) {}

  async publish(uri: string, diagnostics: readonly Diagnostic[], version?: number): Promise<void> {
    const key = JSON.stringify([version, diagnostics]);
    if (this.shown.get(uri) === key) return;
    this.shown.set(uri, key);
    await this.connection.sendDiagnostics({
      uri,
      diagnostics: [...diagnostics],
      ...(version === undefined ? {} : { version }),
    });
  }

  /** Removes what the client shows for a document. */
  async clear(uri: string): Promise<void> {
    if (this.shown.delete(uri)) await this.connection.sendDiagnostics({ uri, diagnostics: [] });
  }
}

/** Tells the client what a document turned out to be, once per change, and once it has its answers. */
export class StatusTeller {
  private readonly told = new Map<string, string>();
  private due = new Map<string, Analysis | undefined>();
  private readonly totals = new Map<string, Total>();

  constructor(
    private readonly connection: Connection,
    private readonly lang: Lang,
  ) {}

  tell(uri: string, analysis: Analysis | undefined): void {
    if (this.due.size === 0)
      setImmediate(() => {
        // Not `clear`: V8 ties what a map held before to what it holds next, and so keeps each analysis too long.
        const { due } = this;
        this.due = new Map();
        for (const [dueUri, now] of due) this.tellNow(dueUri, now);
      });
    this.due.set(uri, analysis);
  }

  forget(uri: string): void {
    this.told.delete(uri);
    this.due.delete(uri);
    this.totals.delete(uri);
  }

  private tellNow(uri: string, analysis: Analysis | undefined): void {
    // About a document that never was a request, there is nothing to say.
    if (analysis === undefined && !this.told.has(uri)) return;
    const status = statusOf(uri, analysis, this.totalOf(uri, analysis), this.lang);
    const key = JSON.stringify(status);
    if (this.told.get(uri) === key) return;
    this.told.set(uri, key);
    void this.connection.sendNotification(STATUS_NOTIFICATION, status);
  }

  private totalOf(uri: string, analysis: Analysis | undefined): number | null {
    const total = this.totals.get(uri) ?? new Total();
    this.totals.set(uri, total);
    return total.of(analysis?.lignes ?? []);
  }
}

function statusOf(uri: string, analysis: Analysis | undefined, montantHT: number | null, lang: Lang): StatusParams {
  const profile = analysis?.choice.profile;
  return {
    uri,
    profile: profile?.id ?? null,
    title: profile?.title[lang] ?? null,
    by: analysis?.choice.by ?? 'none',
    reconstructed: profile?.evidence === 'reconstructed',
    lignes: analysis?.lignes.length ?? 0,
    portalOutput: analysis?.portalOutput ?? false,
    montantHT,
  };
}

/** No longer file can be deposited, so there a keystroke isn't worth the sum. */
const MAX_LIGNES = 200;

/** The amounts of a file's lignes: a keystroke reads only one of them. */
class Total {
  private lignes: Analysis['lignes'] = [];
  private cents = 0;
  private unreadable = 0;

  /** Null if one of them can't be read. */
  of(lignes: Analysis['lignes']): number | null {
    if (lignes.length > MAX_LIGNES) return null;
    const before = this.lignes;
    this.lignes = lignes;
    for (let i = 0; i < Math.max(before.length, lignes.length); i++) {
      if (before[i] === lignes[i]) continue;
      this.add(before[i], -1);
      this.add(lignes[i], 1);
    }
    return lignes.length === 0 || this.unreadable > 0 ? null : this.cents;
  }

  private add(state: Analysis['lignes'][number] | undefined, times: 1 | -1): void {
    if (state === undefined) return;
    const cents = amountOf(state.ligne);
    if (cents === undefined) this.unreadable += times;
    else this.cents += cents * times;
  }
}
