import type { ComponentChildren } from 'preact';
import { i18n } from '#i18n';
import type { Account } from '../../lib/credentials.ts';
import { allows, type Scope, type UsedArea } from '../../lib/intervals/access.ts';
import { Anchor } from '../Anchor.tsx';
import { Banner } from '../Banner.tsx';
import { scopeWords } from './scope-words.ts';

interface Props {
  account: Account | null;
  area: UsedArea;
  heading: string;
  children: ComponentChildren;
}

/** A screen of one area; its heading and the reason alone where the athlete lets nobody read it. */
export function IfAllowed({ account, area, heading, children }: Props) {
  const isShut = !mayRead(account, area);
  return (
    <>
      {isShut && <h1 class="muted">{heading}</h1>}
      <NotAllowed account={account} scope={isShut ? `${area}:READ` : `${area}:WRITE`} />
      {!isShut && children}
    </>
  );
}

/** Whether there is anything to see in an area: whoever is not connected is asked to connect there, and nothing else. */
export const mayRead = (account: Account | null | undefined, area: UsedArea): boolean =>
  !account || allows(account, `${area}:READ`);

/** Says that something was not allowed, and where that can be changed; nothing where it was. */
export function NotAllowed({ account, scope }: { account: Account | null; scope: Scope }) {
  if (!account || allows(account, scope)) return null;
  return (
    <Banner
      tone="wait"
      actions={
        <Anchor to="options" class="button slim">
          {i18n.t('oauth.again')}
        </Anchor>
      }
    >
      {i18n.t('oauth.needs', { what: scopeWords(scope) })}
    </Banner>
  );
}
