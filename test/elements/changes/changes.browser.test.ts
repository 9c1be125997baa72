import { ContextProvider } from '@lit/context';
import { html, render } from 'lit';
import { afterEach, describe, expect, it } from '#test';
import '#src/elements/changes/changes.define.ts';
import type { RepriseChanges } from '#src/elements/changes/changes.ts';
import { viewContext } from '#src/elements/view/view-context.ts';
import { ViewStore } from '#src/elements/view/view-store.ts';
import type { ViewState } from '#src/elements/view/view-state.ts';
import type { ChangeEvent } from '#src/format/index.ts';
import { expectAccessible } from '../../helpers/accessibility.ts';
import { FakePlayer, mount } from '../../helpers/fake-player.ts';
import type { Mounted } from '../../helpers/fake-player.ts';
import { manifest } from '../../helpers/fake-session.ts';
import { nextFrame, until } from '../../helpers/until.ts';
import { AFTER, nextTurn, playerOf, record, viewOf } from './change-session.ts';

let mounted: Mounted | undefined;
let view = new ViewStore();
afterEach(() => mounted?.remove());

const ENTRY = 'changes/main.ndjson';
const READING: Partial<ViewState> = { atCover: false };

/** @param state - how the session is looked at; the reader has left the cover by default */
async function show(
  fake: FakePlayer = playerOf(),
  state: Partial<ViewState> = READING,
  inlineSize = 900,
): Promise<RepriseChanges> {
  mounted = await mount(html``, fake);
  mounted.host.style.cssText = `inline-size: ${inlineSize}px; block-size: 500px; display: grid`;
  view = new ViewStore();
  view.commit(state);
  new ContextProvider(mounted.host, { context: viewContext, initialValue: view });
  render(html`<reprise-changes></reprise-changes>`, mounted.host);
  await mounted.settled();
  return mounted.host.querySelector('reprise-changes')!;
}

/** Everything under an element, shadow roots included. */
function* deep(root: ParentNode): Iterable<HTMLElement> {
  for (const element of root.querySelectorAll<HTMLElement>('*')) {
    yield element;
    if (element.shadowRoot) yield* deep(element.shadowRoot);
  }
}
const find = (selector: string): HTMLElement[] =>
  [...deep(mounted!.host)].filter((item) => item.matches(selector));
const textOf = ({ textContent }: HTMLElement): string => textContent.replace(/\s+/g, ' ').trim();
const text = (selector: string): string => find(selector).map(textOf)[0] ?? '';

/** Waits until `selector` is there: texts come when promises settle, one after another. */
async function present(selector: string): Promise<HTMLElement> {
  for (;;) {
    await mounted!.settled();
    const [found] = find(selector);
    if (found) return found;
    await nextTurn();
  }
}

async function pick(path: string): Promise<void> {
  find('[part=file]')
    .find(({ title }) => title === path)!
    .click();
  await mounted!.settled();
}

async function open(tab: 'current' | 'files' | 'all'): Promise<void> {
  find(`[data-tab=${tab}]`)[0]!.click();
  await mounted!.settled();
}

const labelled = (label: string): HTMLElement => find(`[aria-label="${label}"]`)[0]!;

describe('reprise-changes', () => {
  it('has no accessibility violation in any of its views, wide and narrow', async () => {
    for (const size of [900, 400]) {
      await show(playerOf(), READING, size);
      await expectAccessible(mounted!.host);
      for (const tab of ['files', 'all'] as const) {
        await open(tab);
        await present('[part=file]');
        await pick('src/http/queue.ts');
        await present(tab === 'files' ? '.line' : 'ins');
        await expectAccessible(mounted!.host);
      }
      mounted!.remove();
    }
  });

  it('asks for its track when it is shown and lets it go when it is not', async () => {
    const changes = await show();
    expect(mounted!.requests).to.deep.equal([{ type: 'reprise-show-request', detail: { track: ENTRY } }]);

    changes.hidden = true;
    await mounted!.settled();
    changes.hidden = false;
    await mounted!.settled();
    changes.remove();

    expect(mounted!.requests.map(({ type }) => type)).to.deep.equal([
      'reprise-show-request',
      'reprise-hide-request',
      'reprise-show-request',
      'reprise-hide-request',
    ]);
  });

  it('shows at the top all changes of the session, until the reader leaves it', async () => {
    const fake = playerOf();
    fake.set({ position: 0, time: 0, changes: viewOf([], { ready: false }) });
    await show(fake, { atCover: true });
    await present('ins');

    expect(find('[data-tab]').map(textOf)).to.deep.equal(['All changes', 'Files at the end']);
    expect(text('.count')).to.equal('3 files');
    expect(find('.file > .name').map(textOf)).to.deep.equal([
      'README.md',
      'interceptor.ts',
      'old.ts',
      'queue.ts',
      'moved.ts',
    ]);

    await open('files');
    fake.set({ position: 401_000, time: 400_000, changes: viewOf(record()) });
    view.commit({ atCover: false });
    await mounted!.settled();
    expect(find('[data-tab]').map(textOf)).to.deep.equal(['This change', 'Files at 6:41', 'All 5']);
    expect(text('[aria-selected=true]')).to.equal('This change');

    await open('all');
    view.commit({ atCover: true, current: { id: 'e0', time: 0, end: 0, kind: 'prompt' } });
    await mounted!.settled();
    expect(text('[aria-selected=true]')).to.equal('All changes');
  });

  it('takes the very start for the top where no conversation tells where the reader is', async () => {
    const fake = playerOf();
    // A clock may pass over the first moments of a session.
    fake.set({ position: 0, time: 3_000 });
    await show(fake, {});
    expect(text('[aria-selected=true]')).to.equal('All changes');

    fake.set({ position: 401_000, time: 400_000 });
    await mounted!.settled();
    expect(text('[aria-selected=true]')).to.equal('This change');
  });

  it('shows the newest change at the playhead where the reader is at nothing that changed a file', async () => {
    const events = record();
    await show();
    await present('ins');
    expect(text('h3')).to.equal('src/http/interceptor.ts');
    expect(text('ins code')).to.contain('(pending ??= refresh())');

    mounted!.fake.set({ changes: viewOf(events.slice(0, 2)) });
    await mounted!.settled();
    expect(text('h3')).to.equal('src/http/queue.ts');
    expect(text('.facts')).to.contain('new');
  });

  it('shows the change of the item that the reader is at, by its call or by its time', async () => {
    const events = record().map((event) => (event.op === 'create' ? { ...event, toolCallId: 'c9' } : event));
    await show(playerOf(events), {
      atCover: false,
      current: { id: 'e9', time: 0, end: 1, kind: 'change', toolCallId: 'c9' },
    });
    expect(text('h3')).to.equal('src/http/queue.ts');

    view.commit({ current: { id: 'e10', time: 180_000, end: 180_500, kind: 'change' } });
    await mounted!.settled();
    expect(text('h3')).to.equal('README.md');
  });

  it('looks for the change of an item that lies before what is loaded', async () => {
    const events = record();
    const fake = playerOf(events);
    const { files } = viewOf(events);
    fake.set({ changes: viewOf([], { files, hasEarlier: true }) });
    await show(fake, {
      atCover: false,
      current: { id: 'e10', time: 120_000, end: 120_000, kind: 'change' },
    });
    await until('the change is found', () => text('h3') === 'src/http/queue.ts');

    view.commit({ current: { id: 'e11', time: 900_000, end: 900_000, kind: 'message' } });
    await until('the newest change is found', () => text('h3') === 'src/http/interceptor.ts');
  });

  it('tells which of the changes it is, and what is left of it at the end', async () => {
    await show();
    await until('it is known what is left', () => find('.asides span').length === 2);

    expect(find('.asides span').map(textOf)).to.deep.equal([
      'change 5 of 5',
      '5 of 7 lines still there at the end',
    ]);
    expect(find('.asides span')[1]!.title).to.equal('At the end in src/http/interceptor.ts: lines 31–34, 40');
  });

  it('asks for the change before and after', async () => {
    await show();

    labelled('Previous change').click();
    expect(mounted!.requests.at(-1)).to.deep.equal({
      type: 'reprise-seek-request',
      detail: { time: 300_000 },
    });
    await mounted!.settled();
    expect(text('h3')).to.equal('src/moved.ts');

    labelled('Next change').click();
    labelled('Next change').click();
    await mounted!.settled();
    labelled('Next change').click();
    expect(mounted!.requests.at(-1)).to.deep.equal({
      type: 'reprise-step-request',
      detail: { to: 'change', direction: 1 },
    });
  });

  it('goes through several changes of one moment without moving the playhead', async () => {
    const events = record().map((event) => ({ ...event, t: 60_000 }));
    await show(playerOf(events));
    const { length } = mounted!.requests;

    labelled('Previous change').click();
    await mounted!.settled();

    expect(text('h3')).to.equal('src/moved.ts');
    expect(mounted!.requests).to.have.length(length);
  });

  it('says that a file was not known, and what was deleted or renamed', async () => {
    const events = record();
    const fake = playerOf(events);
    await show(fake);
    const at = async (path: string): Promise<void> => {
      fake.set({
        changes: viewOf(
          events.slice(0, events.findIndex((event) => event.path === path && event.op !== 'observe') + 1),
        ),
      });
      await mounted!.settled();
    };

    await at('README.md');
    expect(find('.note')).to.have.length(1);
    await at('src/http/old.ts');
    expect((await present('del code')).textContent).to.equal('gone');
    await at('src/moved.ts');
    expect(text('.sentence')).to.contain('src/there.ts');
  });

  it('shows the files at the playhead with the lines the session changed', async () => {
    await show();
    await open('files');
    const changed = await present('.newest');

    expect(find('.changed').map(textOf)).to.deep.equal(['return await (pending ??= refresh());']);
    expect(AFTER.split('\n')[Number(changed.dataset['number']) - 1]).to.contain('pending');
    expect(changed.getBoundingClientRect().bottom).to.be.below(
      find('.code')[0]!.getBoundingClientRect().bottom,
    );
    expect(find('.file > .name').map(textOf)).to.deep.equal([
      'README.md',
      'interceptor.ts',
      'old.ts',
      'queue.ts',
      'moved.ts',
    ]);
  });

  it('stays where the reader has scrolled in a file while the playhead moves on', async () => {
    await show();
    await open('files');
    await present('.newest');
    const code = find('.code')[0]!;
    await until('it has scrolled to what is new', () => code.scrollTop > 0);

    code.scrollTop = 0;
    mounted!.fake.set({ time: 500_000 });
    await mounted!.settled();
    await nextFrame();

    expect(code.scrollTop).to.equal(0);
  });

  it('says beside each line for which prompt it was written, and leads there', async () => {
    const events = record([
      { op: 'observe', path: 'a', after: 'one\ntwo\n' },
      { op: 'modify', path: 'a', before: 'one\ntwo\n', after: 'one\nTWO\n' },
    ]).map((event) => (event.op === 'observe' ? event : { ...event, t: 1_300_000 }));
    await show(playerOf(events));
    await open('files');
    labelled('Blame').click();
    await present('.note.first');

    expect(find('.note.first').map((note) => [textOf(note), note.title])).to.deep.equal([
      ['before', 'Before this session'],
      ['3 · 4:52', 'Written for prompt 3: one refresh at a time'],
    ]);
    find('button.note')[0]!.click();
    expect(mounted!.requests.at(-1)).to.deep.equal({
      type: 'reprise-seek-request',
      detail: { time: 1_300_000 },
    });
  });

  it('shows of a file that was never seen whole what is known, and says what is not', async () => {
    await show();
    await open('files');
    await present('.line');
    await pick('README.md');
    await present('.unknown');

    expect(find('.unknown').map(textOf)).to.deep.equal([
      'Lines 1 to 11 are not known.',
      'What follows is not known.',
    ]);
    expect(find('.line').map((line) => [line.dataset['number'], textOf(line)])).to.deep.equal([
      ['12', 'new'],
    ]);
    await pick('src/http/old.ts');
    await until('it is said', () => text('.content .sentence') === 'This file was deleted.');
  });

  it('folds all changes up to the playhead into one diff a file', async () => {
    const events = record([
      { op: 'create', path: 'a', after: 'one\n' },
      { op: 'modify', path: 'a', after: 'one\ntwo\n' },
      { op: 'modify', path: 'a', after: 'one\ntwo\nthree\n' },
    ]);
    await show(playerOf(events));

    await open('all');
    await present('ins');

    expect(find('ins code').map(({ textContent }) => textContent)).to.deep.equal(['one', 'two', 'three']);
    expect(text('.asides')).to.equal('3 changes in 1 turn');
  });

  it('folds of a long session only the file that is looked at', async () => {
    const events = record();
    const fake = playerOf(events, { squash: () => Promise.reject(new Error('too much')) });
    const track = { ...manifest.tracks[3]!, events: 100_000 };
    fake.set({ changes: viewOf(events, { track }) });
    await show(fake);
    await open('all');
    await pick('src/http/queue.ts');

    expect((await present('ins code')).textContent).to.equal('export class Queue {}');
  });

  it('opens a file in place where there is no room beside the list', async () => {
    await show(playerOf(), READING, 400);
    await open('all');
    await present('[part=file]');
    expect(find('reprise-diff-view')).to.have.length(0);

    await pick('src/http/queue.ts');
    await present('ins');
    expect(find('reprise-diff-view')[0]!.closest('[slot=opened]')).to.not.equal(null);
    expect(text('[aria-current] .name')).to.equal('queue.ts');

    await pick('src/http/queue.ts');
    expect(find('reprise-diff-view')).to.have.length(0);
  });

  it('shows times in the digits of the clock that is chosen', async () => {
    await show();
    await open('all');
    await present('ins');
    await pick('src/http/queue.ts');
    expect(text('.actions')).to.equal('0:43');

    mounted!.fake.set({ timeMap: { positionOf: (time) => time, timeAt: (position) => position } });
    await mounted!.settled();

    expect(text('.actions')).to.equal('2:00');
  });

  it('compares the texts of a change that is stored as a whole text', async () => {
    const events = record([{ op: 'create', path: 'a', after: 'one\ntwo\n' }]);
    const { after } = events[0]!;
    const rewritten: ChangeEvent = {
      t: 1e6,
      id: 'w',
      path: 'a',
      op: 'modify',
      text: 'one\nTWO\n',
      before: after!,
    };
    await show(playerOf([...events, rewritten]));

    expect((await present('ins code')).textContent).to.equal('TWO');
    expect(text('del code')).to.equal('two');
  });

  it('has a sentence for each way of having nothing to show', async () => {
    const noTrack = { ...manifest, tracks: manifest.tracks.filter(({ kind }) => kind !== 'changes') };
    const sentences: string[] = [];
    for (const fake of [
      new FakePlayer({ changes: viewOf([], { ready: false }) }),
      new FakePlayer({ changes: viewOf([]) }),
      new FakePlayer({ changes: viewOf([], { track: { ...manifest.tracks[3]!, events: 0 } }) }),
      new FakePlayer({ changes: undefined, manifest: noTrack }),
    ]) {
      await show(fake);
      sentences.push(text('.sentence'));
      mounted!.remove();
    }

    expect(sentences).to.deep.equal([
      'Loading the changes',
      'No changes yet at this moment. The first one is at 6:07',
      'No changes in this session.',
      'No changes in this session.',
    ]);
  });

  it('says that it needs little room before the first change, and nowhere else', async () => {
    const states = [viewOf([]), viewOf([], { ready: false }), viewOf(record())];
    for (const [index, changes] of states.entries()) {
      await show(new FakePlayer({ changes }));
      expect(mounted!.host.querySelector('reprise-changes')!.empty, `state ${index}`).to.equal(index === 0);
      mounted!.remove();
    }
  });

  it('leads to the first change from before it', async () => {
    await show(new FakePlayer({ changes: viewOf([]) }));

    find('.link')[0]!.click();

    expect(mounted!.requests.at(-1)).to.deep.equal({
      type: 'reprise-seek-request',
      detail: { time: 26 * 60_000 },
    });
  });

  it('says when something could not be loaded, and tries again', async () => {
    let attempts = 0;
    const fake = playerOf(record([{ op: 'create', path: 'a', after: 'x\n' }]), {
      squash: async () => {
        attempts += 1;
        if (attempts === 1) throw new Error('offline');
        return [
          {
            path: 'a',
            status: 'created',
            patch: '@@ -0,0 +1 @@\n+x\n',
            additions: 1,
            deletions: 0,
            changes: [],
            times: [],
          },
        ];
      },
    });
    await show(fake);
    await open('all');
    await until('it is said', () => text('.content .sentence').startsWith('This could not be loaded.'));
    await pick('a');

    expect((await present('ins code')).textContent).to.equal('x');
    expect(attempts).to.equal(2);
  });

  it('has its switches in a menu where there is no room for them', async () => {
    const isSeen = (selector: string): boolean => find(selector)[0]!.getClientRects().length > 0;
    await show();
    expect([isSeen('.switches'), isSeen('.menu')]).to.deep.equal([true, false]);
    mounted!.remove();

    await show(playerOf(), READING, 400);
    expect([isSeen('.switches'), isSeen('.menu')]).to.deep.equal([false, true]);
    find('summary')[0]!.click();
    find('.choices input[type=checkbox]')[0]!.click();
    await mounted!.settled();
    expect(find('.diff.flows')).to.have.length(1);
  });

  it('listens to nothing when it is taken out', async () => {
    const fake = playerOf();
    await show(fake);
    expect(fake.subscribers).to.be.above(0);

    mounted!.remove();

    expect(fake.subscribers).to.equal(0);
  });
});
