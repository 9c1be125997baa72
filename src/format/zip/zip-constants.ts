/** Numbers of the ZIP format (APPNOTE 6.3.10) that the profile of spec section 3 uses. */

/** First four bytes of a local header. */
export const LOCAL_SIGNATURE = 0x04034b50;
/** First four bytes of a directory record. */
export const CENTRAL_SIGNATURE = 0x02014b50;
/** First four bytes of the end record. */
export const END_SIGNATURE = 0x06054b50;
/** First four bytes of the ZIP64 end record. */
export const ZIP64_END_SIGNATURE = 0x06064b50;
/** First four bytes of what says where the ZIP64 end record is. */
export const ZIP64_LOCATOR_SIGNATURE = 0x07064b50;
/** First four bytes of a data descriptor, which may lack them. */
export const DESCRIPTOR_SIGNATURE = 0x08074b50;

/** Bytes of a local header before its name. */
export const LOCAL_HEADER_SIZE = 30;
/** Bytes of a directory record before its name. */
export const CENTRAL_HEADER_SIZE = 46;
/** Bytes of the end record before the archive comment. */
export const END_SIZE = 22;
/** Bytes of a ZIP64 end record without extensions. */
export const ZIP64_END_SIZE = 56;
/** Bytes of the ZIP64 locator. */
export const ZIP64_LOCATOR_SIZE = 20;
/** Largest archive comment, and so the farthest an end record can lie from the end. */
export const MAX_COMMENT_SIZE = 0xffff;

/** Stored as it is. */
export const METHOD_STORE = 0;
/** Raw deflate. */
export const METHOD_DEFLATE = 8;

/** Sizes follow the data instead of standing in the local header. */
export const FLAG_DESCRIPTOR = 1 << 3;
/** Name and comment are UTF-8. */
export const FLAG_UTF8 = 1 << 11;
/** Traditional encryption, strong encryption, masked headers. */
export const FLAGS_ENCRYPTED = (1 << 0) | (1 << 6) | (1 << 13);
/** Hints about the compression level (bits 1 and 2) say nothing that changes the content. */
export const FLAGS_IGNORED = (1 << 1) | (1 << 2);

/** Version 2.0: deflate. */
export const VERSION = 20;
/** Version 4.5: ZIP64. */
export const VERSION_ZIP64 = 45;

/** Midnight. */
export const DOS_TIME = 0;
/** 1980-01-01, the first day that a ZIP can express. */
export const DOS_DATE = (0 << 9) | (1 << 5) | 1;

/** Extra field with 64-bit sizes and offset. */
export const EXTRA_ZIP64 = 0x0001;
/** Info-ZIP Unicode path: gives the entry a second name. */
export const EXTRA_UNICODE_PATH = 0x7075;

/** File type in the highest four bits of the external attributes, as Unix tools write it. */
export const UNIX_SYMLINK = 0xa;

/** The value of 16 bits that sends a reader to the ZIP64 record. */
export const MAX_U16 = 0xffff;
/** The value of 32 bits that sends a reader to the ZIP64 record or field. */
export const MAX_U32 = 0xffffffff;
