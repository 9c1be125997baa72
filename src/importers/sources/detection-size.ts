/** Bytes of a source's head that recognition looks at. */
export const DETECTION_SIZE = 256 * 1024;
