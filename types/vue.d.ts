/** Typings for Vue templates: `import 'reprise/types/vue'`. */
import type { DefineComponent } from 'vue';
import type { RepriseElementAttributes } from './elements.d.ts';

type Components = {
  [Tag in keyof RepriseElementAttributes]: DefineComponent<RepriseElementAttributes[Tag]>;
};

declare module 'vue' {
  interface GlobalComponents extends Components {}
}
