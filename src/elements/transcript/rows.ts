import type { ThoughtItem, TranscriptItem } from '../../state/index.ts';
import type { NotePlaces } from '../note/note-places.ts';
import type { StoryView } from '../view/view-state.ts';
import { outcomeOf } from '../tool-card/outcome.ts';
import { plusUsed, UsedByItems } from './used.ts';
import type { Used } from './used.ts';
import { isChange, isCommand, isCut, isStep, placeOf } from './views.ts';

interface RowBase {
  /** Names the row; it stays the same while the row's content changes. */
  readonly key: string;
  /** Session time that the row stands for, ms. */
  readonly time: number;
  readonly end: number;
  /** Index of the part of the document that the row lies in. */
  readonly part: number;
}

/** What stands above the first prompt. */
export interface CoverRow extends RowBase {
  readonly kind: 'cover';
}

/** An item, shown. */
export interface ItemRow extends RowBase {
  readonly kind: 'item';
  readonly item: TranscriptItem;
  /** Who speaks changes here: name, time and model stand above it. */
  readonly heading: boolean;
  /** Model for the heading: the item's, or the next one's that names one. */
  readonly model: string | undefined;
  /** Milliseconds that a thought took, as far as its surroundings tell. */
  readonly thinking: number;
  /** The view shows what is inside without being asked. */
  readonly open: boolean;
  /** What the answers that it shows, or that lie unseen before it, have used. */
  readonly used: Used | undefined;
  /** Where it stands among the steps that share a box; `undefined` for what is no step. */
  readonly step: StepPlace | undefined;
}

/** Where a step stands among its neighbours. */
export type StepPlace = 'only' | 'first' | 'middle' | 'last';

/** Items that say little by themselves, as a sentence. */
export interface RunRow extends RowBase {
  readonly kind: 'run';
  /** The items behind the sentence; shown below it when it is expanded. */
  readonly items: readonly TranscriptItem[];
  readonly expanded: boolean;
  readonly heading: boolean;
  readonly model: string | undefined;
  readonly used: Used | undefined;
}

/** A while in which nobody did anything. */
export interface PauseRow extends RowBase {
  readonly kind: 'pause';
}

/** Where an abandoned branch begins. */
export interface BranchRow extends RowBase {
  readonly kind: 'branch';
}

/** A part of the conversation that is not loaded. */
export interface PartRow extends RowBase {
  readonly kind: 'part';
  /** Inflated bytes. */
  readonly size: number;
}

/** Parts of the conversation that are damaged: nothing of them can be shown. */
export interface HoleRow extends RowBase {
  readonly kind: 'hole';
}

/** What stands on a row of its own. */
export type Row = CoverRow | ItemRow | RunRow | PauseRow | BranchRow | PartRow | HoleRow;

/** Loaded items of one part. */
export interface LoadedPart {
  readonly index: number;
  readonly items: readonly TranscriptItem[];
}

/** How rows are made. */
export interface RowOptions {
  readonly view: StoryView;
  /** Keys of the runs that the reader has opened. */
  readonly expanded: ReadonlySet<string>;
  /** What people have noted: the story shows each item that somebody said something of. */
  readonly notes?: NotePlaces | undefined;
}

/** Longer than this between two prompts' work, ms, is a pause worth a line. */
const MIN_PAUSE = 300_000;
/** Longer than this, a gap before a thought was not thinking, ms. */
const MAX_THINKING = 600_000;
/** A session that begins in this mode need not say so. */
const DEFAULT_MODE = 'default';
/** Items after a heading that are asked for the model. */
const LOOK_AHEAD = 12;

/** What a view shows of parts that follow each other, top to bottom. O(items). */
export function rowsOf(parts: readonly LoadedPart[], options: RowOptions): Row[] {
  const builder = new RowBuilder(options, new UsedByItems(parts[0]?.index === 0));
  const items = parts.flatMap((part) => part.items);
  let index = 0;
  for (const part of parts) {
    for (let left = part.items.length; left > 0; left -= 1, index += 1) builder.add(items, index, part.index);
  }
  return builder.finish();
}

/** A run that the next item may still join. */
interface OpenRun {
  readonly items: TranscriptItem[];
  readonly part: number;
  readonly model: string | undefined;
}

class RowBuilder {
  readonly #options: RowOptions;
  readonly #rows: Row[] = [];
  readonly #heading = headings();
  /** Folded items that follow each other, so far. */
  #run: OpenRun | undefined;
  #branch: string | undefined;
  #hasMode = false;
  readonly #usedByItems: UsedByItems;
  /** What was used and is told by no row yet. */
  #used: Used | undefined;

  constructor(options: RowOptions, usedByItems: UsedByItems) {
    this.#options = options;
    this.#usedByItems = usedByItems;
  }

  add(items: readonly TranscriptItem[], index: number, part: number): void {
    const item = items[index]!;
    const { view } = this.#options;
    const isAbsent = this.#isFirstMode(item) || isToldAgain(items, index, view);
    const place = this.#isNoted(item) ? 'shown' : isAbsent ? 'absent' : placeOf(item, view);
    if (place === 'absent') {
      this.#use(item);
      return;
    }
    if (item.branch !== this.#branch) this.#turnTo(item, part);
    const model = modelFrom(items, index);
    const isBetween = this.#run !== undefined && view === 'story' && item.type === 'thought';
    const joins = place === 'folded' || (isBetween && !this.#isNoted(item));
    if (joins) {
      this.#run ??= { items: [], part, model };
      this.#run.items.push(item);
      this.#use(item);
      return;
    }
    this.#closeRun();
    if (item.type === 'prompt') this.#tellUsed();
    this.#pauseBefore(item, items[index - 1], part);
    this.#use(item);
    this.#push(item, { part, model, thinking: thinkingOf(item, items[index - 1]) });
  }

  finish(): Row[] {
    this.#closeRun();
    this.#tellUsed();
    return withSteps(this.#rows, (row) => this.#hasNotes(row.item));
  }

  #push(item: TranscriptItem, at: Pick<ItemRow, 'part' | 'model' | 'thinking'>): void {
    const { view } = this.#options;
    const heading = this.#heading(item);
    this.#rows.push({
      kind: 'item',
      key: item.id,
      time: item.time,
      end: item.end,
      ...at,
      item,
      heading,
      model: heading ? at.model : undefined,
      used: this.#takeUsed(),
      open: (view === 'code' && isChange(item)) || (view === 'commands' && isCommand(item)),
      step: undefined,
    });
  }

  #closeRun(): void {
    const run = this.#run;
    if (!run) return;
    this.#run = undefined;
    const { part, model } = run;
    // A thought between steps lies in their run; one behind them stands for itself.
    const end = run.items.findLastIndex(({ type }) => type !== 'thought') + 1;
    const [items, behind] = [run.items.slice(0, end), run.items.slice(end)];
    const key = `run ${items[0]!.id}`;
    const expanded = this.#options.expanded.has(key);
    const heading = this.#heading(items[0]!);
    this.#rows.push({
      kind: 'run',
      key,
      time: items[0]!.time,
      end: Math.max(...items.map(({ end }) => end)),
      part,
      items,
      expanded,
      heading,
      model: heading ? model : undefined,
      used: this.#takeUsed(),
    });
    const shown = expanded ? [...items, ...behind] : behind;
    for (const item of shown) this.#push(item, { part, model: undefined, thinking: 0 });
  }

  #use(item: TranscriptItem): void {
    this.#used = plusUsed(this.#used, this.#usedByItems.of(item));
  }

  #takeUsed(): Used | undefined {
    const used = this.#used;
    this.#used = undefined;
    return used;
  }

  /** What the unseen end of a turn used is told by the last row before it. */
  #tellUsed(): void {
    const index = this.#rows.findLastIndex(({ kind }) => kind === 'item' || kind === 'run');
    const row = this.#rows[index];
    if (!this.#used || !row || !('used' in row)) return;
    this.#rows[index] = { ...row, used: plusUsed(row.used, this.#takeUsed()) };
  }

  #turnTo({ id, branch, time }: TranscriptItem, part: number): void {
    this.#closeRun();
    this.#branch = branch;
    if (branch !== undefined) this.#rows.push({ kind: 'branch', key: `branch ${id}`, time, end: time, part });
  }

  #pauseBefore(item: TranscriptItem, before: TranscriptItem | undefined, part: number): void {
    // What was cut says how long it was.
    if (item.type !== 'prompt' || !before || isCut(before) || item.time - before.end < MIN_PAUSE) return;
    this.#rows.push({ kind: 'pause', key: `pause ${item.id}`, time: before.end, end: item.time, part });
  }

  #hasNotes(item: TranscriptItem): boolean {
    return (this.#options.notes?.of(item).length ?? 0) > 0;
  }

  /** The story shows what somebody has noted something on. */
  #isNoted(item: TranscriptItem): boolean {
    return this.#options.view === 'story' && this.#hasNotes(item);
  }

  #isFirstMode(item: TranscriptItem): boolean {
    if (item.type !== 'notice' || item.notice !== 'mode') return false;
    const isFirst = !this.#hasMode;
    this.#hasMode = true;
    return isFirst && item.text === DEFAULT_MODE;
  }
}

/** Items behind a call among which what it made is looked for. */
const MADE_AHEAD = 3;

/** Whether a call made a commit or a plan that stands beside it as an item of its own. */
function isToldAgain(items: readonly TranscriptItem[], index: number, view: StoryView): boolean {
  const item = items[index]!;
  if (view !== 'story' || item.type !== 'tool') return false;
  const behind = items.slice(index + 1, index + 1 + MADE_AHEAD);
  if (item.kind === 'think' || item.kind === 'other')
    return behind.some((next) => next.type === 'plan' && next.time <= item.end);
  // What came of a call costs a look through its output: it is asked last.
  const isBeside = behind.some((next) => next.type === 'notice' && next.notice === 'commit');
  return isBeside && outcomeOf(item).commits.length > 0;
}

/**
 * Rows whose steps know where they stand among the steps beside them; the last one tells what all of them used. What is
 * noted stands below its step.
 */
function withSteps(rows: readonly Row[], isNoted: (row: ItemRow) => boolean): Row[] {
  const isOne = (row: Row | undefined): boolean =>
    row?.kind === 'item' && isStep(row.item) && row.item.branch === undefined;
  let used: Used | undefined;
  return rows.map((row, index) => {
    if (row.kind !== 'item' || !isOne(row)) return row;
    const [previous, next] = [rows[index - 1], rows[index + 1]];
    const before = isOne(previous) && !row.heading && !isNoted(previous as ItemRow);
    const after = isOne(next) && !(next as ItemRow).heading && !isNoted(row);
    const step = before ? (after ? 'middle' : 'last') : after ? 'first' : 'only';
    const sum = plusUsed(used, row.used);
    used = after ? sum : undefined;
    return { ...row, step, used: after ? undefined : sum };
  });
}

/** A turn often begins with a thought or a call, which names no model. */
function modelFrom(items: readonly TranscriptItem[], index: number): string | undefined {
  if (items[index]?.type === 'prompt') return undefined;
  for (let at = index; at < items.length && at < index + LOOK_AHEAD; at += 1) {
    const item = items[at]!;
    if (item.type === 'prompt') return undefined;
    if ('model' in item && item.model !== undefined) return item.model;
  }
  return undefined;
}

/** Says of each item in turn whether the speaker changes with it. */
function headings(): (item: TranscriptItem) => boolean {
  let speaker: string | undefined;
  return (item) => {
    if (item.type === 'notice' || item.type === 'unknown') return false;
    const model = 'model' in item ? item.model : undefined;
    const before = speaker;
    if (item.type === 'prompt') speaker = `prompt ${item.id}`;
    else if (model !== undefined) speaker = `agent ${model}`;
    else if (!before?.startsWith('agent')) speaker = 'agent';
    // A model that is named only later in a turn is not another speaker.
    if (before === 'agent') return speaker?.startsWith('prompt') ?? false;
    return speaker !== before;
  };
}

function thinkingOf(item: TranscriptItem, before: TranscriptItem | undefined): number {
  return item.type === 'thought' ? thinkingTime(item, before) : 0;
}

function thinkingTime(item: ThoughtItem, before: TranscriptItem | undefined): number {
  if (item.end > item.time) return item.end - item.time;
  const gap = before ? item.time - before.end : 0;
  return gap > 0 && gap < MAX_THINKING ? gap : 0;
}
