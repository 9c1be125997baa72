import { defineElement } from '../define-element.ts';
import { RepriseLayout } from './layout.ts';

defineElement('reprise-layout', RepriseLayout);
