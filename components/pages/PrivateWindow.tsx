import type { ComponentChildren } from 'preact';
import { browser } from 'wxt/browser';
import { ProblemSentence } from '../text/ProblemSentence.tsx';
import { Banner } from '../ui/Banner.tsx';

/** The page, but for a private window: nothing of it may be kept, and Musette keeps what it uploads. */
export function NotInPrivateWindow({ children }: { children: ComponentChildren }) {
  // Firefox only: Chromium opens no page of Musette there.
  if (!browser.extension.inIncognitoContext) return children;
  return (
    <main>
      <Banner tone="bad">
        <ProblemSentence problem={{ kind: 'private-window' }} />
      </Banner>
    </main>
  );
}
