import '../../lib/platform/configure-zod.ts';
import '../../components/ui/tokens.css';
import { render } from 'preact';
import { startPage } from '../../components/pages/start-page.ts';

void startPage(async () => {
  const { Options } = await import('../../components/pages/Options.tsx');
  render(<Options />, document.body);
});
