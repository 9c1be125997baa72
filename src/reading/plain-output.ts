/** Where a piece of output ends: in text, or within an escape sequence. */
type Place =
  | 'text'
  /** Behind ESC. */
  | 'escape'
  /** Behind ESC and intermediate bytes (`ESC ( B`): one more ends it. */
  | 'intermediate'
  /** Within CSI: parameters up to a final byte. */
  | 'control'
  /** Within OSC, DCS, SOS, PM or APC: anything up to BEL, ST or CAN. */
  | 'string';

/**
 * Leaves of a terminal's output what can be read: text, line ends and tabs. Sequences may go on in the next piece.
 *
 * A carriage return alone begins a line of its own, so that a progress bar is the lines it was. Holds no text.
 */
export class PlainOutput {
  #place: Place = 'text';
  /** The last character was a carriage return, which has not been told yet. */
  #returned = false;

  /** The text of the next piece of output. */
  take(data: string): string {
    let text = '';
    for (const character of data) {
      if (this.#place === 'text') text += this.#textOf(character);
      else this.#place = placeAfter(this.#place, character);
    }
    return text;
  }

  #textOf(character: string): string {
    if (character === '\r') {
      this.#returned = true;
      return '';
    }
    const start = placeAfter('text', character);
    if (start !== 'text') {
      this.#place = start;
      return '';
    }
    if (character !== '\n' && character !== '\t' && isControl(character)) return '';
    const lineEnd = this.#returned && character !== '\n' ? '\n' : '';
    this.#returned = false;
    return lineEnd + character;
  }
}

function placeAfter(place: Place, character: string): Place {
  if (character === '\u001b') return 'escape';
  // CAN and SUB end whatever is open.
  if (character === '\u0018' || character === '\u001a') return 'text';
  switch (place) {
    case 'text':
      if (character === '\u009b') return 'control';
      return /[\u0090\u0098\u009d-\u009f]/.test(character) ? 'string' : 'text';
    case 'escape':
      if (character === '[') return 'control';
      if (/[PX\]^_]/.test(character)) return 'string';
      return /[ -/]/.test(character) ? 'intermediate' : ended(character, 'escape');
    case 'intermediate':
      return /[ -/]/.test(character) ? 'intermediate' : ended(character, 'intermediate');
    case 'control':
      return /[ -?]/.test(character) ? 'control' : ended(character, 'control');
    case 'string':
      return character === '\u0007' || character === '\u009c' ? 'text' : 'string';
  }
}

/** Controls within a sequence are carried out by terminals and do not end it. */
function ended(character: string, place: Place): Place {
  return isControl(character) && character !== '\u007f' ? place : 'text';
}

function isControl(character: string): boolean {
  return /\p{Cc}/u.test(character);
}
