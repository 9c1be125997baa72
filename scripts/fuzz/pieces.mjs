/** The same log in pieces of any size gives the same events; the same output of a terminal in any pieces the same screen. */
import { ImportError } from '#src/importers/index.ts';
import { TerminalState } from '#src/state/terminal/index.ts';
import { randomOf } from '../random.mjs';
import { fixtureLogs, importerOf } from './fixture-logs.mjs';
import { memorySource } from './memory-source.mjs';

/** What a terminal is sent: text of every width, and sequences that change what comes after them. */
const OUTPUT = [
  'plain text',
  ' ',
  '\r\n',
  '\n',
  '\b',
  '\t',
  '日本',
  '😀',
  'e\u0301',
  '👩\u200d💻',
  '\ud83d',
  '\u0000',
  '\u009b31m',
  '\u001b[31m',
  '\u001b[0m',
  '\u001b[48;2;1;2;3m',
  '\u001b[2J',
  '\u001b[H',
  '\u001b[5;3H',
  '\u001b[K',
  '\u001b[10A',
  '\u001b[3L',
  '\u001b[2;4r',
  '\u001b[?1049h',
  '\u001b[?1049l',
  '\u001b7',
  '\u001b8',
  '\u001b(0lqk\u001b(B',
  '\u001b]0;title\u0007',
  '\u001b]8;;https://example.com\u001b\\',
  '\u001b]52;c;aGk=\u0007',
  '\u001bP+q544e\u001b\\',
  '\u001b[999999999b',
  '\u001b[?2026h',
  '\u001b[?2026l',
  '\u001b[',
  '\u001b]',
  '\u001bM',
  '\u001bc',
  '\u001b[1;2;3;4;5;6;7;8m',
];

/** Parts of an output, and of a log the most pieces. */
const [PARTS, PIECES] = [60, 4000];

export async function prepare(seed) {
  const logs = fixtureLogs();
  const randomFor = (index) => randomOf(seed * 1_000_003 + index);
  return {
    inputOf: (index) => {
      if (index % 2 === 0)
        return {
          bytes: new TextEncoder().encode(JSON.stringify(outputOf(randomFor(index)))),
          what: 'output of a terminal',
        };
      const { bytes, tool, name } = logs[index % logs.length];
      return { bytes, what: `${tool} ${name} in pieces` };
    },
    check: (bytes, index) => {
      const random = randomFor(index + 0.5);
      if (index % 2 === 0) return expectSameScreen(JSON.parse(new TextDecoder().decode(bytes)), random);
      return expectSameEvents(bytes, logs[index % logs.length], random);
    },
  };
}

function outputOf(random) {
  return Array.from(
    { length: 1 + Math.floor(random() * PARTS) },
    () => OUTPUT[Math.floor(random() * OUTPUT.length)],
  ).join('');
}

/** Played in one piece, in other pieces, and from a keyframe in the middle on. */
function expectSameScreen(output, random) {
  const size = { cols: 20, rows: 6 };
  const [whole, inPieces] = [new TerminalState(size), new TerminalState(size)];
  write(whole, output);
  for (let at = 0; at < output.length;) {
    const end = at + 1 + Math.floor(random() * random() * output.length);
    write(inPieces, output.slice(at, end));
    if (inPieces.cuttable && random() < 0.3) goOnFromKeyframe(inPieces, size);
    at = end;
  }
  if (!whole.equals(inPieces)) throw new Error(`another screen: ${JSON.stringify(output)}`);
  return 'same screen';
}

/** As an archive does: a keyframe from which the state does not come back whole is not written (`keyframe-unproved`). */
function goOnFromKeyframe(state, size) {
  const keyframe = state.snapshot();
  const proof = new TerminalState(size);
  proof.restore(keyframe);
  if (proof.equals(state)) state.restore(keyframe);
}

function write(state, data) {
  state.apply({ t: 0, code: 'o', data });
}

async function expectSameEvents(bytes, { tool, name }, random) {
  const importer = await importerOf(tool);
  const least = Math.ceil(bytes.length / PIECES);
  const sizes = [bytes.length, least + Math.floor(random() * random() * 5000)];
  const [whole, inPieces] = await Promise.all(
    sizes.map((size) => eventsOf(importer, memorySource(bytes, name, size))),
  );
  if (whole !== inPieces) throw new Error(`other events in pieces of ${sizes[1]}`);
  return 'same events';
}

async function eventsOf(importer, source) {
  try {
    const events = [];
    for await (const event of importer.import(source)) events.push(event);
    return JSON.stringify(events);
  } catch (error) {
    if (error instanceof ImportError) return error.code;
    throw error;
  }
}
