import {
  EventEmitter,
  Range,
  ThemeColor,
  ThemeIcon,
  TreeItem,
  TreeItemCollapsibleState,
  Uri,
  type Command,
  type TreeDataProvider,
} from 'vscode';
import type { DemandeState, TreeDemande, TreeFile, WorkspaceTree } from '../../../server/src/lsp/protocol/index.js';
import type { Messages } from '../../../server/src/texts/client/main.js';
import { Latest } from './latest.js';

/** A profile, a file or a request. `uri` serves the menu commands, like the explorer's. */
type DepotNode =
  | { readonly kind: 'profile'; readonly title: string; readonly files: readonly TreeFile[] }
  | { readonly kind: 'file'; readonly file: TreeFile; readonly uri: Uri }
  | { readonly kind: 'demande'; readonly demande: TreeDemande; readonly uri: Uri };

const ICONS: Readonly<Record<DemandeState, ThemeIcon>> = {
  aCorriger: new ThemeIcon('error', new ThemeColor('list.errorForeground')),
  prete: new ThemeIcon('pass', new ThemeColor('testing.iconPassed')),
  deposee: new ThemeIcon('package'),
  sortieRecue: new ThemeIcon('mail-read'),
  soldeAFaire: new ThemeIcon('arrow-circle-right', new ThemeColor('list.warningForeground')),
};

/** « Dépôts Ségur »: the workspace's requests by profile and file, and the progress of each. */
export class DepotsView implements TreeDataProvider<DepotNode> {
  private readonly changed = new EventEmitter<undefined>();
  readonly onDidChangeTreeData = this.changed.event;
  private state: DemandeState | undefined;
  private readonly tree: Latest<WorkspaceTree | null>;

  constructor(
    ask: () => Promise<WorkspaceTree | null>,
    private readonly texts: Messages,
  ) {
    this.tree = new Latest(ask, () => {
      this.changed.fire(undefined);
    });
  }

  refresh(): void {
    this.tree.changed();
  }

  /** Shows only the requests in one state; all of them without one. */
  filter(state: DemandeState | undefined): void {
    this.state = state;
    this.refresh();
  }

  async getChildren(node?: DepotNode): Promise<DepotNode[]> {
    if (node === undefined) return this.profiles(await this.tree.read());
    if (node.kind === 'profile')
      return node.files.map(file => ({ kind: 'file', file, uri: Uri.parse(file.uri, true) }));
    if (node.kind === 'file')
      return this.shown(node.file).map(demande => ({ kind: 'demande', demande, uri: node.uri }));
    return [];
  }

  getTreeItem(node: DepotNode): TreeItem {
    if (node.kind === 'profile') return new TreeItem(node.title, TreeItemCollapsibleState.Expanded);
    return node.kind === 'file' ? this.fileItem(node.file, node.uri) : this.demandeItem(node.demande, node.uri);
  }

  private profiles(tree: WorkspaceTree | null): DepotNode[] {
    const groups = new Map<string, TreeFile[]>();
    for (const file of tree?.files ?? []) {
      if (this.state !== undefined && this.shown(file).length === 0) continue;
      const title = file.profileTitle ?? file.profile ?? this.texts.profileUnknown;
      groups.set(title, [...(groups.get(title) ?? []), file]);
    }
    return [...groups]
      .sort(([a], [b]) => a.localeCompare(b))
      .map(([title, files]) => ({ kind: 'profile', title, files }));
  }

  private shown({ demandes }: TreeFile): readonly TreeDemande[] {
    return this.state === undefined ? demandes : demandes.filter(({ state }) => state === this.state);
  }

  private fileItem(file: TreeFile, uri: Uri): TreeItem {
    const { texts } = this;
    const item = new TreeItem(file.name, TreeItemCollapsibleState.Collapsed);
    const parts = [texts.lignes(file.demandes.length), file.montantText, ...this.counts(file)];
    item.description = parts.filter(part => part !== '').join(' · ');
    item.resourceUri = uri;
    item.iconPath = ThemeIcon.File;
    item.contextValue = file.portalOutput
      ? file.phase === 'solde'
        ? 'sortieSolde'
        : 'sortie'
      : (file.phase ?? 'demande');
    item.command = openAt(uri, 0, 0, texts.open);
    item.accessibilityInformation = { label: `${file.name}, ${item.description}` };
    return item;
  }

  private demandeItem(demande: TreeDemande, uri: Uri): TreeItem {
    const { texts } = this;
    const { numeroEditeur, beneficiary, montantText, state, position, index } = demande;
    const label = numeroEditeur ?? `Ligne ${String(index + 1)}`;
    const item = new TreeItem(label, TreeItemCollapsibleState.None);
    const parts = [beneficiary, montantText, state === null ? '' : texts.states[state], ...this.counts(demande)];
    item.description = parts.filter(part => part !== null && part !== '').join(' · ');
    if (state !== null) item.iconPath = ICONS[state];
    item.contextValue = state ?? 'demande';
    item.command = openAt(uri, position.line, position.character, texts.open);
    item.accessibilityInformation = { label: `${label}, ${item.description}` };
    return item;
  }

  private counts({ errors, warnings }: Pick<TreeFile, 'errors' | 'warnings'>): readonly string[] {
    if (errors !== null && errors > 0) return [this.texts.errors(errors)];
    return warnings !== null && warnings > 0 ? [this.texts.warnings(warnings)] : [];
  }
}

const openAt = (uri: Uri, line: number, character: number, title: string): Command => ({
  command: 'vscode.open',
  title,
  arguments: [uri, { selection: new Range(line, character, line, character) }],
});
