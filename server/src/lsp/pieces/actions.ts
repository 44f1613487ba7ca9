import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { CodeActionKind, type CodeAction, type Diagnostic } from 'vscode-languageserver/node';
import { pieceAt, pieceChoices } from '../../features/pieceChoice.js';
import { absoluteSpan } from '../../features/remedies.js';
import { checkFileName } from '../../format/domain/fichier.js';
import { partsFolderOf } from '../../format/pieces/folder.js';
import type { Finding } from '../../rules/contract.js';
import type { Opened } from '../host.js';
import type { KnownFolder } from './folders.js';
import { ANSWERS } from '../../texts/editor/answers.js';

const MISSING = 'piece-missing';
/** With more, choosing from a list is quicker. */
const MAX_OFFERS = 3;

/**
 * For an attachment without its file: similar files, renamed on disk to the name in the request. The editor can undo
 * it.
 */
export function renameActions(
  opened: Opened,
  known: KnownFolder,
  findings: readonly Finding[],
  diagnosticOf: (finding: Finding) => Diagnostic,
): CodeAction[] {
  if (!opened.client.renamesFiles) return [];
  return findings
    .filter(({ rule }) => rule.id === MISSING)
    .flatMap(finding => {
      const piece = pieceAt(opened.analysis, absoluteSpan(opened.analysis, finding).start);
      if (piece === undefined || checkFileName(piece.name.value) !== 'ok') return [];
      const wanted = piece.name.value;
      return pieceChoices(opened.analysis.lignes, piece.ligne, piece.entry, known.folder)
        .filter(({ likeness, taken }) => likeness !== undefined && !taken)
        .slice(0, MAX_OFFERS)
        .flatMap(({ entry }): CodeAction[] => {
          const target = entry.kind === 'file' ? wanted : partsFolderOf(wanted);
          return target === undefined
            ? []
            : [
                {
                  title: titleOf(entry.name, target, opened.client.lang),
                  kind: CodeActionKind.QuickFix,
                  diagnostics: [diagnosticOf(finding)],
                  edit: {
                    documentChanges: [
                      {
                        kind: 'rename',
                        oldUri: uriIn(known, entry.name),
                        newUri: uriIn(known, target),
                        options: { overwrite: false },
                      },
                    ],
                  },
                },
              ];
        });
    });
}

const titleOf = (from: string, to: string, lang: Opened['client']['lang']): string => ANSWERS.rename(from, to)[lang];

export const uriIn = ({ path }: Pick<KnownFolder, 'path'>, name: string): string =>
  pathToFileURL(join(path, name)).href;
