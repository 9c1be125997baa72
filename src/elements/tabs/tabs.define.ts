import { defineElement } from '../define-element.ts';
import { RepriseTabs } from './tabs.ts';

defineElement('reprise-tabs', RepriseTabs);
