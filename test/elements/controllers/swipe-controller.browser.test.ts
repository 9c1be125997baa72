import { afterEach, describe, expect, it } from '#test';
import { html, LitElement, render } from 'lit';
import { SwipeController } from '#src/elements/controllers/swipe-controller.ts';

class ProbePlayer extends LitElement {
  constructor() {
    super();
    new SwipeController(this);
  }

  override render() {
    return html`<slot></slot>`;
  }
}
customElements.define('probe-player', ProbePlayer);

let stage: HTMLElement | undefined;

afterEach(() => stage?.remove());

/** A story of a width, with a word and a wide table in it; `asked` is what swipes ask for. */
async function show(width = 390): Promise<{ stage: HTMLElement; asked: unknown[] }> {
  stage = document.createElement('div');
  document.body.append(stage);
  stage.style.inlineSize = `${width}px`;
  render(
    html`<probe-player
      ><reprise-transcript style="display: block"
        ><p>word</p>
        <div class="wide" style="overflow-x: auto">
          <div style="inline-size: 2000px">table</div>
        </div></reprise-transcript
      >
      <aside>beside</aside></probe-player
    >`,
    stage,
  );
  const player = stage.querySelector<ProbePlayer>('probe-player')!;
  await player.updateComplete;
  const asked: unknown[] = [];
  player.addEventListener('reprise-step-request', ({ detail }) => asked.push(detail));
  return { stage, asked };
}

/** A finger that comes down on an element and leaves the screen elsewhere. */
function swipe(on: Element, x: number, y = 0, init: PointerEventInit = {}): void {
  const shared = {
    bubbles: true,
    composed: true,
    isPrimary: true,
    pointerType: 'touch',
    pointerId: 1,
    ...init,
  };
  on.dispatchEvent(new PointerEvent('pointerdown', { ...shared, clientX: 200, clientY: 200 }));
  on.dispatchEvent(new PointerEvent('pointerup', { ...shared, clientX: 200 + x, clientY: 200 + y }));
}

describe('a swipe', () => {
  it('over a narrow story goes on to the next turn, or back', async () => {
    const { stage, asked } = await show();
    const word = stage.querySelector('p')!;

    swipe(word, -120, 20);
    swipe(word, 120);

    expect(asked).to.deep.equal([
      { to: 'turn', direction: 1 },
      { to: 'turn', direction: -1 },
    ]);
  });

  it('goes the other way where text is read from the right', async () => {
    const { stage, asked } = await show();
    stage.dir = 'rtl';

    swipe(stage.querySelector('p')!, 120);

    expect(asked).to.deep.equal([{ to: 'turn', direction: 1 }]);
  });

  it('is none when it is short, steep, by mouse, broken off, or the second finger', async () => {
    const { stage, asked } = await show();
    const word = stage.querySelector('p')!;

    swipe(word, 40);
    swipe(word, 120, 90);
    swipe(word, 120, 0, { pointerType: 'mouse' });
    swipe(word, 120, 0, { isPrimary: false });
    word.dispatchEvent(
      new PointerEvent('pointerdown', { bubbles: true, isPrimary: true, pointerType: 'touch', pointerId: 1 }),
    );
    word.dispatchEvent(new PointerEvent('pointercancel', { bubbles: true, pointerId: 1 }));
    word.dispatchEvent(new PointerEvent('pointerup', { bubbles: true, pointerId: 1, clientX: 200 }));

    expect(asked).to.deep.equal([]);
  });

  it('belongs to what scrolls sideways itself, to what stands beside the story, and to no wide story', async () => {
    const { stage, asked } = await show();
    swipe(stage.querySelector('.wide > div')!, -120);
    swipe(stage.querySelector('aside')!, -120);

    const wide = await show(1000);
    swipe(wide.stage.querySelector('p')!, -120);

    expect([...asked, ...wide.asked]).to.deep.equal([]);
    stage.remove();
  });
});
