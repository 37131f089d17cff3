import type { ComponentChildren } from 'preact';
import { i18n } from '#i18n';
import type { Account } from '../../lib/credentials.ts';
import { allows, type Scope, type UsedArea } from '../../lib/intervals/access.ts';
import { Anchor } from '../Anchor.tsx';
import { Banner } from '../Banner.tsx';
import { scopeWords } from './scope-words.ts';
import './IfAllowed.css';

interface Props {
  account: Account | null;
  area: UsedArea;
  children: ComponentChildren;
}

/** A screen of one area: greyed out with the reason where the athlete lets nobody read it, with a word where they let nobody write. */
export function IfAllowed({ account, area, children }: Props) {
  const isShut = account !== null && !allows(account, `${area}:READ`);
  return (
    <>
      <NotAllowed account={account} scope={isShut ? `${area}:READ` : `${area}:WRITE`} />
      <div class="if-allowed" inert={isShut}>
        {children}
      </div>
    </>
  );
}

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
