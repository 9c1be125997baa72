import { html } from 'lit';
import { after, afterEach, before, describe, expect, it } from '#test';
import type { RepriseTranscript } from '#src/elements/transcript/transcript.ts';
import '#src/elements/transcript/transcript.define.ts';
import type { PlayerState, TranscriptView } from '#src/player/index.ts';
import type { TranscriptItem } from '#src/state/index.ts';
import { expectAccessible } from '../../helpers/accessibility.ts';
import { conversation, reads } from '../../helpers/fake-conversation.ts';
import { FakePlayer, mount } from '../../helpers/fake-player.ts';
import type { Mounted } from '../../helpers/fake-player.ts';
import { emptyState, items as begin, manifest as session, readyState } from '../../helpers/fake-session.ts';
import { observed, until } from '../../helpers/until.ts';

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
  return { ...VIEW, items, current: items.at(-1)?.id, ...more };
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

async function show(
  items: readonly TranscriptItem[] = ITEMS,
  more: Partial<PlayerState> = {},
  readers: object = {},
): Promise<{ element: RepriseTranscript; root: ShadowRoot; page: Mounted }> {
  const fake = new FakePlayer({ manifest: MANIFEST, ...transcripts(viewOf(items)), ...more }, readers);
  mounted = await mount(html`<reprise-transcript></reprise-transcript>`, fake);
  mounted.host.style.blockSize = '600px';
  mounted.host.style.inlineSize = '560px';
  const element = mounted.host.querySelector('reprise-transcript')!;
  await mounted.settled();
  return { element, root: element.shadowRoot!, page: mounted };
}

const shown = (page: Mounted) =>
  page.requests.filter(({ type }) => type.endsWith('show-request') || type.endsWith('hide-request'));
const row = (root: ShadowRoot, key: string) => root.querySelector<HTMLElement>(`[data-key="${key}"]`)!;
/** As a boolean: a failed assertion about an element would print the whole page. */
const has = (root: ParentNode, selector: string) => root.querySelector(selector) !== null;
const textOf = (root: ShadowRoot) => root.querySelector('.list')!.textContent;

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

/** Waits until the conversation is scrolled to the playhead, far from its beginning. */
async function expectAtPlayhead(scroller: Element): Promise<void> {
  await until('the playhead is in view', () => scroller.scrollTop > 100);
}

/** Scrolls to the beginning as a reader does, and waits until the transcript has noticed. */
async function scrollAway(root: ShadowRoot): Promise<void> {
  const scroller = root.querySelector('.scroller')!;
  await expectAtPlayhead(scroller);
  scroller.dispatchEvent(new WheelEvent('wheel', { deltaY: -500 }));
  scroller.scrollTop = 0;
  await until('there is a way back to the playhead', () => has(root, '.to-playhead'));
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

  it('opens failures and keeps the rest closed until somebody opens it', async () => {
    const { root, page } = await show(begin);

    expect(row(root, 'e9').querySelector('details')?.open).to.equal(true);
    expect(row(root, 'e9').querySelector('pre .bad')?.textContent).to.contain('refreshes once');
    const card = row(root, 'e3').querySelector('details')!;
    expect(card.open).to.equal(false);
    expect(has(card, 'pre')).to.equal(false);

    await open(page, card);

    expect(card.querySelector('pre')?.textContent).to.equal('src/http/interceptor.ts:19');
  });

  it('leads from a command to its output', async () => {
    const { root, page } = await show(begin);

    row(root, 'e9').querySelector<HTMLButtonElement>('.link')!.click();

    expect(page.requests.at(-1)?.detail).to.deep.equal({ time: 548_200 });
  });

  it('puts what the reading clock passes over behind a sentence', async () => {
    const { root, page } = await show();
    const fold = root.querySelector<HTMLButtonElement>('.gap button')!;

    expect(fold.textContent.trim()).to.equal('read 6 files, 8 min');
    expect(has(root, '[data-key="r0"]')).to.equal(false);

    fold.click();
    await page.settled();
    expect(row(root, 'r5').textContent).to.contain('src/http/file5.ts');

    page.fake.set({ clock: 'wall' });
    await page.settled();
    expect(has(root, '.gap')).to.equal(false);
    expect(has(root, '[data-key="r0"]')).to.equal(true);
  });

  it('shows plan, notices, abandoned branches and unknown records', async () => {
    const { root, page } = await show();

    expect(row(root, 'plan1').textContent).to.contain('1 of 3 done');
    expect(row(root, 'commit').textContent).to.contain('9f3c2a1b7d').and.to.contain('Refresh once');
    expect(row(root, 'compaction').textContent).to.contain('Context compacted');
    expect(row(root, 'error').textContent).to.contain('529 overloaded');
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
    expect(root.querySelectorAll('article.row')).to.have.length(1);
    expect(page.requests.slice(-2)).to.deep.equal([
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
    const { root, page } = await show([reads[0]!], { clock: 'wall', timeline: undefined }, { fileText });
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

    expect(row(root, 'mcp').querySelector('.mark')?.getAttribute('data-code')).to.equal('202E');
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

describe('reprise-transcript at the playhead', () => {
  const many = Array.from({ length: 60 }, (_, index) => ({
    ...begin[2]!,
    id: `m${index}`,
    time: index,
    end: index,
  }));

  it('marks the item that changed last and keeps it in view', async () => {
    const { root, page } = await show(many);

    expect(root.querySelector('.now')?.getAttribute('data-key')).to.equal('m59');
    await expectAtPlayhead(root.querySelector('.scroller')!);

    page.fake.set(transcripts(viewOf(many.slice(0, 3))));
    await page.settled();
    expect(root.querySelector('.now')?.getAttribute('data-key')).to.equal('m2');
  });

  it('lets the reader scroll away, and brings him back', async () => {
    const { root, page } = await show(many);
    const scroller = root.querySelector('.scroller')!;
    await scrollAway(root);

    page.fake.set(transcripts(viewOf([...many, { ...begin[2]!, id: 'next', time: 99, end: 99 }])));
    await page.settled();
    await observed(scroller);
    expect(scroller.scrollTop).to.equal(0);

    root.querySelector<HTMLButtonElement>('.to-playhead')!.click();
    await expectAtPlayhead(scroller);
    expect(has(root, '.to-playhead')).to.equal(false);
  });

  it('follows again after a seek', async () => {
    const { root, page } = await show(many);
    await scrollAway(root);

    page.fake.set({ seeking: true });
    await page.settled();
    page.fake.set({ seeking: false });

    await expectAtPlayhead(root.querySelector('.scroller')!);
  });

  it('lets new items appear while playing, and none after a seek', async () => {
    const { root, page } = await show(many.slice(0, 5), { paused: false });
    expect(has(root, '.fresh')).to.equal(false);

    page.fake.set(transcripts(viewOf(many.slice(0, 6))));
    await page.settled();
    expect(root.querySelector('.fresh')?.getAttribute('data-key')).to.equal('m5');

    page.fake.set({ seeking: true });
    await page.settled();
    page.fake.set({ seeking: false, ...transcripts(viewOf(many.slice(0, 9))) });
    await page.settled();
    expect(has(root, '.fresh')).to.equal(false);
  });

  it('asks once for earlier items at the top, and holds its place when they come', async () => {
    const view = viewOf(many, { hasEarlier: true, current: 'm2' });
    const { root, page } = await show(many, transcripts(view));
    const asked = () => page.requests.filter(({ type }) => type === 'reprise-earlier-request');
    await until('earlier items are asked for', () => asked().length > 0);
    await observed(page.host);
    expect(asked()).to.have.length(1);
    const before = row(root, 'm2').getBoundingClientRect().top;

    const earlier = Array.from({ length: 20 }, (_, index) => ({ ...begin[2]!, id: `before${index}` }));
    page.fake.set(transcripts({ ...view, items: [...earlier, ...many] }));
    await page.settled();

    expect(row(root, 'm2').getBoundingClientRect().top).to.be.closeTo(before, 2);
  });

  it('goes from row to row with the arrow keys and to a moment with Enter', async () => {
    const { root, page } = await show(many);
    const press = (key: string) =>
      root.activeElement!.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, composed: true }));
    const stops = () =>
      Array.from(root.querySelectorAll('.row[tabindex="0"]'), (each) => each.getAttribute('data-key'));
    expect(stops()).to.deep.equal(['m59']);

    row(root, 'm59').focus();
    press('ArrowUp');
    await page.settled();
    expect(root.activeElement?.getAttribute('data-key')).to.equal('m58');
    expect(stops()).to.deep.equal(['m58']);

    press('Enter');
    expect(page.requests.at(-1)?.detail).to.deep.equal({ time: 58 });
  });
});

describe('reprise-transcript and its track', () => {
  const { onerror } = window;
  before(() => {
    // The virtualizer measures what it has just drawn, which the standard reports and carries on with.
    window.onerror = (message, ...rest) =>
      (typeof message === 'string' && message.startsWith('ResizeObserver loop')) ||
      Boolean(onerror?.call(window, message, ...rest));
  });
  after(() => {
    window.onerror = onerror;
  });

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

  it('has a sentence for a session without conversation, and for the time before it', async () => {
    const { root, page } = await show([], { transcripts: new Map() });
    expect(root.querySelector('.sentence')?.textContent).to.equal('No conversation in this session.');

    page.fake.set(transcripts(viewOf([])));
    await page.settled();
    expect(root.querySelector('.sentence')?.textContent).to.equal('The conversation has not begun yet.');
  });

  it('says that it is loading, and shows nothing where nothing is open', async () => {
    const { root, page } = await show([], transcripts(viewOf([], { ready: false })));
    expect(root.querySelector('.loading')?.textContent).to.contain('Loading the conversation');

    page.fake.set(emptyState);
    await page.settled();
    expect(root.querySelector('.scroller')?.textContent.trim()).to.equal('');
  });

  it('forgets what was opened when another session comes', async () => {
    const { root, page } = await show(begin);
    await open(page, row(root, 'e3').querySelector('details')!);

    page.fake.set({ manifest: { ...MANIFEST, id: 'other' }, ...transcripts(viewOf([...begin])) });
    await page.settled();

    expect(row(root, 'e3').querySelector('details')?.open).to.equal(false);
  });

  it('draws only what is in view of a very long conversation', async () => {
    const items = Array.from({ length: 5000 }, (_, index) => ({
      ...begin[2]!,
      id: `m${index}`,
      time: index,
      end: index,
    }));
    const { root, page } = await show(items);
    const drawn = () => root.querySelectorAll('.row').length;
    const isAt = (key: string) => root.querySelector('.now')?.getAttribute('data-key') === key;
    const arrive = async (key: string) => {
      await until(`${key} is drawn, and little else`, () => isAt(key) && drawn() < 100);
    };
    await arrive('m4999');

    page.fake.set(transcripts(viewOf(items.slice(0, 3000))));
    await arrive('m2999');
  });
});
