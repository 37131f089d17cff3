/** A line in which works are done one after the other. One that fails keeps none behind it from its turn; `onFailed` hears of it too. */
export function line(onFailed: (thrown: unknown) => void = () => undefined) {
  let last: Promise<unknown> = Promise.resolve();
  return <Result>(work: () => Promise<Result>): Promise<Result> => {
    const turn = last.then(work);
    last = turn.catch(onFailed);
    return turn;
  };
}
