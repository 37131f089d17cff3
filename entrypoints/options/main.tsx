import '../../components/start.ts';
import '../../components/tokens.css';
import { render } from 'preact';
import { Options } from '../../components/Options.tsx';

render(<Options />, document.body);
