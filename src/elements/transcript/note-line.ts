import type { ReactiveController, ReactiveControllerHost } from 'lit';
import type { Language } from '../strings/language.ts';
import { playerStrings } from '../strings/player.ts';
import { transcriptStrings } from '../strings/transcript.ts';
import type { Note } from './item-context.ts';

/** Milliseconds for which a note is shown. */
const SHOWN = 2500;

/** What its host says for a moment: that something was copied, or could not be loaded. */
export class NoteLine implements ReactiveController {
  readonly #host: ReactiveControllerHost;
  #note: Note | 'partMissing' | undefined;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(host: ReactiveControllerHost) {
    this.#host = host;
    host.addController(this);
  }

  /** What is said now; `undefined` when there is nothing to say. */
  textIn(language: Language): string | undefined {
    if (this.#note === 'partMissing') return language.of(playerStrings).partMissing;
    return this.#note && language.of(transcriptStrings)[this.#note];
  }

  /** Says something, in place of what was said before. */
  say(note: Note | 'partMissing'): void {
    this.#set(note);
    this.#timer = setTimeout(() => this.#set(undefined), SHOWN);
  }

  hostDisconnected(): void {
    this.#set(undefined);
  }

  #set(note: Note | 'partMissing' | undefined): void {
    clearTimeout(this.#timer);
    this.#note = note;
    this.#host.requestUpdate();
  }
}
