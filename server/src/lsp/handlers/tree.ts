import { basename, dirname, join, relative } from 'node:path';
import { RequestType0 } from 'vscode-languageserver/node';
import { REPORT_JSON } from '../../app/deposit/ports.js';
import { formatEuros } from '../../format/domain/montant.js';
import { compareNatural } from '../../format/pieces/folder.js';
import type { Catalog } from '../../format/profiles/catalog.js';
import { type FileFacts, type LigneFacts, type Lookups, mayShareStem } from '../../index/facts.js';
import { isThere } from '../../node/read.js';
import { nameOf } from '../convert.js';
import { guarded } from '../guard.js';
import {
  TREE_NOTIFICATION,
  TREE_REQUEST,
  type TreeDemande,
  type TreeFile,
  type TreeTotals,
  type WorkspaceTree,
} from '../protocol/index.js';
import type { Session } from '../session.js';
import { filePath, uriOf } from '../uris.js';
import { type ClosedFindings, countsOf, type JudgedFile } from '../workspace/closedFindings.js';
import type { Workspace } from '../workspace/workspace.js';

/** « Dépôts Ségur »: the requests of all files, and the progress of each. */
export function answerTree(session: Session, workspace: Workspace, closed: ClosedFindings): void {
  const { connection } = session;
  let told = false;
  closed.onChanged(() => {
    if (!told) return;
    told = false;
    void connection.sendNotification(TREE_NOTIFICATION);
  });
  const answer = guarded(connection, TREE_REQUEST, null, async (): Promise<WorkspaceTree | null> => {
    closed.start();
    const { catalog } = await session.getEngine();
    // Set before reading, so that changes in the meantime are reported.
    told = true;
    return new Tree(session, workspace, closed, catalog).read();
  });
  connection.onRequest(new RequestType0<WorkspaceTree | null, void>(TREE_REQUEST), token => answer(undefined, token));
}

type Shown = Omit<JudgedFile, 'diagnostics' | 'resultId'>;

class Tree {
  /** Folders that contain a report. */
  private readonly deposits = new Set<string>();
  private readonly known: Known;

  constructor(
    private readonly session: Session,
    private readonly workspace: Workspace,
    private readonly closed: ClosedFindings,
    private readonly catalog: Catalog,
  ) {
    this.known = { index: workspace.index, isDeposit: file => this.isDeposit(file) };
  }

  async read(): Promise<WorkspaceTree> {
    const files: TreeFile[] = [];
    await this.workspace.readOpen();
    const all = [...this.workspace.index.all()];
    for (const folder of new Set(all.map(({ id }) => dirname(id))))
      if (await isThere(join(folder, REPORT_JSON))) this.deposits.add(folder);
    for (const facts of all) files.push(await this.file(facts));
    files.sort((a, b) => compareNatural(a.name, b.name));
    const complete = this.closed.isComplete;
    return {
      complete,
      files,
      totals: this.totals(files),
      unjudged: complete ? files.filter(({ errors }) => errors === null).length : 0,
    };
  }

  private async file(facts: FileFacts): Promise<TreeFile> {
    const uri = this.workspace.uriOf(facts.id);
    const { profile, phase, portalOutput, lignes } = facts;
    const counts = await this.counts(facts.id, uri);
    const montant = lignes.reduce((sum, ligne) => sum + (ligne.montant?.cents ?? 0), 0);
    return {
      uri,
      name: this.nameOf(facts.id),
      profile: profile ?? null,
      profileTitle: (profile === undefined ? undefined : this.catalog.titleOf(profile)?.[this.lang]) ?? null,
      phase: phase ?? null,
      portalOutput,
      deposit: this.isDeposit(facts),
      open: this.workspace.isOpen(facts.id),
      montant,
      montantText: formatEuros(montant, this.lang),
      errors: counts?.errors ?? null,
      warnings: counts?.warnings ?? null,
      demandes: lignes.map(ligne => this.demande(facts, ligne, counts)),
    };
  }

  private demande(file: FileFacts, ligne: LigneFacts, counts: Shown | undefined): TreeDemande {
    const own = counts?.lignes.get(ligne.chunk);
    const errors = counts === undefined ? undefined : (own?.errors ?? 0);
    const { numeroEditeur, numeroASP, montant, clients, identifiers, chunk } = ligne;
    const position = counts?.positions[chunk] ?? { line: 0, character: 0 };
    return {
      index: chunk,
      numeroEditeur: numeroEditeur?.value ?? null,
      numeroASP: numeroASP?.value ?? null,
      beneficiary: (clients[0] ?? identifiers[0])?.value ?? null,
      beneficiaries: new Set([...clients, ...identifiers].map(({ client }) => client)).size,
      montant: montant?.cents ?? null,
      montantText: montant === undefined ? '' : formatEuros(montant.cents, this.lang),
      state: stateOf(file, ligne, errors, this.known) ?? null,
      errors: errors ?? null,
      warnings: counts === undefined ? null : (own?.warnings ?? 0),
      position,
    };
  }

  private totals(files: readonly TreeFile[]): TreeTotals {
    const own = files.filter(({ portalOutput, deposit }) => !portalOutput && !deposit);
    const sum = (of: (file: TreeFile) => number | null): number => own.reduce((all, file) => all + (of(file) ?? 0), 0);
    const montant = sum(file => file.montant);
    const demandes = files.filter(({ deposit }) => !deposit).flatMap(file => file.demandes);
    const count = (state: string): number => demandes.filter(demande => demande.state === state).length;
    const [aCorriger, prete, deposee, sortieRecue, soldeAFaire] = DEMANDE_STATES.map(count);
    return {
      demandes: sum(file => file.demandes.length),
      montant,
      montantText: formatEuros(montant, this.lang),
      errors: sum(file => file.errors),
      warnings: sum(file => file.warnings),
      states: {
        aCorriger: aCorriger ?? 0,
        prete: prete ?? 0,
        deposee: deposee ?? 0,
        sortieRecue: sortieRecue ?? 0,
        soldeAFaire: soldeAFaire ?? 0,
      },
    };
  }

  private get lang(): 'fr' | 'en' {
    return this.session.client.lang;
  }

  private async counts(id: string, uri: string): Promise<Shown | undefined> {
    if (!this.workspace.isOpen(id)) return this.closed.of(id);
    const opened = await this.session.current(uri);
    if (opened === undefined) return undefined;
    const { analysis, findings, text } = opened;
    const positions = analysis.lignes.map(({ ligne }, chunk) =>
      text.positionAt(analysis.originOf(chunk) + ligne.node.start),
    );
    return { ...countsOf(findings), positions };
  }

  private isDeposit({ id }: FileFacts): boolean {
    return this.deposits.has(dirname(id));
  }

  private nameOf(id: string): string {
    // An untitled document has no folder yet.
    if (filePath(uriOf(id)) === undefined) return nameOf(id);
    const { folderPaths } = this.session;
    const [home] = folderPaths
      .map(folder => ({ folder, inside: relative(folder, id) }))
      .filter(({ inside }) => !inside.startsWith('..'))
      .sort((a, b) => a.inside.length - b.inside.length);
    if (home === undefined) return basename(id);
    // With several folders, two may have a file of the same name.
    const name = folderPaths.length > 1 ? join(basename(home.folder), home.inside) : home.inside;
    return name.replaceAll('\\', '/');
  }
}

/**
 * The progress of a request: - `aCorriger`: the portal would refuse its file; - `prete`: nothing is wrong, and no
 * deposit contains it; - `deposee`: a prepared deposit contains it; - `sortieRecue`: the portal gave it back; for an
 * avance in an output: its solde exists too; - `soldeAFaire`: an avance in an output without a solde yet.
 */
type DemandeState = 'aCorriger' | 'prete' | 'deposee' | 'sortieRecue' | 'soldeAFaire';

const DEMANDE_STATES: readonly DemandeState[] = ['aCorriger', 'prete', 'deposee', 'sortieRecue', 'soldeAFaire'];

interface Known {
  readonly index: Pick<Lookups, 'occurrences'>;
  /** Whether a prepared deposit contains a file. */
  readonly isDeposit: (file: FileFacts) => boolean;
}

/** `errors`: those of the ligne; undefined while its file isn't checked. */
function stateOf(
  file: FileFacts,
  ligne: LigneFacts,
  errors: number | undefined,
  { index, isDeposit }: Known,
): DemandeState | undefined {
  if (file.portalOutput) return hasSolde(file, ligne, index) ? 'sortieRecue' : 'soldeAFaire';
  const twins =
    ligne.numeroEditeur === undefined
      ? []
      : index
          .occurrences('numeroEditeur', ligne.numeroEditeur.value)
          .filter(other => other.file.phase === file.phase && mayShareStem(file, other.file));
  if (twins.some(other => other.file.portalOutput)) return 'sortieRecue';
  if (errors === undefined) return undefined;
  if (errors > 0) return 'aCorriger';
  return isDeposit(file) || twins.some(other => isDeposit(other.file)) ? 'deposee' : 'prete';
}

/** True if none is to be made: for a solde, and for a request without a dossier number. */
function hasSolde(file: FileFacts, { numeroASP }: LigneFacts, index: Known['index']): boolean {
  if (file.phase !== 'avance' || numeroASP === undefined) return true;
  return index
    .occurrences('numeroASP', numeroASP.value)
    .some(other => other.file.phase === 'solde' && mayShareStem(file, other.file));
}
