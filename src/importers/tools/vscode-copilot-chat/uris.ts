import { asText, isObject } from '../../sources/json-value.ts';

/** The path, or URL, that a URI of VS Code stands for: written as components, as a text, or within a location. */
export function pathOf(value: unknown): string | undefined {
  if (typeof value === 'string') return fromFileUrl(value);
  if (!isObject(value)) return undefined;
  if (isObject(value['uri'])) return pathOf(value['uri']);
  const path = asText(value['fsPath']) ?? asText(value['path']);
  const scheme = asText(value['scheme']) ?? 'file';
  if (scheme === 'file' || scheme === 'vscode-remote' || path === undefined) return path;
  return asText(value['external']) ?? `${scheme}:${path}`;
}

/** `file:///home/x` → `/home/x`; anything else stays. */
export function fromFileUrl(url: string): string {
  const match = /^file:\/\/(?:[^/]*)(\/.*)$/.exec(url);
  if (!match) return url;
  const path = match[1]!.replace(/^\/([A-Za-z](?::|%3A))/i, '$1');
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
}

/** A file's name without folders. */
export function nameOf(path: string): string {
  return path.slice(Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\')) + 1) || path;
}
