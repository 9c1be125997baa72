export type * from './importer.ts';
export { DETECTION_SIZE, ImportError } from './importer.ts';
