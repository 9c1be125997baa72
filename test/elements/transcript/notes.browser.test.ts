import { html } from 'lit';
import { afterEach, describe, expect, it } from '#test';
import '#src/elements/note/note.define.ts';
import '#src/elements/transcript/transcript.define.ts';
import type { Note } from '#src/format/index.ts';
import { expectAccessible } from '../../helpers/accessibility.ts';
import { FakePlayer, mount, type Mounted } from '../../helpers/fake-player.ts';
import { items, partOf, readyState } from '../../helpers/fake-session.ts';
import { FakeView } from '../../helpers/fake-view.ts';
import { inside } from '../../helpers/shadow.ts';
import { until } from '../../helpers/until.ts';

const VIEW = readyState.transcripts.get('main')!;
const message = items.find(({ type }) => type === 'message')!;
const prompt = items.find(({ type }) => type === 'prompt')!;
const edit = items.find(({ id }) => id === 'e26')!;

const NOTES: readonly Note[] = [
  { id: 'n1', kind: 'highlight', time: prompt.time, event: prompt.id },
  { id: 'n2', kind: 'note', time: message.time, event: message.id, text: 'Look **here**.', author: 'Ada' },
  { id: 'n3', kind: 'note', time: edit.end, event: 'ch1', range: { line: [1, 2] }, text: 'The fix.' },
];

let mounted: Mounted | undefined;
afterEach(() => {
  mounted?.remove();
  mounted = undefined;
});

async function show(notes: readonly Note[] = NOTES) {
  const fake = new FakePlayer({
    transcripts: new Map([['main', { ...VIEW, ...partOf(items), items }]]),
    notes,
  });
  mounted = await mount(
    html`<div .style=${'block-size: 6000px; inline-size: 560px'}>
      <reprise-transcript></reprise-transcript>
    </div>`,
    fake,
    new FakeView({ view: 'story' }),
  );
  await mounted.settled();
  const root = mounted.host.querySelector('reprise-transcript')!.shadowRoot!;
  const row = (key: string) => root.querySelector<HTMLElement>(`[data-key="${key}"]`)!;
  const said = (key: string): string[] =>
    [...row(key).querySelectorAll('reprise-note')].map((card) => inside(card, '.card').innerText.trim());
  return { page: mounted, fake, root, row, said };
}

/** What is marked as a passage, in all players of the page. */
const passages = (): string[] =>
  [...(CSS.highlights.get('reprise-passage') ?? [])].map((range) => {
    const live = document.createRange();
    live.setStart(range.startContainer, range.startOffset);
    live.setEnd(range.endContainer, range.endOffset);
    return live.toString();
  });

describe('notes in the conversation', () => {
  it('stand at their rows, those on a change at the call that made it', async () => {
    const { said } = await show();

    expect(said(message.id)).to.have.length(1);
    expect(said(message.id)[0]).to.match(/^Ada\s+Look here\.$/u);
    expect(said(edit.id)[0]).to.match(/lines 1–2\s+The fix\.$/u);
    expect(said(prompt.id)).to.deep.equal(['Highlight']);
  });

  it('pass the accessibility audit', async () => {
    const { page } = await show();
    await expectAccessible(page.host);
  });

  it('come when they have been read, and go with their session', async () => {
    const { page, fake, root } = await show([]);
    const count = (): number => root.querySelectorAll('reprise-note').length;
    expect(count()).to.equal(0);

    fake.set({ notes: NOTES });
    await page.settled();
    expect(count()).to.equal(3);

    fake.set({ notes: [] });
    await page.settled();
    expect(count()).to.equal(0);
  });

  it('of the kind highlight tint the row, or the passage that they mean', async () => {
    const quote = { ...NOTES[0]!, id: 'n4', event: message.id, range: { quote: 'the' } };
    const { page, row } = await show([NOTES[0]!, quote]);

    expect(row(prompt.id).classList.contains('highlighted')).to.equal(true);
    expect(row(message.id).classList.contains('highlighted')).to.equal(!('highlights' in CSS));
    if (!('highlights' in CSS)) return;
    await until('the passage is marked', () => passages().length > 0);
    expect(passages()).to.deep.equal(['the']);
    page.remove();
    await until('it is not marked any more', () => passages().length === 0);
  });

  it('are printed', async () => {
    const { root } = await show();

    window.dispatchEvent(new Event('beforeprint'));
    expect(root.querySelectorAll('reprise-note').length).to.equal(3);
    window.dispatchEvent(new Event('afterprint'));
  });
});
