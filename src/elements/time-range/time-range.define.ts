import { defineElement } from '../define-element.ts';
import { RepriseTimeRange } from './time-range.ts';

defineElement('reprise-time-range', RepriseTimeRange);
