/** A line in which works are done one after the other. One that fails keeps none behind it from its turn; `onFailed` hears of it too. */
export function createMutex(onFailed: (thrown: unknown) => void = () => undefined) {
  let previous: Promise<unknown> = Promise.resolve();
  return <Result>(work: () => Promise<Result>): Promise<Result> => {
    const result = previous.then(work);
    previous = result.catch(onFailed);
    return result;
  };
}
