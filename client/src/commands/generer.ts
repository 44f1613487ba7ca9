import { ProgressLocation, QuickPickItemKind, Uri, window, workspace, WorkspaceEdit, type QuickPickItem } from 'vscode';
import {
  GENERATE_REQUEST,
  KEEP_MAPPING_REQUEST,
  type GeneratedTable,
  type GenerateParams,
  type KeepMappingParams,
  type KeepMappingResult,
  type TableMapping,
} from '../../../server/src/lsp/protocol/index.js';
import type { Refused } from '../../../server/src/lsp/protocol/index.js';
import { answered, exists, nameOf } from '../deposit/asking.js';
import { isReadable } from '../documents.js';
import type { TableMessages } from '../../../server/src/texts/client/table.js';
import { create } from '../transform/writing.js';
import type { CommandContext } from './context.js';

const TABLES = ['csv', 'tsv', 'txt', 'xlsx'];

/** Makes request files from a publisher's table, once the user has seen how it was understood. */
export async function generer(context: CommandContext, args: readonly unknown[]): Promise<void> {
  const {
    texts: { table: texts },
  } = context;
  const [given] = args;
  const table = given instanceof Uri ? given : await pickTable(texts);
  if (table === undefined) return;
  if (!isReadable(table)) {
    void window.showWarningMessage(texts.needsFile);
    return;
  }
  const profile = await pickProfile(context);
  if (profile !== undefined) await new Review(context, table, profile).run();
}

async function pickTable({ openTitle, openLabel }: TableMessages): Promise<Uri | undefined> {
  const home = workspace.workspaceFolders?.[0]?.uri;
  const [table] =
    (await window.showOpenDialog({
      title: openTitle,
      openLabel,
      canSelectMany: false,
      filters: { CSV: TABLES },
      ...(home === undefined ? {} : { defaultUri: home }),
    })) ?? [];
  return table;
}

async function pickProfile({ server, texts }: CommandContext): Promise<string | undefined> {
  const picks = (await server.profiles()).map(({ id, title }): QuickPickItem => ({ label: title, description: id }));
  return (
    await window.showQuickPick(picks, {
      placeHolder: texts.table.profilePlaceholder,
      matchOnDescription: true,
      ignoreFocusOut: true,
    })
  )?.description;
}

type Act =
  | { readonly do: 'write' }
  | { readonly do: 'elsewhere' }
  | { readonly do: 'name'; readonly fields: readonly string[]; readonly heading: string | null };

interface ReviewPick extends QuickPickItem {
  readonly act?: Act;
  /** Details that don't fit in a line of the list. */
  readonly whole?: string;
}

/** Shows how the table is understood until the user writes the files or gives up. */
class Review {
  private mapping: TableMapping = { columns: {}, values: {} };
  private folder: Uri;
  private readonly texts: TableMessages;

  constructor(
    private readonly context: CommandContext,
    private readonly table: Uri,
    private readonly profile: string,
  ) {
    this.texts = context.texts.table;
    this.folder = Uri.joinPath(table, '..');
  }

  async run(): Promise<void> {
    let made = await this.ask();
    while (made !== undefined) {
      const act = await this.show(made);
      if (act === undefined) return;
      if (act.do === 'write') {
        await this.write(made);
        return;
      }
      if (act.do === 'elsewhere') await this.chooseFolder();
      else if (await this.name(made, act.fields, act.heading)) made = await this.ask();
    }
  }

  private async ask(): Promise<GeneratedTable | undefined> {
    const {
      context: { server },
      texts,
      table,
      profile,
      mapping,
    } = this;
    const params: GenerateParams = { table: table.toString(), profile, ...mapping };
    const answer = await window.withProgress(
      { location: ProgressLocation.Notification, title: texts.reading(nameOf(table)), cancellable: true },
      (progress, token) =>
        server.ask<GeneratedTable | Refused | null>(GENERATE_REQUEST, params, {
          token,
          counted: demandes => {
            progress.report({ message: texts.looked(demandes) });
          },
        }),
    );
    return answered<GeneratedTable>(this.context, answer);
  }

  private async show(made: GeneratedTable): Promise<Act | undefined> {
    const { texts, table, folder } = this;
    const there = await Promise.all(made.files.map(({ name }) => exists(Uri.joinPath(folder, name))));
    const picks = this.picks(made, there);
    for (;;) {
      const picked = await window.showQuickPick(picks, {
        title: texts.title(nameOf(table), made.written, made.files.length, made.leftOut),
        ignoreFocusOut: true,
        matchOnDetail: true,
      });
      if (picked === undefined || picked.act !== undefined) return picked?.act;
      if (picked.whole !== undefined)
        await window.showInformationMessage(picked.label.replace(/^\$\([a-z-]+\) /, ''), {
          modal: true,
          detail: picked.whole,
        });
    }
  }

  private picks(made: GeneratedTable, there: readonly boolean[]): readonly ReviewPick[] {
    const { texts, folder } = this;
    const part = (label: string, items: readonly ReviewPick[]): readonly ReviewPick[] =>
      items.length === 0 ? [] : [{ label, kind: QuickPickItemKind.Separator }, ...items];
    const notes = made.notes.map(
      ({ severity, message, fields, heading }): ReviewPick => ({
        label: `${ICONS[severity]} ${message}`,
        ...(fields.length === 0 ? { whole: '' } : { detail: texts.choose, act: { do: 'name', fields, heading } }),
      }),
    );
    const problems = made.problems.map(
      ({ row, column, heading, demande, severity, message }): ReviewPick => ({
        label: `${ICONS[severity]} ${texts.at(row, column, heading, demande)}`,
        detail: message,
        whole: message,
      }),
    );
    const more = made.problemCount - made.problems.length;
    return [
      made.files.length === 0
        ? { label: `$(circle-slash) ${texts.nothing}` }
        : {
            label: `$(save) ${texts.write(made.files.length, there.filter(Boolean).length)}`,
            detail: folder.fsPath,
            act: { do: 'write' },
          },
      ...(made.files.length === 0
        ? []
        : [{ label: `$(folder) ${texts.elsewhere}`, act: { do: 'elsewhere' } } satisfies ReviewPick]),
      ...part(texts.notesPart, notes),
      ...part(texts.problemsPart, [...problems, ...(more > 0 ? [{ label: texts.more(more) }] : [])]),
      ...part(
        texts.filesPart,
        made.files.map(
          ({ name, demandes, label }, i): ReviewPick => ({
            label: `$(file) ${name}`,
            detail: texts.file(demandes, label),
            ...(there[i] === true ? { description: texts.exists } : {}),
          }),
        ),
      ),
      ...part(
        texts.columnsPart,
        made.columns.map(
          ({ column, heading, field, title }): ReviewPick => ({
            label: `${column} ${heading}`,
            description: `→ ${field}${title === null ? '' : ` (${title})`}`,
          }),
        ),
      ),
    ];
  }

  /** Lets the user choose the column of a field, or a value for all rows. */
  private async name(made: GeneratedTable, among: readonly string[], heading: string | null): Promise<boolean> {
    const { texts } = this;
    const titleOf = (id: string): string | undefined => made.fields.find(known => known.id === id)?.title ?? undefined;
    const field =
      among.length === 1
        ? among[0]
        : (
            await window.showQuickPick(
              among.map((id): QuickPickItem => ({ label: id, description: titleOf(id) ?? '' })),
              { placeHolder: texts.pickField, ignoreFocusOut: true },
            )
          )?.label;
    if (field === undefined) return false;
    if (heading !== null) return this.take({ columns: { [field]: heading }, values: {} });
    const byValue: QuickPickItem = { label: `$(edit) ${texts.byValue}` };
    const headings = made.unknown.map((label): QuickPickItem => ({ label }));
    const picked = await window.showQuickPick([...headings, byValue], {
      placeHolder: texts.pickHeading(titleOf(field) ?? field),
      ignoreFocusOut: true,
    });
    if (picked === undefined) return false;
    if (picked !== byValue) return this.take({ columns: { [field]: picked.label }, values: {} });
    const value = await window.showInputBox({ prompt: texts.typeValue(titleOf(field) ?? field), ignoreFocusOut: true });
    return value !== undefined && value.trim() !== '' && this.take({ columns: {}, values: { [field]: value } });
  }

  private take({ columns, values }: TableMapping): boolean {
    this.mapping = { columns: { ...this.mapping.columns, ...columns }, values: { ...this.mapping.values, ...values } };
    return true;
  }

  private async chooseFolder(): Promise<void> {
    const {
      texts: { transform },
    } = this.context;
    const [folder] =
      (await window.showOpenDialog({
        title: transform.chooseFolder,
        openLabel: transform.useFolder,
        canSelectFolders: true,
        canSelectFiles: false,
        canSelectMany: false,
        defaultUri: this.folder,
      })) ?? [];
    if (folder !== undefined) this.folder = folder;
  }

  private async write({ files, written, leftOut }: GeneratedTable): Promise<void> {
    const { texts, folder } = this;
    const made = files.map(({ name, text }) => ({ uri: Uri.joinPath(folder, name), text }));
    const there = await Promise.all(made.map(({ uri }) => exists(uri)));
    if (!(await create(made, there.some(Boolean)))) {
      void window.showErrorMessage(texts.notWritten);
      return;
    }
    const isNamed = Object.keys({ ...this.mapping.columns, ...this.mapping.values }).length > 0;
    void window
      .showInformationMessage(texts.written(files.length, written, leftOut), ...(isNamed ? [texts.keep] : []))
      .then(async button => {
        if (button !== undefined) await this.keep();
      });
    const [first] = made;
    if (first !== undefined) await window.showTextDocument(first.uri);
  }

  /** In the nearest configuration, as one edit that can be undone. */
  private async keep(): Promise<void> {
    const { context, table, mapping, texts } = this;
    const home = workspace.getWorkspaceFolder(table)?.uri ?? Uri.joinPath(table, '..');
    const params: KeepMappingParams = { table: table.toString(), folder: home.toString(), ...mapping };
    const kept = answered<Exclude<KeepMappingResult, Refused>>(
      context,
      await context.server.ask<KeepMappingResult | null>(KEEP_MAPPING_REQUEST, params),
    );
    if (kept === undefined) return;
    const uri = Uri.parse(kept.uri);
    const edit = new WorkspaceEdit();
    edit.createFile(uri, { overwrite: !kept.isNew, contents: new TextEncoder().encode(kept.text) });
    if (await workspace.applyEdit(edit)) void window.showInformationMessage(texts.kept);
  }
}

const ICONS = { error: '$(error)', warning: '$(warning)', info: '$(info)' } as const;
