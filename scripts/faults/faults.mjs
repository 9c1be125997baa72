/**
 * The twenty-five faults that writing and reading must come through, as data: what happens, and what plays it.
 *
 * - `script`: a file of this folder; its `run({ isShort, seed })` gives `{ figure, failures }`
 * - `tests`: parts of paths of tests that run in Node, which play it in the small
 * - `fuzz`: a kind of `scripts/fuzz/kinds.mjs`
 * - neither: it is played nowhere yet
 *
 * @type {readonly { id: string, what: string, script?: string, fuzz?: string,
 *   tests?: readonly string[] }[]}
 */
export const FAULTS = [
  { id: 'F1', what: 'killed at any moment while it writes', script: 'killed.mjs' },
  { id: 'F2', what: 'interrupted, terminated in the middle', script: 'interrupted.mjs' },
  { id: 'F3', what: 'disk full after any number of bytes', script: 'disk-full.mjs' },
  { id: 'F4', what: 'a write fails or is short, at every call', tests: ['node/file-sink', 'cli/keep-lock'] },
  { id: 'F5', what: 'a sync fails', tests: ['node/file-sink'] },
  { id: 'F6', what: 'a renaming fails; a folder or a device has the name', tests: ['node/file-sink'] },
  { id: 'F7', what: 'power lost before the file has its name', script: 'power-cut.mjs' },
  { id: 'F8', what: 'an archive is cut', fuzz: 'cuts' },
  { id: 'F9', what: 'any bit is flipped', fuzz: 'bits' },
  { id: 'F10', what: 'a sector is zeroed, swapped or twice there', fuzz: 'sectors' },
  {
    id: 'F11',
    what: 'the index is damaged or missing',
    tests: ['format/index-check', 'format/index-budget'],
  },
  { id: 'F12', what: 'a segment is damaged', tests: ['player/holes'] },
  { id: 'F13', what: 'the manifest is damaged', tests: ['format/recover'] },
  { id: 'F14', what: 'the log grows while it is packed', script: 'changing-source.mjs' },
  { id: 'F15', what: 'the log is cut, rotated, replaced meanwhile', tests: ['node/changing-files'] },
  { id: 'F16', what: 'the last line is half written', tests: ['importers/half-written'] },
  { id: 'F17', what: 'eight writers, one target; a lock left behind', script: 'many-writers.mjs' },
  { id: 'F18', what: 'the archive is replaced while it is read', script: 'replaced-archive.mjs' },
  { id: 'F19', what: 'any request of the network fails', tests: ['format/bytes/http'] },
  { id: 'F20', what: 'a log larger than the memory', script: 'memory.mjs' },
  {
    id: 'F21',
    what: 'nothing, one record, very long ones, borders of ZIP64',
    tests: ['format/zip', 'large-record'],
  },
  { id: 'F22', what: 'the clock jumps', tests: ['node/clocks', 'records/event-clock', 'cli/keep-watch'] },
  { id: 'F23', what: 'an archive of an older or a later version', tests: ['conformance/conformance'] },
  { id: 'F24', what: 'no folder to unpack into', script: 'unpacking.mjs' },
  { id: 'F25', what: 'a masked secret is found again', tests: ['encode/masking'] },
];
