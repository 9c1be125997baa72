import { html } from 'lit';
import { afterEach, describe, expect, it } from '#test';
import '#src/elements/note/note.define.ts';
import type { Note } from '#src/format/index.ts';
import { expectAccessible } from '../../helpers/accessibility.ts';
import { mount, type Mounted } from '../../helpers/fake-player.ts';
import { allInside, inside } from '../../helpers/shadow.ts';

const NOTE: Note = {
  id: 'n1',
  kind: 'note',
  time: 20 * 60_000,
  event: 'ch1',
  range: { line: [3, 7], side: 'old' },
  text: 'One refresh **at a time**. <img src=x onerror=alert(1)>',
  author: 'Ada',
  at: '2026-03-02T09:30:00Z',
};
const PROMPT: Note = {
  id: 'n2',
  kind: 'prompt',
  time: 0,
  event: 'e0',
  template: 'Fix [X].',
  tags: ['debugging', 'tests'],
};

let mounted: Mounted | undefined;
afterEach(() => {
  mounted?.remove();
  mounted = undefined;
});

async function show(note: Note, away = false) {
  mounted = await mount(html`<reprise-note .note=${note} ?away=${away}></reprise-note>`);
  const element = mounted.host.querySelector('reprise-note')!;
  return {
    element,
    page: mounted,
    head: () => inside(element, '.head').innerText.replace(/\s+/g, ' ').trim(),
  };
}

describe('<reprise-note>', () => {
  it('passes the accessibility audit, whatever it has', async () => {
    for (const note of [NOTE, PROMPT, { ...NOTE, kind: 'highlight', text: undefined } as unknown as Note]) {
      const { page } = await show(note, true);
      await expectAccessible(page.host);
      page.remove();
    }
  });

  it('says who noted it, when, on which lines, and what: as Markdown, never as HTML', async () => {
    const { element, head } = await show(NOTE);

    expect(head()).to.equal('Ada lines 3–7 before the change Mar 2, 2026');
    expect(inside(element, '.card').getAttribute('aria-label')).to.equal('Note by Ada');
    expect(inside(element, '.prose strong').textContent).to.equal('at a time');
    expect(allInside(element, 'img')).to.have.length(0);
    expect(inside(element, '.prose').textContent).to.contain('<img src=x');
  });

  it('shows the template of a prompt, and the words that it is found by', async () => {
    const { element, head } = await show(PROMPT);

    expect(head()).to.equal('Good prompt');
    expect(inside(element, '.template').textContent).to.equal('Fix [X].');
    expect(allInside(element, '.tags li').map((tag) => tag.textContent)).to.deep.equal([
      'debugging',
      'tests',
    ]);
  });

  it('leads to what it is about where it stands away from it', async () => {
    const { element, page } = await show(NOTE, true);

    inside(element, '.time').click();

    expect(page.requests).to.deep.equal([{ type: 'reprise-seek-request', detail: { time: NOTE.time } }]);
    page.remove();
    expect(allInside((await show(NOTE)).element, '.time')).to.have.length(0);
  });
});
