export { isAlike } from './is-alike.ts';
export type * from './track-state.ts';
export type * from './transcript/transcript-item.ts';
export { TranscriptContext } from './transcript/transcript-context.ts';
export { TranscriptState } from './transcript/transcript-state.ts';
export { plusUsage } from './transcript/plus-usage.ts';
export { ChangedFiles } from './files/changed-files.ts';
export type { ChangedFile } from './files/changed-files.ts';
export type * from './terminal/terminal-screen.ts';
export {
  arcOf,
  type CellArc,
  type CellRectangle,
  cellRectangles,
  type CellSize,
  isDrawn,
  RECORD_SIGN,
  shadeOf,
} from './terminal/box-shapes.ts';
export { paletteColor, recordedColors } from './terminal/recorded-colors.ts';
export * from './outcomes/index.ts';
export { OutlineBuilder } from './outline.ts';
export { indexContent } from './outline/index-content.ts';
export type { Outline } from './outline.ts';
export { isAgentFold } from './reading/agents-worked.ts';
export { foldLabel, type CallSummary } from './reading/fold-label.ts';
export { lineOf, plainText } from './outcomes/plain-text.ts';
export { ReadingMapBuilder } from './reading-map.ts';
export { rebuildIndex } from './rebuild-index.ts';
export * from './files/hunks.ts';
export { isOutside } from './files/outside-path.ts';
export * from './files/patch-text.ts';
export { referencedText } from './files/file-reference.ts';
export type { ChangeTexts, KnownFile } from './files/file-history.ts';
export type { BlamedFile, BlamedLine, LineOrigin } from './files/blame.ts';
export type { SquashedFile } from './files/squash.ts';
