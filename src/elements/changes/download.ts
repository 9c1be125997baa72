/** Characters of a name that some system takes for something else. */
const UNSAFE = /[\p{Cc}\p{Cf}\p{Co}\p{Cn}\\/:*?"<>|]/gu;

/** Longest name that every file system takes, bytes of UTF-8 left aside. */
const MAX_NAME = 200;

/** A name under which a file can be saved anywhere: that of its path, without what could lead elsewhere. */
export function safeName(path: string): string {
  const name = path.slice(path.lastIndexOf('/') + 1);
  const safe = name.replace(UNSAFE, '_').replace(/^\.+|[. ]+$/gu, '_');
  return safe.slice(-MAX_NAME) || 'file';
}

/** Saves a version of a file under its own name. */
export function download(path: string, text: string): void {
  const url = URL.createObjectURL(new Blob([text], { type: 'application/octet-stream' }));
  const link = document.createElement('a');
  link.href = url;
  link.download = safeName(path);
  link.click();
  URL.revokeObjectURL(url);
}
