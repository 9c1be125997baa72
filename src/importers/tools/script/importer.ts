/**
 * Recordings of `script`: a typescript (everything that was shown) with its timing file, classic or advanced, or
 * without one; and the stream that `script -r` writes on BSD and macOS.
 */

import type { SessionEvent } from '../../../format/index.ts';
import { FidelityReport } from '../../records/fidelity-report.ts';
import { ImportError } from '../../sources/import-error.ts';
import type { ImportSource } from '../../sources/import-source.ts';
import { DETECTION_SIZE } from '../../sources/detection-size.ts';
import type { Importer, ImportOptions } from '../../importer.ts';
import { ByteReader } from '../../recordings/byte-reader.ts';
import { findFiles, readTypescript } from './find-files.ts';
import { playRawStream } from './play-raw-stream.ts';
import { playTypescript } from './play-typescript.ts';
import { TEXT_HEAD } from './detect-script.ts';
import { detectRawStream } from './raw-stream.ts';
import { detectTiming } from './timing.ts';

/** Recordings of `script`; their track is `terminal/main.cast`. */
export const scriptRecording: Importer = {
  id: 'script',
  companions: findCompanions,
  import: importRecording,
};

async function findCompanions(source: ImportSource): Promise<readonly string[]> {
  if (detectRawStream(await headOf(source)) > 0) return [];
  const { timing, output, input } = await findFiles(source);
  const paths = [timing, output, input].flatMap((file) => (file ? [file.path] : []));
  const own = source.name.slice(source.name.lastIndexOf('/') + 1);
  return [...new Set(paths)].filter((path) => path !== own);
}

async function* importRecording(
  source: ImportSource,
  options: ImportOptions = {},
): AsyncGenerator<SessionEvent, void, undefined> {
  const report = new FidelityReport(source.name, options.onDiagnostic);
  if (source.size === 0) {
    throw new ImportError('empty-source', `"${source.name}" is empty: no recording to import`);
  }
  const head = await headOf(source);
  if (detectRawStream(head) > 0) {
    yield* playRawStream(source, report, options);
    yield report.event();
    return;
  }
  const { output, ...others } = await findFiles(source);
  if (output) yield* playTypescript({ ...others, output }, report, options);
  else if (detectTiming(new TextDecoder().decode(head.subarray(0, TEXT_HEAD))) > 0) {
    const what = 'is the timing of a recording; the typescript that it belongs to is not beside it';
    throw new ImportError('unsupported-source', `"${source.name}" ${what}`);
  } else {
    // Named by its user: output of some program, without the line that `script` begins with.
    const file = await readTypescript(source, source.name);
    yield* playTypescript({ output: file }, report, options);
  }
  yield report.event();
}

async function headOf(source: ImportSource): Promise<Uint8Array> {
  const reader = new ByteReader(source);
  const head = await reader.take(DETECTION_SIZE);
  await reader.close();
  return head;
}
