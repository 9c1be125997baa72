export * from './patch.ts';
export * from './file-version.ts';
export * from './file-state.ts';
