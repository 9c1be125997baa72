import { LitElement, html } from 'lit';
import type { PropertyValues, TemplateResult } from 'lit';
import { property, state } from 'lit/decorators.js';
import { LanguageController } from '../controllers/language-controller.ts';
import { StateController } from '../controllers/state-controller.ts';
import { icon } from '../icons.ts';
import { pictureStrings } from '../strings/picture.ts';
import { controls } from '../styles/controls.ts';
import { MAX_IMAGE_SIZE, MAX_PIXELS, imageTypeOf } from './image-type.ts';
import { pictureStyles } from './picture.styles.ts';

/**
 * An image of the archive, loaded when it comes near the view; a click shows it larger.
 *
 * Only raster images are shown, by what their bytes say and within bounds of bytes and pixels.
 *
 * @summary Image of an archive.
 * @tagname reprise-picture
 *
 * @csspart image - The `<img>`.
 */
export class ReprisePicture extends LitElement {
  static override styles = [controls, pictureStyles];

  /** Entry path of the image. */
  @property({ attribute: false }) path = '';
  /** What it shows, where that is known. */
  @property() label = '';

  @state() private url: string | undefined;
  @state() private problem: 'failed' | 'refused' | undefined;
  readonly #language = new LanguageController(this);
  readonly #source = new StateController(this, (state) => state.source);
  #observer: IntersectionObserver | undefined;

  override connectedCallback(): void {
    super.connectedCallback();
    this.#loadInView();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#observer?.disconnect();
    this.#forget();
  }

  override willUpdate(changed: PropertyValues<this>): void {
    if (!changed.has('path') || !changed.get('path')) return;
    this.#forget();
    this.#loadInView();
  }

  override render(): TemplateResult {
    const strings = this.#language.of(pictureStrings);
    if (this.problem !== undefined) {
      return html`<p>${icon('image')}${strings[this.problem]}</p>`;
    }
    const label = this.label || strings.label;
    if (this.url === undefined) return html`<p class="waiting">${icon('image')}${label}</p>`;
    return html`<button @click=${this.#enlarge} title=${strings.open}>
      <img part="image" src=${this.url} alt=${label} @error=${this.#refuse} @load=${this.#check} />
    </button>`;
  }

  #loadInView(): void {
    this.#observer?.disconnect();
    this.#observer = new IntersectionObserver(
      (entries) => {
        if (!entries.some((entry) => entry.isIntersecting)) return;
        this.#observer?.disconnect();
        void this.#load();
      },
      { rootMargin: '600px' },
    );
    this.#observer.observe(this);
  }

  async #load(): Promise<void> {
    const { path } = this;
    const { player } = this.#source;
    try {
      const blob = await player?.blob(path);
      if (!blob) return;
      const isSmall = blob.size <= MAX_IMAGE_SIZE;
      const type = isSmall ? imageTypeOf(new Uint8Array(await blob.arrayBuffer())) : undefined;
      if (!this.isConnected || path !== this.path) return;
      // Nothing is decoded of which it is not known how large it becomes.
      const pixels = (type?.width ?? Infinity) * (type?.height ?? Infinity);
      if (!type || pixels > MAX_PIXELS) this.#refuse();
      else this.url = URL.createObjectURL(blob.slice(0, blob.size, type.mimeType));
    } catch {
      if (path === this.path) this.problem = 'failed';
    }
  }

  /** The last word on the size has the decoder. */
  #check({ target }: Event): void {
    const { naturalWidth, naturalHeight } = target as HTMLImageElement;
    if (naturalWidth * naturalHeight > MAX_PIXELS) this.#refuse();
  }

  #refuse(): void {
    this.#forget();
    this.problem = 'refused';
  }

  #forget(): void {
    if (this.url !== undefined) URL.revokeObjectURL(this.url);
    this.url = undefined;
    this.problem = undefined;
  }

  async #enlarge(): Promise<void> {
    const { url, label } = this;
    if (url === undefined) return;
    const { showImage } = await loadDialog();
    const strings = this.#language.of(pictureStrings);
    showImage(this.renderRoot, { url, label: label || strings.label, close: strings.close });
  }
}

/** The compiler leaves the path as it is when this stands inside the class. */
const loadDialog = () => import('./image-dialog.ts');

declare global {
  interface HTMLElementTagNameMap {
    'reprise-picture': ReprisePicture;
  }
}
