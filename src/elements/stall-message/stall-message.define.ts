import { defineElement } from '../define-element.ts';
import { RepriseStallMessage } from './stall-message.ts';

defineElement('reprise-stall-message', RepriseStallMessage);
