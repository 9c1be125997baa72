/**
 * The messages between a page and a player in a frame of it. Both sides take nothing for granted: a message comes from
 * whoever has a window, and is used only when it is exactly one of these.
 */

/** Version of the messages; it stands in each of them. Other versions are not listened to. */
export const FRAME_PROTOCOL = 1;

/** What a page asks a player in a frame for. */
export type FrameRequest =
  /** To be told what happens, from now on. */
  | { readonly type: 'subscribe' }
  | { readonly type: 'play' }
  | { readonly type: 'pause' }
  /** `time`: seconds of the session. */
  | { readonly type: 'seek'; readonly time: number }
  /** `id`: comes back with the answer. */
  | { readonly type: 'getState'; readonly id: number };

/** What a player in a frame tells of itself. */
export interface FrameState {
  /** Playhead, seconds of the session. */
  readonly time: number;
  /** Length of the session, seconds; 0 before it is open. */
  readonly duration: number;
  readonly paused: boolean;
  /** Title of the session; empty before it is open. At most 300 characters. */
  readonly title: string;
  /** Id of the newest event of the conversation at the playhead; empty where there is none. */
  readonly event: string;
}

/** What a player in a frame answers. */
export type FrameReport =
  /** The session is open. */
  | { readonly type: 'ready' }
  | ({ readonly type: 'state'; readonly id?: number } & FrameState)
  /** `height`: CSS px that the session is read well in, a whole number of 0 to 5,000. */
  | { readonly type: 'resize'; readonly height: number }
  /** The session cannot be opened or played; `code` as in docs/errors.md. */
  | { readonly type: 'error'; readonly code: string; readonly message: string };

/** CSS px: no frame makes its page higher than that. */
export const MAX_HEIGHT = 5000;

/** Characters of a text in a message. */
export const MAX_TEXT = 300;

/** Seconds: about 30 years. */
const MAX_TIME = 1e9;

type Fields = Readonly<Record<string, unknown>>;

/** What a message asks for; `undefined` where it is none of ours. Never throws. */
export function readRequest(data: unknown): FrameRequest | undefined {
  const fields = fieldsOf(data);
  if (!fields) return undefined;
  const { type, time, id } = fields;
  if (type === 'subscribe' || type === 'play' || type === 'pause') return { type };
  if (type === 'seek' && isWithin(time, MAX_TIME)) return { type, time };
  if (type === 'getState' && isWhole(id, Number.MAX_SAFE_INTEGER)) return { type, id };
  return undefined;
}

/** What a message tells; `undefined` where it is none of ours. Never throws. */
export function readReport(data: unknown): FrameReport | undefined {
  const fields = fieldsOf(data);
  if (!fields) return undefined;
  const { type, height, code, message } = fields;
  if (type === 'ready') return { type };
  if (type === 'resize' && isWhole(height, MAX_HEIGHT)) return { type, height };
  if (type === 'error' && isText(code) && isText(message)) return { type, code, message };
  return type === 'state' ? readState(fields) : undefined;
}

/** A message as it is sent. */
export function toMessage(content: FrameRequest | FrameReport): object {
  return { reprise: FRAME_PROTOCOL, ...content };
}

function readState({ id, time, duration, paused, title, event }: Fields): FrameReport | undefined {
  if (!isWithin(time, MAX_TIME) || !isWithin(duration, MAX_TIME) || typeof paused !== 'boolean')
    return undefined;
  if (!isText(title) || !isText(event)) return undefined;
  const isAnswer = isWhole(id, Number.MAX_SAFE_INTEGER);
  return { type: 'state', time, duration, paused, title, event, ...(isAnswer ? { id } : {}) };
}

/** What a message holds, where it is one of this version. */
function fieldsOf(data: unknown): Fields | undefined {
  if (typeof data !== 'object' || data === null) return undefined;
  return (data as Fields)['reprise'] === FRAME_PROTOCOL ? (data as Fields) : undefined;
}

function isWithin(value: unknown, most: number): value is number {
  return typeof value === 'number' && value >= 0 && value <= most;
}

function isWhole(value: unknown, most: number): value is number {
  return isWithin(value, most) && Number.isInteger(value);
}

function isText(value: unknown): value is string {
  return typeof value === 'string' && value.length <= MAX_TEXT;
}
