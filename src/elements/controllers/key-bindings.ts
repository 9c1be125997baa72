import { createRequest, type PlayerState, type Step } from '../../player/index.ts';
import { createViewRequest } from '../events.ts';
import { nextRate } from '../rate-button/rates.ts';
import { STORY_VIEWS } from '../view/view-state.ts';
import type { ViewState } from '../view/view-state.ts';

/** What a key is pressed in. */
export interface KeyPress {
  readonly state: PlayerState;
  readonly view: ViewState;
  /** With Shift: letters that go to the next thing go to the previous one. */
  readonly shift: boolean;
}

/** What a key asks for; `undefined` where it has nothing to do. */
export type KeyAction = (press: KeyPress) => Event | undefined;

/** One line of the list of keys. */
export interface KeyBinding {
  /** Of its sentence in the list. */
  readonly name: string;
  /** What is printed on the keys: ways to press, each of one key or of several at once. */
  readonly caps: readonly (readonly string[])[];
  /** `KeyboardEvent.key`, letters in lower case → what it does. */
  readonly keys: Readonly<Record<string, KeyAction>>;
}

const by =
  (delta: number): KeyAction =>
  () =>
    createRequest('reprise-seek-request', { by: delta });
const toPosition =
  (position: (duration: number) => number): KeyAction =>
  ({ state }) =>
    createRequest('reprise-seek-request', { position: Math.round(position(state.duration)) });
const step =
  (to: Step['to'], direction: 1 | -1): KeyAction =>
  () =>
    createRequest('reprise-step-request', { to, direction });
/** To the next one, with Shift to the previous one. */
const jump =
  (to: Step['to']): KeyAction =>
  ({ shift }) =>
    createRequest('reprise-step-request', { to, direction: shift ? -1 : 1 });
const speed =
  (direction: 1 | -1): KeyAction =>
  ({ state }) =>
    createRequest('reprise-rate-request', { rate: nextRate(state.rate, direction) });
const look =
  (change: (view: ViewState) => Partial<ViewState>): KeyAction =>
  ({ view }) =>
    createViewRequest('reprise-view-request', change(view));
const enlarge = (pane: ViewState['large']): KeyAction =>
  look(({ large }) => ({ large: large === pane ? undefined : pane }));

const toggle: KeyAction = ({ state: { paused } }) =>
  paused ? createRequest('reprise-play-request') : createRequest('reprise-pause-request');
const nextView: KeyAction = ({ view: { view }, shift }) => {
  const count = STORY_VIEWS.length;
  const next = (STORY_VIEWS.indexOf(view) + (shift ? count - 1 : 1)) % count;
  return createViewRequest('reprise-view-request', { view: STORY_VIEWS[next]! });
};
/** Opens find; the controller calls it for Ctrl F and ⌘ F too. */
export const find: KeyAction = look(() => ({ column: 'find' }));
/** Prints the story; the controller calls it for Ctrl P and ⌘ P. */
export const print: KeyAction = () => createViewRequest('reprise-print-request');
const closeOpen: KeyAction = ({ view: { about, column, large } }) => {
  if (about) return createViewRequest('reprise-view-request', { about: false });
  if (column !== undefined) return createViewRequest('reprise-view-request', { column: undefined });
  if (large !== undefined) return createViewRequest('reprise-view-request', { large: undefined });
  return undefined;
};

const TENTHS = Object.fromEntries(
  Array.from({ length: 10 }, (_, tenth) => [`${tenth}`, toPosition((duration) => (duration * tenth) / 10)]),
);

/** All keys of a player, in the order and the groups of their list. */
export const KEY_GROUPS = {
  playing: [
    { name: 'play', caps: [['space'], ['K']], keys: { ' ': toggle, k: toggle } },
    { name: 'by5', caps: [['←'], ['→']], keys: { ArrowLeft: by(-5000), ArrowRight: by(5000) } },
    { name: 'by10', caps: [['J'], ['L']], keys: { j: by(-10_000), l: by(10_000) } },
    { name: 'events', caps: [[','], ['.']], keys: { ',': step('event', -1), '.': step('event', 1) } },
    { name: 'speed', caps: [['<'], ['>']], keys: { '<': speed(-1), '>': speed(1) } },
  ],
  going: [
    {
      name: 'ends',
      caps: [['home'], ['end']],
      keys: { Home: toPosition(() => 0), End: toPosition((duration) => duration) },
    },
    { name: 'tenths', caps: [['0'], ['…'], ['9']], keys: TENTHS },
    { name: 'turns', caps: [['P'], ['N']], keys: { p: step('turn', -1), n: step('turn', 1) } },
    { name: 'chapters', caps: [['['], [']']], keys: { '[': step('chapter', -1), ']': step('chapter', 1) } },
    { name: 'changes', caps: [['C'], ['shift', 'C']], keys: { c: jump('change') } },
    { name: 'errors', caps: [['E'], ['shift', 'E']], keys: { e: jump('error') } },
    { name: 'commits', caps: [['M'], ['shift', 'M']], keys: { m: jump('commit') } },
  ],
  looking: [
    { name: 'find', caps: [['/'], ['ctrl', 'F']], keys: { '/': find } },
    {
      name: 'outline',
      caps: [['O']],
      keys: { o: look(({ column }) => ({ column: column === 'outline' ? undefined : 'outline' })) },
    },
    { name: 'about', caps: [['I']], keys: { i: look(({ about }) => ({ about: !about })) } },
    { name: 'views', caps: [['V'], ['shift', 'V']], keys: { v: nextView } },
    { name: 'terminal', caps: [['T']], keys: { t: enlarge('terminal') } },
    { name: 'diff', caps: [['D']], keys: { d: enlarge('changes') } },
    { name: 'fullscreen', caps: [['F']], keys: { f: () => createViewRequest('reprise-fullscreen-request') } },
    { name: 'print', caps: [['ctrl', 'P']], keys: {} },
    { name: 'close', caps: [['escape']], keys: { Escape: closeOpen } },
    { name: 'help', caps: [['?']], keys: { '?': () => createViewRequest('reprise-keys-request') } },
  ],
} as const satisfies Readonly<Record<string, readonly KeyBinding[]>>;

const ACTIONS: ReadonlyMap<string, KeyAction> = new Map(
  Object.values(KEY_GROUPS).flatMap((group: readonly KeyBinding[]) =>
    group.flatMap(({ keys }) => Object.entries(keys)),
  ),
);

/** What a key does, by `KeyboardEvent.key`; with Caps Lock the same as without. */
export function actionOf(key: string): KeyAction | undefined {
  return ACTIONS.get(key.length === 1 ? key.toLowerCase() : key);
}
