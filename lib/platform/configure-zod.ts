import * as z from 'zod/mini';

// Imported before anything that parses: zod tries `new Function` otherwise, which an extension's CSP reports as an error.
z.config({ jitless: true });
