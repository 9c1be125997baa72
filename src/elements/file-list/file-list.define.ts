import { defineElement } from '../define-element.ts';
import { RepriseFileList } from './file-list.ts';

defineElement('reprise-file-list', RepriseFileList);
