import '../../lib/platform/configure-zod.ts';
import '../../components/ui/tokens.css';
import { render } from 'preact';
import { Popup } from '../../components/pages/Popup.tsx';

render(<Popup />, document.body);
