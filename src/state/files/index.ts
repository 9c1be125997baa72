export * from './hunks.ts';
export * from './patch.ts';
export * from './file-version.ts';
export * from './file-state.ts';
export * from './file-reference.ts';
export * from './change-recorder.ts';
export * from './squash.ts';
export * from './file-history.ts';
