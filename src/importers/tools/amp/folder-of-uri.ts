import { asText } from '../../sources/json-value.ts';

/** The path of a folder that is named as `file://` URL. */
export function folderOfUri(uri: unknown): string | undefined {
  const text = asText(uri);
  if (text === undefined) return undefined;
  const path = /^file:\/\/(?:localhost)?(\/.*)$/.exec(text)?.[1];
  if (path === undefined) return undefined;
  try {
    // A drive of Windows stands behind the first slash.
    return decodeURIComponent(path).replace(/^\/([a-z]:)/i, '$1');
  } catch {
    return path;
  }
}
