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
      'no-key': 'This is no passphrase.',
    },
  },
  key: {
    intro: 'It opens with a key, which is the end of the link that leads to it: everything behind “#k=”.',
    label: 'Key, or the complete link',
    faults: {
      empty: 'Paste the key or the complete link first.',
      wrong: 'This key does not open the session. It may belong to another one.',
      'no-key': 'This is no key: it has 43 letters, digits, “-” and “_”. Was it cut off?',
    },
  },
}));
