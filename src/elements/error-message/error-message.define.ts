import { defineElement } from '../define-element.ts';
import { RepriseErrorMessage } from './error-message.ts';

defineElement('reprise-error-message', RepriseErrorMessage);
