/** Parts of paths, for what tools say of the places of their sessions. */

/** The first folder of a path; of a name alone, the name. */
export function firstFolder(path: string): string {
  return path.split('/', 1)[0]!;
}

/** The first two folders of a path. */
export function firstTwoFolders(path: string): string {
  return path.split('/').slice(0, 2).join('/');
}

/** A path without the extension of its file. */
export function withoutExtension(path: string): string {
  return path.replace(/\.[^./]*$/, '');
}

/** A file's name without folders and extension. */
export function stemOf(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1).replace(/\.[^.]*$/, '');
}
