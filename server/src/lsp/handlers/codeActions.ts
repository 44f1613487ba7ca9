import {
  CodeActionKind,
  LSPErrorCodes,
  ResponseError,
  type CodeAction,
  type CodeActionContext,
  type Diagnostic,
  type WorkspaceEdit,
} from 'vscode-languageserver/node';
import { absoluteSpan, mendingEdits, remediesOf, replacements, type Remedy } from '../../features/remedies.js';
import { fixRequest } from '../../app/fix.js';
import { Refused } from '../../app/refused.js';
import type { Finding } from '../../rules/contract.js';
import { touches, type Span } from '../../language/span.js';
import { findingKey, keyOf, toDiagnostic, toRange, toWorkspaceEdit } from '../convert.js';
import { commandsFor, EXPLAIN_COMMAND, FIX_ALL_KIND, REFACTOR_KIND, SILENCE_COMMAND } from '../client.js';
import { guarded } from '../guard.js';
import { filesActions } from './commands.js';
import { knownFor } from './reading.js';
import { ligneActions, resolvedLigne } from './refactor.js';
import { knownValues } from '../../features/knownValues.js';
import { renameActions } from '../pieces/actions.js';
import type { Opened } from '../host.js';
import type { Session } from '../session.js';
import { field, textOf } from '../../language/unknown.js';
import { ANSWERS } from '../../texts/editor/answers.js';

export function answerCodeActions(session: Session): void {
  const { connection } = session;
  connection.onCodeAction(
    guarded(
      connection,
      'code actions',
      null,
      async ({ textDocument, range, context }): Promise<CodeAction[] | null> => {
        const opened = await session.request(textDocument.uri);
        if (opened === undefined) return null;
        const span = { start: opened.text.offsetAt(range.start), end: opened.text.offsetAt(range.end) };
        const here = findingsIn(opened, span);
        const actions = wants(context, CodeActionKind.QuickFix) ? quickFixes(opened, here, context.diagnostics) : [];
        const known = session.pieces.known(opened.uri);
        if (known !== undefined && wants(context, CodeActionKind.QuickFix)) {
          actions.push(
            ...renameActions(opened, known, here, finding => diagnosticOf(opened, finding, context.diagnostics)),
          );
        }
        if (wants(context, CodeActionKind.QuickFix))
          actions.push(...knownActions(session, opened, here, context.diagnostics));
        if (wants(context, REFACTOR_KIND)) actions.push(...filesActions(opened));
        actions.push(
          ...ligneActions(opened, span, context).filter(({ kind }) => kind !== undefined && wants(context, kind)),
        );
        // It is already among the quick fixes, if there is anything to fix.
        if (here.length > 0 && wants(context, CodeActionKind.QuickFix)) return actions;
        return wants(context, FIX_ALL_KIND) ? [...actions, ...fixAllAction(opened)] : actions;
      },
    ),
  );
  connection.onCodeActionResolve(async (action, token) => {
    const resolve = guarded(connection, 'code action', action, () => resolved(session, action));
    return resolve(action, token);
  });
}

const findingsIn = ({ analysis, findings }: Opened, span: Span): readonly Finding[] =>
  findings.filter(finding => touches(absoluteSpan(analysis, finding), span));

const wants = ({ only }: CodeActionContext, kind: string): boolean =>
  only === undefined || only.some(asked => asked === '' || kind === asked || kind.startsWith(`${asked}.`));

function quickFixes(opened: Opened, findings: readonly Finding[], told: readonly Diagnostic[]): CodeAction[] {
  const actions = new Map<string, CodeAction>();
  const preferred = new Set<Finding>();
  for (const remedy of remediesOf(opened.analysis, findings)) {
    const action = quickFix(opened, remedy, told);
    if (action === undefined) continue;
    // Two findings with one remedy (two keys out of order) get one action.
    const id = JSON.stringify([action.title, action.edit, action.command]);
    const twin = actions.get(id);
    if (twin !== undefined) {
      twin.diagnostics = [...(twin.diagnostics ?? []), ...(action.diagnostics ?? [])];
      continue;
    }
    if (isPreferable(remedy) && !preferred.has(remedy.finding)) {
      action.isPreferred = true;
      preferred.add(remedy.finding);
    }
    actions.set(id, action);
  }
  const rules = [...new Set(findings.map(finding => finding.rule.id))];
  const mended = new Set([...preferred].map(finding => finding.rule.id));
  return [
    ...actions.values(),
    ...rules.flatMap(rule => explainAction(opened, rule, findings, told)),
    // If this very finding has no safe fix, Enter must not change other places.
    ...rules.filter(rule => mended.has(rule)).flatMap(rule => ruleAction(opened, rule, findings, told)),
    ...(findings.length > 0
      ? fixAllAction(
          opened,
          findings.map(finding => diagnosticOf(opened, finding, told)),
        )
      : []),
    ...rules.flatMap(rule => silenceAction(opened, rule, findings, told)),
  ];
}

/** « Expliquer la règle », if the client can show the page. Changes nothing. */
function explainAction(
  opened: Opened,
  rule: string,
  findings: readonly Finding[],
  told: readonly Diagnostic[],
): CodeAction[] {
  const { lang, commands } = opened.client;
  if (!commands.has(EXPLAIN_COMMAND) && !commandsFor(opened.client).includes(EXPLAIN_COMMAND)) return [];
  const title = ANSWERS.explainRule(rule)[lang];
  const here = findings.filter(finding => finding.rule.id === rule).map(finding => diagnosticOf(opened, finding, told));
  const command = { title, command: EXPLAIN_COMMAND, arguments: [rule] };
  return [{ title, kind: CodeActionKind.QuickFix, diagnostics: here, command }];
}

/** « Ne plus signaler », if the client asks for the reason. */
function silenceAction(
  opened: Opened,
  rule: string,
  findings: readonly Finding[],
  told: readonly Diagnostic[],
): CodeAction[] {
  const { client, analysis, uri } = opened;
  const [first, ...others] = findings.filter(finding => finding.rule.id === rule);
  // Syntax isn't a matter of opinion.
  if (!client.commands.has(SILENCE_COMMAND) || first === undefined || rule === 'json-syntax') return [];
  const title = ANSWERS.silenceRule(rule)[client.lang];
  const position = toRange(opened, absoluteSpan(analysis, first)).start;
  const diagnostics = [first, ...others].map(finding => diagnosticOf(opened, finding, told));
  const command = { title, command: SILENCE_COMMAND, arguments: [uri, { rule, position }] };
  return [{ title, kind: CodeActionKind.QuickFix, diagnostics, command }];
}

const isPreferable = ({ fix }: Remedy): boolean => fix.kind === 'fix' || fix.kind === 'preferred';

/** Undefined for a remedy whose command the client doesn't have. */
function quickFix(opened: Opened, { finding, fix }: Remedy, told: readonly Diagnostic[]): CodeAction | undefined {
  const { client, analysis, uri } = opened;
  const command =
    fix.command !== undefined && (client.commands.has(fix.command) || commandsFor(client).includes(fix.command))
      ? fix.command
      : undefined;
  if (fix.edits.length === 0 && command === undefined) return undefined;
  const title = fix.title[client.lang];
  const action: CodeAction = {
    title,
    kind: CodeActionKind.QuickFix,
    diagnostics: [diagnosticOf(opened, finding, told)],
  };
  if (fix.edits.length > 0) action.edit = toWorkspaceEdit(opened, replacements(analysis, fix));
  if (command !== undefined) action.command = { title, command, arguments: [uri, keyOf(finding)] };
  return action;
}

/** More would not help. */
const MAX_KNOWN = 3;

/** The dossier number that a solde lacks, taken from the portal's output of its avance. */
function knownActions(
  session: Session,
  opened: Opened,
  findings: readonly Finding[],
  told: readonly Diagnostic[],
): CodeAction[] {
  const { analysis, client } = opened;
  // An avance has no dossier yet.
  if (analysis.choice.profile?.phase !== 'solde') return [];
  return findings.flatMap(finding => {
    const ligne = finding.chunk === undefined ? undefined : analysis.lignes[finding.chunk]?.ligne;
    const field = ligne?.first('numeroASP');
    if (ligne === undefined || field?.value !== null || !touches(finding.span, field.span)) return [];
    const span = absoluteSpan(analysis, { chunk: ligne.chunk, span: field.span });
    return knownValues('numeroASP', knownFor(session, opened, ligne))
      .slice(0, MAX_KNOWN)
      .map(({ value, detail }, _rank, { length }): CodeAction => {
        const edit = toWorkspaceEdit(opened, [{ ...span, text: JSON.stringify(value) }]);
        const action = { title: ANSWERS.writeKnown(value, detail)[client.lang], kind: CodeActionKind.QuickFix, edit };
        return { ...action, isPreferred: length === 1, diagnostics: [diagnosticOf(opened, finding, told)] };
      });
  });
}

/** The client's own diagnostic, so that it links the two; ours if it sent none. */
function diagnosticOf(opened: Opened, finding: Finding, told: readonly Diagnostic[]): Diagnostic {
  const own = keyOf(finding);
  return (
    told.find(diagnostic => {
      const key = findingKey(diagnostic.data);
      return key?.rule === own.rule && key.path === own.path && key.message === own.message;
    }) ?? toDiagnostic(opened, finding)
  );
}

/** « Corriger toutes les occurrences … », if there are several. */
function ruleAction(
  opened: Opened,
  rule: string,
  findings: readonly Finding[],
  told: readonly Diagnostic[],
): CodeAction[] {
  const count = opened.safe.count(rule);
  if (count < 2 || opened.project.isBroken) return [];
  const title = ANSWERS.fixRule(rule, count)[opened.client.lang];
  const here = findings.filter(finding => finding.rule.id === rule).map(finding => diagnosticOf(opened, finding, told));
  return withEdit(opened, { title, kind: CodeActionKind.QuickFix, diagnostics: here }, rule);
}

/**
 * « Tout corriger (17) »: a quick fix where findings are named, since the light bulb's menu shows no source action.
 * None while it is unknown what the settings want fixed: their own errors are reported where they are.
 */
function fixAllAction(opened: Opened, diagnostics?: Diagnostic[]): CodeAction[] {
  if (opened.project.isBroken || opened.safe.all === 0) return [];
  const title = ANSWERS.fixAll(opened.safe.all)[opened.client.lang];
  const action = diagnostics === undefined ? { kind: FIX_ALL_KIND } : { kind: CodeActionKind.QuickFix, diagnostics };
  return withEdit(opened, { title, ...action }, undefined);
}

/** Fixing everything costs an analysis or two: it happens when the action is chosen, if the client can wait for it. */
function withEdit(opened: Opened, action: CodeAction, rule: string | undefined): CodeAction[] {
  if (opened.client.resolvesEdits) return [{ ...action, data: { uri: opened.uri, version: opened.version, rule } }];
  const edit = mendingEdit(opened, rule);
  return edit === undefined ? [] : [{ ...action, edit }];
}

function mendingEdit(opened: Opened, rule: string | undefined): WorkspaceEdit | undefined {
  const { project, analysis, path } = opened;
  const mended = fixRequest(project, { analysis, path, rule });
  return mended instanceof Refused ? undefined : toWorkspaceEdit(opened, mendingEdits(analysis, mended));
}

async function resolved(session: Session, action: CodeAction): Promise<CodeAction> {
  const uri = textOf(field(action.data, 'uri'));
  const opened = uri === undefined ? undefined : await session.request(uri);
  if (opened === undefined) return action;
  if (field(action.data, 'version') !== opened.version)
    throw new ResponseError(LSPErrorCodes.ContentModified, 'the document changed');
  const edit = resolvedLigne(opened, action.data) ?? mendingEdit(opened, textOf(field(action.data, 'rule')));
  return edit === undefined ? action : { ...action, edit };
}
