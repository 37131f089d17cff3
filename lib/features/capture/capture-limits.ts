import { MINUTE, SECOND } from '../../platform/time.ts';

/** The limits on what a page or a download may cost. */

const MIB = 2 ** 20;

/** Bytes of a download that is read: larger ones are films, or account exports that a person should choose themselves. */
export const MAX_DOWNLOAD_BYTES = 256 * MIB;

/** Bytes of a file that a page reports. They travel as base64 in one message, which Chromium limits to 64 MiB. */
export const MAX_PAGE_FILE_BYTES = 32 * MIB;

/** Reported files that are stored, over all pages. */
export const MAX_PAGE_FILES = 8;

/** Blobs that the hook holds in one page, in case one of them is saved. */
export const MAX_BLOBS = 16;

/** Reports of each kind that one page may send in `REPORT_WINDOW_MS`. */
export const MAX_REPORTS = 10;
export const REPORT_WINDOW_MS = 10 * SECOND;

/** Bytes that all frames of one tab may report in `REPORT_WINDOW_MS`, and what the smallest report counts as. */
export const MAX_TAB_BYTES = 64 * MIB;
export const MIN_REPORT_COST = MIB / 4;

/** Recordings that pages of one site may have uploaded in an hour without a question; the others wait for an answer. */
export const MAX_AUTOMATIC_PER_HOUR = 50;

/** Fetched files are reported later: most of them become a blob that is saved, and is then reported as such. */
export const FETCH_REPORT_DELAY_MS = SECOND;

/** Longest time between the start of a download and the page's report of it. */
export const MAX_START_DIFFERENCE_MS = 10 * SECOND;

/** How long a finished download waits for the page's report. Reading and sending 32 MiB takes about a second. */
export const PAGE_FILE_WAIT_MS = 3 * SECOND;

/** Reports that match no download are deleted after this time; a "Where to save?" dialog takes less. */
export const PAGE_FILE_TTL_MS = 10 * MINUTE;

/** A download that is older than this when the browser reports its start is an old one, reported again after a restart. */
export const MAX_START_AGE_MS = MINUTE;

/** How long the second fetch of a download's address may take. */
export const REFETCH_TIMEOUT_MS = MINUTE;
