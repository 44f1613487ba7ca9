import { readFileSync } from 'node:fs';
import type { Position } from 'vscode-languageserver-textdocument';
import { createEngine, type Engine, findingsOf } from '../../../server/src/analysis/analyze.js';
import { complete } from '../../../server/src/features/completion.js';
import { hoverAt } from '../../../server/src/features/hover.js';
import { absoluteSpan, remediesOf, replacements, SafeFixes } from '../../../server/src/features/remedies.js';
import { peerService } from '../peer.js';
import type { Samples } from '../stats.js';
import { OurDocument, PeerDocument } from './contenders.js';
import { flipsOf, FlipWalk, type Flip } from './flips.js';
import { inTurns, work, type Contestant, type Task } from './turns.js';

const COMPLETION = { snippet: true, indented: true, lang: 'fr' } as const;

/** What a user asks for at a place of an open document. */
async function measure({ layout, quick }: Task): Promise<Samples> {
  const text = readFileSync(layout.faulty, 'utf8');
  const engine = createEngine();
  const ours = new OurDocument(engine, text);
  const peer = new PeerDocument(peerService(layout.schema), text);
  const { service, document } = peer;
  const parsed = service.parseJSONDocument(document);

  const hovers = around(/"(?:regimeTVA": "T|RPPS": "1|operateurMessagerie)/g, text);
  // Right after the date of an order without its VAT scheme: that key is expected.
  const keys = around(/"dateCommande": ".{10}",(?=\s+"montantSegurHT)/g, text);
  const values = around(/"formatFichier": "p/g, text);
  const asked = {
    hover: cycle(hovers),
    peerHover: cycle(hovers),
    key: cycle(keys),
    peerKey: cycle(keys),
    action: cycle(values),
  };

  const contestants: Contestant[] = [
    { name: 'hover', times: 10, run: () => some(hoverAt(ours.analysis, asked.hover(), 'fr'), 'hover') },
    {
      name: 'peerHover',
      times: 10,
      run: async () => {
        await some(await service.doHover(document, document.positionAt(asked.peerHover()), parsed), 'peerHover');
      },
    },
    {
      name: 'completion',
      times: 10,
      run: () => some(complete(ours.analysis, asked.key(), COMPLETION)[0], 'completion'),
    },
    {
      name: 'peerCompletion',
      times: 10,
      run: async () => {
        await some(
          (await service.doComplete(document, document.positionAt(asked.peerKey()), parsed))?.items[0],
          'peerCompletion',
        );
      },
    },
    { name: 'actions', times: 10, run: () => some(actionsAt(engine, ours, asked.action()), 'actions') },
    typed(engine, text),
    peerTyped(peer, text),
  ];
  const { all } = await inTurns(contestants, quick ? 10 : 40);
  return all;
}

/** Everything that the server computes for a light bulb, without its cache. */
function actionsAt(engine: Engine, { analysis }: OurDocument, offset: number): unknown {
  const findings = findingsOf(analysis).filter(finding => {
    const { start, end } = absoluteSpan(analysis, finding);
    return start <= offset && offset <= end;
  });
  const safe = new SafeFixes(engine, analysis);
  const edits = remediesOf(analysis, findings).map(({ fix }) => replacements(analysis, fix));
  const counts = findings.map(finding => safe.count(finding.rule.id));
  return safe.all > 0 && counts.length > 0 ? edits[0] : undefined;
}

/**
 * A quote is typed where a key is expected, which breaks the text, and the key is requested; then the quote is removed.
 */
function typed(engine: Engine, text: string): Contestant {
  const document = new OurDocument(engine, text);
  const walk = new FlipWalk(quotes(text));
  return {
    name: 'typed',
    times: 2,
    run: () => {
      const { range, text: quote } = walk.next();
      document.apply({ range, text: quote });
      return some(complete(document.analysis, document.offsetAt(behind(range.start, quote)), COMPLETION)[0], 'typed');
    },
    after: () => {
      document.apply(walk.next());
    },
  };
}

function peerTyped({ service }: PeerDocument, text: string): Contestant {
  const peer = new PeerDocument(service, text);
  const walk = new FlipWalk(quotes(text));
  return {
    name: 'peerTyped',
    times: 2,
    run: async () => {
      const change = walk.next();
      peer.update(change);
      const parsed = service.parseJSONDocument(peer.document);
      await service.doValidation(peer.document, parsed);
      await some(
        (await service.doComplete(peer.document, behind(change.range.start, change.text), parsed))?.items[0],
        'peerTyped',
      );
    },
    after: () => {
      peer.update(walk.next());
    },
  };
}

const behind = ({ line, character }: Position, text: string): Position => ({
  line,
  character: character + text.length,
});

const quotes = (text: string): Flip[] =>
  flipsOf(text, /"dateCommande": ".{10}",(?=\s+"montantSegurHT)/g, found => `${found} "`, 20);

/** Offsets of the ends of a pattern's matches. */
function around(pattern: RegExp, text: string): number[] {
  const ends = [...text.matchAll(pattern)].map(hit => hit.index + hit[0].length);
  if (ends.length === 0) throw new Error(`${String(pattern)} does not stand in the text`);
  return ends;
}

function cycle(values: readonly number[]): () => number {
  let next = 0;
  return () => values[(next++ * 7919) % values.length] ?? 0;
}

/** An empty answer would be a fast one. */
function some(answer: unknown, name: string): Promise<void> {
  if (answer === undefined || answer === null) throw new Error(`${name}: no answer`);
  return Promise.resolve();
}

work(measure);
