import { html } from 'lit';
import { afterEach, describe, expect, it } from '#test';
import type { RepriseTranscript } from '#src/elements/transcript/transcript.ts';
import '#src/elements/transcript/transcript.define.ts';
import type { Hit, PlayerState, TranscriptView } from '#src/player/index.ts';
import type { TranscriptItem } from '#src/state/index.ts';
import { expectAccessible } from '../../helpers/accessibility.ts';
import { conversation, reads } from '../../helpers/fake-conversation.ts';
import type { ViewState } from '#src/elements/view/view-state.ts';
import { FakePlayer, mount } from '../../helpers/fake-player.ts';
import type { Mounted } from '../../helpers/fake-player.ts';
import {
  emptyState,
  items as begin,
  manifest as session,
  partOf,
  readyState,
} from '../../helpers/fake-session.ts';
import { FakeView } from '../../helpers/fake-view.ts';
import { until } from '../../helpers/until.ts';

const ITEMS = [...begin.slice(0, 5), ...reads, ...begin.slice(5), ...conversation];
const MANIFEST = {
  ...session,
  tracks: [
    ...session.tracks,
    { id: 'a1', kind: 'transcript' as const, entry: 'transcript/a1.ndjson', title: 'Explore' },
  ],
};
const VIEW = readyState.transcripts.get('main')!;

let mounted: Mounted | undefined;
afterEach(() => {
  mounted?.remove();
  mounted = undefined;
});

function viewOf(items: readonly TranscriptItem[], more: Partial<TranscriptView> = {}): TranscriptView {
  return { ...VIEW, ...partOf(items), items, current: items.at(-1)?.id, ...more };
}

function transcripts(view: TranscriptView): Pick<PlayerState, 'transcripts'> {
  const child: TranscriptView = {
    ...viewOf([begin[2]!]),
    track: MANIFEST.tracks.at(-1)!,
  };
  return {
    transcripts: new Map([
      ['main', view],
      ['a1', child],
    ]),
  };
}

interface Shown {
  readonly element: RepriseTranscript;
  readonly root: ShadowRoot;
  readonly page: Mounted;
  readonly view: FakeView;
}

/** Everything there is, in a view that is high enough for all of it unless the test says otherwise. */
async function show(
  items: readonly TranscriptItem[] = ITEMS,
  more: Partial<PlayerState> = {},
  {
    readers = {},
    height = 6000,
    look = {},
  }: { readers?: object; height?: number; look?: Partial<ViewState> } = {},
): Promise<Shown> {
  const fake = new FakePlayer({ manifest: MANIFEST, ...transcripts(viewOf(items)), ...more }, readers);
  const view = new FakeView({ view: 'everything', ...look });
  const template = html`<div .style=${`block-size: ${height}px; inline-size: 560px`}>
    <reprise-transcript></reprise-transcript>
  </div>`;
  mounted = await mount(template, fake, view);
  const element = mounted.host.querySelector('reprise-transcript')!;
  await mounted.settled();
  return { element, root: element.shadowRoot!, page: mounted, view };
}

const shown = (page: Mounted) =>
  page.requests.filter(({ type }) => type.endsWith('show-request') || type.endsWith('hide-request'));
const row = (root: ShadowRoot, key: string) => root.querySelector<HTMLElement>(`[data-key="${key}"]`)!;
/** As a boolean: a failed assertion about an element would print the whole page. */
const has = (root: ParentNode, selector: string) => root.querySelector(selector) !== null;
const textOf = (root: ShadowRoot) => root.querySelector('.document')!.textContent;

async function open(page: Mounted, details: HTMLDetailsElement): Promise<void> {
  const opened = toggled(details);
  details.querySelector('summary')!.click();
  await opened;
  await page.settled();
}

/** Waits until the part says that it was opened, which it does some time after it was. */
function toggled(details: HTMLDetailsElement): Promise<unknown> {
  return new Promise((resolve) => details.addEventListener('toggle', resolve, { once: true }));
}

describe('reprise-transcript', () => {
  it('is accessible with items of every kind', async () => {
    const { root, page } = await show();
    const closed = Array.from(root.querySelectorAll('details')).filter((details) => !details.open);
    const opened = closed.map(toggled);
    for (const details of closed) details.open = true;
    await Promise.all(opened);
    await page.settled();

    await expectAccessible(page.host);
  });

  it('shows prompts, thoughts, messages and tool calls', async () => {
    const { root } = await show(begin);

    expect(row(root, 'e0').textContent).to.contain('You').and.to.contain("Access tokens aren't refreshing");
    expect(row(root, 'e1').textContent).to.contain('Claude').and.to.contain('Thought for 14 s');
    expect(row(root, 'e2').querySelector('strong')?.textContent).to.equal('one refresh per failed request');
    expect(row(root, 'e26').querySelector('.plus')?.textContent).to.equal('+21');
  });

  it('shows times in the clock that runs, and goes to the moment of an item', async () => {
    const { root, page } = await show(begin);
    const time = row(root, 'e20').querySelector<HTMLButtonElement>('.time')!;

    expect(time.textContent.trim()).to.equal('4:24');
    time.click();

    expect(page.requests.at(-1)).to.deep.equal({ type: 'reprise-seek-request', detail: { time: 1_200_000 } });
  });

  it('says at each answer what it used, when that is asked for', async () => {
    const usage = { inputTokens: 100, cacheReadTokens: 900, outputTokens: 320 };
    const items = [begin[0]!, { ...begin[2]!, usage }] as TranscriptItem[];
    const { root, page, view } = await show(items);
    expect(has(root, '.used')).to.equal(false);

    view.set({ usage: true });
    await page.settled();

    expect(row(root, 'e2').querySelector('.used')?.textContent).to.contain(
      '1K in, 320 out, 90% of it cached',
    );
    expect(row(root, 'e0').querySelector('.used')).to.equal(null);
  });

  it('says why a call failed, and keeps cards closed until somebody opens them', async () => {
    const { root, page } = await show(begin);

    expect(row(root, 'e9').querySelector('.tail')?.textContent).to.equal(
      '✗ refreshes once for concurrent 401s\n  expected 1 refresh, received 3',
    );
    await open(page, row(root, 'e9').querySelector('details')!);
    expect(row(root, 'e9').querySelector('pre .bad')?.textContent).to.contain('refreshes once');
    expect(has(row(root, 'e9'), '.tail')).to.equal(false);
    const card = row(root, 'e3').querySelector('details')!;
    expect(card.open).to.equal(false);
    expect(has(card, 'pre')).to.equal(false);

    await open(page, card);

    expect(card.querySelector('pre')?.textContent).to.equal('src/http/interceptor.ts:19');
  });

  it('leads from a command to its output', async () => {
    const { root, page } = await show(begin);
    await open(page, row(root, 'e9').querySelector('details')!);

    row(root, 'e9').querySelector<HTMLButtonElement>('.link')!.click();

    expect(page.requests.at(-1)?.detail).to.deep.equal({ time: 548_200 });
  });

  it('puts the steps that say little behind a sentence that opens', async () => {
    const { root, page } = await show(ITEMS, {}, { look: { view: 'story' } });
    const run = () => root.querySelector<HTMLButtonElement>('[data-key="run r0"] button')!;

    expect(run().textContent).to.contain('read 6 files').and.to.contain('5 min 1 s');
    expect(has(root, '[data-key="r0"]')).to.equal(false);

    run().click();
    await page.settled();
    expect(run().getAttribute('aria-expanded')).to.equal('true');
    expect(row(root, 'r5').textContent).to.contain('src/http/file5.ts');
  });

  it('shows another view of the conversation when that is asked for', async () => {
    const { root, page, view } = await show(ITEMS, {}, { look: { view: 'story' } });
    expect(has(root, '[data-key="unknown"]')).to.equal(false);

    view.set({ view: 'everything' });
    await page.settled();
    expect(has(root, '[data-key="unknown"]')).to.equal(true);

    view.set({ view: 'code' });
    await page.settled();
    expect(has(root, '[data-key="e26"]')).to.equal(true);
    expect(has(root, '[data-key="e2"]')).to.equal(false);
  });

  it('shows plan, notices, abandoned branches and unknown records', async () => {
    const { root, page } = await show();

    expect(row(root, 'plan1').textContent).to.contain('1 of 3 done');
    expect(row(root, 'commit').textContent).to.contain('9f3c2a1b7d').and.to.contain('Refresh once');
    expect(row(root, 'compaction').textContent).to.contain('Context compacted');
    expect(row(root, 'error').textContent).to.contain('529 overloaded').and.not.to.contain('Error:');
    expect(row(root, 'hidden').textContent).to.contain('hidden');
    expect(row(root, 'branch2').classList.contains('abandoned')).to.equal(true);
    expect(textOf(root).match(/took another way/gu)).to.have.length(1);

    await open(page, row(root, 'unknown').querySelector('details')!);
    expect(row(root, 'unknown').querySelector('pre')?.textContent).to.contain('"answer": 42');
  });

  it('follows a subagent and comes back', async () => {
    const { root, page } = await show();
    await until('the track is asked for', () => shown(page).length > 0);

    row(root, 'task').querySelector<HTMLButtonElement>('.follow')!.click();
    await page.settled();
    expect(root.querySelector('.back b')?.textContent).to.equal('Explore');
    expect(Array.from(root.querySelectorAll('.row'), (each) => each.getAttribute('data-key'))).to.deep.equal([
      'e2',
    ]);
    expect(shown(page).slice(-2)).to.deep.equal([
      { type: 'reprise-show-request', detail: { track: 'transcript/a1.ndjson' } },
      { type: 'reprise-hide-request', detail: { track: 'transcript/main.ndjson' } },
    ]);

    root.querySelector<HTMLButtonElement>('.back button')!.click();
    await page.settled();
    expect(has(root, '[data-key="task"]')).to.equal(true);
  });

  it('shows in part what is long, and the rest on demand', async () => {
    const long = { ...begin[0]!, content: [{ type: 'text', text: 'line\n'.repeat(200) }] } as TranscriptItem;
    const { root, page } = await show([long, ...ITEMS.slice(-7)]);
    const more = row(root, 'e0').querySelector<HTMLButtonElement>('.more')!;

    expect(has(row(root, 'e0'), '.clipped')).to.equal(true);
    more.click();
    await page.settled();
    expect(has(row(root, 'e0'), '.clipped')).to.equal(false);

    await open(page, row(root, 'task').querySelector('details')!);
    const all = row(root, 'task').querySelector<HTMLButtonElement>('.body .link')!;
    expect(all.textContent.trim()).to.equal('Show all 40 lines');
    all.click();
    await page.settled();
    expect(row(root, 'task').querySelector('pre')?.textContent.split('\n')).to.have.length(40);
  });

  it('gets the text of a file only when asked', async () => {
    const asked: unknown[] = [];
    const fileText = async (path: string, time: number) => {
      asked.push([path, time]);
      return 'one\ntwo\nthree\nfour';
    };
    const { root, page } = await show([reads[0]!], { timeline: undefined }, { readers: { fileText } });
    await open(page, row(root, 'r0').querySelector('details')!);
    await customElements.whenDefined('reprise-resource-text');
    await page.settled();
    const resource = row(root, 'r0').querySelector('reprise-resource-text')!;
    expect(asked).to.deep.equal([]);

    resource.shadowRoot!.querySelector('button')!.click();
    await until('the text is shown', () => has(resource.shadowRoot!, 'pre'));

    expect(asked).to.deep.equal([['src/http/file0.ts', 722_000]]);
    expect(resource.shadowRoot!.querySelector('pre')?.textContent).to.equal('two\nthree');
  });

  it('marks deceptive characters and copies what was typed', async () => {
    const { root, page } = await show();

    expect(row(root, 'mcp').querySelector('.code-point')?.getAttribute('data-code')).to.equal('202E');
    expect(row(root, 'pasted').textContent).to.contain('#include <x>');
    expect(row(root, 'pasted').querySelector('reprise-code-block')?.code).to.equal('Error: boom');

    row(root, 'pasted').focus();
    await page.settled();
    const labels = Array.from(row(root, 'pasted').querySelectorAll('.actions button'), (button) =>
      button.getAttribute('aria-label'),
    );
    expect(labels.slice(1)).to.deep.equal(['Copy link to here', 'Copy prompt']);
  });

  it('asks for a link to an item', async () => {
    const { root, page } = await show();
    const asked: unknown[] = [];
    page.host.addEventListener('reprise-link-request', ({ detail }) => asked.push(detail));
    row(root, 'pasted').focus();
    await page.settled();

    row(root, 'pasted').querySelector<HTMLButtonElement>('[aria-label="Copy link to here"]')!.click();

    expect(asked).to.deep.equal([{ time: 1_623_000, event: 'pasted' }]);
  });
});

describe('reprise-transcript as a document', () => {
  const many = Array.from({ length: 400 }, (_, index) => ({
    ...begin[2]!,
    id: `m${index}`,
    time: index * 1000,
    end: index * 1000,
    content: [{ type: 'text', text: `${index} `.repeat(1 + (index % 7) * 30) }],
  })) as TranscriptItem[];
  const halves: TranscriptView['parts'] = [0, 200].map((first, index) => ({
    index,
    time: first * 1000,
    end: (first + 200) * 1000,
    size: 40_000,
    items: many.slice(first, first + 200),
  }));
  const unloaded = (which: number): TranscriptView['parts'] =>
    halves.map((part) => (part.index === which ? { ...part, items: undefined } : part));
  const atStart = { time: 0, ...transcripts(viewOf(many)) };
  const now = (root: ShadowRoot) => root.querySelector('.now')?.getAttribute('data-key');
  const scrollerOf = (root: ShadowRoot) => root.querySelector<HTMLElement>('.scroller')!;
  const followed = (page: Mounted) =>
    page.requests.filter(({ type }) => type === 'reprise-follow-request').map(({ detail }) => detail);
  const top = (root: ShadowRoot, key: string) => row(root, key).getBoundingClientRect().top;

  /** Scrolls as a reader does, and waits until the transcript has drawn what is there. */
  async function scroll({ root, page }: Shown, to: number): Promise<void> {
    const scroller = scrollerOf(root);
    scroller.dispatchEvent(new WheelEvent('wheel', { deltaY: to - scroller.scrollTop }));
    const scrolled = new Promise((resolve) => scroller.addEventListener('scroll', resolve, { once: true }));
    scroller.scrollTop = to;
    await scrolled;
    await page.settled();
  }

  it('begins at its top, whatever comes after it, and draws only what is in view', async () => {
    const { root } = await show(many, atStart, { height: 600 });

    expect(scrollerOf(root).scrollTop).to.equal(0);
    expect(row(root, 'm0').textContent).to.contain('0');
    expect(root.querySelectorAll('.row').length).to.be.below(60);
    expect(scrollerOf(root).scrollHeight).to.be.above(10_000);
  });

  it('leaves nothing in the page of rows that were scrolled past', async () => {
    const shownNow = await show(many, atStart, { height: 600 });
    for (let to = 700; to < 12_000; to += 700) await scroll(shownNow, to);

    const list = shownNow.root.querySelector('.document')!;
    const comments = Array.from(list.childNodes).filter(({ nodeType }) => nodeType === Node.COMMENT_NODE);
    expect(list.children.length).to.be.below(60);
    // Two around each row, and one for the list.
    expect(comments.length).to.be.at.most(2 * list.children.length + 2);
  });

  it('moves the playhead to the item on the reading line', async () => {
    const shownNow = await show(many, atStart, { height: 600 });
    const { root, page } = shownNow;
    await scroll(shownNow, 4000);

    const line = scrollerOf(root).getBoundingClientRect().top + 200;
    const read = Array.from(root.querySelectorAll<HTMLElement>('.row')).find((each) => {
      const box = each.getBoundingClientRect();
      return box.top <= line && box.bottom > line;
    })!;
    expect(now(root)).to.equal(read.dataset['key']);
    expect(followed(page).at(-1)).to.deep.equal({ time: Number(read.dataset['key']!.slice(1)) * 1000 });
  });

  it('comes to the last item at the bottom and to the first at the top', async () => {
    const shownNow = await show(many, atStart, { height: 600 });
    const { root } = shownNow;
    await scroll(shownNow, 1e9);
    // What was estimated is measured on the way.
    await scroll(shownNow, 1e9);
    expect(now(root)).to.equal('m399');

    await scroll(shownNow, 0);
    expect(now(root)).to.equal('cover');
  });

  it('begins at the cover where the first thing happens some time into the session', async () => {
    const late = { time: 45_000, position: 0 };
    const items = many.map((each) => ({ ...each, time: each.time + 45_000 }));
    const { root } = await show(
      items,
      { ...late, ...transcripts(viewOf(items, { current: 'm0' })) },
      { height: 600 },
    );

    expect(now(root)).to.equal('cover');
    expect(scrollerOf(root).scrollTop).to.equal(0);
  });

  it('leaves the playhead alone where scrolling is not linked to it', async () => {
    const shownNow = await show(many, atStart, { height: 600, look: { linked: false } });
    await scroll(shownNow, 4000);

    expect(followed(shownNow.page)).to.deep.equal([]);
  });

  it('stays where the wheel left it, also when the pointer moves over other items', async () => {
    const shownNow = await show(many, atStart, { height: 600 });
    const { root, page } = shownNow;
    await scroll(shownNow, 4000);
    const key = now(root)!;
    const before = top(root, key);
    page.fake.set({ time: (followed(page).at(-1) as { time: number }).time });
    for (const each of Array.from(root.querySelectorAll('.row'))) {
      each.dispatchEvent(new PointerEvent('pointerover', { bubbles: true, composed: true }));
      await page.settled();
    }

    expect(now(root)).to.equal(key);
    expect(top(root, key)).to.be.closeTo(before, 1);
  });

  it('keeps what the reader has scrolled before the browser told of it', async () => {
    const shownNow = await show(many, atStart, { height: 600 });
    const { root, page } = shownNow;
    const scroller = scrollerOf(root);
    const scrolled = new Promise((resolve) => scroller.addEventListener('scroll', resolve, { once: true }));

    scroller.scrollTop = 4000;
    row(root, 'm0').dispatchEvent(new PointerEvent('pointerover', { bubbles: true, composed: true }));
    await page.settled();
    const read = now(root);
    await scrolled;
    await page.settled();

    expect(read).to.not.equal('cover');
    expect(now(root)).to.equal(read);
    expect(scroller.scrollTop).to.be.above(2000);
  });

  it('goes to the item of a moment that somebody else has gone to', async () => {
    const { root, page } = await show(many, atStart, { height: 600 });

    page.fake.set({ time: 300_000, ...transcripts(viewOf(many, { current: 'm300' })) });
    await page.settled();

    await until('the item is in view', () => now(root) === 'm300' && has(root, '[data-key="m300"]'));
    const view = scrollerOf(root).getBoundingClientRect();
    expect(top(root, 'm300')).to.be.within(view.top, view.top + 200);
    expect(followed(page)).to.deep.equal([]);
  });

  it('shows the whole of the last item when somebody has gone to the end', async () => {
    const last = {
      ...many.at(-1)!,
      content: [{ type: 'text', text: 'A line.\n\n'.repeat(8) }],
    } as TranscriptItem;
    const items = [...many.slice(0, -1), last];
    const { root, page } = await show(items, { time: 0, ...transcripts(viewOf(items)) }, { height: 600 });

    page.fake.set({ time: last.time, ...transcripts(viewOf(items, { current: last.id })) });
    await page.settled();

    await until('the item is in view', () => now(root) === last.id && has(root, `[data-key="${last.id}"]`));
    const view = scrollerOf(root).getBoundingClientRect();
    await until('its end too', () => row(root, last.id).getBoundingClientRect().bottom <= view.bottom);
  });

  it('holds what is read in its place when parts above it come and go', async () => {
    const start = { time: 300_000, ...transcripts(viewOf(many, { parts: unloaded(0), current: 'm300' })) };
    const { root, page } = await show(many, start, { height: 600 });
    await until('the item is drawn', () => has(root, '[data-key="m300"]'));
    await page.settled();
    const before = top(root, 'm300');

    for (const parts of [halves, unloaded(0), halves]) {
      page.fake.set(transcripts(viewOf(many, { parts, current: 'm300' })));
      await page.settled();
      expect(top(root, 'm300')).to.be.closeTo(before, 1);
    }
  });

  it('keeps its length when a part is let go of', async () => {
    const { root, page } = await show(
      many,
      { time: 0, ...transcripts(viewOf(many, { parts: halves })) },
      { height: 600 },
    );
    // Another update draws what the estimates of the first have missed.
    page.fake.set(transcripts(viewOf(many, { parts: halves })));
    await page.settled();
    const { scrollHeight } = scrollerOf(root);

    page.fake.set(transcripts(viewOf(many, { parts: unloaded(1) })));
    await page.settled();

    expect(scrollerOf(root).scrollHeight).to.be.closeTo(scrollHeight, 1);
  });

  it('asks for the parts in view, and names the prompts of those that are not there', async () => {
    const shownNow = await show(
      many,
      { time: 0, ...transcripts(viewOf(many, { parts: unloaded(1) })) },
      { height: 600 },
    );
    const { root, page } = shownNow;
    const wanted = () => page.requests.filter(({ type }) => type === 'reprise-parts-request').at(-1)?.detail;
    expect(wanted()).to.deep.equal({ track: 'transcript/main.ndjson', from: 0, to: 0 });

    await scroll(shownNow, scrollerOf(root).scrollHeight);

    expect(wanted()).to.deep.equal({ track: 'transcript/main.ndjson', from: 1, to: 1 });
    expect(root.querySelector('.unloaded')?.getAttribute('aria-label')).to.contain('not loaded');
  });

  it('has nothing after the playhead while playing, stays with it, and has all of it back on pause', async () => {
    const playing = (count: number) => ({
      paused: false,
      time: (count - 1) * 1000,
      ...transcripts({ ...viewOf(many), items: many.slice(0, count), current: `m${count - 1}` }),
    });
    const shownNow = await show(many, playing(100), { height: 600 });
    const { root, page } = shownNow;
    await until('the newest item is in view', () => has(root, '[data-key="m99"]'));
    expect(has(root, '[data-key="m100"]')).to.equal(false);

    page.fake.set(playing(101));
    await page.settled();
    expect(now(root)).to.equal('m100');

    await scroll(shownNow, 0);
    page.fake.set(playing(102));
    await page.settled();
    expect(scrollerOf(root).scrollTop).to.equal(0);
    expect(root.querySelector('.to-playhead')?.textContent).to.contain('Back to');

    root.querySelector<HTMLButtonElement>('.to-playhead')!.click();
    await page.settled();
    await until('the newest item is in view', () => has(root, '[data-key="m101"]'));
    expect(has(root, '.to-playhead')).to.equal(false);
    const before = top(root, 'm101');

    page.fake.set({ paused: true });
    await page.settled();
    expect(has(root, '[data-key="m102"]')).to.equal(true);
    expect(top(root, 'm101')).to.be.closeTo(before, 1);
  });

  it('goes through a text that is higher than the view while the clock stays at it', async () => {
    const long = { ...many[2]!, content: [{ type: 'text', text: 'word '.repeat(1200) }] } as TranscriptItem;
    const all = [...many.slice(0, 2), long, ...many.slice(3, 5)];
    const timeMap = {
      positionOf: (time: number) => (time < 2000 ? time : time + 6000),
      timeAt: (position: number) => position,
    };
    const view = { ...viewOf(all), items: all.slice(0, 3), current: 'm2' };
    const playing = { paused: false, time: 2000, position: 2000, timeMap, ...transcripts(view) };
    const { root, page } = await show(all, playing, { height: 600 });
    const box = () => row(root, 'm2').getBoundingClientRect();
    const edges = scrollerOf(root).getBoundingClientRect();
    await until('its beginning is in view', () => Math.abs(box().top - edges.top) < 60);
    expect(box().height).to.be.above(1000);

    page.fake.set({ position: 5000 });
    await page.settled();
    expect(box().top).to.be.below(edges.top - 100);
    expect(box().bottom).to.be.above(edges.bottom);

    page.fake.set({ position: 7500 });
    await page.settled();
    expect(box().bottom).to.be.below(edges.bottom);
  });

  it('draws of a long text its beginning, and when it is opened what of it is near the view', async () => {
    const paragraphs = Array.from(
      { length: 120 },
      (_, index) => `Paragraph **${index}** ${'text '.repeat(50)}`,
    );
    const long = {
      ...many[0]!,
      content: [{ type: 'text', text: `${paragraphs.join('\n\n')}\n\nThe end.` }],
    } as TranscriptItem;
    const shownNow = await show([long, many[1]!], { time: 0 }, { height: 600 });
    const { root, page } = shownNow;
    await page.settled();
    const drawn = () => row(root, 'm0').querySelectorAll('p').length;
    expect(drawn()).to.be.within(1, 12);

    row(root, 'm0').querySelector<HTMLButtonElement>('.more')!.click();
    await page.settled();
    await until('the text around the view is there', () => drawn() >= 12);
    expect(drawn()).to.be.below(80);
    expect(textOf(root)).to.not.contain('The end.');

    await scroll(shownNow, scrollerOf(root).scrollHeight);
    await until('the end is drawn', () => textOf(root).includes('The end.'));
    await until('the beginning is not', () => !textOf(root).includes('Paragraph 1 '));
    expect(drawn()).to.be.below(80);
  });

  it('draws the whole of a long text in which something was found', async () => {
    const long = {
      ...many[1]!,
      content: [{ type: 'text', text: `${'text\n\n'.repeat(3000)}The end.` }],
    } as TranscriptItem;
    const shownNow = await show([many[0]!, long], { time: 0 }, { height: 600 });
    const { root, page, view } = shownNow;
    expect(textOf(root)).to.not.contain('The end.');

    const hit: Hit = {
      kind: 'answer',
      time: 1000,
      event: 'm1',
      track: 'main',
      turn: 1,
      line: { text: 'The end.', start: 0, end: 7 },
      index: 0,
      place: { time: 1000, track: 0, item: 1 },
    };
    const findings = { query: 'The end', times: [1000], at: 1000, hit };
    view.set({ target: 'm1', findings });
    page.fake.set({ time: 1000 });
    await page.settled();

    await until('the hit is drawn', () => textOf(root).includes('The end.'));
  });

  it('names the prompt that the view is behind, and leads to it', async () => {
    const items = [begin[0]!, ...many.slice(1)];
    const shownNow = await show(items, { time: 0, ...transcripts(viewOf(items)) }, { height: 600 });
    const { root, page } = shownNow;
    expect(has(root, '.prompt-above')).to.equal(false);

    await scroll(shownNow, 5000);
    const above = root.querySelector<HTMLButtonElement>('.prompt-above')!;
    expect(above.textContent).to.contain("Access tokens aren't refreshing").and.to.contain('1 of');

    above.click();
    expect(page.requests.at(-1)).to.deep.equal({ type: 'reprise-seek-request', detail: { time: 0 } });
  });

  it('goes from row to row with the arrow keys, and the playhead goes along', async () => {
    const { root, page } = await show(
      many,
      { time: 5000, ...transcripts(viewOf(many, { current: 'm5' })) },
      { height: 600 },
    );
    const press = (key: string) =>
      root.activeElement!.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, composed: true }));
    const stops = () =>
      Array.from(root.querySelectorAll('.row[tabindex="0"]'), (each) => each.getAttribute('data-key'));
    expect(stops()).to.deep.equal(['m5']);

    row(root, 'm5').focus();
    press('ArrowDown');
    await until('the next row has the focus', () => root.activeElement?.getAttribute('data-key') === 'm6');

    expect(stops()).to.deep.equal(['m6']);
    expect(followed(page).at(-1)).to.deep.equal({ time: 6000 });
  });

  it('opens the run that holds what a link leads to', async () => {
    const items = [begin[0]!, ...reads];
    const { root, page, view } = await show(
      items,
      { time: 0, ...transcripts(viewOf(items)) },
      { look: { view: 'story' } },
    );
    expect(has(root, '[data-key="r3"]')).to.equal(false);

    view.set({ target: 'r3' });
    await page.settled();

    expect(has(root, '[data-key="r3"]')).to.equal(true);
  });
});

describe('reprise-transcript and its track', () => {
  it('asks for its track while it has a box, and lets it go', async () => {
    const { element, page } = await show(begin);
    const told = async (count: number) => {
      await until(`the player is told ${count} times`, () => shown(page).length >= count);
      return shown(page).at(-1);
    };
    expect(await told(1)).to.deep.equal({
      type: 'reprise-show-request',
      detail: { track: 'transcript/main.ndjson' },
    });

    element.hidden = true;
    expect((await told(2))?.type).to.equal('reprise-hide-request');

    element.hidden = false;
    expect((await told(3))?.type).to.equal('reprise-show-request');

    element.remove();
    expect(shown(page).at(-1)?.type).to.equal('reprise-hide-request');
    expect(shown(page)).to.have.length(4);
    expect(page.fake.subscribers).to.equal(0);
  });

  it('has a sentence for a session without conversation', async () => {
    const { root } = await show([], { transcripts: new Map() });
    expect(root.querySelector('.sentence')?.textContent).to.equal('No conversation in this session.');
  });

  it('says that it is loading, and shows nothing where nothing is open', async () => {
    const { root, page } = await show([], transcripts(viewOf([], { ready: false })));
    expect(root.querySelector('.loading')?.textContent).to.contain('Loading the conversation');

    page.fake.set(emptyState);
    await page.settled();
    expect(root.querySelector('.scroller')?.textContent.trim()).to.equal('');
  });

  it('says nothing beside the conversation until there is something to say', async () => {
    const { root } = await show(begin);

    expect(root.querySelector('.note')?.matches(':empty')).to.equal(true);
  });

  it('forgets what was opened when another session comes', async () => {
    const { root, page } = await show(begin);
    await open(page, row(root, 'e3').querySelector('details')!);

    page.fake.set({ manifest: { ...MANIFEST, id: 'other' }, ...transcripts(viewOf([...begin])) });
    await page.settled();

    expect(row(root, 'e3').querySelector('details')?.open).to.equal(false);
  });
});
