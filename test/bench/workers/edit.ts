import { readFileSync } from 'node:fs';
import { createEngine } from '../../../server/src/analysis/analyze.js';
import { PiecedText } from '../../../server/src/language/text.js';
import { assertValidates, peerService } from '../peer.js';
import type { Samples } from '../stats.js';
import { OurDocument, PeerDocument } from './contenders.js';
import { flipsFor, FlipWalk, type EditKind } from './flips.js';
import { inTurns, work, type Contestant, type Task } from './turns.js';

/** Edits of an open document, up to the list of findings. */
async function measure({ layout, quick }: Task): Promise<Samples> {
  const legal = readFileSync(layout.legal, 'utf8');
  const large = readFileSync(layout.large, 'utf8');
  const huge = readFileSync(layout.huge, 'utf8');
  const engine = createEngine();
  const service = peerService(layout.schema);
  await assertValidates(service, legal);

  const ours = (name: string, kind: EditKind, text: string, times: number): Contestant => {
    const document = new OurDocument(engine, text);
    const walk = new FlipWalk(flipsFor(kind, text));
    check(name, document, walk, kind === 'letter');
    return {
      name,
      times,
      run: () => {
        document.apply(walk.next());
        return Promise.resolve();
      },
    };
  };
  const peer = (name: string, kind: EditKind): Contestant => {
    const document = new PeerDocument(service, legal);
    const walk = new FlipWalk(flipsFor(kind, legal));
    return {
      name,
      times: 2,
      run: async () => {
        await document.apply(walk.next());
      },
    };
  };
  const { turns } = await inTurns(
    [
      {
        name: 'parse',
        times: 6,
        run: () => {
          JSON.parse(legal);
          return Promise.resolve();
        },
      },
      ours('letter', 'letter', legal, 20),
      peer('peerLetter', 'letter'),
      ours('finding', 'finding', legal, 20),
      ours('large', 'letter', large, 20),
      ours('huge', 'letter', huge, 20),
      textOnly('text', legal),
      textOnly('textLarge', large),
      ours('ligne', 'ligne', legal, 2),
      peer('peerLigne', 'ligne'),
      ours('comma', 'comma', legal, 2),
      peer('peerComma', 'comma'),
    ],
    quick ? 12 : 50,
  );
  return turns;
}

/** The cost of keeping the text alone. */
function textOnly(name: string, text: string): Contestant {
  let content = PiecedText.of(text);
  const walk = new FlipWalk(flipsFor('letter', text));
  return {
    name,
    times: 20,
    run: () => {
      const { range, text: inserted } = walk.next();
      content = content.replaced(content.offsetAt(range.start), content.offsetAt(range.end), inserted);
      return Promise.resolve();
    },
  };
}

/** On the way there, findings appear unless the edit is innocent; on the way back, everything is as before. */
function check(name: string, document: OurDocument, walk: FlipWalk, innocent: boolean): void {
  const { text } = document;
  const before = JSON.stringify(
    document
      .apply({ range: { start: { line: 0, character: 0 }, end: { line: 0, character: 0 } }, text: '' })
      .map(f => f.rule.id),
  );
  const there = JSON.stringify(document.apply(walk.next()).map(f => f.rule.id));
  const back = JSON.stringify(document.apply(walk.next()).map(f => f.rule.id));
  if ((there === before) !== innocent || back !== before || document.text !== text)
    throw new Error(`${name}: the edit does not do what it should (${before}, ${there}, ${back})`);
}

work(measure);
