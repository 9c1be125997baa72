/** Calls back some frames later; what is asked for next takes the place of what waits. */
export class LaterFrame {
  #frame: number | undefined;

  /** @param frames - at least 1: the next one */
  request(frames: number, callback: () => void): void {
    this.cancel();
    this.#frame = requestAnimationFrame(() => {
      this.#frame = undefined;
      if (frames > 1) this.request(frames - 1, callback);
      else callback();
    });
  }

  /** Does not call back after all. */
  cancel(): void {
    if (this.#frame !== undefined) cancelAnimationFrame(this.#frame);
    this.#frame = undefined;
  }
}
