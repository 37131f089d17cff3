import { makeZip, type ZipMemberSpec } from '../../fixtures/recordings.ts';

/**
 * A zip as Garmin's servers write one: data descriptors and UTF-8 names (flags 0x808), so that the local headers have
 * zeros for sizes and checksum: five real ones of March and April 2026 had it so.
 */
export function zipAsGarmin(members: readonly ZipMemberSpec[]): Uint8Array {
  return makeZip(members, { dataDescriptors: true });
}
