import fc from 'fast-check';

/** The seed of `npm test`, so that every clone tries the same values. `npm run fuzz` names a fresh one for each round. */
const USUAL_SEED = 20_261_122;

const { FUZZ_SEED } = process.env;

fc.configureGlobal(
  FUZZ_SEED
    ? // Vitest's JSON report leaves out an error's cause, which holds the counterexample.
      { seed: Number(FUZZ_SEED), numRuns: 1000, includeErrorInReport: true }
    : { seed: USUAL_SEED, numRuns: 300 },
);
