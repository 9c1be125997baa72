import type { JsonObject, TerminalSize, TrackDeclaration } from '../../../format/index.ts';
import { DEFAULT_LIMITS } from '../../../format/index.ts';
import type { FidelityReport } from '../../records/fidelity-report.ts';
import { asJson, asText, compact, isObject } from '../../sources/json-value.ts';

/** Header keys that are read into other fields, or have no meaning after the import. */
const HEADER_FIELDS = ['version', 'width', 'height', 'term', 'theme', 'duration', 'stdout'];

/** A header of a recording, of any version, as it was parsed. */
export type CastHeader = Readonly<Record<string, unknown>>;

/** The terminal track of a recording, from its header. */
export function terminalOf(header: CastHeader, report: FidelityReport): TrackDeclaration {
  const term = isObject(header['term']) ? header['term'] : {};
  const env = isObject(header['env']) ? header['env'] : {};
  const type = asText(term['type']) ?? asText(env['TERM']);
  const theme = themeOf(term['theme'] ?? header['theme'], report);
  const version = asText(term['version']);
  const title = asText(header['title']);
  const rest = Object.entries(header).filter(([key]) => !HEADER_FIELDS.includes(key));
  return {
    type: 'track',
    kind: 'terminal',
    id: 'main',
    ...(title !== undefined && { title }),
    header: {
      term: {
        ...sizeOf(header, report),
        ...(type !== undefined && { type }),
        ...(version !== undefined && { version }),
        ...(theme && { theme }),
      },
      ...compact(rest.map(([key, value]) => [key, value === null ? undefined : asJson(value)])),
    },
  };
}

/** Size of the terminal at the start of a recording, within the limits of an archive. */
export function sizeOf(header: CastHeader, report: FidelityReport): TerminalSize {
  const term = isObject(header['term']) ? header['term'] : {};
  return sizeWithin(term['cols'] ?? header['width'], term['rows'] ?? header['height'], report);
}

/** A size brought within the limits of an archive; 80 x 24 for what is no number. */
export function sizeWithin(cols: unknown, rows: unknown, report: FidelityReport): TerminalSize {
  return {
    cols: clamp(cols, DEFAULT_LIMITS.maxTerminalColumns, 80, report),
    rows: clamp(rows, DEFAULT_LIMITS.maxTerminalRows, 24, report),
  };
}

function clamp(value: unknown, max: number, fallback: number, report: FidelityReport): number {
  const number = typeof value === 'string' ? Number(value) : value;
  if (typeof number !== 'number' || !Number.isFinite(number)) return fallback;
  const clamped = Math.min(max, Math.max(1, Math.floor(number)));
  if (clamped !== number) {
    report.note('size-clamped', `a terminal size was brought to 1 to ${max}`, { severity: 'info' });
  }
  return clamped;
}

/** A theme whose values are colours and nothing else: they end up in style sheets. */
function themeOf(value: unknown, report: FidelityReport): JsonObject | undefined {
  if (!isObject(value)) return undefined;
  const { fg, bg, palette } = value;
  const colours = typeof palette === 'string' ? palette.split(':') : [];
  if (isColour(fg) && isColour(bg) && [8, 16].includes(colours.length) && colours.every(isColour)) {
    return { fg, bg, palette: colours.join(':') };
  }
  report.note('invalid-theme', 'the theme holds something other than colours and was left out');
  return undefined;
}

function isColour(value: unknown): value is string {
  return typeof value === 'string' && /^#[0-9a-f]{6}$/i.test(value);
}
