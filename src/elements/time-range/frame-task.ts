/** Does something in the next frame, once however often that is asked for until then. */
export class FrameTask {
  readonly #task: () => void;
  #frame: number | undefined;

  constructor(task: () => void) {
    this.#task = task;
  }

  /** Does it in the next frame. */
  request(): void {
    this.#frame ??= requestAnimationFrame(() => {
      this.#frame = undefined;
      this.#task();
    });
  }

  /** Does not do it after all. */
  cancel(): void {
    if (this.#frame !== undefined) cancelAnimationFrame(this.#frame);
    this.#frame = undefined;
  }
}
