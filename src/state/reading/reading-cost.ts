import type {
  ChangeEvent,
  ContentBlock,
  MessageChunk,
  ToolCallUpdate,
  TranscriptEvent,
} from '../../format/index.ts';

/** 240 words a minute. */
const WORD = 250;
/** Code in a message and thoughts are skimmed. */
const SKIMMED_WORD = 70;
/**
 * Most that anything takes to read, ms. While it is read nothing moves, as a message comes whole, however long it is: after
 * some eight seconds people take that for a player that hangs. It is enough for 30 words at leisure, and to skim a screen
 * of 120; who wants to read every word of a longer text pauses and scrolls. With what nobody is shown around it, it stays
 * below those eight seconds.
 */
export const MOST = 7500;
/** Text beyond this many characters is not looked at: its cost has reached the bound by then. */
const LOOKED_AT = 6000;

/** Least and most that one message of a kind takes, ms. */
const BOUNDS = {
  user_message_chunk: [1500, MOST],
  agent_message_chunk: [600, MOST],
  agent_thought_chunk: [300, 4000],
} as const;

const IMAGE = 3000;
const DOCUMENT = 1500;
/** A call, what came of it, and what came of it when it failed. */
export const CALL = 700;
const RESULT = 400;
const OUTPUT = 900;
const FAILURE = 1800;

/** Reading time of one chunk of a message, ms, without bounds. */
export function chunkCost({ sessionUpdate, content }: MessageChunk): number {
  return blockCost(content, sessionUpdate === 'agent_thought_chunk' ? SKIMMED_WORD : WORD);
}

/** Reading time of a message whose chunks add up to `cost`, ms. */
export function messageCost(kind: MessageChunk['sessionUpdate'], cost: number): number {
  const [least, most] = BOUNDS[kind];
  return Math.min(Math.max(cost, least), most);
}

function blockCost(block: ContentBlock, wordCost: number): number {
  switch (block.type) {
    case 'text':
      return textCost(block.text.slice(0, LOOKED_AT), wordCost);
    case 'image':
      return IMAGE;
    default:
      return DOCUMENT;
  }
}

function textCost(text: string, wordCost: number): number {
  // Every second part stands between fences.
  return text
    .split('```')
    .reduce((sum, part, index) => sum + wordCount(part) * (index % 2 ? SKIMMED_WORD : wordCost), 0);
}

/** Words between white space; scripts written without spaces count two characters a word. */
function wordCount(text: string): number {
  const words = text.match(/\S+/gu)?.length ?? 0;
  const dense = text.match(/[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}]/gu)?.length;
  return words + Math.floor((dense ?? 0) / 2);
}

/** Reading time of what a call came to, ms; 0 while it runs. */
export function resultCost({ status, content }: Pick<ToolCallUpdate, 'status' | 'content'>): number {
  if (status === 'failed') return FAILURE;
  if (status !== 'completed') return 0;
  return content?.some((part) => part.type === 'terminal') ? OUTPUT : RESULT;
}

/** Reading time of a change by its size, ms. */
export function changeCost(event: ChangeEvent): number {
  if (event.op === 'observe') return 0;
  const lines = event.additions ?? event.patch?.split('\n').length ?? 10;
  return Math.min(500 + 60 * (lines + (event.deletions ?? 0)), 5000);
}

/** What is shown to everybody; hooks, queues and the like are read by those who look for them, and take no time. */
const NOTICES: Partial<Record<TranscriptEvent['sessionUpdate'], number>> = {
  plan: 1200,
  '_reprise/compaction': 2000,
  '_reprise/interruption': 1500,
  '_reprise/error': 2000,
  '_reprise/permission': 800,
  '_reprise/commit': 1500,
  '_reprise/cut': 1500,
};

/** Reading time of anything that is no message and no tool call, ms. */
export function noticeCost(event: TranscriptEvent): number {
  return NOTICES[event.sessionUpdate] ?? 0;
}
