import { html } from 'lit';
import { afterEach, describe, expect, it } from '#test';
import '#src/elements/diff-view/diff-view.define.ts';
import '#src/elements/note/note.define.ts';
import type { RepriseDiffView } from '#src/elements/diff-view/diff-view.ts';
import type { Note } from '#src/format/index.ts';
import { expectAccessible } from '../../helpers/accessibility.ts';
import { mount, type Mounted } from '../../helpers/fake-player.ts';
import { observed } from '../../helpers/until.ts';

const PATCH = '@@ -1,4 +1,4 @@\n one\n-two\n+2\n+2b\n three\n-four\n';
const note = (id: string, range?: Note['range']): Note => ({
  id,
  kind: 'note',
  time: 0,
  event: 'c1',
  text: id,
  ...(range && { range }),
});
const NOTES = [note('new', { line: [2, 3] }), note('old', { line: [2, 2], side: 'old' })];

let mounted: Mounted | undefined;
afterEach(() => mounted?.remove());

async function show(properties: Partial<RepriseDiffView>): Promise<RepriseDiffView> {
  mounted = await mount(html`<div .style=${'inline-size: 900px; block-size: 500px'}></div>`);
  const view = Object.assign(document.createElement('reprise-diff-view'), { patch: PATCH, ...properties });
  mounted.host.firstElementChild!.append(view);
  await mounted.settled();
  await observed(view);
  await mounted.settled();
  return view;
}

/** What stands in the diff from top to bottom: lines by their numbers, marked ones with a `*`, and notes by their ids. */
const order = (view: RepriseDiffView): string[] =>
  [...view.renderRoot.querySelectorAll<HTMLElement>('.row:not(.none), reprise-note')].map((element) => {
    const { old, new: now } = element.dataset;
    if (element.localName === 'reprise-note') return (element as unknown as { note: Note }).note.id;
    return `${old}/${now}${element.classList.contains('noted') ? '*' : ''}`;
  });

describe('notes on a diff', () => {
  it('stand below the last line that they mean, which are marked, on either side', async () => {
    const view = await show({ notes: NOTES });

    expect(order(view)).to.deep.equal(['1/1', '2/*', 'old', '/2*', '/3*', 'new', '3/4', '4/']);
    await expectAccessible(view);
  });

  it('stand below the pair of lines where both sides are beside each other', async () => {
    const view = await show({ notes: NOTES, layout: 'split' });

    expect(order(view).filter((each) => each.length === 3 && !each.includes('/'))).to.deep.equal([
      'old',
      'new',
    ]);
    expect(order(view).indexOf('new')).to.be.greaterThan(order(view).indexOf('/3*'));
  });

  it('stand above all lines when they mean all of it, or lines that are not shown', async () => {
    const view = await show({ notes: [note('all'), note('far', { line: [90, 91] })] });

    expect(order(view).slice(0, 2)).to.deep.equal(['all', 'far']);
    expect(order(view).some((each) => each.includes('*'))).to.equal(false);
  });

  it('only mark their lines within a text: there they stand around the diff', async () => {
    const view = await show({ notes: NOTES, inline: true });

    expect(order(view)).to.deep.equal(['1/1', '2/*', '/2*', '/3*', '3/4', '4/']);
  });
});
