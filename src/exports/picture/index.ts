/** Pictures of sessions, drawn without a browser: state → a picture → SVG. */
export { coverPicture } from './cover-picture.ts';
export { diffPicture, type DiffPictureOptions } from './diff-picture.ts';
export type { Fonts, ThemeName } from './look.ts';
export type { Picture, Shape, TextShape } from './picture.ts';
export { PictureError, type PictureErrorCode } from './picture-error.ts';
export { MAX_PIXELS, type Pixels, type Rasteriser } from './rasteriser.ts';
export { terminalPicture, type TerminalPictureOptions } from './terminal/terminal-picture.ts';
export { writeSvg } from './write-svg.ts';
