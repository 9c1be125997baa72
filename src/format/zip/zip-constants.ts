/** Numbers of the ZIP format (APPNOTE 6.3.10) that the profile of spec section 3 uses. */

export const LOCAL_SIGNATURE = 0x04034b50;
export const CENTRAL_SIGNATURE = 0x02014b50;
export const END_SIGNATURE = 0x06054b50;
export const ZIP64_END_SIGNATURE = 0x06064b50;
export const ZIP64_LOCATOR_SIGNATURE = 0x07064b50;
export const DESCRIPTOR_SIGNATURE = 0x08074b50;

/** Bytes of each record before its variable part. */
export const LOCAL_HEADER_SIZE = 30;
export const CENTRAL_HEADER_SIZE = 46;
export const END_SIZE = 22;
export const ZIP64_END_SIZE = 56;
export const ZIP64_LOCATOR_SIZE = 20;
/** Largest archive comment, and so the farthest an end record can lie from the end. */
export const MAX_COMMENT_SIZE = 0xffff;

export const METHOD_STORE = 0;
export const METHOD_DEFLATE = 8;

/** Sizes follow the data instead of standing in the local header. */
export const FLAG_DESCRIPTOR = 1 << 3;
export const FLAG_UTF8 = 1 << 11;
/** Traditional encryption, strong encryption, masked headers. */
export const FLAGS_ENCRYPTED = (1 << 0) | (1 << 6) | (1 << 13);
/** Hints about the compression level (bits 1 and 2) say nothing that changes the content. */
export const FLAGS_IGNORED = (1 << 1) | (1 << 2);

/** Version 2.0: deflate. */
export const VERSION = 20;
/** Version 4.5: ZIP64. */
export const VERSION_ZIP64 = 45;

/** 1980-01-01 00:00, the first moment a ZIP can express. */
export const DOS_TIME = 0;
export const DOS_DATE = (0 << 9) | (1 << 5) | 1;

export const EXTRA_ZIP64 = 0x0001;
/** Info-ZIP Unicode path: gives the entry a second name. */
export const EXTRA_UNICODE_PATH = 0x7075;

/** File type in the highest four bits of the external attributes, as Unix tools write it. */
export const UNIX_SYMLINK = 0xa;

/** The value that sends a reader to the ZIP64 field. */
export const MAX_U16 = 0xffff;
export const MAX_U32 = 0xffffffff;
