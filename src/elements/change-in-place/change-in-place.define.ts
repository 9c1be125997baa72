import '../diff-view/diff-view.define.ts';
import { defineElement } from '../define-element.ts';
import { RepriseChangeInPlace } from './change-in-place.ts';

defineElement('reprise-change-in-place', RepriseChangeInPlace);
