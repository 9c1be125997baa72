/** Where a text stands, as far as it helps to judge what is in it. */
export interface Place {
  /** Name that the text is the value of, where strings of records are masked one by one: `password` of `{ "password": "…" }`. */
  readonly key?: string;
  /** Path of the file that the text is of: in lockfiles names and bare values mean nothing. */
  readonly path?: string;
  /** Where the text is, in words or as a reference of the caller: a finding to review repeats it. */
  readonly at?: string;
}

const LOCKFILE =
  /(?:^|[\\/])(?:package-lock\.json|npm-shrinkwrap\.json|pnpm-lock\.yaml|go\.(?:sum|work\.sum)|[^\\/]+\.lock|[^\\/]+\.lockb?|gradle\.lockfile|packages\.lock\.json|Package\.resolved|flake\.lock|verification-metadata\.xml)$/i;

/** Tells whether a file lists versions and their checksums. */
export function isLockfile(path: string | undefined): boolean {
  return path !== undefined && LOCKFILE.test(path);
}
