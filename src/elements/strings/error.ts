import type { ArchiveErrorCode } from '../../format/index.ts';
import { section } from './section.ts';

/** Why a session cannot be played, and what to do. */
export const errorStrings = section('error', () => ({
  /** What is wrong; `message` is the error's own, in English. */
  sentence: (_code: string, message: string): string => sentence(message),
  again: 'Try again',
  code: (code: string) => `Code: ${code}`,
  offline: 'This computer is offline. The session can be opened when it is connected again.',
  /** What the viewer can do, by code of the error. */
  advice: {
    'not-an-archive': 'Check that the address leads to a .reprise file and not to a page about it.',
    'ambiguous-archive': 'It may have been changed after packing. Ask for the original file.',
    'unsupported-version': 'It was made by a newer version of Reprise: update the player.',
    'truncated-archive':
      'It was cut short, as by a broken download. Get it again, or run “reprise repair” on it.',
    'corrupt-entry': 'Part of it is damaged. Get it again, or run “reprise repair” on it.',
    'invalid-entry': 'It was not written by a correct packer. “reprise validate” says what is wrong.',
    'entry-not-found': 'Part of it is missing. Get it again.',
    'limit-exceeded': 'It is larger than this player accepts.',
    'source-changed': 'It was replaced while it was being read. Try again to open the new one.',
    'source-unavailable':
      'Check the address and the connection; a file of another site must allow this page to read it (CORS).',
    'passphrase-needed': 'Ask who gave you the session for its passphrase.',
    'key-needed': 'Open the complete link, with everything behind the #.',
    'wrong-passphrase': 'Check it for typing errors.',
    'wrong-key': 'Open the complete link, with everything behind the #.',
    'not-encrypted': 'The link is for an encrypted session, and this file is none: ask who gave you the link.',
    'corrupt-encryption': 'It was damaged or changed after it was encrypted. Get it again.',
    'no-cryptography': 'Open this page by its https address.',
  } satisfies Readonly<Record<ArchiveErrorCode, string>>,
}));

/** Error messages are written without a capital and a full stop, so that they can stand inside another sentence. */
function sentence(message: string): string {
  const end = /[.!?…]$/u.test(message) ? '' : '.';
  return message.charAt(0).toUpperCase() + message.slice(1) + end;
}
