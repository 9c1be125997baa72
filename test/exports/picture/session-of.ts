import { BytesSource, sha256Hex, type ChangeEvent, type TerminalEvent } from '#src/format/index.ts';
import { openSession, type Session } from '#src/reading/index.ts';
import { sessionBytes } from '../../reading/session-bytes.ts';

/** A session with a terminal that writes these texts at these times (ms), and a file whose line is changed at 200 ms. */
export async function sessionOf(
  output: readonly (readonly [time: number, text: string])[],
  length = 20_000,
): Promise<Session> {
  const terminal = output.map(([t, data]): TerminalEvent => ({ t, code: 'o', data }));
  return openSession(
    new BytesSource(await sessionBytes({ transcript: [], changes: CHANGES, terminal }, length)),
  );
}

const [BEFORE, AFTER] = ['one <b>\n', 'two & three\n'];
const CHANGES: readonly ChangeEvent[] = [
  { t: 100, id: 'o1', path: 'a.txt', op: 'observe', text: BEFORE, after: sha256Hex(BEFORE) },
  {
    ...{ t: 200, id: 'c1', path: 'a.txt', op: 'modify', patch: `@@ -1 +1 @@\n-${BEFORE}+${AFTER}` },
    ...{ before: sha256Hex(BEFORE), after: sha256Hex(AFTER) },
  },
];

/** Texts that are meant to break out of what they are written into, or that are hard to place. */
export const HOSTILE = [
  '</text></svg><script>alert(1)</script>',
  '<image href="https://example.invalid/x.png"/> ]]> &amp; "quoted" \'single\'',
  '漢字かな 한국어 👩‍💻 😀 e\u0301 \u202eabc שלום',
  '\u001b[1;31mred\u001b[0m \u001b[7minverse\u001b[0m \u001b[2;4mdim\u001b[0m ╭─┬╮│╰┴╯ ░▒▓ ⏺',
].join('\r\n');
