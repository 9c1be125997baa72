import { isObject } from '../../sources/json-value.ts';

/** How sure it is that a source begins with the header of a recording, or is one JSON object of version 1. */
export function detectAsciicast(head: Uint8Array): number {
  const start = new TextDecoder()
    .decode(head)
    .replace(/^\ufeff/, '')
    .trimStart();
  if (!start.startsWith('{')) return 0;
  const header = parseJson(start.split(/[\r\n]/, 1)[0] ?? '');
  if (isObject(header)) return detectHeader(header);
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
