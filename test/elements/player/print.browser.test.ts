import { html } from 'lit';
import { afterEach, describe, expect, it } from '#test';
import type { ReprisePlayer } from '#src/elements/index.ts';
import type { TranscriptEvent } from '#src/format/index.ts';
import { buildArchive } from '../../helpers/archive-builder.ts';
import { noiseText } from '../../helpers/noise.ts';
import { allInside, inside, press } from '../../helpers/shadow.ts';
import { until } from '../../helpers/until.ts';
import { noticeOf, open } from './open-player.ts';

/** More than is loaded of a session by whoever opens it. */
const PARTS = 30;

const events = (part: number): TranscriptEvent[] => [
  {
    t: part * 1000,
    id: `m${part}`,
    sessionUpdate: 'agent_message_chunk',
    content: { type: 'text', text: `Said in part ${part}. ${noiseText(3000, part)}` },
  },
];
const { bytes } = await buildArchive({
  transcript: Array.from({ length: PARTS }, (_, part) => ({
    time: part * 1000,
    keyframe: {},
    events: events(part),
  })),
  index: { duration: PARTS * 1000 },
});

const print = window.print.bind(window);
/** What of the conversation was on each paper. */
let papers: string[] = [];
/** What it says of parts that were not there. */
let missing: (string | null)[] = [];
let stage: HTMLElement;

async function visit(): Promise<ReprisePlayer> {
  const style = 'inline-size: 24rem; block-size: 30rem';
  const opened = await open(
    html`<reprise-player .style=${style} .source=${bytes.slice(0)}></reprise-player>`,
  );
  stage = opened.stage;
  papers = [];
  const story = inside(inside(opened.player, 'reprise-layout'), 'reprise-transcript');
  window.print = () => {
    window.dispatchEvent(new Event('beforeprint'));
    papers.push(story.shadowRoot?.textContent ?? '');
    missing = allInside(story, '.unloaded').map(({ ariaLabel }) => ariaLabel);
    window.dispatchEvent(new Event('afterprint'));
  };
  await until('the conversation is there', () => /Said in part 0/u.test(story.shadowRoot?.textContent ?? ''));
  return opened.player;
}

const partsOn = (paper: string): string[] =>
  [...paper.matchAll(/Said in part (\d+)/gu)].map(([, part]) => part!);

afterEach(() => {
  window.print = print;
  stage.remove();
});

describe('a player on paper', () => {
  it('is printed by Ctrl P once the whole conversation is there, and says that it is on its way', async () => {
    const player = await visit();

    expect(press(player, 'p', { ctrlKey: true })).to.equal(false);
    await until('it is told', () => noticeOf(player) === 'Loading the conversation to print it');
    await until('it has been printed', () => papers.length > 0);

    expect(partsOn(papers[0]!)).to.deep.equal(Array.from({ length: PARTS }, (_, part) => `${part}`));
  });

  it('shows on paper neither where somebody reads nor buttons of a row', async () => {
    await visit();
    const story = inside(
      inside(stage.querySelector('reprise-player'), 'reprise-layout'),
      'reprise-transcript',
    );
    let seen = -1;
    const count = (): void => void (seen = allInside(story, '.now, .actions').length);
    window.addEventListener('beforeprint', count);
    window.print();
    window.removeEventListener('beforeprint', count);

    expect(seen).to.equal(0);
    expect(allInside(story, '.now').length).to.equal(1);
  });

  it('says which parts are missing where a browser prints by itself', async () => {
    await visit();

    window.print();

    expect(partsOn(papers[0]!).length).to.be.lessThan(PARTS);
    expect(missing).to.include('This part of the conversation is not loaded yet.');
  });
});
