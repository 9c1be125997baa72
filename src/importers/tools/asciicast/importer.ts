/** asciicast v1 (one JSON object), v2 and v3 (a header line, then `[time, code, data]` lines): terminal recordings. */

import type { SessionEvent } from '../../../format/index.ts';
import { FidelityReport } from '../../records/fidelity-report.ts';
import { ImportError } from '../../sources/import-error.ts';
import type { ImportSource } from '../../sources/import-source.ts';
import { isObject } from '../../sources/json-value.ts';
import { sourceLines } from '../../sources/source-lines.ts';
import type { Importer, ImportOptions } from '../../importer.ts';
import { parseJson, Recording } from './recording.ts';
import { sourceText } from '../../sources/source-text.ts';

/** Bytes of a v1 recording, which is one JSON value and has to be read whole. */
const MAX_V1_SIZE = 128 * 2 ** 20;

/** asciicast recordings; their track is `terminal/main.cast`. */
export const asciicast: Importer = {
  id: 'asciicast',
  import: importRecording,
};

async function* importRecording(
  source: ImportSource,
  options: ImportOptions = {},
): AsyncGenerator<SessionEvent, void, undefined> {
  const report = new FidelityReport(source.name, options.onDiagnostic);
  let recording: Recording | undefined;
  reading: for await (const lines of sourceLines(source, { signal: options.signal })) {
    for (const line of lines) {
      if (recording) {
        for (const event of recording.line(line)) yield event;
        continue;
      }
      const header = parseJson(line.text);
      if (!isObject(header) || 'stdout' in header) break reading;
      recording = new Recording(header, report, options);
      yield* recording.start();
    }
  }
  if (!recording && source.size === 0) {
    throw new ImportError('empty-source', `"${source.name}" is empty: no recording to import`);
  }
  if (recording) yield* recording.end();
  else yield* importV1(source, report, options);
  yield report.event();
}

async function* importV1(
  source: ImportSource,
  report: FidelityReport,
  options: ImportOptions,
): AsyncGenerator<SessionEvent, void, undefined> {
  const header = parseJson(await readWhole(source));
  if (!isObject(header) || !Array.isArray(header['stdout'])) {
    throw new ImportError('unsupported-source', `"${source.name}" has no asciicast header in its first line`);
  }
  const recording = new Recording(header, report, options);
  yield* recording.start();
  for (const [index, frame] of (header['stdout'] as unknown[]).entries()) {
    const [delay, data] = Array.isArray(frame) ? (frame as unknown[]) : [];
    yield* recording.event([delay, 'o', data], { number: index + 1 });
  }
  yield* recording.end();
}

async function readWhole(source: ImportSource): Promise<string> {
  if (source.size > MAX_V1_SIZE) {
    const size = `${source.size} bytes, limit ${MAX_V1_SIZE}`;
    throw new ImportError('unsupported-source', `"${source.name}" is too large for an asciicast v1: ${size}`);
  }
  return sourceText(source);
}
