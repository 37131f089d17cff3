import '../../lib/platform/configure-zod.ts';
import '../../components/ui/tokens.css';
import { render } from 'preact';
import { startPage } from '../../components/pages/start-page.ts';
import { loadUnits } from '../../lib/platform/units.ts';

void startPage(async () => {
  const [{ Options }] = await Promise.all([import('../../components/pages/Options.tsx'), loadUnits()]);
  render(<Options />, document.body);
});
