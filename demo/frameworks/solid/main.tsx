import { render } from 'solid-js/web';
import { Session } from './Session.tsx';

render(() => <Session />, document.querySelector('#app')!);
