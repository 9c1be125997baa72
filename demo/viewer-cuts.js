/** What a person leaves out of an archive. Nothing here knows the page. */

/** Kinds of things that can be left out by name. */
const KINDS = ['turns', 'files', 'pictures'];

/** Turns, files, pictures and stretches of time that are left out, and the pictures that somebody has looked at. */
export class Cuts {
  #outline;
  #named = Object.fromEntries(KINDS.map((kind) => [kind, new Set()]));
  #spans = [];
  #seen = new Set();

  /** @param outline - of the review */
  constructor(outline) {
    this.#outline = { duration: 0, turns: [], files: [], pictures: [], ...outline };
  }

  get outline() {
    return this.#outline;
  }

  /** Whether something named is left out: a number of `turns`, a path of `files` or `pictures`. */
  has(kind, name) {
    return this.#named[kind].has(name);
  }

  /** Leaves something out, or takes that back. */
  toggle(kind, name) {
    if (!this.#named[kind].delete(name)) this.#named[kind].add(name);
  }

  /** Stretches of session time that are left out, `{ start, end }` in ms, by time. */
  get spans() {
    return [...this.#spans];
  }

  /**
   * Leaves a stretch of time out.
   *
   * @returns `added`, or why not: `backwards`, `outside`
   */
  addSpan({ start, end }) {
    const { duration } = this.#outline;
    if (!(start < end)) return 'backwards';
    if (start >= duration) return 'outside';
    const span = { start, end: Math.min(end, duration) };
    const others = this.#spans.filter((each) => each.start !== span.start || each.end !== span.end);
    this.#spans = [...others, span].sort((a, b) => a.start - b.start);
    return 'added';
  }

  removeSpan(span) {
    this.#spans = this.#spans.filter((each) => each !== span);
  }

  /** Whether somebody has looked at a picture that nobody can search. */
  isSeen(path) {
    return this.#seen.has(path);
  }

  toggleSeen(path) {
    if (!this.#seen.delete(path)) this.#seen.add(path);
  }

  /** Pictures that are neither looked at nor left out. */
  get unseen() {
    return this.#outline.pictures.filter(
      (picture) => !this.isSeen(picture.path) && !this.has('pictures', picture.path) && !this.covers(picture),
    );
  }

  /** Whether a place lies in what is left out with its turn, its file or its time. */
  covers({ turn, path, time }) {
    return (
      this.has('turns', turn) ||
      this.has('files', path) ||
      this.#spans.some(({ start, end }) => start <= time && (time < end || end === this.#outline.duration))
    );
  }

  /** Whether a finding stands nowhere else: one of which not all places are told may. */
  coversAll({ places, count }) {
    return places.length > 0 && places.length === count && places.every((place) => this.covers(place));
  }

  /** How much is left out: `turns`, `files`, `pictures`, and `time` in ms. */
  get counts() {
    const [turns, files, pictures] = KINDS.map((kind) => this.#named[kind].size);
    let time = 0;
    let last = 0;
    for (const { start, end } of this.#spans) {
      time += Math.max(0, end - Math.max(start, last));
      last = Math.max(last, end);
    }
    return { turns, files, pictures, time };
  }

  get isEmpty() {
    return this.#spans.length === 0 && KINDS.every((kind) => this.#named[kind].size === 0);
  }

  /** What whoever edits is to be told; `undefined` where nothing is left out. */
  get told() {
    if (this.isEmpty) return undefined;
    const named = Object.fromEntries(KINDS.map((kind) => [kind, [...this.#named[kind]]]));
    // With a folder, so that no file of that name elsewhere is meant.
    const files = named.files.map((path) => (/[\\/]/.test(path) ? path : `./${path}`));
    return { ...named, files, spans: this.spans };
  }
}
