import { afterEach, before, describe, expect, it } from '#test';
import { html } from 'lit';
import { BytesSource } from '#src/format/index.ts';
import type { ReprisePlayer } from '#src/elements/index.ts';
import { CountingSource } from '../../helpers/counting-source.ts';
import { expectAccessible } from '../../helpers/accessibility.ts';
import { allInside, inside } from '../../helpers/shadow.ts';
import { turnsArchive } from '../../helpers/turns-archive.ts';
import { nextFrame, until } from '../../helpers/until.ts';
import { archive, noticeOf, ready, stageOf } from './open-player.ts';

let stage: HTMLElement;
let turns: Uint8Array<ArrayBuffer>;

before(async () => void (turns = await turnsArchive()));

afterEach(() => stage.remove());

function mount(template: Parameters<typeof stageOf>[0]): ReprisePlayer {
  stage = stageOf(template);
  return stage.querySelector('reprise-player')!;
}

/** All text that is drawn in an element's shadow tree. */
function textIn(element: Element): string {
  const root = element.shadowRoot ?? element;
  const inner = [...root.querySelectorAll('*')].filter((each) => each.shadowRoot).map(textIn);
  return [root.textContent, ...inner].join(' ').replace(/\s+/g, ' ');
}

const counted = (): CountingSource => new CountingSource(new BytesSource(turns, 'turns.reprise'));

describe('children of a player', () => {
  it('are for readers without scripts, where no custom element is among them', async () => {
    const player = mount(
      html`<reprise-player .source=${archive}
        ><a href="a.reprise">The session</a>
        <pre>$ npm test</pre>
      </reprise-player>`,
    );
    await ready(stage);

    expect(allInside(player, 'reprise-layout')).to.have.length(1);
    expect(player.querySelector('a')!.checkVisibility()).to.equal(false);
  });

  it('are a layout, where there is one anywhere in them, also if it comes later', async () => {
    const player = mount(html`<reprise-player .source=${archive}><div></div></reprise-player>`);
    await ready(stage);
    expect(allInside(player, 'reprise-layout')).to.have.length(1);

    player.firstElementChild!.append(document.createElement('reprise-transcript'));
    await until('the child is the layout', () => allInside(player, 'reprise-layout').length === 0);

    expect(player.firstElementChild!.checkVisibility()).to.equal(true);
  });
});

describe('a player that waits', () => {
  it('is empty with loading="lazy" until it comes near', async () => {
    const source = counted();
    const player = mount(
      html`<div .style=${'block-size: 500vh'}></div>
        <reprise-player loading="lazy" .source=${source}></reprise-player>`,
    );
    // As long as an observer takes that would open it.
    for (let frame = 0; frame < 5; frame += 1) await nextFrame();
    expect([source.reads, player.networkState, allInside(player, '*').length]).to.deep.equal([0, 0, 0]);

    player.scrollIntoView();
    await ready(stage);

    expect(allInside(player, 'reprise-layout')).to.have.length(1);
  });

  it('opens wherever it is when somebody asks for it', async () => {
    const player = mount(
      html`<div .style=${'block-size: 500vh'}></div>
        <reprise-player loading="lazy" .source=${archive}></reprise-player>`,
    );

    await player.play();
    player.pause();

    await until('it is drawn', () => allInside(player, 'reprise-layout').length === 1);
  });

  it('shows the cover with preload="metadata", and fetches no segment before somebody presses something', async () => {
    const source = counted();
    const player = mount(html`<reprise-player preload="metadata" .source=${source}></reprise-player>`);
    await until('the cover is there', () => allInside(player, 'reprise-cover').length === 1);
    const cover = inside(player, 'reprise-cover');
    await until('the cover is drawn', () => allInside(cover, '[part="play"]').length === 1);

    expect([player.readyState, source.reads, player.paused]).to.deep.equal([1, 1, true]);
    await expectAccessible(stage);
    inside(cover, '[part="play"]').click();
    await ready(stage);

    expect([player.paused, allInside(player, 'reprise-layout').length]).to.deep.equal([false, 1]);
    player.pause();
  });

  it('goes on from its cover when the reader scrolls', async () => {
    const player = mount(html`<reprise-player preload="metadata" .source=${counted()}></reprise-player>`);
    await until('the cover is there', () => allInside(player, 'reprise-cover').length === 1);

    inside(player, 'reprise-cover').dispatchEvent(new WheelEvent('wheel', { bubbles: true, composed: true }));

    await ready(stage);
    expect(player.paused).to.equal(true);
  });

  it('shows the picture of its page with preload="none", and no session that is not there', async () => {
    const pixel = 'data:image/gif;base64,R0lGODlhAQABAAAAACw=';
    const player = mount(
      html`<reprise-player preload="none" poster=${pixel} .source=${counted()}></reprise-player>`,
    );
    await player.updateComplete;
    expect(inside(player, '.opener img').getAttribute('src')).to.equal(pixel);
    expect(allInside(player, 'reprise-layout')).to.have.length(0);

    const own = document.createElement('img');
    own.slot = 'poster';
    player.append(own);
    await nextFrame();
    expect(own.checkVisibility()).to.equal(true);

    inside(player, '.opener').click();
    await ready(stage);
    expect(own.checkVisibility()).to.equal(false);
    player.pause();
  });
});

describe('an excerpt', () => {
  /** The transcript of an excerpt, with its items drawn. */
  async function story(player: ReprisePlayer, text: string): Promise<Element> {
    await until('the excerpt is drawn', () => textIn(player).includes(text));
    return inside(inside(player, 'reprise-excerpt'), 'reprise-transcript');
  }

  it('is one turn, and nothing else of the session is shown or fetched', async () => {
    const source = counted();
    const player = mount(html`<reprise-player from="t4" .source=${source}></reprise-player>`);
    const transcript = await story(player, 'Answer 4.');
    await nextFrame();

    const text = textIn(transcript);
    expect(text).to.include('Question 4?');
    expect(/.{0,60}(?:Question [1235]|Answer [1235]|Five turns)/s.exec(text)?.[0]).to.equal(undefined);
    const [, , segment, ...others] = source.ranges;
    expect(others, 'behind head, tail and the segment of the turn').to.deep.equal([]);
    expect(segment![1]).to.be.lessThan(30_000);
    expect(allInside(inside(player, 'reprise-excerpt'), 'reprise-header, reprise-transport')).to.deep.equal(
      [],
    );
    await expectAccessible(stage);
  });

  it('is played from its beginning to its end, and seeks end at its ends', async () => {
    const player = mount(
      html`<reprise-player from="0:41" to="45" clock="wall" .source=${turns}></reprise-player>`,
    );
    await story(player, 'Answer 3.');
    expect(player.sessionTime).to.equal(41);

    await player.seek(90);
    expect([player.sessionTime, player.ended]).to.deep.equal([45, true]);
    await player.seek(0);
    expect(player.sessionTime).to.equal(41);
    player.playbackRate = 16;
    await player.play();
    await until('it has ended', () => player.ended);

    expect([player.sessionTime, player.paused]).to.deep.equal([45, true]);
    await player.play();
    expect(player.sessionTime).to.be.lessThan(45);
    player.pause();
  });

  it('shows the diffs of its changes', async () => {
    const player = mount(
      html`<reprise-player from="25" to="35" panel="changes" .source=${archive}></reprise-player>`,
    );
    await until('the diff is drawn', () => textIn(player).includes('Set'));

    expect(allInside(inside(player, 'reprise-excerpt'), '.changes section')).to.have.length(1);
    await expectAccessible(stage);
  });

  it('shows the end of what a terminal did, and plays it from the beginning', async () => {
    const player = mount(
      html`<reprise-player from="11" to="13" panel="terminal" .source=${archive}></reprise-player>`,
    );
    await until('the terminal is drawn', () => player.session.terminal().lines.join().includes('1 failed'));
    expect(player.session.terminal().lines.join()).to.not.include('all passed');

    await player.play();
    player.pause();

    expect(player.sessionTime).to.be.lessThan(13);
  });

  it('opens the whole session in its place, or leads to the page with it', async () => {
    const player = mount(html`<reprise-player from="t2" .source=${archive}></reprise-player>`);
    await until('the excerpt is drawn', () => textIn(player).includes('Fix it.'));

    inside(inside(player, 'reprise-excerpt'), 'button.whole').click();
    await until('the whole session is there', () => allInside(player, 'reprise-layout').length === 1);
    expect(player.hasAttribute('from')).to.equal(false);
    await player.seek(60);
    expect(player.sessionTime).to.equal(60);
    stage.remove();

    const linked = mount(
      html`<reprise-player from="0:20" whole="/all.html" .source=${archive}></reprise-player>`,
    );
    await until('the excerpt is drawn', () => textIn(linked).includes('Fix it.'));
    const link = inside(inside(linked, 'reprise-excerpt'), 'a.whole') as HTMLAnchorElement;
    expect(new URL(link.href).pathname + new URL(link.href).hash).to.equal('/all.html#t=20');
  });

  it('says so when its beginning is not in the session', async () => {
    const player = mount(html`<reprise-player from="nobody" .source=${archive}></reprise-player>`);

    await until(
      'it says so',
      () => allInside(player, '.notice').length > 0 && noticeOf(player).includes('not in this session'),
    );
  });
});
