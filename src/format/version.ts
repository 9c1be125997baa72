/** Version of the archive format that this library writes: `major.minor`. */
export const FORMAT_VERSION = '1.0';

/** Highest major version that this library reads. A higher one is refused with `unsupported-version`. */
export const FORMAT_MAJOR = 1;

/** Content of the `mimetype` entry and media type of an archive served over HTTP. */
export const MEDIA_TYPE = 'application/vnd.reprise+zip';
