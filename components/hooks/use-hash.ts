import { useEffect, useState } from 'preact/hooks';

/**
 * The page's `#…`: which screen is shown. In Firefox the popup cannot open a file picker, and sends people to the app with
 * `#choose-files`.
 */
export function useHash(): string {
  const [hash, setHash] = useState(location.hash);
  useEffect(() => {
    const update = () => setHash(location.hash);
    addEventListener('hashchange', update);
    return () => removeEventListener('hashchange', update);
  }, []);
  return hash;
}
