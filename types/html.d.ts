/** Makes `document.querySelector('reprise-player')` and the like know the elements. */
import '../dist/elements/define.js';
