import { isObject } from '../../sources/json-value.ts';

/** How sure it is that a source begins with the header of a recording, or is one JSON object of version 1. */
export function detectAsciicast(head: Uint8Array): number {
  const start = new TextDecoder()
    .decode(head)
    .replace(/^\ufeff/, '')
    .trimStart();
  if (!start.startsWith('{')) return 0;
  const [first = '', second = ''] = start.split(/[\r\n]+/, 2);
  const header = parseJson(first);
  // Events are arrays: what goes on with an object is a log whose first record happens to have a version.
  if (isObject(header)) return isObject(parseJson(second)) ? 0 : detectHeader(header);
  const isV1 = /"version"\s*:\s*1\s*[,}]/.test(start) && /"(?:width|stdout)"\s*:/.test(start);
  return isV1 ? 0.9 : 0;
}

function detectHeader(header: Record<string, unknown>): number {
  if (!('version' in header)) return 0;
  const version = Number(header['version']);
  if (version === 1 && Array.isArray(header['stdout'])) return 0.95;
  if (version === 2 && 'width' in header) return 0.95;
  if (version === 3 && isObject(header['term'])) return 0.95;
  // A version to come, or a header of nothing but the version.
  const isHeader = 'width' in header || isObject(header['term']) || version === 2;
  return isHeader ? 0.5 : 0;
}

function parseJson(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
}
