import { i18n } from '#i18n';
import type { Account } from '../lib/credentials.ts';
import { Anchor } from './Anchor.tsx';
import { number } from './format.ts';
import { Mark } from './Mark.tsx';
import './Nav.css';

interface Props {
  account: Account | null | undefined;
  waiting: number;
  /** The outbox itself is shown, and not a screen that belongs to it. */
  isOutbox: boolean;
}

/** Where one can go in the app, and who is connected. */
export function Nav({ account, waiting, isOutbox }: Props) {
  return (
    <header class="nav">
      <p class="line nav-name">
        <Mark />
        <b>{i18n.t('app.short')}</b>
      </p>
      <nav aria-label={i18n.t('nav.label')}>
        <a href="#outbox" class="nav-link" aria-current={isOutbox ? 'page' : 'true'}>
          {i18n.t('nav.outbox')}
          {waiting > 0 && (
            <span class="muted" aria-hidden="true">
              {number(waiting)}
            </span>
          )}
        </a>
      </nav>
      <div class="nav-who small">
        {account && (
          <p>
            <b class="nav-athlete">{account.athlete.name}</b> <span class="muted">{account.athlete.id}</span>
          </p>
        )}
        <Anchor to="options">{i18n.t('app.options')}</Anchor>
      </div>
    </header>
  );
}
