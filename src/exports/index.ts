/** Turns archives into what other tools read, and says what that cannot carry. */
export type {
  PictureSettings,
  ExportFormat,
  Exporter,
  ExportInput,
  ExportOptions,
  ExportSetting,
} from './export-format.ts';
export { EXPORT_FORMATS, exportFormat } from './export-formats.ts';
export type { PackedGrammar, PackedScript, PageParts } from './html/page-parts.ts';
export * from './picture/index.ts';
export { EXPORT_VIEWS, type ExportView } from './conversation/export-view.ts';
export { reportText, type ReportOptions } from './report/report-text.ts';
export { reportedMoment } from './report/failing-call.ts';
export { TRACKERS, type Tracker } from './report/tracker.ts';
