import { useEffect, useState } from 'preact/hooks';

/**
 * The page's `#…`: which screen is shown. The popup in Firefox, which cannot ask for files itself, sends people here with
 * `#choose`.
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
