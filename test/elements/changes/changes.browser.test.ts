import { html } from 'lit';
import { afterEach, describe, expect, it } from '#test';
import '#src/elements/changes/changes.define.ts';
import type { RepriseChanges } from '#src/elements/changes/changes.ts';
import type { ChangeEvent } from '#src/format/index.ts';
import { expectAccessible } from '../../helpers/accessibility.ts';
import { FakePlayer, mount } from '../../helpers/fake-player.ts';
import type { Mounted } from '../../helpers/fake-player.ts';
import { manifest } from '../../helpers/fake-session.ts';
import { AFTER, nextTurn, playerOf, record, viewOf } from './change-session.ts';

let mounted: Mounted | undefined;
afterEach(() => mounted?.remove());

const ENTRY = 'changes/main.ndjson';

async function show(fake: FakePlayer = playerOf()): Promise<RepriseChanges> {
  mounted = await mount(html`<reprise-changes></reprise-changes>`, fake);
  mounted.host.style.cssText = 'inline-size: 900px; block-size: 500px; display: grid';
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
const text = (selector: string): string => find(selector)[0]?.textContent.replace(/\s+/g, ' ').trim() ?? '';

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

describe('reprise-changes', () => {
  it('has no accessibility violation in any of its views', async () => {
    await show();
    await expectAccessible(mounted!.host);
    for (const tab of ['files', 'all'] as const) {
      await open(tab);
      await present(tab === 'files' ? '.line' : 'reprise-diff-view');
      await expectAccessible(mounted!.host);
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

  it('shows the newest change as a diff beside the files changed so far', async () => {
    await show();

    expect(find('.name').map(({ textContent }) => textContent)).to.deep.equal([
      'README.md',
      'interceptor.ts',
      'old.ts',
      'queue.ts',
      'moved.ts',
    ]);
    expect(text('[aria-current] .name')).to.equal('interceptor.ts');
    expect(find('ins')).to.have.length(1);
    expect(text('ins code')).to.contain('(pending ??= refresh())');
  });

  it('follows the playhead, and keeps what the viewer picked until the next change', async () => {
    const events = record();
    await show();
    await pick('src/http/queue.ts');
    expect(text('ins code')).to.equal('export class Queue {}');

    mounted!.fake.set({ time: 1 });
    await mounted!.settled();
    expect(text('[aria-current] .name')).to.equal('queue.ts');

    mounted!.fake.set({ changes: viewOf(events.slice(0, -1)) });
    await mounted!.settled();
    expect(text('[aria-current] .name')).to.equal('moved.ts');
  });

  it('says that a file was not known, and what was deleted or renamed', async () => {
    await show();

    await pick('README.md');
    expect(find('.note')).to.have.length(1);
    await pick('src/http/old.ts');
    expect((await present('del code')).textContent).to.equal('gone');
    await pick('src/moved.ts');
    expect(text('.sentence')).to.contain('src/there.ts');
  });

  it('asks to seek to a change', async () => {
    await show();
    await pick('src/http/queue.ts');

    find('.actions button')[0]!.click();

    expect(mounted!.requests.at(-1)).to.deep.equal({
      type: 'reprise-seek-request',
      detail: { time: 120_000 },
    });
  });

  it('shows the files at the playhead with the lines the session changed', async () => {
    const fake = playerOf();
    await show(fake);
    expect(text('[data-tab=files]')).to.equal('Files at 6:41');

    await open('files');
    await present('.changed');

    expect(
      find('.line code')
        .map(({ textContent }) => textContent)
        .join('\n'),
    ).to.equal(AFTER.trimEnd());
    expect(find('.changed')).to.have.length(1);
    expect(find('.name').map(({ textContent }) => textContent)).to.deep.equal([
      'interceptor.ts',
      'queue.ts',
      'moved.ts',
    ]);
  });

  it('folds all changes up to the playhead into one diff a file', async () => {
    const events = record([
      { op: 'create', path: 'a', after: 'one\n' },
      { op: 'modify', path: 'a', after: 'one\ntwo\n' },
      { op: 'modify', path: 'a', after: 'one\ntwo\nthree\n' },
    ]);
    await show(playerOf(events));

    await open('all');
    await present('reprise-diff-view');

    expect(find('ins code').map(({ textContent }) => textContent)).to.deep.equal(['one', 'two', 'three']);
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

    expect(new Set(sentences).size).to.equal(3);
    expect(sentences[3]).to.equal(sentences[2]);
  });

  it('offers to load changes before the first loaded one', async () => {
    await show(new FakePlayer({ changes: viewOf(record(), { hasEarlier: true }) }));

    find('.earlier button')[0]!.click();

    expect(mounted!.requests.at(-1)).to.deep.equal({
      type: 'reprise-earlier-request',
      detail: { track: ENTRY },
    });
  });

  it('offers to load the change of a file that lies before what is loaded', async () => {
    const { files } = viewOf(record());
    await show(new FakePlayer({ changes: viewOf([], { files, hasEarlier: true }) }));
    expect(text('[aria-current] .name')).to.equal('interceptor.ts');

    find('.content .earlier button')[0]!.click();

    expect(mounted!.requests.at(-1)).to.deep.equal({
      type: 'reprise-earlier-request',
      detail: { track: ENTRY },
    });
  });

  it('says when something could not be loaded, and tries again', async () => {
    let attempts = 0;
    const events = record([{ op: 'delete', path: 'a', before: 'x\n' }]);
    const fake = new FakePlayer(
      { changes: viewOf(events) },
      {
        changeTexts: async () => {
          attempts += 1;
          if (attempts === 1) throw new Error('offline');
          return { before: 'x\n' };
        },
      },
    );
    await show(fake);
    await present('.sentence');
    await pick('a');

    expect((await present('del code')).textContent).to.equal('x');
    expect(attempts).to.equal(2);
  });

  it('listens to nothing when it is taken out', async () => {
    const fake = playerOf();
    await show(fake);
    expect(fake.subscribers).to.be.above(0);

    mounted!.remove();

    expect(fake.subscribers).to.equal(0);
  });
});
