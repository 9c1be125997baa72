import { Component, CUSTOM_ELEMENTS_SCHEMA, signal } from '@angular/core';
import { ReprisePlayerDirective } from './reprise-player.directive.ts';

/** A session with controls of the page's own: what is played, the player's events, its methods. */
@Component({
  selector: 'session-page',
  imports: [ReprisePlayerDirective],
  schemas: [CUSTOM_ELEMENTS_SCHEMA],
  template: `
    <reprise-player
      #player
      src="session.reprise"
      [source]="file()"
      theme="dark"
      (loadedmetadata)="title.set(player.session.manifest?.title ?? '')"
      (timeupdate)="seconds.set(player.currentTime)"
    />
    <p>
      <button (click)="player.play()">Play</button>
      <input #picker type="file" aria-label="Another session" (change)="file.set(picker.files?.[0])" />
      <output>{{ title() }}</output>
      <time>{{ seconds().toFixed(1) }} s</time>
    </p>
  `,
})
export class SessionPage {
  readonly file = signal<File | undefined>(undefined);
  readonly title = signal('');
  readonly seconds = signal(0);
}
