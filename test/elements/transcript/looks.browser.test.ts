/** What a reader sees of rows, by where things stand and not by what they are made of. */
import { html } from 'lit';
import { afterEach, describe, expect, it } from '#test';
import '#src/elements/transcript/transcript.define.ts';
import type { PromptItem, ToolItem, TranscriptItem } from '#src/state/index.ts';
import { FakePlayer, mount, type Mounted } from '../../helpers/fake-player.ts';
import { partOf, readyState } from '../../helpers/fake-session.ts';
import { FakeView } from '../../helpers/fake-view.ts';
import { until } from '../../helpers/until.ts';

const MAIN = readyState.transcripts.get('main')!;
const base = { turn: 1, time: 1000, end: 1000, approximate: false, branch: undefined };

const prompt = {
  ...base,
  type: 'prompt',
  id: 'asked',
  content: [{ type: 'text', text: 'Users get a **401 after an hour**.' }],
} as unknown as PromptItem;

const tool = (id: string, more: object): ToolItem =>
  ({
    ...base,
    type: 'tool',
    id,
    toolCallId: id,
    status: 'completed',
    locations: [],
    content: [],
    ...more,
  }) as unknown as ToolItem;

const PICTURE = { type: 'image', mimeType: 'image/png', uri: 'blobs/seen.png' };
const LONG = `packages/${'deep/'.repeat(12)}gradient-descent.ts`;

let mounted: Mounted | undefined;
afterEach(() => mounted?.remove());

/** The story of some items, as narrow as a phone. */
async function show(
  ...items: TranscriptItem[]
): Promise<{ page: Mounted; row: (id: string) => HTMLElement }> {
  const view = { ...MAIN, ...partOf(items), items, current: undefined };
  mounted = await mount(
    html`<div .style=${'block-size: 40rem; inline-size: 24rem'}>
      <reprise-transcript></reprise-transcript>
    </div>`,
    new FakePlayer({ transcripts: new Map([['main', view]]) }, { blob: () => Promise.resolve(undefined) }),
    new FakeView({ atCover: false }),
  );
  await mounted.settled();
  const { shadowRoot } = mounted.host.querySelector('reprise-transcript')!;
  return { page: mounted, row: (id) => shadowRoot!.querySelector<HTMLElement>(`[data-key="${id}"]`)! };
}

const boxOf = (row: HTMLElement, part: string): DOMRect => row.querySelector(part)!.getBoundingClientRect();

describe('rows of the story', () => {
  it('show prompts as they are meant, not as they were typed', async () => {
    const { row } = await show(prompt);

    expect(row('asked').querySelector('strong')?.textContent).to.equal('401 after an hour');
    expect(row('asked').textContent).to.not.contain('**');
  });

  it('show what an agent looked at without being opened, small, beside what it is of', async () => {
    const seen = tool('seen', {
      kind: 'read',
      title: 'Read shot.png',
      content: [{ type: 'content', content: PICTURE }],
    });
    const { row } = await show(prompt, seen);

    expect(row('seen').querySelector('details')!.open).to.equal(false);
    const picture = row('seen').querySelector('reprise-picture')!;
    expect(picture.path).to.equal('blobs/seen.png');
    expect(picture.getBoundingClientRect().height).to.be.within(20, 120);
  });

  it('cut the folder of a path that has no room, and never its name', async () => {
    const { row } = await show(prompt, tool('cut', { kind: 'edit', title: `Edit ${LONG}` }));
    const [folder, name] = [...row('cut').querySelectorAll<HTMLElement>('.title.path > span')];

    expect(name!.textContent).to.equal('gradient-descent.ts');
    expect(name!.scrollWidth).to.be.at.most(name!.clientWidth || name!.offsetWidth);
    expect(folder!.scrollWidth).to.be.greaterThan(folder!.clientWidth);
    expect(name!.getBoundingClientRect().right).to.be.at.most(boxOf(row('cut'), '.card').right);
  });

  it('have buttons that cover neither a result, nor a title, nor what was said', async () => {
    const failed = tool('failed', {
      kind: 'execute',
      title: 'make',
      status: 'failed',
      content: [{ type: 'content', content: { type: 'text', text: 'make: *** No rule to make target' } }],
    });
    const said = {
      ...base,
      type: 'message',
      id: 'said',
      content: [{ type: 'text', text: 'So it is. '.repeat(30) }],
    };
    const { page, row } = await show(prompt, failed, said as unknown as TranscriptItem);
    for (const [id, part] of [
      ['failed', '.result > :not(.visually-hidden)'],
      ['failed', '.title'],
      ['said', 'p'],
    ] as const) {
      row(id).focus();
      await until('the buttons are there', () => row(id).querySelector('.actions') !== null);
      await page.settled();

      const actions = boxOf(row(id), '.actions');
      const box = boxOf(row(id), part);
      // The letters of a line begin some way below the top of its box.
      const top = box.top + 4;
      const isApart = box.right <= actions.left || box.bottom <= actions.top || top >= actions.bottom;
      expect(isApart, `${part} ${JSON.stringify([box, actions])}`).to.equal(true);
    }
  });
});
