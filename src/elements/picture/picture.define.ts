import { defineElement } from '../define-element.ts';
import { ReprisePicture } from './picture.ts';

defineElement('reprise-picture', ReprisePicture);
