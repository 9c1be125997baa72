/** A session whose texts try to be more than texts, wherever an archive has one. */
import type { TranscriptEvent } from '#src/format/index.ts';
import { buildArchive } from './archive-builder.ts';

/** What would end an element or attribute, begin a script, hide, or turn the direction of what follows. */
export const HOSTILE =
  '</script></main></title></style><script>window.hacked=1</script><!-- ]]> \'" onload=hack() <img src=x onerror=window.hacked=1>' +
  '<div hidden id="reprise-archive" data-size="3">\u2028\u2029\u202Egnp.exe\u202C\u0000\uD800 \r\n\u2066x\u2069 &lt;b&gt;';

const text = (words: string) => ({ type: 'text', text: words });
const event = (t: number, id: string, update: object): TranscriptEvent =>
  ({ t, id, ...update }) as TranscriptEvent;

/** Bytes of the archive. */
export async function archiveOfHostileText(): Promise<Uint8Array<ArrayBuffer>> {
  const events = [
    event(0, 't1', { sessionUpdate: '_reprise/turn' }),
    event(0, 'p1', { sessionUpdate: 'user_message_chunk', messageId: 'p1', content: text(HOSTILE) }),
    event(1000, 'c1', {
      sessionUpdate: 'tool_call',
      toolCallId: 'c1',
      title: HOSTILE,
      kind: 'execute',
      status: 'completed',
      rawInput: { command: HOSTILE },
    }),
    event(2000, 'c2', {
      sessionUpdate: 'tool_call',
      toolCallId: 'c2',
      title: HOSTILE,
      kind: 'edit',
      status: 'completed',
      content: [{ type: '_reprise/change', id: 'x1', path: HOSTILE, additions: 1, deletions: 0 }],
    }),
    event(3000, 'm1', {
      sessionUpdate: 'agent_message_chunk',
      messageId: 'm1',
      content: text(`Before.\n\n\`\`\`html\n${HOSTILE}\n\`\`\`\n\n${HOSTILE}`),
    }),
  ];
  const { bytes } = await buildArchive({
    transcript: [{ time: 0, keyframe: {}, events }],
    manifest: {
      title: HOSTILE,
      duration: 4000,
      agent: { name: HOSTILE, version: HOSTILE, models: [HOSTILE] },
      stats: { turns: 1, toolCalls: 2, changes: 1, errors: 0 },
    },
    index: {
      duration: 4000,
      activity: [{ start: 0, end: 4000 }],
      turns: [{ time: 0, id: 't1', excerpt: HOSTILE.slice(0, 120), toolCalls: 2, changes: 1, errors: 0 }],
      files: [{ path: HOSTILE, first: 2000, last: 2000, additions: 1, deletions: 0 }],
      asked: HOSTILE,
    },
  });
  return bytes;
}
