import { render } from 'preact';
import { Session } from './Session.tsx';

render(<Session />, document.querySelector('#app')!);
