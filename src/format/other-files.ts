/** What other files that get here by mistake begin with, and what to say of them. */
const OTHER_FILES: readonly (readonly [RegExp, string])[] = [
  [
    /^\s*<(!doctype|html|\?xml|head|body)/i,
    'a web page, not an archive: the address may need a login, or be wrong',
  ],
  [/^version https:\/\/git-lfs/, 'a Git LFS pointer: the archive itself has not been downloaded'],
  [/^\x1f\ufffd/, 'a gzip file: unpack it first'],
  [/^\s*[{[]/, 'JSON: if it is a session log, pack it first'],
  [/^PK\x05\x06/, 'an empty ZIP file'],
];

/** What a file is that is no ZIP, as the end of a sentence. */
export function describeOther(bytes: Uint8Array): string {
  if (bytes.length === 0) return 'empty';
  const text = new TextDecoder().decode(bytes.subarray(0, 200));
  const known = OTHER_FILES.find(([pattern]) => pattern.test(text))?.[1];
  return known ?? 'no Reprise archive: it does not begin like one';
}
