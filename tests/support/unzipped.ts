import { unzipSync } from 'fflate';

/** What is in a zip, in its order, read by an independent library. */
export const unzipped = (zip: Uint8Array | undefined): { name: string; bytes: Uint8Array }[] =>
  Object.entries(unzipSync(new Uint8Array(zip ?? []))).map(([name, bytes]) => ({
    name,
    bytes: new Uint8Array(bytes),
  }));
