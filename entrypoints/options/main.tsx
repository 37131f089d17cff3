import '../../lib/platform/configure-zod.ts';
import '../../components/ui/tokens.css';
import { render } from 'preact';
import { Options } from '../../components/pages/Options.tsx';
import { loadUnits } from '../../lib/platform/units.ts';

await loadUnits();
render(<Options />, document.body);
