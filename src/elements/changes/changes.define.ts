import '../code/code-view.define.ts';
import '../diff-view/diff-view.define.ts';
import '../file-list/file-list.define.ts';
import '../tabs/tabs.define.ts';
import { RepriseAllChanges } from './all-changes.ts';
import { RepriseChanges } from './changes.ts';
import { RepriseCurrentChanges } from './current-changes.ts';
import { RepriseSessionFiles } from './session-files.ts';

const elements = {
  'reprise-changes': RepriseChanges,
  'reprise-current-changes': RepriseCurrentChanges,
  'reprise-session-files': RepriseSessionFiles,
  'reprise-all-changes': RepriseAllChanges,
} as const;

for (const [name, element] of Object.entries(elements)) {
  if (!customElements.get(name)) customElements.define(name, element);
}

declare global {
  interface HTMLElementTagNameMap {
    'reprise-changes': RepriseChanges;
    'reprise-current-changes': RepriseCurrentChanges;
    'reprise-session-files': RepriseSessionFiles;
    'reprise-all-changes': RepriseAllChanges;
  }
}
