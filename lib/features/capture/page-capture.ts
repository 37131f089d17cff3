import { withKeepAlive } from '../../platform/keep-alive.ts';
import { getCredentials } from '../../services/intervals/credentials.ts';
import { addCaptured, runCapture } from './add-captured.ts';
import { onPageReport, receivePageFile } from './page-files.ts';

/** Receives what pages of watched sites report. Called once, when the background starts. */
export function startPageCapture(): void {
  onPageReport((report, pageUrl) => void withKeepAlive(onPageFile(report, pageUrl)));
}

async function onPageFile(message: unknown, pageUrl: string): Promise<void> {
  const result = await receivePageFile(message, pageUrl);
  if (!result?.site.automatic || result.file.how !== 'click' || !(await getCredentials())) return;
  const { bytes, name } = result.file;
  await runCapture(() => addCaptured(new File([bytes], name)));
}
