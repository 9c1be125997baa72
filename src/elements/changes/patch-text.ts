/** What a patch is of, for its header lines. */
export interface PatchedFile {
  readonly path: string;
  readonly from?: string;
  readonly status: 'created' | 'modified' | 'deleted' | 'renamed';
}

/** Hunks with the header lines that `git apply` and `patch` want. */
export function toPatchText({ path, from = path, status }: PatchedFile, hunks: string): string {
  const [before, after] = [quote(`a/${from}`), quote(`b/${path}`)];
  const lines = [`diff --git ${before} ${after}`];
  if (status === 'created') lines.push('new file mode 100644');
  if (status === 'deleted') lines.push('deleted file mode 100644');
  if (from !== path) lines.push(`rename from ${quote(from)}`, `rename to ${quote(path)}`);
  if (hunks !== '') {
    lines.push(`--- ${status === 'created' ? '/dev/null' : before}`);
    lines.push(`+++ ${status === 'deleted' ? '/dev/null' : after}`);
  }
  return `${lines.join('\n')}\n${hunks}`;
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
