/** How elements are made: never from markup. */

const SVG = 'http://www.w3.org/2000/svg';

/** What icons are drawn of, in a field of 20 by 20. */
const ICONS = {
  key: 'M7 10a3 3 0 1 0 0 .01M10 10h7.500M15 10v3M12.500 10v2',
  check: 'm4 10.500 4 4 8-9',
  eye: 'M2 10s3-5.500 8-5.500S18 10 18 10s-3 5.500-8 5.500S2 10 2 10zM10 7.600a2.400 2.400 0 1 0 0 4.800 2.400 2.400 0 0 0 0-4.800z',
  own: 'M3.500 16.500h3.500l9-9-3.500-3.500-9 9zM11 5.500 14.500 9',
  warning: 'M10 3 18 17H2zM10 8.500v4M10 14.500v.5',
  shield: 'M10 2.500 4 5v4.500c0 4 2.500 6.500 6 8 3.500-1.500 6-4 6-8V5z',
  terminal: 'm4 6 3.500 3.500L4 13M10 14h6',
  edit: 'M3.500 16.500h3.500l9-9-3.500-3.500-9 9zM11 5.500 14.500 9',
  person:
    'M10 3.500a3.250 3.250 0 1 0 0 6.500 3.250 3.250 0 0 0 0-6.500zM3.500 17c0-3.250 3-5 6.500-5s6.500 1.750 6.500 5',
  agent: 'M4 8h12v8H4zM10 8V4M7.500 11v1.500M12.500 11v1.500',
  cut: 'M5 3.500a2 2 0 1 0 0 4 2 2 0 0 0 0-4zM5 12.500a2 2 0 1 0 0 4 2 2 0 0 0 0-4zM6.700 6.500l10 8M6.700 13.500l10-8',
  picture: 'M3 4h14v12H3zM3 13.500l4-4 3.500 3.500 2.500-2.500 4 4',
  clock: 'M10 3a7 7 0 1 0 0 14 7 7 0 0 0 0-14zM10 6v4l2.500 2',
  file: 'M5 2.500h6.500l4 4V17.500H5zM11.500 2.500v4h4',
};

/** An element of a class (none where that is empty) with content: texts and elements. */
export function make(name, className, ...content) {
  const made = document.createElement(name);
  if (className !== '') made.className = className;
  made.append(...content);
  return made;
}

/** A button that does not send a form. */
export function makeButton(className, act, ...content) {
  const made = make('button', className, ...content);
  made.type = 'button';
  made.addEventListener('click', act);
  return made;
}

/** A drawing that says nothing which the text beside it does not. */
export function icon(name) {
  const drawing = document.createElementNS(SVG, 'svg');
  drawing.setAttribute('viewBox', '0 0 20 20');
  drawing.setAttribute('aria-hidden', 'true');
  drawing.setAttribute('class', `icon-${name}`);
  const path = document.createElementNS(SVG, 'path');
  path.setAttribute('d', ICONS[name]);
  drawing.append(path);
  return drawing;
}
