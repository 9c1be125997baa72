/** What a database may cost. Whoever reaches one gets an error; nothing is cut off silently. */

/** Levels of a b-tree. Real ones have five at most. */
export const MAX_TREE_DEPTH = 40;

/** Bytes of one row: what a JavaScript text can hold with room to spare. */
export const MAX_PAYLOAD_SIZE = 256 * 2 ** 20;

/** Rows of one reading. */
export const MAX_ROWS = 50_000_000;

/** Columns of a row: as SQLite has it. */
export const MAX_COLUMNS = 32_767;

/** Tables, indexes, views and triggers of a database. */
export const MAX_SCHEMA_ROWS = 20_000;

/** Characters of a `CREATE` statement. */
export const MAX_STATEMENT_LENGTH = 1_000_000;

/** Frames of a write-ahead log: 16 GiB of usual pages. SQLite begins anew at a thousand. */
export const MAX_WAL_FRAMES = 4_000_000;

/** Bytes that are read at a time. */
export const BLOCK_SIZE = 64 * 1024;

/** Blocks of a file that are kept at most. */
export const MAX_BLOCKS = 128;
