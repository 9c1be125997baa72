import { defineElement } from '../define-element.ts';
import { RepriseSurvivors } from './survivors.ts';

defineElement('reprise-survivors', RepriseSurvivors);
