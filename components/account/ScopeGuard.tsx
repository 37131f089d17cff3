import type { ComponentChildren } from 'preact';
import { i18n } from '#i18n';
import { getScopeLabel } from '../../lib/features/account/scope-labels.ts';
import { hasScope, type Scope, type UsedArea } from '../../lib/services/intervals/access.ts';
import type { Account } from '../../lib/services/intervals/credentials.ts';
import { Anchor } from '../ui/Anchor.tsx';
import { Banner } from '../ui/Banner.tsx';

interface Props {
  account: Account | null;
  area: UsedArea;
  heading: string;
  children: ComponentChildren;
}

/** A screen that needs to read one area; without the permission, only its heading and the reason. */
export function ScopeGuard({ account, area, heading, children }: Props) {
  const isDenied = !canReadArea(account, area);
  return (
    <>
      {isDenied && <h1 class="muted">{heading}</h1>}
      <MissingScopeBanner account={account} scope={isDenied ? `${area}:READ` : `${area}:WRITE`} />
      {!isDenied && children}
    </>
  );
}

/** Whether a screen of an area can show something. Also true without an account: the screen then says how to connect. */
export const canReadArea = (account: Account | null | undefined, area: UsedArea): boolean =>
  !account || hasScope(account, `${area}:READ`);

/** Says that a permission is missing, and where to change that; nothing if it is granted. */
export function MissingScopeBanner({ account, scope }: { account: Account | null; scope: Scope }) {
  if (!account || hasScope(account, scope)) return null;
  return (
    <Banner
      tone="wait"
      actions={
        <Anchor to="options" class="button slim">
          {i18n.t('oauth.again')}
        </Anchor>
      }
    >
      {i18n.t('oauth.needs', { what: getScopeLabel(scope) })}
    </Banner>
  );
}
