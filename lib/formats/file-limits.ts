/** Every bound on what an archive or a file may cost, in one place: a hostile file ends here and nowhere else. */

const MIB = 2 ** 20;

/** Bytes of one recording. Twenty-four hours of TCX at a point a second are some 60 MiB, of FIT some 10. */
export const MAX_RECORDING_BYTES = 128 * MIB;

/** Bytes of an archive within an archive. Garmin's account export cuts its inner zips at about 1 GiB. */
export const MAX_NESTED_ARCHIVE_BYTES = 2048 * MIB;

/** Bytes that one chosen file may unpack to in all: twenty years of an athlete, photographs left out. */
export const MAX_UNPACKED_BYTES = 8192 * MIB;

/** Members of all archives in one chosen file. Three recordings a day for fifteen years are 16,000. */
export const MAX_ARCHIVE_ENTRIES = 20_000;

/** Bytes of a zip's directory: 20,000 entries with names and extras of 400 bytes fit. */
export const MAX_ZIP_DIRECTORY_BYTES = 16 * MIB;

/** Archives within each other. A zip of zips of gz is the deepest that anybody hands out. */
export const MAX_ARCHIVE_DEPTH = 3;

/** Unpacked over packed size. TCX from a trainer reaches 60; deflate itself ends at 1032, where bombs live. */
export const MAX_COMPRESSION_RATIO = 250;

/** A file of nothing but blanks reaches any ratio; below this size it does no harm. */
export const RATIO_CHECK_MIN_BYTES = 4 * MIB;

/**
 * Packed bytes that the browser may inflate in one go. It does so without looking whether anybody still reads, so
 * this times 1032 (66 MB) is what a bomb can make it hold before we come to stop it.
 */
export const INFLATE_CHUNK_BYTES = 64 * 1024;

/** Unpacked bytes that stay on the heap; what is longer goes into Blobs, which browsers keep elsewhere. */
export const MAX_HEAP_BYTES = 16 * MIB;

/** Bytes read at once from a file on disk: one read of many small members instead of two reads for each. */
export const READ_AHEAD_BYTES = MIB;

/** Sessions of one FIT file, activities of one TCX file. A season in one file has been seen, never a thousand. */
export const MAX_SESSIONS = 1000;

/** Elements within each other in TCX and GPX, whose own depth is 12. */
export const MAX_XML_DEPTH = 200;

/**
 * Places in a gzip file that look like the start of a further member but are none. Chance makes one in 128 MiB.
 */
export const MAX_FALSE_GZIP_STARTS = 32;
