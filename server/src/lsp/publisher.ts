import type { Connection, Diagnostic } from 'vscode-languageserver/node';
import type { Analysis } from '../analysis/analyze.js';
import { amountOf } from '../features/symbols.js';
import { perLigne } from '../format/model/ligne.js';
import type { Lang } from '../texts/typeset.js';
import { STATUS_NOTIFICATION, type StatusParams } from './protocol/index.js';

/** Sends diagnostics to clients that don't ask for them, and never the same twice. */
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

  /** Takes back what the client shows of a document. */
  async clear(uri: string): Promise<void> {
    if (this.shown.delete(uri)) await this.connection.sendDiagnostics({ uri, diagnostics: [] });
  }
}

/** Tells the client what a document turned out to be, once per change of it. */
export class StatusTeller {
  private readonly told = new Map<string, string>();

  constructor(
    private readonly connection: Connection,
    private readonly lang: Lang,
  ) {}

  tell(uri: string, analysis: Analysis | undefined): void {
    // Of a document that never was a request, there is nothing to say.
    if (analysis === undefined && !this.told.has(uri)) return;
    const status = statusOf(uri, analysis, this.lang);
    const key = JSON.stringify(status);
    if (this.told.get(uri) === key) return;
    this.told.set(uri, key);
    void this.connection.sendNotification(STATUS_NOTIFICATION, status);
  }

  forget(uri: string): void {
    this.told.delete(uri);
  }
}

function statusOf(uri: string, analysis: Analysis | undefined, lang: Lang): StatusParams {
  const profile = analysis?.choice.profile;
  return {
    uri,
    profile: profile?.id ?? null,
    title: profile?.title[lang] ?? null,
    by: analysis?.choice.by ?? 'none',
    reconstructed: profile?.evidence === 'reconstructed',
    lignes: analysis?.lignes.length ?? 0,
    montantHT: analysis === undefined ? null : totalOf(analysis),
  };
}

/** No file of more lignes is deposited: there, a keystroke isn't worth the sum. */
const MAX_LIGNES = 200;

/** A keystroke reads one amount, not all. */
const notedAmount = perLigne(amountOf);

function totalOf({ lignes }: Analysis): number | null {
  if (lignes.length === 0 || lignes.length > MAX_LIGNES) return null;
  let total = 0;
  for (const { ligne } of lignes) {
    const cents = notedAmount(ligne);
    if (cents === undefined) return null;
    total += cents;
  }
  return total;
}
