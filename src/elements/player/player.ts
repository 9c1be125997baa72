import { visibleText } from '../code/visible-characters.ts';
import { ContextProvider } from '@lit/context';
import { html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { property } from 'lit/decorators.js';
import type { Manifest } from '../../format/index.ts';
import {
  handleRequest,
  PLAYER_REQUESTS,
  type PlayerRequests,
  type PlayerRequestType,
  type PlayerState,
} from '../../player/index.ts';
import { playerContext } from '../context.ts';
import { HashController } from '../controllers/hash-controller.ts';
import { LanguageProvider } from '../controllers/language-provider.ts';
import type { ViewRequests } from '../events.ts';
import type { ExcerptPanel } from '../excerpt/excerpt.ts';
import type { RepriseKeyList } from '../key-list/key-list.ts';
import { defineElements, loadFirstPane, tagsFor, tagsIn } from '../lazy-elements.ts';
import { playerStrings } from '../strings/player.ts';
import type { Translation } from '../strings/translation.ts';
import { controls } from '../styles/controls.ts';
import { tokens } from '../styles/tokens.ts';
import type { Companions } from './companions.ts';
import { renderOpener } from './draw-opener.ts';
import { LinkFollower } from './link-follower.ts';
import { Notices } from './notices.ts';
import { hasOwnLayout } from './own-layout.ts';
import { styles } from './player.styles.ts';
import { rendered } from './rendered.ts';
import { SessionAccess } from './session-access.ts';
import { linkTo, lookOf } from './session-link.ts';
import { isOn, ViewSurface } from './view-surface.ts';

/** What a reader does who wants more of a session than its cover. */
const WAKING = ['click', 'wheel', 'touchmove'] as const;

/** A chapter, with its time in seconds of the session. */
export interface PlayerChapter {
  readonly title: string;
  readonly startTime: number;
  /** Id of the event it points at. */
  readonly event: string | undefined;
}

/**
 * Plays a recorded coding session: its conversation, its terminals and its changes on one clock.
 *
 * Behaves like a `<video>`: the same attributes, properties, methods and events. It brings its own layout, unless there are
 * custom elements among its children: then these are the layout, made of the parts that this one is made of. Other children
 * are for browsers without scripts.
 *
 * @summary Player of one archive.
 * @tagname reprise-player
 *
 * @slot - A layout in place of the default one.
 * @slot poster - A picture that stands for the session with `preload="none"`, in place of `poster`.
 * @slot actions - The page's own controls, in the bar on top of the default layout.
 * @attr {string} src - Address of the archive.
 * @attr {boolean} autoplay - Plays as soon as it can.
 * @attr {boolean} loop - Begins again at the end.
 * @attr {string} start - Where to begin: session time in seconds, or as `6:41`.
 * @attr {'reading'|'active'|'wall'} clock - What moves the playhead.
 * @attr {'light'|'dark'|'auto'|'contrast'|'classic'} theme - Colours; without it they follow the page's `color-scheme`.
 * @attr {'none'} controls - `none` leaves out the transport, for pages with controls of their own.
 * @attr {'none'|'metadata'|'auto'} preload - `none` requests nothing before playback is asked for, `metadata` only what
 *   the cover needs.
 * @attr {'eager'|'lazy'} loading - `lazy` loads nothing before the player is near to what can be seen.
 * @attr {string} poster - Address of a picture that stands for the session with `preload="none"`.
 * @attr {string} from - Shows an excerpt that begins here: a session time, or the id of an event.
 * @attr {string} to - Where the excerpt ends; by default with the turn that it begins in.
 * @attr {'conversation'|'terminal'|'changes'} panel - What an excerpt shows.
 * @attr {string} whole - Address of a page with the whole session, for an excerpt.
 * @attr {boolean} hash - Follows `#t=`, `#e=`, `view=` and `panel=` of the page's address.
 * @attr {boolean} resume - Goes on where the viewer left the session, in this browser.
 * @attr {'story'|'code'|'commands'|'everything'} view - What of the conversation is shown.
 * @attr {'no'} linked - `no`: scrolling the conversation leaves the playhead where it is.
 * @attr {number} pace - Words a minute that the reading clock allows for; 240 by default.
 * @attr {string} lang - Language of the interface, by default that of the page: `en` or `de`.
 *
 * @csspart header - The bar on top of the default layout.
 * @csspart tabs - The row of tabs of the default layout, where it is narrow.
 * @csspart story-bar - The bar above the story in the default layout.
 * @csspart column - The outline, or find, of the default layout.
 * @csspart panes - The panes of the default layout.
 * @csspart transport - Timeline and controls of the default layout.
 *
 * @fires viewchange - Another view of the conversation is shown.
 * @fires reprise-link-request - The viewer asked for a link to a moment; `preventDefault()` keeps it from being copied.
 * @fires reprise-fullscreen-request - A key asked to enter or leave the full screen.
 * @fires reprise-keys-request - A key asked for the list of keys.
 * @fires reprise-print-request - A key asked for the story to be printed.
 * @fires reprise-play-request - A key asked for playback to start.
 * @fires reprise-pause-request - A key asked for playback to stop.
 * @fires reprise-seek-request - A key asked for another moment.
 * @fires reprise-step-request - A key or a swipe asked for the next or previous prompt, chapter, change, error or commit.
 * @fires reprise-view-request - A key asked for another view, a panel or a pane alone.
 * @fires reprise-rate-request - A key asked for another speed.
 */
export class ReprisePlayer extends ViewSurface {
  static override styles = [tokens, controls, styles];
  /** Focusing the player focuses its outermost part, where the keys work and nothing is pressed by them. */
  static override shadowRootOptions: ShadowRootInit = { mode: 'open', delegatesFocus: true };

  /** Colours; without it they follow the page's `color-scheme`. */
  @property({ reflect: true }) theme: 'light' | 'dark' | 'auto' | 'contrast' | 'classic' | undefined;
  /** Shows the transport of the default layout; the attribute `controls="none"` leaves it out. */
  @property({ converter: { fromAttribute: isOn } }) controls = true;
  /** Follows `#t=`, `#e=`, `view=` and `panel=` of the page's address; `#<id>:t=…` where the page has several players. */
  @property({ type: Boolean }) hash = false;
  /** Goes on where the viewer left the session, in this browser; a link and `start` go before it. */
  @property({ type: Boolean }) resume = false;
  /** Address of a picture that stands for the session while nothing is requested. */
  @property() poster = '';
  /** What an excerpt shows; by default what the session shows first. */
  @property() panel: ExcerptPanel | undefined;
  /** Address of a page with the whole session, for an excerpt; without one it opens in place of the excerpt. */
  @property() whole = '';
  /** A language of the page's own, in place of the one that `lang` names. */
  @property({ attribute: false }) translation: Translation | undefined;

  /** Reads what the session holds. */
  readonly session = new SessionAccess(this.player);

  readonly #language = new LanguageProvider(this);
  readonly #notices = new Notices(this);
  readonly #links = new LinkFollower({
    player: this.player,
    view: this.looks,
    notices: this.#notices,
    playClip: (start, end) => void this.#accompanied.then((companions) => companions?.clips.play(start, end)),
  });
  readonly #hash = new HashController(this, (link) => this.#links.follow(link));
  /** What goes along with the player in its page; `undefined` where it could not be loaded. */
  #accompanied: Promise<Companions | undefined> = Promise.resolve(undefined);
  #manifest: Manifest | undefined;
  #hasNotes = false;
  readonly #defined = new Set<string>();
  #status: PlayerState['status'] = 'empty';
  /** Settles when the elements of the layout are registered, or could not be loaded. */
  #parts: Promise<void> = Promise.resolve();

  constructor() {
    super();
    new ContextProvider(this, { context: playerContext, initialValue: this.player });
    for (const type of PLAYER_REQUESTS) this.addEventListener(type, this.#onRequest);
    this.addEventListener('reprise-fullscreen-request', () => void this.#toggleFullscreen());
    this.addEventListener('reprise-keys-request', () => void this.#showKeys());
    this.addEventListener('reprise-link-request', this.#onLinkRequest);
    this.addEventListener('reprise-whole-request', () => (this.from = this.to = undefined));
    for (const type of WAKING) this.addEventListener(type, () => this.player.wake(), { passive: true });
    let wasHeadOnly = false;
    this.player.store.subscribe(({ status, manifest, notes, stalled, diagnostics, holes, headOnly }) => {
      const isOther = manifest !== this.#manifest || headOnly !== wasHeadOnly;
      wasHeadOnly = headOnly;
      if (isOther) this.requestUpdate();
      if (manifest && manifest !== this.#manifest && this.isExcerpt) void this.#showExcerpt();
      if (diagnostics.length + holes.length > 0) this.#defineOnce('reprise-findings-note');
      if (stalled) this.#defineOnce('reprise-stall-message');
      if (manifest && isOther && !headOnly) this.#loadParts(manifest);
      if (status === 'loading' && status !== this.#status && this.hasUpdated) this.#loadParts(manifest);
      if (notes.length > 0 && !this.#hasNotes) void this.#define(['reprise-note']);
      this.#hasNotes = notes.length > 0;
      if (status !== this.#status) this.requestUpdate();
      if (status !== this.#status && status === 'error') void this.#define(['reprise-error-message']);
      this.#manifest = manifest;
      this.#status = status;
    });
  }

  /** The session's chapters in order; empty before the session is known. */
  get chapters(): readonly PlayerChapter[] {
    const chapters = this.player.store.state.timeline?.chapters ?? [];
    return chapters.map(({ title, time, event }) => ({ title, startTime: time / 1000, event }));
  }

  /** Id of the newest thing in the conversation at the playhead. Setting it goes to that event. */
  get event(): string | undefined {
    return this.player.store.state.transcripts.get('main')?.current;
  }

  set event(id: string | undefined) {
    if (id !== undefined) this.#links.follow({ event: id });
  }

  /**
   * Moves the playhead to a session time.
   *
   * @param seconds - from the session's start; outside of the session: its nearest end
   * @returns resolves when every visible pane shows that moment; rejects with an `AbortError` when a newer seek or
   *   source took its place, with an `ArchiveError` when the moment cannot be read
   */
  async seek(seconds: number): Promise<void> {
    if (!Number.isFinite(seconds)) throw new TypeError('seek needs a finite number of seconds');
    await this.player.seek(Math.round(seconds * 1000));
    // Panes whose code has come since then ask for their tracks when they are drawn.
    await this.#parts;
    await this.updateComplete;
    await rendered(this);
    await this.player.settled();
    await rendered(this);
  }

  override render(): TemplateResult | typeof nothing {
    const language = this.#language.value;
    if (!language) return nothing;
    const strings = language.of(playerStrings);
    const failed = this.player.store.state.status === 'error';
    return html`
      <div
        class="player"
        role="region"
        tabindex="-1"
        lang=${language.tag}
        aria-label=${visibleText(strings.label(this.player.store.state.manifest?.title))}
      >
        <div class="content">
          ${this.#hasOwnLayout ? html`<slot ?hidden=${failed}></slot>` : this.#content()}
          ${this.#hasOwnLayout && failed ? html`<reprise-error-message></reprise-error-message>` : nothing}
        </div>
        ${this.#unopened ? renderOpener(this.poster, strings.unloaded, this.#open) : nothing}
        ${this.#notices.render(strings)}
        <reprise-stall-message></reprise-stall-message>
        <reprise-findings-note></reprise-findings-note>
        <reprise-announcement></reprise-announcement>
        <reprise-key-list></reprise-key-list>
      </div>
    `;
  }

  override firstUpdated(changed: PropertyValues<this>): void {
    super.firstUpdated(changed);
    // Children that come later, as a framework adds them, are a layout too.
    new MutationObserver(() => {
      this.requestUpdate();
      this.#loadParts(this.#manifest);
    }).observe(this, { childList: true, subtree: true });
    this.#loadParts(this.#manifest);
    this.#accompanied = this.#accompany();
  }

  /** Nothing is drawn before it is known in which language, and no key works before the companions are there. */
  protected override async getUpdateComplete(): Promise<boolean> {
    await this.#language.loaded;
    await this.#accompanied;
    return super.getUpdateComplete();
  }

  protected override opened(): void {
    super.opened();
    this.#hash.apply();
  }

  override updated(changed: PropertyValues<this>): void {
    if (!changed.has('from') && !changed.has('to')) return;
    void this.#showExcerpt();
    this.#loadParts(this.#manifest);
  }

  get #hasOwnLayout(): boolean {
    return hasOwnLayout(this);
  }

  /** There is something to open, and it waits to be asked for. */
  get #unopened(): boolean {
    const hasSource = this.src !== '' || this.source !== undefined;
    return this.preload === 'none' && hasSource && this.player.store.state.status === 'empty';
  }

  /** What the head of the archive tells is all that is there. */
  get #isCover(): boolean {
    const { headOnly, manifest } = this.player.store.state;
    return headOnly && manifest !== undefined;
  }

  #content(): TemplateResult | typeof nothing {
    if (this.#unopened) return nothing;
    if (this.isExcerpt)
      return html`<reprise-excerpt .panel=${this.panel} .whole=${this.whole}></reprise-excerpt>`;
    return this.#isCover ? html`<reprise-cover></reprise-cover>` : this.#defaultLayout();
  }

  #defaultLayout() {
    return html`
      <reprise-layout
        ?bare=${!isOn(this.controls)}
        exportparts="header, tabs, story-bar, column, panes, transport"
      >
        <slot name="actions" slot="actions"></slot>
      </reprise-layout>
    `;
  }

  readonly #open = (): void => void this.play().catch(ignore);

  /** Keeps the player within its excerpt, as soon as it is known what that is; nothing where it is to show all. */
  async #showExcerpt(): Promise<void> {
    const { player, from, to, autoplay } = this;
    const { manifest } = player.store.state;
    if (!this.isExcerpt) player.setRange(undefined);
    if (!this.isExcerpt || !manifest) return;
    try {
      const { showExcerpt } = await import('./show-excerpt.ts');
      const isWanted = (): boolean =>
        player.store.state.manifest === manifest && this.from === from && this.to === to;
      const isStill = this.panel === 'terminal' && !autoplay;
      const parts = {
        player,
        view: this.looks,
        notices: this.#notices,
        ends: { from, to },
        isStill,
        isWanted,
      };
      await showExcerpt(parts);
      if (autoplay) player.play();
    } catch {
      // What cannot be read is in the player's state; a newer source, seek or excerpt may have taken its place.
    }
  }

  readonly #onRequest = (event: Event): void => {
    handleRequest(this.player, event as CustomEvent<PlayerRequests[PlayerRequestType]>);
  };

  /** Loads the elements that the layout needs; a layout of the page's own is made of this element's children. */
  #loadParts(manifest: Manifest | undefined): void {
    if (this.#unopened) return;
    this.#parts = this.#define(this.#tags(manifest));
    if (!manifest || this.#hasOwnLayout || this.isExcerpt) return;
    // The cover is drawn from what is there: what comes next must not take its turn.
    requestAnimationFrame(() => {
      const first = loadFirstPane(manifest);
      if (first !== undefined && this.player.store.state.manifest === manifest) this.player.expect(first);
    });
  }

  #tags(manifest: Manifest | undefined): string[] {
    if (this.#hasOwnLayout) return tagsIn(this);
    if (this.isExcerpt) return ['reprise-excerpt'];
    return this.player.store.state.headOnly ? [] : tagsFor(manifest);
  }

  /** Loads what not every session needs; where it cannot be loaded that is said once. */
  #defineOnce(tag: string): void {
    if (this.#defined.has(tag)) return;
    this.#defined.add(tag);
    void this.#define([tag]);
  }

  async #define(tags: readonly string[]): Promise<void> {
    try {
      await defineElements(tags);
    } catch {
      this.#notices.say('partMissing');
    }
  }

  async #accompany(): Promise<Companions | undefined> {
    try {
      const { accompany } = await import('./companions.ts');
      return accompany(this, {
        player: this.player,
        view: this.looks,
        notices: this.#notices,
        isRemembered: () => this.resume,
        isLed: () => this.#hash.link !== undefined,
      });
    } catch {
      this.#notices.say('partMissing');
      return undefined;
    }
  }

  async #showKeys(): Promise<void> {
    await this.#define(['reprise-key-list']);
    const list = this.renderRoot.querySelector<RepriseKeyList>('reprise-key-list');
    await list?.updateComplete;
    if (list?.isConnected) list.show();
  }

  async #toggleFullscreen(): Promise<void> {
    try {
      if (this.matches(':fullscreen')) await this.ownerDocument.exitFullscreen();
      else await this.requestFullscreen();
    } catch {
      // The page or the browser does not allow it: the button stays as it was.
    }
  }

  readonly #onLinkRequest = (event: CustomEvent<ViewRequests['reprise-link-request']>): void => {
    // After the event has been everywhere: a page that makes its own links has cancelled it by then.
    queueMicrotask(() => {
      if (!event.defaultPrevented) void this.#copyLink(event.detail);
    });
  };

  async #copyLink({ time, event }: ViewRequests['reprise-link-request']): Promise<void> {
    try {
      const link = { time, ...(event === undefined ? {} : { event }), ...lookOf(this.looks.state) };
      const address = linkTo(this.ownerDocument.location.href, link, this.#hash.name);
      await navigator.clipboard.writeText(address);
      this.#notices.say('linkCopied');
    } catch {
      this.#notices.say('linkFailed');
    }
  }
}

function ignore(): void {
  // What went wrong is in the player's state, where the error message shows it.
}

declare global {
  interface HTMLElementTagNameMap {
    'reprise-player': ReprisePlayer;
  }
}
