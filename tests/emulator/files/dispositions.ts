/**
 * Content-Disposition in the forms that are met, and the names that may come of each: `filename*` wins over `filename`,
 * bad escapes are survived, path parts and control characters go (RFC 6266). Where Chromium has its own
 * way of making a name harmless, that name is there too. Without any the address gives one.
 */
export const dispositions = {
  token: { header: 'attachment; filename=ride.fit', names: ['ride.fit'] },
  quoted: { header: 'attachment; filename="Morning ride.fit"', names: ['Morning ride.fit'] },
  escapedQuote: {
    header: String.raw`attachment; filename="The \"long\" one.fit"`,
    names: ['The "long" one.fit', 'The _long_ one.fit'],
  },
  extended: {
    header: "attachment; filename*=UTF-8''Fr%C3%BChrunde%20%F0%9F%9A%B4.fit",
    names: ['Frührunde 🚴.fit'],
  },
  latin1: { header: "attachment; filename*=ISO-8859-1''Fr%FChrunde.fit", names: ['Frührunde.fit'] },
  both: {
    header: `attachment; filename="plain.fit"; filename*=UTF-8''extended.fit`,
    names: ['extended.fit'],
  },
  bothReversed: {
    header: `attachment; filename*=UTF-8''extended.fit; filename="plain.fit"`,
    names: ['extended.fit'],
  },
  brokenEscape: {
    header: `attachment; filename="plain.fit"; filename*=UTF-8''100%ZZ%.fit`,
    names: ['plain.fit', '100%ZZ%.fit'],
  },
  capitals: { header: 'ATTACHMENT; FILENAME="Ride.FIT"', names: ['Ride.FIT'] },
  semicolon: { header: 'attachment; filename="one; two.fit"', names: ['one; two.fit'] },
  path: { header: 'attachment; filename="../../etc/ride.fit"', names: ['ride.fit', '_.._etc_ride.fit'] },
  windowsPath: {
    header: String.raw`attachment; filename="C:\\rides\\ride.fit"`,
    names: ['ride.fit', 'C__rides_ride.fit'],
  },
  inline: { header: 'inline; filename="shown.fit"', names: ['shown.fit'] },
  nameless: { header: 'attachment', names: [] },
  emptyName: { header: 'attachment; filename=""', names: [] },
} as const satisfies Record<string, { readonly header: string; readonly names: readonly string[] }>;
