import type { SourceFileRead } from '../../../format/index.ts';

/** What the tool writes around the lines of a file, each with its number. */
const READ = /^<path>([^\n]*)<\/path>\n<type>file<\/type>\n<content>([^]*)\n\n\(([^\n]*)\)\n<\/content>$/;

const WHOLE = /^End of file - total (\d{1,9}) lines$/;
const PART = /^Showing lines (\d{1,9})-(\d{1,9}) of (\d{1,9})\. Use offset=\d+ to continue\.$/;

/** The tool cuts lines of this length off: then its lines are not those of the file. */
const CUT_LENGTH = 2000;

/**
 * The lines of a file that the output of `read` consists of, so that they are stored once however often they are read.
 *
 * @param path - of the call
 * @returns `undefined` where the output says anything else, or anything that is not known to be the file's
 */
export function fileReadIn(output: string, path: string): SourceFileRead | undefined {
  const [, named, numbered, end] = READ.exec(output) ?? [];
  if (named !== path || numbered === undefined || end === undefined) return undefined;
  const whole = WHOLE.exec(end);
  const part = PART.exec(end);
  const startLine = part ? Number(part[1]) : 1;
  const lines = numbered.split('\n').map((line, index) => withoutNumber(line, startLine + index));
  if (!lines.every((line) => line !== undefined && line.length < CUT_LENGTH)) return undefined;
  const lastLine = startLine + lines.length - 1;
  const totalLines = Number(whole?.[1] ?? part?.[3]);
  // A count that is off shows that the output is not what it seems: a read from an offset to the end, for one.
  if (!(whole ? totalLines === lastLine : part && Number(part[2]) === lastLine)) return undefined;
  return { type: '_reprise/read', path, text: lines.join('\n'), startLine, totalLines };
}

function withoutNumber(line: string, number: number): string | undefined {
  const prefix = `${number}: `;
  return line.startsWith(prefix) ? line.slice(prefix.length) : undefined;
}
