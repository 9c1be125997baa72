import { html } from 'lit';
import { describe, expect, it } from '#test';
import '#src/elements/cover/cover.define.ts';
import type { Timeline } from '#src/player/index.ts';
import { expectAccessible } from '../../helpers/accessibility.ts';
import { FakePlayer, mount } from '../../helpers/fake-player.ts';
import { emptyState, manifest, timeline } from '../../helpers/fake-session.ts';
import '../../helpers/fake-view.ts';
import { allInside, inside } from '../../helpers/shadow.ts';

const MINUTE = 60_000;

const marked: Timeline = {
  ...timeline,
  markers: [
    ...timeline.markers,
    { time: 57 * MINUTE, kind: 'test', text: 'npm test', passed: 412 },
    { time: 58 * MINUTE, kind: 'commit', text: 'Queue requests' },
  ],
};

const mountCover = async (fake = new FakePlayer({ timeline: marked }), width = 720) => {
  const mounted = await mount(
    html`<fake-view .style=${`display: block; width: ${width}px`}
      ><reprise-cover></reprise-cover
    ></fake-view>`,
    fake,
  );
  const cover = mounted.host.querySelector('reprise-cover')!;
  const texts = (selector: string): string[] =>
    allInside(cover, selector).map((element) => element.innerText.replace(/\s+/g, ' ').trim());
  return { ...mounted, cover, texts, view: mounted.host.querySelector('fake-view')! };
};

describe('<reprise-cover>', () => {
  it('passes the accessibility audit, wide and narrow', async () => {
    for (const width of [720, 320]) {
      const { host, remove } = await mountCover(undefined, width);
      await expectAccessible(host);
      remove();
    }
  });

  it('says what the session was, how long it took and how long it is to read', async () => {
    const { cover, texts, remove } = await mountCover();

    expect(texts('h2')).to.deep.equal([manifest.title]);
    expect(inside(cover, '.origin').innerText).to.match(/Claude Code 2\.1\s+opus\s+.*2026.*\s+app/su);
    expect(texts('[part=play]')).to.deep.equal(['Play 14 min']);
    expect(texts('.lengths .parts > span > span')).to.deep.equal(['1 h in real time', '9 turns']);
    expect(texts('.asked p')).to.deep.equal([timeline.asked]);
    remove();
  });

  it('says how many notes there are and leads to the first; its place is kept until they are read', async () => {
    const digests = { 'notes.json': '0'.repeat(64) };
    const fake = new FakePlayer({ timeline: marked, manifest: { ...manifest, digests } });
    const { cover, texts, requests, settled, host, remove } = await mountCover(fake);
    const line = () => inside(cover, '[part=notes]') as HTMLButtonElement;
    const height = line().offsetHeight;
    expect(line().disabled).to.equal(true);

    const note = { id: 'n1', kind: 'note', time: 8 * MINUTE, event: 'e8' } as const;
    fake.set({ notes: [note, { ...note, id: 'n2', time: 9 * MINUTE }] });
    await settled();

    expect(texts('[part=notes]')).to.deep.equal(['2 notes to the first']);
    expect(line().offsetHeight).to.equal(height);
    const [shape, words] = ['.shape', 'b'].map((part) => line().querySelector(part)!.getBoundingClientRect());
    expect(shape!.right).to.be.lessThan(words!.left);
    expect((shape!.top + shape!.bottom) / 2).to.be.closeTo((words!.top + words!.bottom) / 2, 2);
    let target: unknown;
    host.addEventListener('reprise-view-request', ({ detail }) => (target = detail.target));
    line().click();
    expect(target).to.equal('e8');
    expect(requests.at(-1)).to.deep.equal({
      type: 'reprise-seek-request',
      detail: { time: 8 * MINUTE },
    });
    remove();
  });

  it('says nothing of notes where there are none', async () => {
    const { texts, remove } = await mountCover();

    expect(texts('[part=notes]')).to.deep.equal([]);
    remove();
  });

  it('tells real time and activity apart where much of it was waiting', async () => {
    const lengths = { reading: 14 * MINUTE, active: 20 * MINUTE, wall: 60 * MINUTE };
    const { texts, remove } = await mountCover(new FakePlayer({ lengths }));

    expect(texts('.lengths .parts > span > span')).to.deep.equal([
      '1 h in real time',
      '20 min active',
      '9 turns',
    ]);
    remove();
  });

  it('says what came of it', async () => {
    const { texts, remove } = await mountCover();

    expect(texts('.fact')).to.deep.equal([
      '3 files 64 lines added, 18 removed +64 −18 5 changes',
      '2 commits last at 13:27',
      '412 passed test run at 13:08',
      'Finished 1 error on the way',
    ]);
    remove();
  });

  it('says that a session ended before it was finished, and how', async () => {
    const fake = new FakePlayer({
      timeline: {
        ...marked,
        ending: 'interrupted',
        markers: [{ time: 57 * MINUTE, kind: 'test', passed: 409, failed: 3 }],
      },
    });
    const { texts, remove } = await mountCover(fake);

    expect(texts('.fact').slice(1)).to.deep.equal([
      '3 of 412 failed test run at 13:08',
      'Unfinished interrupted',
    ]);
    remove();
  });

  it('counts test runs whose runner told no numbers', async () => {
    const markers = [20, 30].map((minutes) => ({
      time: minutes * MINUTE,
      kind: 'test' as const,
      text: 'make test',
    }));
    const { texts, remove } = await mountCover(new FakePlayer({ timeline: { ...timeline, markers } }));

    expect(texts('.fact')[1]).to.match(/^2 test runs last at .*, result not printed$/);
    remove();
  });

  it('has the chapters with time, marks and length', async () => {
    const { texts, requests, cover, remove } = await mountCover();

    expect(texts('.contents .title')).to.deep.equal(timeline.chapters.map(({ title }) => title));
    expect(texts('.contents .time')).to.deep.equal(['0:00', '2:54', '4:24', '8:08', '9:02', '12:11']);
    expect(texts('.contents .length')).to.deep.equal(['3 min', '1 min', '4 min', '54 s', '3 min', '2 min']);
    expect(texts('.contents .marks')[1]).to.match(/1 error/);
    allInside(cover, '.contents button')[1]!.click();
    expect(requests.at(-1)).to.deep.equal({ type: 'reprise-seek-request', detail: { time: 8 * MINUTE } });
    remove();
  });

  it('has a row of its own for what was done before the first prompt', async () => {
    const chapters = timeline.chapters.slice(1);
    const { texts, cover, requests, remove } = await mountCover(
      new FakePlayer({ timeline: { ...marked, chapters } }),
    );

    expect(texts('.contents .title')).to.deep.equal([
      'Before the first prompt',
      ...chapters.map(({ title }) => title),
    ]);
    allInside(cover, '.contents button')[0]!.click();
    expect(requests.at(-1)).to.deep.equal({ type: 'reprise-seek-request', detail: { time: 0 } });
    remove();
  });

  it('shows no dot where a line begins', async () => {
    for (const width of [720, 320, 240]) {
      const { cover, remove } = await mountCover(undefined, width);
      for (const list of allInside(cover, '.parts')) {
        const edge = list.getBoundingClientRect().left;
        const lefts = Array.from(list.querySelectorAll(':scope > span > span'), (part) => {
          const { left } = part.getBoundingClientRect();
          return left + Number.parseFloat(getComputedStyle(part).paddingLeft);
        });
        // The dot stands before the words: outside of the list, at its left edge, where they begin a line.
        expect(Math.min(...lefts)).to.be.closeTo(edge, 1);
        const { overflow, display } = getComputedStyle(list);
        expect([overflow, display]).to.deep.equal(['clip', 'block']);
      }
      remove();
    }
  });

  it('counts by turn in archives that do not know where things happened', async () => {
    const fake = new FakePlayer({
      timeline: { ...timeline, exact: false, ending: undefined, markers: [{ time: 0, kind: 'error' }] },
    });
    const { texts, remove } = await mountCover(fake);

    expect(texts('.fact')[1]).to.equal('2 errors on the way');
    expect(texts('.contents .marks')[2]).to.match(/3 changes.*1 error/);
    remove();
  });

  it('leaves out what the archive does not know', async () => {
    const { tracks, format, version, id, generator } = manifest;
    const bare = { tracks, duration: 0, format, version, id, generator, title: '' };
    const none = { ...timeline, chapters: [], turns: [], markers: [], asked: undefined, ending: undefined };
    const fake = new FakePlayer({ manifest: bare, timeline: { ...none, duration: 0 }, lengths: {} });
    const { cover, texts, remove } = await mountCover(fake);

    expect(texts('h2')).to.deep.equal(['Untitled session']);
    expect(allInside(cover, '.origin, .asked, .facts, .contents, .lengths span')).to.have.length(0);
    remove();
  });

  it('does not say the title again as what was asked', async () => {
    const title = 'Clients that refresh at once lose their session.';
    const change = (asked: string) => ({
      manifest: { ...manifest, title },
      timeline: { ...timeline, asked },
    });
    const { fake, texts, settled, remove } = await mountCover(new FakePlayer(change(`${title}\n`)));
    expect(texts('.asked p')).to.have.length(0);

    fake.set(change(`${title} Find out why.`));
    await settled();

    expect(texts('.asked p')).to.deep.equal([`${title} Find out why.`]);
    remove();
  });

  it('shows three lines of what was asked, and all of it on demand', async () => {
    const asked = Array.from({ length: 9 }, (_, line) => `line ${line}`).join('\n');
    const { cover, settled, remove } = await mountCover(new FakePlayer({ timeline: { ...timeline, asked } }));
    const [text, more] = [inside(cover, '#asked'), inside(cover, '.asked .more')];
    await settled();
    const before = text.clientHeight;
    expect(more.getAttribute('aria-expanded')).to.equal('false');
    expect(more.hidden).to.equal(false);

    more.click();
    await settled();

    expect(text.clientHeight).to.be.greaterThan(2.9 * before);
    expect(more.getAttribute('aria-expanded')).to.equal('true');
    remove();
  });

  it('has no button for more where all of it stands there', async () => {
    const { cover, settled, remove } = await mountCover();
    await settled();
    expect(inside(cover, '.asked .more').hidden).to.equal(true);
    remove();
  });

  it('leads to what its facts tell of', async () => {
    const { cover, requests, view, remove } = await mountCover();

    inside(cover, '[part=play]').click();
    inside(cover, '.origin').click();
    for (const fact of allInside(cover, '.fact')) fact.click();

    expect(requests).to.deep.equal([
      { type: 'reprise-play-request', detail: null },
      { type: 'reprise-seek-request', detail: { time: 58 * MINUTE } },
      { type: 'reprise-seek-request', detail: { time: 57 * MINUTE } },
      { type: 'reprise-step-request', detail: { to: 'error', direction: 1 } },
    ]);
    expect(view.requests).to.deep.equal([{ about: true }, { large: 'changes' }]);
    remove();
  });

  it('scrolls to what follows it, and leaves the page where it is', async () => {
    const mounted = await mount(
      html`<div
        class="scroller"
        .style=${'height: 200px; width: 700px; overflow: auto; scroll-behavior: auto'}
      >
        <reprise-cover></reprise-cover>
        <p .style=${'height: 900px; margin: 0'}>First prompt</p>
      </div>`,
      new FakePlayer({ timeline: marked }),
    );
    const scroller = mounted.host.querySelector('.scroller')!;
    const cover = mounted.host.querySelector('reprise-cover')!;
    const ended = new Promise((resolve) => scroller.addEventListener('scrollend', resolve, { once: true }));
    const page = window.scrollY;

    allInside(cover, '.button')[1]!.click();
    await ended;

    expect(Math.round(scroller.scrollTop)).to.equal(Math.round(cover.getBoundingClientRect().height));
    expect(window.scrollY).to.equal(page);
    mounted.remove();
  });

  it('lists a bounded number of chapters, and leads to the outline for the others', async () => {
    const chapters = Array.from({ length: 1000 }, (_, index) => ({ time: index * 1000, title: `${index}` }));
    const { cover, view, remove } = await mountCover(new FakePlayer({ timeline: { ...timeline, chapters } }));

    expect(allInside(cover, '.contents li')).to.have.length(40);
    const more = allInside(cover, '.more').at(-1)!;
    expect(more.textContent.trim()).to.equal('960 more in the outline');
    more.click();
    expect(view.state.column).to.equal('outline');
    remove();
  });

  it('shows recorded markup as text', async () => {
    const text = '<img src=x onerror=alert(1)>';
    const { cover, texts, remove } = await mountCover(
      new FakePlayer({
        manifest: { ...manifest, title: text },
        timeline: { ...timeline, asked: `${text} b` },
      }),
    );

    expect(texts('h2, .asked p')).to.deep.equal([text, `${text} b`]);
    expect(allInside(cover, 'img')).to.have.length(0);
    remove();
  });

  it('shows nothing before the session is known', async () => {
    const { cover, remove } = await mountCover(new FakePlayer(emptyState));
    expect(allInside(cover, '*')).to.have.length(0);
    remove();
  });
});
