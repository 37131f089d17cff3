import '../../lib/platform/configure-zod.ts';
import '../../components/ui/tokens.css';
import { render } from 'preact';
import { Popup } from '../../components/pages/Popup.tsx';
import { loadUnits } from '../../lib/platform/units.ts';

await loadUnits();
render(<Popup />, document.body);
