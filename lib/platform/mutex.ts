/** A queue that runs one task at a time. A task that fails does not block the next one; `onFailed` is called with its error too. */
export function createMutex(onFailed: (thrown: unknown) => void = () => undefined) {
  let previous: Promise<unknown> = Promise.resolve();
  return <Result>(work: () => Promise<Result>): Promise<Result> => {
    const result = previous.then(work);
    previous = result.catch(onFailed);
    return result;
  };
}
