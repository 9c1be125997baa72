import type { LitElement } from 'lit';
import type { ChangedFile, ChangesView } from '../../player/index.ts';
import type { SessionContext } from '../context.ts';
import { LoadedValue } from '../controllers/loaded-value.ts';
import type { Loaded } from '../controllers/loaded-value.ts';

/** Which files a session has changed: at the playhead, which the state says, or at its end, which is read. */
export class FilesShown {
  readonly #atEnd: LoadedValue<readonly ChangedFile[]>;

  constructor(host: LitElement) {
    this.#atEnd = new LoadedValue(host);
  }

  /** The files changed up to the playhead. */
  atPlayhead(view: ChangesView): Loaded<readonly ChangedFile[]> {
    return { status: 'ready', value: view.files };
  }

  /** All files of the session. @param end - its last moment, session time in ms */
  atEnd(end: number, player: SessionContext): Loaded<readonly ChangedFile[]> {
    const { manifest } = player.store.state;
    return this.#atEnd.get(manifest?.id, () => player.changedFiles(end), { keep: true });
  }
}
