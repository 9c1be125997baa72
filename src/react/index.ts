/** The elements as components of React, 18 or newer. */
export * from './components.ts';
export type { ElementComponent, ElementProps, RepriseTag } from './wrap.ts';
export type { RepriseEventMap } from '../elements/index.ts';
