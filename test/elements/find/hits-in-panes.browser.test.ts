import { html } from 'lit';
import { afterEach, describe, expect, it } from '#test';
import { CAN_HIGHLIGHT } from '#src/elements/find/hit-highlighter.ts';
import type { ReprisePlayer } from '#src/elements/index.ts';
import { ArchiveWriter, BytesSink } from '#src/format/index.ts';
import type { ChangeEvent, TrackDescription, TranscriptEvent } from '#src/format/index.ts';
import { pakoDeflater, TERMINAL_HEADER } from '../../helpers/archive-builder.ts';
import { allInside, inside } from '../../helpers/shadow.ts';
import { until } from '../../helpers/until.ts';
import { ready, stageOf } from '../player/open-player.ts';

const said = (t: number, id: string, text: string): TranscriptEvent => ({
  t,
  id,
  sessionUpdate: 'agent_message_chunk',
  messageId: id,
  content: { type: 'text', text },
});

const LINES = Array.from({ length: 300 }, (_, i) => (i === 250 ? 'a changed needle' : `line ${i}`));
const CHANGE: ChangeEvent = {
  t: 30_000,
  id: 'c',
  path: 'a.txt',
  op: 'create',
  text: `${LINES.join('\n')}\n`,
};

/** A session with a subagent, a change of many lines and a recorded terminal; each has a needle. */
async function archive(): Promise<Uint8Array<ArrayBuffer>> {
  const writer = new ArchiveWriter({ deflater: pakoDeflater });
  const main = writer.addTrack('transcript/main.ndjson', 'transcript');
  main.cut(0, {});
  main.append({ t: 0, id: 't', sessionUpdate: '_reprise/turn' });
  main.append(said(1000, 'm1', 'hello'));
  main.append(said(40_000, 'm2', 'a needle in the main conversation'));
  const child = writer.addTrack('transcript/child.ndjson', 'transcript');
  child.cut(0, {});
  child.append(said(20_000, 's1', 'a needle of the subagent'));
  const changes = writer.addTrack('changes/main.ndjson', 'changes');
  changes.cut(0, { files: {} });
  changes.append(CHANGE);
  const terminal = writer.addTrack('terminal/main.cast', 'terminal', TERMINAL_HEADER);
  terminal.cut(0, { cols: 80, rows: 24, data: '' });
  terminal.append({
    t: 10_000,
    code: 'o',
    data: '$ grep\r\na nee\u001b[31mdle\u001b[m of the terminal, and a needle\r\n',
  });
  terminal.append({ t: 50_000, code: 'o', data: '$ ' });
  const tracks: TrackDescription[] = [
    { id: 'main', kind: 'transcript', entry: 'transcript/main.ndjson', events: 3 },
    {
      id: 'child',
      kind: 'transcript',
      entry: 'transcript/child.ndjson',
      events: 1,
      parent: 'main',
      title: 'explorer',
    },
    { id: 'main', kind: 'changes', entry: 'changes/main.ndjson', events: 1 },
    { id: 'main', kind: 'terminal', entry: 'terminal/main.cast', events: 2, cols: 80, rows: 24 },
  ];
  const sink = new BytesSink();
  const manifest = { title: 'needles', duration: 60_000, generator: { name: 'test', version: '1' }, tracks };
  const turns = [{ time: 0, id: 't', excerpt: 'go', toolCalls: 0, changes: 0, errors: 0 }];
  const activity = [{ start: 0, end: 60_000 }];
  await writer.finish(manifest, { duration: 60_000, activity, turns, files: [] }, sink);
  return sink.bytes();
}

let stage: HTMLElement | undefined;
afterEach(() => stage?.remove());

/** An element somewhere within a player. */
function within(root: ParentNode, selector: string): HTMLElement | undefined {
  const found = root.querySelector<HTMLElement>(selector);
  if (found) return found;
  for (const { shadowRoot } of root.querySelectorAll('*')) {
    const inner = shadowRoot && within(shadowRoot, selector);
    if (inner) return inner;
  }
  return undefined;
}

async function search(width = '1400px'): Promise<ReprisePlayer> {
  const source = await archive();
  stage = stageOf(html`<reprise-player .source=${source}></reprise-player>`);
  (stage.firstElementChild as HTMLElement).style.cssText = `inline-size: ${width}; block-size: 800px`;
  const player = await ready(stage);
  inside(player, '.player').dispatchEvent(
    new CustomEvent('reprise-view-request', { detail: { column: 'find' }, bubbles: true, composed: true }),
  );
  await until('find is there', () =>
    Boolean(within(player.shadowRoot!, 'reprise-find')?.shadowRoot?.querySelector('input')),
  );
  const field = inside(panelOf(player), 'input') as HTMLInputElement;
  field.value = 'needle';
  field.dispatchEvent(new Event('input', { bubbles: true }));
  await until('all hits are there', () => allInside(panelOf(player), '.hit').length === 5);
  return player;
}

const panelOf = (player: ReprisePlayer): HTMLElement => within(player.shadowRoot!, 'reprise-find')!;
const choose = (player: ReprisePlayer, text: string): void =>
  allInside(panelOf(player), '.hit')
    .find(({ textContent }) => textContent.includes(text))!
    .click();

/** The marked hit, and the element whose shadow root it stands in. */
function marked(): string {
  const [range] = CSS.highlights.get('reprise-hit-now') ?? [];
  // A row that was drawn anew is marked anew with the next frame.
  if (!range?.startContainer.isConnected) return '';
  const { startContainer, startOffset, endContainer, endOffset } = range;
  const live = new Range();
  live.setStart(startContainer, startOffset);
  live.setEnd(endContainer, endOffset);
  const line = startContainer.parentElement!.closest('.row')!.textContent.replace(/\s+/g, ' ').trim();
  return `${(startContainer.getRootNode() as ShadowRoot).host.localName}: ${live.toString()}: ${line}`;
}

if (CAN_HIGHLIGHT) {
  describe('a hit in its pane', () => {
    it('of a terminal moves the playhead there and is marked on the screen, over its colours', async () => {
      const player = await search();
      choose(player, 'of the terminal');
      await until('it is marked', () =>
        marked().startsWith('reprise-terminal: needle: a needle of the terminal'),
      );
      expect(player.currentTime).to.equal(10);
      expect([...CSS.highlights.get('reprise-hit')!].length).to.be.at.least(1);
    });

    it('of a change opens its diff and scrolls to the line', async () => {
      const player = await search();
      choose(player, 'changed');
      await until('it is marked', () => marked() === 'reprise-diff-view: needle: a changed needle');
      const view = within(player.shadowRoot!, 'reprise-diff-view')!;
      const line = inside(view, '.at').getBoundingClientRect();
      const box = view.getBoundingClientRect();
      expect(line.top).to.be.within(box.top, box.bottom - line.height);
    });

    it('of a subagent opens its conversation, and one of the main conversation that', async () => {
      const player = await search();
      choose(player, 'of the subagent');
      await until('it is marked', () => marked().startsWith('reprise-transcript: needle: '));
      const transcript = within(player.shadowRoot!, 'reprise-transcript')!;
      expect(inside(transcript, '.back').textContent).to.contain('explorer');

      choose(player, 'in the main');
      await until('the main one is back', () => marked().includes('in the main conversation'));
      expect(transcript.shadowRoot!.querySelector('.back')).to.equal(null);
    });

    it('shows where one pane shows at a time, beside find', async () => {
      const player = await search('390px');
      choose(player, 'of the terminal');
      await until('it is marked', () => marked().startsWith('reprise-terminal: needle'));
      const terminal = within(player.shadowRoot!, 'reprise-terminal')!.getBoundingClientRect();
      expect(terminal.bottom).to.be.at.most(panelOf(player).getBoundingClientRect().top + 1);
      expect(terminal.height).to.be.above(100);
    });
  });
}
