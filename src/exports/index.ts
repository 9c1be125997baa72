/** Turns archives into what other tools read, and says what that cannot carry. */
export type {
  ClipSettings,
  ExportFormat,
  Exporter,
  ExportInput,
  ExportOptions,
  ExportSetting,
} from './export-format.ts';
export { EXPORT_FORMATS, exportFormat } from './export-formats.ts';
export type { PackedGrammar, PackedScript, PageParts } from './html/page-parts.ts';
export * from './picture/index.ts';
