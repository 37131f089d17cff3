import '../../lib/platform/configure-zod.ts';
import '../../components/ui/tokens.css';
import { render } from 'preact';
import { App } from '../../components/pages/App.tsx';
import { loadUnits } from '../../lib/platform/units.ts';

await loadUnits();
render(<App />, document.body);
