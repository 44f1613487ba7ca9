import { pathToFileURL } from 'node:url';
import { DiagnosticSeverity, type Diagnostic } from 'vscode-languageserver/node';
import type { Range } from 'vscode-languageserver-textdocument';
import type { ProjectProblem } from '../app/project.js';
import { readSettingsFile } from '../node/projectLoad.js';
import type { JsonNode } from '../language/nodes.js';
import { parseValue } from '../language/parse.js';
import { about } from '../texts/files.js';
import type { Client } from './client.js';
import { sentence, SOURCE } from './convert.js';
import { textIn, type Encoding } from './positions.js';

const START: Range = { start: { line: 0, character: 0 }, end: { line: 0, character: 1 } };

type Told = Pick<Client, 'lang' | 'encoding'>;

/** The errors in settings files, as diagnostics of these files. */
export async function diagnosticsByUri(
  problems: readonly ProjectProblem[],
  client: Told,
): Promise<ReadonlyMap<string, readonly Diagnostic[]>> {
  const files = [...new Set(problems.map(({ file }) => file))];
  const told = new Map<string, readonly Diagnostic[]>();
  for (const file of files) {
    const own = problems.filter(problem => problem.file === file);
    told.set(pathToFileURL(file).href, await diagnosticsOf(file, own, client));
  }
  return told;
}

async function diagnosticsOf(
  file: string,
  problems: readonly ProjectProblem[],
  { lang, encoding }: Told,
): Promise<Diagnostic[]> {
  const rangeAt = problems.some(({ place }) => 'pointer' in place && place.pointer !== '')
    ? await rangesIn(file, encoding)
    : () => START;
  const told = new Map<string, Diagnostic>();
  for (const { place, message, severity } of problems) {
    const range =
      'row' in place
        ? { start: { line: place.row - 1, character: 0 }, end: { line: place.row, character: 0 } }
        : rangeAt(place.pointer);
    const diagnostic: Diagnostic = {
      range,
      message: sentence(
        'row' in place && place.column !== undefined ? about(place.column, message)[lang] : message[lang],
      ),
      source: SOURCE,
      severity: severity === 'error' ? DiagnosticSeverity.Error : DiagnosticSeverity.Warning,
    };
    // Two projects may share a file.
    told.set(JSON.stringify([range, diagnostic.message]), diagnostic);
  }
  return [...told.values()];
}

async function rangesIn(file: string, encoding: Encoding): Promise<(pointer: string) => Range> {
  const read = await readSettingsFile(file);
  if (!('text' in read)) return () => START;
  const { root } = parseValue(read.text);
  if (root === undefined) return () => START;
  const text = textIn(encoding, read.text);
  return pointer => {
    const { start, end } = spanAt(
      root,
      pointer
        .split('/')
        .slice(1)
        .map(part => part.replaceAll('~1', '/').replaceAll('~0', '~')),
    );
    return { start: text.positionAt(start), end: text.positionAt(end) };
  };
}

/** For a value all of it, for a property with a container its key; if the path leads nowhere, as far as it leads. */
function spanAt(root: JsonNode, path: readonly string[]): { readonly start: number; readonly end: number } {
  let node: JsonNode | undefined = root;
  let span = { start: root.start, end: Math.min(root.start + 1, root.end) };
  for (const part of path) {
    if (node?.kind === 'object') {
      const property: (typeof node.properties)[number] | undefined = node.properties.find(({ key }) => key === part);
      if (property === undefined) return span;
      node = property.value;
      const scalar = node !== undefined && node.kind !== 'object' && node.kind !== 'array';
      span = { start: property.keyStart, end: scalar ? (node?.end ?? property.keyEnd) : property.keyEnd };
    } else if (node?.kind === 'array') {
      const item: JsonNode | undefined = node.items[Number(part)];
      if (item === undefined) return span;
      node = item;
      span = { start: item.start, end: item.kind === 'object' || item.kind === 'array' ? item.start + 1 : item.end };
    } else return span;
  }
  return span;
}
