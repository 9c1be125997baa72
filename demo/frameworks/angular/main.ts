import '@angular/compiler';
import { bootstrapApplication } from '@angular/platform-browser';
import 'reprise/define';
import { SessionPage } from './session-page.ts';

void bootstrapApplication(SessionPage);
