import { MINUTE, SECOND } from '../../platform/time.ts';

/** Every bound on what a page or a download may cost, in one place. */

const MIB = 2 ** 20;

/** Bytes of a finished download that is looked at: larger ones are films, or account exports that somebody should choose. */
export const MAX_DOWNLOAD_BYTES = 256 * MIB;

/** Bytes that a page may hand over at once. They travel as base64 in one message, whose limit is 64 MiB. */
export const MAX_PAGE_FILE_BYTES = 32 * MIB;

/** How much of what was heard is kept, over all pages. */
export const MAX_PAGE_FILES = 8;

/** Blobs that the hook remembers in one page, should one of them be saved. */
export const MAX_BLOBS = 16;

/** Messages of each kind that one page has in `TALK_WINDOW_MS`. */
export const MAX_REPORTS = 10;
export const REPORT_WINDOW_MS = 10 * SECOND;

/** What a page fetches is told a moment later: most of it becomes a blob that is saved, and is told by that. */
export const FETCH_REPORT_DELAY_MS = SECOND;

/** How far apart a download and what the page told of it may begin. */
export const MAX_START_DIFFERENCE_MS = 10 * SECOND;

/** How long a finished download waits for the page to tell of it. Reading and carrying 32 MiB takes about a second. */
export const PAGE_FILE_WAIT_MS = 3 * SECOND;

/** What was heard and belongs to no download is forgotten after this, and what asks "Where to save?" takes less. */
export const PAGE_FILE_TTL_MS = 10 * MINUTE;

/** A download that began longer ago than this when it is told of is an old one, told again after a restart. */
export const MAX_START_AGE_MS = MINUTE;

/** How long the same address may take to answer once more. */
export const REFETCH_TIMEOUT_MS = MINUTE;
