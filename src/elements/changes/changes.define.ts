import '../code/code-view.define.ts';
import '../diff-view/diff-view.define.ts';
import '../file-list/file-list.define.ts';
import '../tabs/tabs.define.ts';
import { defineElement } from '../define-element.ts';
import { RepriseAllChanges } from './all-changes.ts';
import { RepriseChanges } from './changes.ts';
import { RepriseCurrentChanges } from './current-changes.ts';
import { RepriseSessionFiles } from './session-files.ts';

defineElement('reprise-changes', RepriseChanges);
defineElement('reprise-current-changes', RepriseCurrentChanges);
defineElement('reprise-session-files', RepriseSessionFiles);
defineElement('reprise-all-changes', RepriseAllChanges);
