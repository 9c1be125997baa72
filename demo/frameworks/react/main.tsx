import { createRoot } from 'react-dom/client';
import { Session } from './Session.tsx';

createRoot(document.querySelector('#app')!).render(<Session />);
