import { headOfDocument } from '../sources/head-lines.ts';
import { JsonSplitter } from '../sources/json-splitter.ts';

/** Member of an export's root object that holds the conversations, where the root is no array. */
export const CONVERSATIONS = 'conversations';

/**
 * The members that the first conversation of a document has in its head: key → the beginning of the value's JSON.
 * What recognition goes by.
 */
export function firstConversation(head: Uint8Array): ReadonlyMap<string, string> {
  if (headOfDocument(head) === undefined) return new Map();
  const parts = membersOf(head);
  const first = parts.find(({ isItem }) => isItem);
  const members = first ? membersOf(new TextEncoder().encode(first.text)) : parts;
  return new Map(members.filter(({ member }) => member !== '').map(({ member, text }) => [member, text]));
}

function membersOf(bytes: Uint8Array): readonly { member: string; text: string; isItem: boolean }[] {
  const splitter = new JsonSplitter({ split: new Set([CONVERSATIONS]), maxPartSize: bytes.length + 1 });
  const text = bytes[0] === 0xef ? bytes.subarray(3) : bytes;
  return [...splitter.push(text), ...splitter.end()];
}
