import { defineElement } from '../define-element.ts';
import { RepriseAbout } from './about.ts';

defineElement('reprise-about', RepriseAbout);
