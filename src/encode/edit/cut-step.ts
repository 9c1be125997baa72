import type { Cut, Diagnostic, Manifest, ManifestContent, SessionEvent } from '../../format/index.ts';
import { isBlobPath, NOTES_ENTRY } from '../../format/index.ts';
import type { KeptFile } from '../kept-files.ts';
import { noteLinks } from '../rewrite/blob-links.ts';
import type { RewriteSession, RewriteStep } from '../rewrite/rewrite.ts';
import { without } from '../rewrite/without.ts';
import { CutMarks } from './cut-marks.ts';
import { CutNotes } from './cut-notes.ts';
import { scopeOf, type CutScope } from './cut-scope.ts';
import { Cutter } from './cutter.ts';
import type { Edit } from './edit.ts';
import { EditError } from './edit-error.ts';
import { GapTimes } from './gap-times.ts';
import { movedEvent } from './moved-event.ts';
import { LeftMasking } from './left-masking.ts';
import { Mentions } from './mentions.ts';
import { Phrases } from './phrases.ts';
import { isIn } from './stretches.ts';

/** What an archive says of itself that is known here: what is not may tell of what was cut. */
const KNOWN_KEYS: ReadonlySet<string> = new Set(
  (
    'format version id title startedAt duration generator agent workspace tracks chapters stats redactions masking fidelity ' +
    'sources derivedFrom recovered cuts digests'
  ).split(' '),
);

/**
 * Takes turns, stretches of time, files and tracks out of a session, with all that tells of them: notes, chapters and a title that quote them,
 * kept sources, entries and keys of the manifest that nobody here can read.
 */
export class CutStep implements RewriteStep {
  readonly #edit: Edit;
  readonly #report: (finding: Diagnostic) => void;
  readonly #phrases = new Phrases();
  readonly #notes: CutNotes;
  /** Ids of the events that are not in the new archive. */
  readonly #gone = new Set<string>();
  readonly #links = new Set<string>();
  readonly #masking = new LeftMasking();
  #scope: CutScope | undefined;
  #counted: CutMarks | undefined;
  #times = new GapTimes([]);
  #manifest: Manifest | undefined;

  /** @param report - takes what is worth knowing: what else goes, and what stays although it names a file that goes */
  constructor(edit: Edit, report: (finding: Diagnostic) => void) {
    this.#edit = edit;
    this.#report = report;
    this.#notes = new CutNotes(this.#phrases);
  }

  /** What was cut now, by time of the new archive. */
  get cuts(): readonly Cut[] {
    const { closeGaps = false } = this.#edit;
    return (this.#counted?.cuts() ?? []).map(({ time, ...cut }) => ({
      time: this.#times.map(time),
      ...cut,
      ...(closeGaps && cut.length !== undefined && { closed: true as const }),
    }));
  }

  async survey(session: RewriteSession): Promise<void> {
    const { manifest } = session;
    this.#manifest = manifest;
    const scope = await scopeOf(this.#edit, session, manifest.duration);
    this.#scope = scope;
    if (this.#edit.closeGaps) this.#times = new GapTimes(scope.stretches);
    await this.#watch(session);
    const marks = new CutMarks(scope);
    const mentions = new Mentions(scope.paths);
    const changed = await this.#count(session, new Cutter(scope, marks, { draws: false }), mentions);
    if (!changed) throw new EditError('nothing-to-edit', 'nothing happens in what is to be cut');
    this.#counted = marks;
    for (const finding of mentions.findings()) this.#report(finding);
    if (this.#edit.title !== undefined || !this.#phrases.quotes(manifest.title)) return;
    const message = 'the title quotes what was cut: another one is made of what is left';
    this.#report({ code: 'title-cut', severity: 'info', message });
  }

  /** Goes through the session as it will be; says whether that is another one than it was. */
  async #count(session: RewriteSession, cutter: Cutter, mentions: Mentions): Promise<boolean> {
    let changed = false;
    for await (const event of session.events()) {
      let isKept = false;
      let hasId = false;
      for await (const left of cutter.take(event)) {
        if (left === event) isKept = true;
        if (!isRecord(left)) continue;
        mentions.take(left);
        this.#masking.take(left);
        this.#phrases.keep(left);
        if ('id' in left && isRecord(event) && 'id' in event && left.id === event.id) hasId = true;
      }
      if (isKept) continue;
      changed = true;
      if (isRecord(event)) this.#phrases.cut(event);
      if ('id' in event && event.id !== undefined && !hasId) this.#gone.add(event.id);
    }
    return changed;
  }

  events(events: AsyncIterable<SessionEvent>): AsyncIterable<SessionEvent> {
    return noteLinks(this.#left(events), this.#links);
  }

  async *entries(entries: AsyncIterable<KeptFile>): AsyncGenerator<KeptFile, void> {
    for await (const entry of entries) {
      const { path } = entry;
      if (path === NOTES_ENTRY) {
        const isIn = (time: number): boolean => this.#isCutTime(time);
        yield* this.#notes.left(
          entry,
          { gone: this.#gone, scope: this.#scope!, isIn, times: this.#times },
          this.#report,
        );
      } else if (!isBlobPath(path)) {
        const message = `${JSON.stringify(path)} goes, too: it may tell what was cut`;
        this.#report({ code: 'entry-cut', severity: 'info', message, entry: path });
      } else if (this.#links.has(path)) yield entry;
    }
  }

  manifest(content: ManifestContent): ManifestContent {
    const unknown = Object.keys(content).filter((key) => !KNOWN_KEYS.has(key));
    for (const key of unknown) {
      const message = `${JSON.stringify(key)} of the manifest goes, too: it may tell what was cut`;
      this.#report({ code: 'entry-cut', severity: 'info', message });
    }
    const known = Object.entries(content).filter(([key]) => KNOWN_KEYS.has(key));
    const earlier = (this.#manifest?.cuts ?? [])
      .filter(({ time }) => !this.#isCutTime(time))
      .map((cut) => ({ ...cut, time: this.#times.map(cut.time) }));
    const cuts = [...earlier, ...this.cuts].sort((a, b) => a.time - b.time);
    return this.#masking.manifest({ ...(Object.fromEntries(known) as unknown as ManifestContent), cuts });
  }

  async *#left(events: AsyncIterable<SessionEvent>): AsyncGenerator<SessionEvent, void> {
    const scope = this.#scope!;
    const marks = new CutMarks(scope, this.#counted);
    for await (const event of new Cutter(scope, marks, { draws: true }).run(events)) {
      const told = this.#told(event);
      if (told) yield movedEvent(told, this.#times);
    }
  }

  /** Titles that quote what was cut go: that of the session is made of what is left. */
  #told(event: SessionEvent): SessionEvent | undefined {
    switch (event.type) {
      case 'session':
        return event.title !== undefined && this.#phrases.quotes(event.title)
          ? without(event, 'title')
          : event;
      case 'chapter':
        return this.#phrases.quotes(event.title) ? undefined : event;
      case 'track':
        return event.title !== undefined && this.#phrases.quotes(event.title)
          ? without(event, 'title')
          : event;
      default:
        return event;
    }
  }

  /** Everything that may quote what is cut, and is no event. */
  async #watch(session: RewriteSession): Promise<void> {
    const { title, chapters = [], tracks } = session.manifest;
    this.#phrases.watch([
      title,
      chapters.map((chapter) => chapter.title),
      tracks.map((track) => track.title),
    ]);
    for await (const entry of session.entries())
      if (entry.path === NOTES_ENTRY) await this.#notes.watch(entry);
  }

  #isCutTime(time: number): boolean {
    const { stretches, duration } = this.#scope!;
    return stretches.some((stretch) => isIn(stretch, time, duration));
  }
}

function isRecord(
  event: SessionEvent,
): event is Extract<SessionEvent, { type: 'transcript' | 'change' | 'terminal' }> {
  return event.type === 'transcript' || event.type === 'change' || event.type === 'terminal';
}
