/** All limits on what a file or an archive may cost, against hostile files. */

const MIB = 2 ** 20;

/** Bytes of one recording. Twenty-four hours of TCX at a point a second are some 60 MiB, of FIT some 10. */
export const MAX_RECORDING_BYTES = 128 * MIB;

/** Bytes of an archive within an archive. Garmin's account export cuts its inner zips at about 1 GiB. */
export const MAX_NESTED_ARCHIVE_BYTES = 2048 * MIB;

/** Bytes that one chosen file may unpack to in all: twenty years of recordings without photographs. */
export const MAX_UNPACKED_BYTES = 8192 * MIB;

/** Members of all archives in one chosen file. Three recordings a day for fifteen years are 16,000. */
export const MAX_ARCHIVE_ENTRIES = 20_000;

/** Bytes of a zip's directory: 20,000 entries with names and extras of 400 bytes fit. */
export const MAX_ZIP_DIRECTORY_BYTES = 16 * MIB;

/** Depth of nested archives. The deepest known export is a zip of zips of gz. */
export const MAX_ARCHIVE_DEPTH = 3;

/** Unpacked over packed size. TCX from a trainer reaches 60; deflate cannot pass 1032, which bombs come close to. */
export const MAX_COMPRESSION_RATIO = 250;

/** A small file of blanks may reach any ratio; below this size it does no harm. */
export const RATIO_CHECK_MIN_BYTES = 4 * MIB;

/**
 * Packed bytes that are given to the browser's inflater at once. It inflates all of them without waiting for its
 * reader, so a bomb can make it hold at most this times 1032 (66 MB) before we can stop it.
 */
export const INFLATE_CHUNK_BYTES = 64 * 1024;

/** Unpacked bytes that stay on the heap; longer content goes into Blobs, which browsers store outside of it. */
export const MAX_HEAP_BYTES = 16 * MIB;

/** Bytes read at once from a file on disk: one read for many small members instead of two for each. */
export const READ_AHEAD_BYTES = MIB;

/** Sessions of one FIT file, activities of one TCX file. A season in one file has been seen, never a thousand. */
export const MAX_SESSIONS = 1000;

/** Values of one wellness export: thirty fields a day for a lifetime are a million, and some 500 MB as objects. */
export const MAX_MEASUREMENTS = 2_000_000;

/** Depth of nested elements; TCX and GPX have at most 12. */
export const MAX_XML_DEPTH = 200;
