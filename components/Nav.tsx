import { i18n } from '#i18n';
import type { Account } from '../lib/credentials.ts';
import { Anchor } from './Anchor.tsx';
import { mayRead } from './account/IfAllowed.tsx';
import { number } from './format.ts';
import { Mark } from './Mark.tsx';
import './Nav.css';

/** What the app can show. */
export type Screen = 'outbox' | 'missing' | 'workouts';

interface Props {
  account: Account | null | undefined;
  waiting: number;
  screen: Screen;
}

/** Where one can go in the app, and who is connected. */
export function Nav({ account, waiting, screen }: Props) {
  return (
    <header class="nav">
      <p class="line nav-name">
        <Mark />
        <b>{i18n.t('app.short')}</b>
      </p>
      <nav aria-label={i18n.t('nav.label')}>
        <a href="#outbox" class="nav-link" aria-current={outboxIs[screen]}>
          {i18n.t('nav.outbox')}
          {waiting > 0 && (
            <span class="muted" aria-hidden="true">
              {number(waiting)}
            </span>
          )}
        </a>
        <a
          href="#workouts"
          class={`nav-link ${mayRead(account, 'CALENDAR') ? '' : 'nav-shut'}`}
          aria-current={screen === 'workouts' ? 'page' : undefined}
        >
          {i18n.t('nav.workouts')}
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

/** What is missing is found from the outbox, and belongs to it. */
const outboxIs = { outbox: 'page', missing: 'true', workouts: undefined } as const;
