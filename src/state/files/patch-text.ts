import { isOutside } from './outside-path.ts';

/** What a patch is of, for its header lines. */
export interface PatchedFile {
  readonly path: string;
  readonly from?: string;
  readonly status: 'created' | 'modified' | 'deleted' | 'renamed';
}

/** A file with its hunks. */
export interface FilePatch extends PatchedFile {
  readonly patch: string;
  /** The hunks are not of one text: they cannot be applied. */
  readonly exact?: false;
}

/** Hunks with the header lines that `git apply` and `patch` want. */
export function toPatchText({ path, from = path, status }: PatchedFile, hunks: string): string {
  const [before, after] = [quote(`a/${from}`), quote(`b/${path}`)];
  const lines = [`diff --git ${before} ${after}`];
  if (status === 'created') lines.push('new file mode 100644');
  if (status === 'deleted') lines.push('deleted file mode 100644');
  if (from !== path) lines.push(`rename from ${quote(from)}`, `rename to ${quote(path)}`);
  // Without hunks, git wants to be told of an empty file by its digest.
  if (hunks === '' && status === 'created') lines.push('index 0000000..e69de29');
  if (hunks === '' && status === 'deleted') lines.push('index e69de29..0000000');
  if (hunks !== '') {
    lines.push(`--- ${status === 'created' ? '/dev/null' : ended(before)}`);
    lines.push(`+++ ${status === 'deleted' ? '/dev/null' : ended(after)}`);
  }
  return `${lines.join('\n')}\n${hunks}`;
}

/**
 * One patch for all files that can be applied to a workspace.
 *
 * @returns it, and how many files are left out: they were not known throughout, lie outside of the workspace, or were
 *   deleted with nobody knowing what they held
 */
export function sessionPatch(files: readonly FilePatch[]): { readonly patch: string; readonly left: number } {
  const fit = files.filter(
    ({ exact, path, status, patch }) =>
      exact !== false && !isOutside(path) && !(status === 'deleted' && patch === ''),
  );
  return {
    patch: fit.map((file) => toPatchText(file, file.patch)).join(''),
    left: files.length - fit.length,
  };
}

/** A name with a space ends at a tab, or it would end at the space. */
function ended(name: string): string {
  return name.includes(' ') && !name.startsWith('"') ? `${name}\t` : name;
}

/** As git writes a path with characters that would end the line or the name. */
function quote(path: string): string {
  const escapes: Readonly<Record<string, string>> = {
    '\n': '\\n',
    '\r': '\\r',
    '\t': '\\t',
    '"': '\\"',
    '\\': '\\\\',
  };
  const escaped = path.replace(/[\u0000-\u001f"\\\u007f]/g, (character) => {
    const octal = character.charCodeAt(0).toString(8).padStart(3, '0');
    return escapes[character] ?? `\\${octal}`;
  });
  return escaped === path ? path : `"${escaped}"`;
}
