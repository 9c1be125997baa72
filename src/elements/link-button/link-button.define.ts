import { defineElement } from '../define-element.ts';
import { RepriseLinkButton } from './link-button.ts';

defineElement('reprise-link-button', RepriseLinkButton);
