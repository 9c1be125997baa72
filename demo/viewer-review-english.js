import { cutsInEnglish } from './viewer-cuts-english.js';
import { shorten } from './viewer-format.js';
import { typeNameInEnglish } from './viewer-type-names.js';

const number = (value) => value.toLocaleString('en');
const counted = (count, one, several) => `${number(count)} ${count === 1 ? one : several}`;
const places = (count) => counted(count, 'place', 'places');

/** What the review says, in English. */
export const reviewInEnglish = {
  ...cutsInEnglish,
  typeName: typeNameInEnglish,
  allTypes: 'All types',
  findings: (count) => counted(count, 'finding', 'findings'),
  places,
  groups: {
    open: (count) => `To decide, ${number(count)}`,
    mask: (count) => `Masked, ${number(count)}`,
    keep: (count) => `Kept, ${number(count)}`,
    cut: (count) => `Left out, ${number(count)}`,
    own: (count) => `Added by you, ${number(count)}`,
  },
  placeKinds: {
    prompt: 'Prompt',
    answer: 'Answer',
    thought: 'Thought',
    call: 'Command',
    output: 'Output',
    change: 'Change',
    terminal: 'Terminal',
    title: 'Title',
    other: 'Elsewhere in the archive',
  },
  whereAndWhen: (kind, time) => {
    const where = {
      prompt: 'in a prompt',
      answer: 'in an answer',
      thought: 'in a thought',
      call: 'in a command',
      output: 'in output',
      change: 'in a change',
      terminal: 'in the terminal',
      title: 'in the title',
    }[kind];
    return `${where ?? 'elsewhere'}, ${time}`;
  },
  maskQuestion: 'mask?',
  everywhere: 'masked wherever it stands',
  removeText: (text) => `Mask “${shorten(text)}” no more`,
  unsearched: ({ images = 0, documents = 0 }) => {
    const parts = [
      images > 0 && counted(images, 'picture', 'pictures'),
      documents > 0 && counted(documents, 'document', 'documents'),
    ].filter(Boolean);
    if (parts.length === 0) return '';
    return `${parts.join(' and ')} ${images + documents === 1 ? 'was' : 'were'} not searched: look at ${images + documents === 1 ? 'it' : 'them'} yourself.`;
  },
  placeOf: (at, all) => `place ${number(at)} of ${number(all)}`,
  noPlaces: 'Where it stands is not known.',
  inStory: (time) => `${time} in the story`,
  around: 'What stands around it',
  hiddenValue: (length) => `hidden value of ${counted(length, 'character', 'characters')}`,
  otherPlaces: (count) =>
    count === 1 ? 'The other place with the same value' : `The other ${places(count)} with the same value`,
  morePlaces: (count) => `And ${number(count)} more, which are treated alike.`,
  afterMasking: 'After masking it reads',
  position: (at, all) => `${number(at)} of ${number(all)}`,
  maskAll: (count) => (count === 1 ? 'Mask it' : `Mask all ${places(count)}`),
  showValue: 'Show the value',
  hideValue: 'Hide the value',
  sentence: (why) => `${why.charAt(0).toUpperCase()}${why.slice(1).replace(/\.?$/, '.')}`,
  maskSelected: 'Mask this text everywhere',
  selectMore: (least) => `Select at least ${least} characters to mask them`,
  addedText: {
    added: (text) => `“${shorten(text)}” is masked wherever it stands.`,
    short: (_, least) => `At least ${least} characters: a shorter text is part of too many words.`,
    known: (text) => `“${shorten(text)}” is masked already.`,
  },
  decided: (decided, all) => {
    if (all === 0) return 'Nothing to decide';
    return decided === all
      ? `All ${number(all)} decided`
      : `${number(decided)} of ${number(all)} decided, ${number(all - decided)} to go`;
  },
  allDecided: 'All decided: the masked copy can be saved.',
  decideFirst: (left) =>
    `Nothing is written before all are decided: ${left === 1 ? 'one is' : `${number(left)} are`} left.`,
  maskLeft: (left) => (left === 1 ? 'Mask the one that is left' : `Mask the ${number(left)} that are left`),
  saving: 'Masking, and searching what was written…',
  saved: (name, size, unfound) =>
    `Saved: ${name}, ${size}.${unfound.length > 0 ? ` Not in it anyway: ${unfound.map((text) => `“${shorten(text)}”`).join(', ')}.` : ''}`,
  notSaved: (reason) => `Nothing was saved: ${reason}`,
  nothing: 'Nothing was found',
  nothingAbout:
    'Prompts, answers, commands, output, changes and the terminal were searched for keys, tokens and passwords. If you know of something else, name it under “Something missed?”.',
};
