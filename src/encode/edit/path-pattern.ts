import { relativeTo } from '../change-log.ts';

/** Says of paths whether they are meant. */
export type PathTest = (path: string) => boolean;

/**
 * A pattern of paths as a test, see `Edit.files`.
 *
 * @param root - folder of the workspace: absolute paths in it are taken relative to it
 */
export function pathTest(pattern: string, root: string | undefined): PathTest {
  const whole = pattern.replace(/[\\/]+$/, '');
  const plain = tidy(whole, root);
  const body = plain.replaceAll(/\*\*\/|\*\*|\*|\?|[^*?]+/g, (part) => PARTS[part] ?? escaped(part));
  // A path that is a name only within the workspace is that file, and no other of its name.
  const anywhere = /[\\/]/.test(whole) ? '' : '(?:.*/)?';
  const expression = new RegExp(`^${anywhere}${body}(?:/.*)?$`, 'su');
  return (path) => expression.test(tidy(path, root));
}

const PARTS: Readonly<Record<string, string>> = { '**/': '(?:.*/)?', '**': '.*', '*': '[^/]*', '?': '[^/]' };

function tidy(path: string, root: string | undefined): string {
  const relative = root === undefined ? path : relativeTo(root, path);
  return relative.replaceAll('\\', '/').replace(/^\.\//, '');
}

function escaped(text: string): string {
  return text.replaceAll(/[.+^${}()|[\]\\/-]/g, String.raw`\$&`);
}
