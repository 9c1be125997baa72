import { isWal } from './sqlite/store-files.ts';
import { ImportError } from './sources/import-error.ts';
import type { Tool } from './tool.ts';
import { tools } from './tool-table.ts';

/** What recognition found. */
export interface Detection {
  readonly tool: Tool;
  /** 0 … 1. */
  readonly confidence: number;
}

/** Below this no importer is believed. */
const MIN_CONFIDENCE = 0.3;

/**
 * Finds the tool that a source is of by its content; its importer is loaded by `tool.load()`.
 *
 * @param head - first bytes of the source, at most `DETECTION_SIZE`
 * @param candidates - tools that are asked; default: all
 * @throws {ImportError} `empty-source` (no bytes, or blanks only), `unknown-source` (nobody knows it),
 *   `ambiguous-source` (two are equally sure)
 */
export function detectImporter(head: Uint8Array, candidates: readonly Tool[] = tools): Detection {
  if (head.every(isBlank)) throw new ImportError('empty-source', 'the input is empty: nothing to import');
  return mostSure(
    candidates.map((tool) => ({ tool, confidence: tool.detect(head) })),
    () => unknown(head, candidates),
  );
}

/**
 * The one of the tools that is surest, if it is believed.
 *
 * @param unknown - says what is wrong where none is
 * @throws {ImportError} `unknown-source`, `ambiguous-source`
 */
export function mostSure(detections: readonly Detection[], unknown: () => string): Detection {
  const rated = [...detections].sort((a, b) => b.confidence - a.confidence);
  const [best, second] = rated;
  if (best && best.confidence > 0 && best.confidence < MIN_CONFIDENCE) {
    const { id, label } = best.tool;
    const advice = `it holds no message yet, so it is read only where the tool is named (${id})`;
    throw new ImportError(
      'unknown-source',
      `the input seems to be the beginning of a log of ${label}: ${advice}`,
    );
  }
  if (!best || best.confidence < MIN_CONFIDENCE) throw new ImportError('unknown-source', unknown());
  if (second?.confidence === best.confidence) {
    const equals = rated.filter(({ confidence }) => confidence === best.confidence);
    const names = equals.map(({ tool }) => `${tool.label} (${tool.id})`).join(' or ');
    throw new ImportError('ambiguous-source', `the input could be of ${names}: name the tool`);
  }
  return best;
}

/** Space, tab and line ends. */
function isBlank(byte: number): boolean {
  return byte === 0x20 || (byte >= 0x09 && byte <= 0x0d);
}

function unknown(head: Uint8Array, candidates: readonly Tool[]): string {
  const kinds = candidates.map(({ label }) => label).join(', ');
  if ((head[0] === 0xff && head[1] === 0xfe) || (head[0] === 0xfe && head[1] === 0xff)) {
    return `the input is UTF-16 text: convert it to UTF-8 first (looked for: ${kinds})`;
  }
  if (isWal(head)) {
    return 'the input is the write-ahead log of a SQLite database: give the database beside it, which is read with it';
  }
  const nature = head.includes(0) ? 'binary data' : 'no log or recording of a known kind';
  return `the input is ${nature} (looked for: ${kinds})`;
}
