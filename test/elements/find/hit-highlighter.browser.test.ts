import { html, render } from 'lit';
import { afterEach, beforeEach, describe, expect, it } from '#test';
import { CAN_HIGHLIGHT, HitHighlighter } from '#src/elements/find/hit-highlighter.ts';
import { itemRows } from '#src/elements/find/hit-marks.ts';
import { MAX_RANGES } from '#src/elements/find/hit-ranges.ts';
import type { Findings } from '#src/elements/view/view-state.ts';
import type { Hit } from '#src/player/index.ts';

let host: HTMLElement;
const used: HitHighlighter[] = [];

function highlighter(): HitHighlighter {
  const made = new HitHighlighter();
  used.push(made);
  return made;
}

const rows = itemRows(() => host.querySelectorAll('.row'));

function marked(name = 'reprise-hit'): string[] {
  return [...(CSS.highlights.get(name) ?? [])].map((abstract) => {
    const range = new Range();
    range.setStart(abstract.startContainer, abstract.startOffset);
    range.setEnd(abstract.endContainer, abstract.endOffset);
    return range.toString();
  });
}

const findings = (query: string, hit?: Pick<Hit, 'event' | 'index'>): Findings => ({
  query,
  times: [],
  at: undefined,
  ...(hit && { hit: hit as Hit }),
});

beforeEach(() => {
  host = document.createElement('div');
  document.body.append(host);
  render(
    html`<div class="row" data-key="a">
        <p>Event id and <b>event</b> <i>id</i></p>
        <p>event</p>
        <p>id</p>
      </div>
      <div class="row" data-key="b">
        <pre>event id</pre>
        <span class="own"></span>
      </div>`,
    host,
  );
});

afterEach(() => {
  for (const one of used.splice(0)) one.clear();
  host.remove();
});

if (CAN_HIGHLIGHT) {
  describe('marking hits in place', () => {
    it('marks every hit, over inline elements but not over lines', () => {
      highlighter().mark(rows, findings('event id'));
      expect(marked()).to.deep.equal(['Event id', 'event id', 'event id']);
      expect(marked('reprise-hit-now')).to.deep.equal([]);
    });

    it('marks the one that the reader is at in its own way', () => {
      const now = highlighter().mark(rows, findings('event id', { event: 'a', index: 1 }));
      expect(marked()).to.deep.equal(['Event id', 'event id']);
      expect(marked('reprise-hit-now')).to.deep.equal(['event id']);
      expect(now!.startContainer.parentElement!.localName).to.equal('b');
    });

    it('marks what stands in shadow roots, where the look of marks comes along', () => {
      const root = host.querySelector('.own')!.attachShadow({ mode: 'open' });
      render(html`<code>the event id</code>`, root);
      highlighter().mark(rows, findings('the event'));
      expect(marked()).to.deep.equal(['the event']);
      expect(root.adoptedStyleSheets).to.have.lengthOf(1);
    });

    it('shares the page with other players, and leaves nothing behind', () => {
      const [one, other] = [highlighter(), highlighter()];
      one.mark({ ...rows, rows: () => [...rows.rows()].slice(0, 1) }, findings('event'));
      other.mark({ ...rows, rows: () => [...rows.rows()].slice(1) }, findings('id'));
      expect(marked()).to.have.lengthOf(4);
      one.clear();
      expect(marked()).to.deep.equal(['id']);
      other.clear();
      expect(CSS.highlights.has('reprise-hit')).to.equal(false);
    });

    it('marks no more than a bounded number', () => {
      render(html`<div class="row" data-key="a"><p>${'x '.repeat(3000)}</p></div>`, host);
      highlighter().mark(rows, findings('x'));
      expect(marked()).to.have.lengthOf(MAX_RANGES);
    });
  });
}
