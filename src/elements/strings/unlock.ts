import { section } from './section.ts';

/** The form that asks for what opens an encrypted session. */
export const unlockStrings = section('unlock', () => ({
  title: 'This session is encrypted',
  open: 'Open',
  busy: 'Checking …',
  hint: 'It is decrypted in this page. What you type is not sent anywhere.',
  passphrase: {
    intro: 'It opens with the passphrase that it was encrypted with.',
    label: 'Passphrase',
    faults: {
      empty: 'Type the passphrase first.',
      wrong: 'This passphrase does not open the session. Check it for typing errors.',
    },
  },
  key: {
    intro: 'It opens with a key, which is the end of the link that leads to it: everything behind “#k=”.',
    label: 'Key, or the complete link',
    faults: {
      empty: 'Paste the key or the complete link first.',
      wrong: 'This key does not open the session. Was all of the link copied, up to its last letter?',
    },
  },
}));
