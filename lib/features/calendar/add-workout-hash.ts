/** The app's `#…` that adds the file of an upload to the calendar. */
export const toAddWorkoutHash = (uploadId: string): string => `#calendar/add/${uploadId}`;

/** The id of the upload in such a hash; undefined for every other hash. */
export const parseAddWorkoutHash = (hash: string): string | undefined => /^#calendar\/add\/([\w-]+)$/.exec(hash)?.[1];
