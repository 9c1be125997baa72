import { defineElement } from '../define-element.ts';
import { RepriseKeyList } from './key-list.ts';

defineElement('reprise-key-list', RepriseKeyList);
