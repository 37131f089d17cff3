import { withKeepAlive } from '../../platform/keep-alive.ts';
import { getCredentials } from '../../services/intervals/credentials.ts';
import { addCaptured, runCapture } from './add-captured.ts';
import { getAutomaticAllowance, recordAutomaticCaptures } from './automatic-allowance.ts';
import { onPageReport, type ReceivedPageFile, receivePageFile } from './page-files.ts';

/** Receives what pages of watched sites report. Called once, when the background starts. */
export function startPageCapture(): void {
  onPageReport(report => {
    withKeepAlive(receivePageFile(report).then(addAutomatically)).catch(thrown => reportError(thrown));
  });
}

/** Adds what a page saved, on a site whose files are taken without a question; beyond the site's allowance they wait for an answer. */
async function addAutomatically(received: ReceivedPageFile | undefined): Promise<void> {
  if (!received?.site.automatic || received.file.how !== 'click' || !(await getCredentials())) return;
  const { bytes, name } = received.file;
  const { host } = received.site;
  await runCapture(async () => {
    const after = await getAutomaticAllowance(host);
    const count = await addCaptured(new File([bytes], name), { after, host });
    await recordAutomaticCaptures(host, Math.min(count, after));
  });
}
