import type { ChangeEvent, ChangesKeyframe } from '../format/index.ts';
import { ChangedFiles } from '../state/index.ts';
import type { ChangedFile } from '../state/index.ts';

/** The changes of a window, and the files changed since the session began. */
export class ChangeList {
  #changes: ChangeEvent[] = [];
  readonly #files = new ChangedFiles();

  /** In order, without `observe`; a new array each time. */
  get changes(): readonly ChangeEvent[] {
    return [...this.#changes];
  }

  /** Ordered by path. */
  get files(): readonly ChangedFile[] {
    return this.#files.list;
  }

  /** Begins a new window at a keyframe. */
  restore(keyframe: ChangesKeyframe | undefined): void {
    this.#changes = [];
    this.#files.restore(keyframe?.changed);
  }

  /** Takes the next event of the track. */
  apply(event: ChangeEvent): void {
    if (event.op !== 'observe') this.#changes.push(event);
    this.#files.apply(event);
  }
}
