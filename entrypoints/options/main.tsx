import '../../lib/platform/configure-zod.ts';
import '../../components/ui/tokens.css';
import { render } from 'preact';
import { Options } from '../../components/pages/Options.tsx';

render(<Options />, document.body);
