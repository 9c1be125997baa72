/**
 * Archives that are damaged, by name: a small one with all that a session has, one of many entries, one with the end records
 * of ZIP64, one of many segments with what a later version may bring.
 */
import { encodeSession } from '#src/encode/index.ts';
import { BytesSink } from '#src/format/index.ts';
import { zlibDeflater } from '#src/node/zlib-deflater.ts';
import { buildArchive } from '../../dist/test/helpers/archive-builder.js';
import { manySegments } from '../../dist/test/helpers/many-segments.js';

export async function sampleArchives() {
  const small = await packed(sessionEvents(12));
  const { bytes: segments } = await buildArchive(manySegments);
  return { small, many: await packed(manyBlobs()), zip64: withZip64(small), segments };
}

async function packed(events) {
  const sink = new BytesSink();
  await encodeSession(
    [
      {
        events: async function* () {
          yield* events;
        },
      },
    ],
    {
      deflater: zlibDeflater,
      sink,
      generator: { name: 'fuzz', version: '1' },
    },
  );
  return sink.bytes();
}

/** Prompts, answers, calls, changes and a terminal. */
export function sessionEvents(turns) {
  const events = [
    { type: 'session', title: 'A session', startedAt: 1_767_600_000_000 },
    { type: 'track', kind: 'terminal', id: 'shell', header: { term: { cols: 80, rows: 24 } } },
  ];
  const add = (time, update) => events.push({ type: 'transcript', track: 'main', time, update });
  let text = 'one\n';
  for (let turn = 0; turn < turns; turn += 1) {
    const time = turn * 10_000;
    add(time, {
      sessionUpdate: 'user_message_chunk',
      content: { type: 'text', text: `prompt ${turn} é 😀 ${'words '.repeat(turn)}` },
    });
    add(time + 1000, {
      sessionUpdate: 'agent_message_chunk',
      content: { type: 'text', text: `answer ${turn}` },
    });
    add(time + 2000, {
      sessionUpdate: 'tool_call',
      toolCallId: `call-${turn}`,
      title: 'npm test',
      kind: 'execute',
      status: 'in_progress',
      rawInput: { command: 'npm test' },
    });
    add(time + 4000, {
      sessionUpdate: 'tool_call_update',
      toolCallId: `call-${turn}`,
      status: 'completed',
      rawOutput: { output: `${turn} passed` },
    });
    events.push({
      type: 'terminal',
      track: 'shell',
      time: time + 4500,
      code: 'o',
      data: `\u001b[32mline ${turn}\u001b[0m\r\n`,
    });
    const after = `${text}line ${turn}\n`;
    events.push({
      type: 'change',
      sourceId: `change-${turn}`,
      time: time + 5000,
      path: 'src/a.ts',
      op: turn === 0 ? 'create' : 'modify',
      ...(turn > 0 && { before: text }),
      after,
    });
    text = after;
  }
  return events;
}

/** Long texts, each of which is an entry of its own. */
function manyBlobs() {
  const events = sessionEvents(2);
  for (let index = 0; index < 60; index += 1) {
    const output = `${index} `.repeat(17_000);
    const update = {
      sessionUpdate: 'tool_call',
      toolCallId: `long-${index}`,
      title: 'cat',
      status: 'completed',
      rawOutput: { output },
    };
    events.push({ type: 'transcript', track: 'main', time: 30_000 + index, update });
  }
  return events;
}

/** The same archive with the end records of ZIP64, which say the same as the other. */
function withZip64(archive) {
  const bytes = Buffer.from(archive);
  const end = bytes.length - 22;
  const [entries, size, offset] = [
    bytes.readUInt16LE(end + 10),
    bytes.readUInt32LE(end + 12),
    bytes.readUInt32LE(end + 16),
  ];
  const record = Buffer.alloc(56);
  record.writeUInt32LE(0x06064b50, 0);
  record.writeBigUInt64LE(44n, 4);
  record.writeUInt16LE(45, 12);
  record.writeUInt16LE(45, 14);
  for (const at of [24, 32]) record.writeBigUInt64LE(BigInt(entries), at);
  record.writeBigUInt64LE(BigInt(size), 40);
  record.writeBigUInt64LE(BigInt(offset), 48);
  const locator = Buffer.alloc(20);
  locator.writeUInt32LE(0x07064b50, 0);
  locator.writeBigUInt64LE(BigInt(end), 8);
  locator.writeUInt32LE(1, 16);
  return new Uint8Array(Buffer.concat([bytes.subarray(0, end), record, locator, bytes.subarray(end)]));
}
