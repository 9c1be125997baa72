import { property } from 'lit/decorators.js';
import { ContextProvider } from '@lit/context';
import { viewContext } from '../view/view-context.ts';
import { validView } from '../view/view-request.ts';
import { FIRST_VIEW, type StoryView, type ViewState } from '../view/view-state.ts';
import { ViewStore } from '../view/view-store.ts';
import { MediaSurface } from './media-surface.ts';

/** How fast somebody reads of whom nothing else is known, words a minute. */
const USUAL_PACE = 240;

/**
 * Whether something is on that an attribute turns off with a word. Frameworks set the property where the element has it,
 * to the word too.
 */
export function isOn(value: unknown): boolean {
  return !['no', 'none', 'false', false].includes(value as string);
}

/**
 * The part of the player element that has to do with how a session is looked at, and who looks.
 *
 * @fires viewchange - Another view of the conversation is shown.
 */
export abstract class ViewSurface extends MediaSurface {
  /** How the session is looked at; the elements inside get it by context, to read. */
  protected readonly looks = new ViewStore();
  #pace = USUAL_PACE;

  constructor() {
    super();
    new ContextProvider(this, { context: viewContext, initialValue: this.looks });
    this.addEventListener('reprise-view-request', ({ detail }) => this.#look(detail));
    let shown = this.view;
    this.looks.subscribe(({ view }) => {
      const isOther = view !== shown;
      shown = view;
      if (isOther) this.dispatchEvent(new Event('viewchange'));
    });
    this.player.store.subscribe(({ position, paused }) => {
      if (position > 0 || !paused) this.looks.commit({ atCover: false });
    });
  }

  /** What of the conversation is shown. A view that there is not is ignored. */
  @property()
  get view(): StoryView {
    return this.looks.state.view;
  }

  set view(view: StoryView) {
    this.#look({ view });
  }

  /** Scrolling the conversation moves the playhead; the attribute `linked="no"` separates them. */
  @property({ converter: { fromAttribute: isOn } })
  get linked(): boolean {
    return this.looks.state.linked;
  }

  set linked(linked: boolean) {
    this.#look({ linked: isOn(linked) });
  }

  /** Words a minute that the reading clock allows for, above 0; anything else is ignored. */
  @property({ type: Number })
  get pace(): number {
    return this.#pace;
  }

  set pace(pace: number) {
    if (!(pace > 0 && pace < Infinity)) return;
    this.#pace = pace;
    this.player.setPace(pace);
  }

  /** Another session is looked at from its beginning; what the viewer likes to see of a session stays. */
  protected override opened(): void {
    const { view, linked, usage } = this.looks.state;
    this.looks.commit({ ...FIRST_VIEW, view, linked, usage });
  }

  /** Looks at the session in another way. Its cover is where nobody has moved or played. */
  #look(request: Partial<ViewState>): void {
    const change = validView(request);
    const { position, paused } = this.player.store.state;
    const isMoved = position > 0 || !paused;
    this.looks.commit(isMoved && change.atCover ? { ...change, atCover: false } : change);
  }
}
