/** A record as the tool wrote it; every field may be missing or of another type than expected. */
export type LogRecord = Readonly<Record<string, unknown>>;

/** Nesting above which a record is kept as its text: well below what readers of archives accept. */
export const MAX_RECORD_DEPTH = 200;
