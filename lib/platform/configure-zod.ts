import * as z from 'zod/mini';

// Import this before anything that parses: zod tries `new Function` otherwise, which an extension's CSP reports as an error
// (https://zod.dev/api?id=zodconfig).
z.config({ jitless: true });
