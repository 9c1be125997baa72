/**
 * Numbers and texts of records that TypeScript cannot tell apart, by what a schema asks of them.
 *
 * `npm run schemas` reads the `@schema` tags here and in `events.ts`: each is JSON Schema that is added to what the
 * type says. To the compiler they are plain numbers and strings.
 */

/** A time in ms, a size in bytes, a number of things. @schema {"type":"integer","minimum":0,"maximum":9007199254740991} */
export type Count = number;

/** A number counted from 1. @schema {"type":"integer","minimum":1,"maximum":9007199254740991} */
export type Ordinal = number;

/** Any integer. @schema {"type":"integer"} */
export type Integer = number;

/** Milliseconds or seconds with a fraction. @schema {"type":"number","minimum":0} */
export type Interval = number;

/** A text that is not empty. @schema {"type":"string","minLength":1} */
export type Name = string;

/** One character. @schema {"type":"string","minLength":1,"maxLength":1} */
export type Character = string;

/** At most 400 characters. @schema {"type":"string","maxLength":400} */
export type Excerpt = string;

/** SHA-256 in 64 hex digits. @schema {"type":"string","pattern":"^[0-9a-f]{64}$"} */
export type Sha256Text = string;

/** Path of an entry that holds a payload. @schema {"type":"string","pattern":"^blobs/"} */
export type BlobPath = string;

/** A text of a note, at most 10,000 characters. @schema {"type":"string","maxLength":10000} */
export type NoteText = string;

/** A name or word that is shown on one line, at most 200 characters. @schema {"type":"string","minLength":1,"maxLength":200} */
export type Label = string;
