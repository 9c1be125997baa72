import { defineElement } from '../define-element.ts';
import { RepriseAnnouncement } from './announcement.ts';

defineElement('reprise-announcement', RepriseAnnouncement);
