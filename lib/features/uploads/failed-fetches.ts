import { toSafeFileName } from '../../formats/file-names.ts';
import { notifyChanged } from '../../platform/change-events.ts';
import { digest } from '../../platform/digest.ts';
import type { PlainProblem } from '../../platform/problem.ts';
import { getCredentials } from '../../services/intervals/credentials.ts';
import { createUploadWithoutFile } from './create-upload.ts';
import { lacksFile, NO_BATCH, type Upload } from './upload.ts';
import { addUpload, deleteUploads, findUploadByDigest, getUploadsInState } from './upload-store.ts';

/** The newest failures that are kept. */
const MAX_FAILED_FETCHES = 20;

/** A file that was to be uploaded, and could not be fetched or stored. */
export interface FailedFetch {
  /** What the user calls it: a file's name, or the title of a page. */
  name: string;
  via: Upload['origin']['via'];
  /** The user did not ask for it. */
  automatic: boolean;
  /** Identifies the attempt: the same one fails and succeeds in the same row. */
  key: string;
  /** Where the user can try again. */
  page?: string | undefined;
  problem: PlainProblem;
}

/** Shows in the outbox what failed, for nobody may have looked when it did. Without an account there is no outbox to show it in. */
export async function recordFailedFetch({ name, via, automatic, key, page, problem }: FailedFetch): Promise<void> {
  const credentials = await getCredentials();
  if (!credentials) return;
  const upload = await createUploadWithoutFile(key, {
    athlete: credentials.athlete.id,
    name: toSafeFileName(name.replaceAll(/[\\/]/g, '-')),
    size: 0,
    origin: { via, automatic },
    batch: NO_BATCH,
    state: { name: 'failed', problem, hasNoFile: true },
    ...(isHttps(page) && page.length <= MAX_PAGE_LENGTH && { page }),
  });
  await addUpload(upload, undefined, ({ id }) => ({ ...upload, id }));
  const kept = await getUploadsInState('failed', lacksFile);
  const oldest = kept.toSorted((a, b) => b.addedAt - a.addedAt).slice(MAX_FAILED_FETCHES);
  await deleteUploads(oldest.map(({ id }) => id));
  notifyChanged();
}

/** Removes what is shown of an earlier attempt: this one has succeeded. */
export async function removeFailedFetch(key: string): Promise<void> {
  const credentials = await getCredentials();
  const upload = credentials && (await findUploadByDigest(credentials.athlete.id, await digest(new Blob([key]))));
  if (!upload) return;
  await deleteUploads([upload.id], lacksFile);
  notifyChanged();
}

const MAX_PAGE_LENGTH = 2000;

const isHttps = (page: string | undefined): page is `https://${string}` => page?.startsWith('https://') ?? false;
