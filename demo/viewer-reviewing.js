/** What of the page can be reviewed, and the way there and back. */

const element = (id) => document.getElementById(id);

export class Reviewing {
  #page;
  /** Gives the draft of what plays: it is made, and what makes it is loaded, when it is asked for. */
  #draft;
  /** The draft whose review stands in the page. */
  #reviewed;
  /** Where the focus was when the player was shown. */
  #left;

  /**
   * @param page - its `strings`, `player`, `show(view)`, `busy(status)`, `fail(name, error)` and
   *   `play(archive, { isMadeHere })`
   */
  constructor(page) {
    this.#page = page;
    element('review-open').addEventListener('click', () => this.#open());
    element('to-review').addEventListener('click', () => this.#return());
    // What cannot be read cannot be reviewed.
    page.player.addEventListener('loadedmetadata', () => {
      element('review-open').hidden = this.#draft === undefined;
    });
  }

  /** A session that was packed in the page can be reviewed. */
  ofPacked(draft) {
    this.#offer(async () => draft);
    this.#count(draft.open);
  }

  /** An archive that was opened can be reviewed. */
  ofFile(file) {
    this.#offer(async () => (await drafts()).openedDraft(async () => file, file.name));
  }

  /** An archive at an address can be reviewed, but for an encrypted one: only the player decrypts. */
  ofAddress(url) {
    if (new URLSearchParams(url.hash.slice(1)).has('k')) return;
    const name = nameOf(url);
    const load = async () => {
      const response = await fetch(url);
      if (!response.ok) throw new Error(`HTTP ${response.status}`);
      return response.blob();
    };
    this.#offer(async () => (await drafts()).openedDraft(load, name));
  }

  /** Reviews what a server of this computer has prepared, at once. */
  async openServed(address) {
    const url = URL.canParse(address, location.href) ? new URL(address, location.href) : undefined;
    if (url?.origin !== location.origin) {
      this.#page.fail(address, new Error(this.#page.strings.otherSite));
      return;
    }
    this.#offer(async () => (await drafts()).servedDraft(url));
    await this.#open();
  }

  /** Nothing can be reviewed any more. */
  end() {
    this.#draft = undefined;
    this.#reviewed = undefined;
    this.#count(0);
    element('review-open').hidden = true;
    element('to-review').hidden = true;
  }

  #offer(make) {
    let made;
    this.#draft = () => (made ??= make());
  }

  /** Says beside the button how much is to be decided. */
  #count(open) {
    const { strings } = this.#page;
    element('review-open-count').hidden = open === 0;
    element('review-open-count').textContent = String(open);
    const label = open === 0 ? element('review-open').textContent.trim() : strings.reviewOf(open);
    element('review-open').setAttribute('aria-label', label);
  }

  async #open() {
    const { strings, player, busy, show, fail } = this.#page;
    const make = this.#draft;
    const name = player.session?.manifest?.title ?? strings.pasted;
    if (this.#reviewed === make) return this.#return();
    busy(strings.searching(name));
    try {
      const draft = await make();
      const review = await draft.review();
      const { focusReview, showReview } = await import('./viewer-review.js');
      // Something else was opened meanwhile.
      if (make !== this.#draft) return;
      showReview({
        review,
        strings,
        seek: (place) => this.#seek(place),
        save: (decisions) => this.#save(draft, decisions),
        leave: () => this.#leave(),
      });
      this.#reviewed = make;
      this.#left = undefined;
      show('review');
      focusReview();
    } catch (error) {
      if (make === this.#draft) await fail(name, error);
    }
  }

  /** Shows a place in the story. */
  #seek({ event, time }) {
    const { player, show } = this.#page;
    this.#left = document.activeElement;
    this.#offerReturn(true);
    show('stage');
    if (event === undefined) player.seek(time / 1000).catch(() => undefined);
    else player.event = event;
  }

  /** Whoever looks at a place goes back to the review; others begin one. */
  #offerReturn(isLooking) {
    element('to-review').hidden = !isLooking;
    element('review-open').hidden = isLooking;
  }

  async #return() {
    this.#page.show('review');
    this.#offerReturn(false);
    if (this.#left?.isConnected) this.#left.focus();
    else (await import('./viewer-review.js')).focusReview();
  }

  #leave() {
    this.#offerReturn(false);
    this.#left = undefined;
    this.#page.show('stage');
  }

  /** Has a masked copy written; one that was made here is given to the person, and is what plays. */
  async #save(draft, decisions) {
    const saved = await draft.save(decisions);
    if (saved.archive === undefined) return saved;
    download(saved.archive);
    if (draft.archive !== undefined) {
      this.#page.play(saved.archive, { isMadeHere: true });
      this.#count(0);
    }
    return saved;
  }
}

function drafts() {
  return import('./viewer-masking.js');
}

function download(archive) {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(archive);
  link.download = archive.name;
  link.click();
  // Not at once: a browser that asks where to put it reads it afterwards.
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}

/** The name of the file at an address, readable. */
function nameOf({ pathname }) {
  const name = pathname.split('/').at(-1);
  try {
    return decodeURIComponent(name);
  } catch {
    // A name with a percent sign of its own.
    return name;
  }
}
