import { i18n } from '#i18n';
import { formatNumber } from '../../lib/platform/format.ts';
import type { Account } from '../../lib/services/intervals/credentials.ts';
import { canReadArea } from '../account/ScopeGuard.tsx';
import { Anchor } from '../ui/Anchor.tsx';
import { Logo } from '../ui/Logo.tsx';
import './Nav.css';

/** The screens of the app. */
export type Screen = 'uploads' | 'find-missing' | (typeof AREA_SCREENS)[number]['name'];

/** The screens that need permission for one area of Intervals.icu. */
const AREA_SCREENS = [
  { name: 'calendar', area: 'CALENDAR', label: i18n.t('nav.workouts') },
  { name: 'activities', area: 'ACTIVITY', label: i18n.t('nav.activities') },
  { name: 'wellness', area: 'WELLNESS', label: i18n.t('nav.wellness') },
] as const;

interface Props {
  account: Account | null | undefined;
  waiting: number;
  screen: Screen;
}

/** The navigation of the app, and the connected athlete. */
export function Nav({ account, waiting, screen }: Props) {
  return (
    <header class="nav">
      <p class="line nav-name">
        <Logo />
        <b>{i18n.t('app.short')}</b>
      </p>
      <nav class="nav-links" aria-label={i18n.t('nav.label')}>
        <a href="#uploads" class="nav-link" aria-current={uploadsCurrent[screen]}>
          {i18n.t('nav.outbox')}
          {waiting > 0 && (
            <span class="muted" aria-hidden="true">
              {formatNumber(waiting)}
            </span>
          )}
        </a>
        {AREA_SCREENS.map(({ name, area, label }) => (
          <a
            key={name}
            href={`#${name}`}
            class={`nav-link ${canReadArea(account, area) ? '' : 'nav-locked'}`}
            aria-current={screen === name ? 'page' : undefined}
          >
            {label}
          </a>
        ))}
      </nav>
      <div class="nav-account small">
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

/** Find missing is reached from the uploads, and belongs to them. */
const uploadsCurrent: Partial<Record<Screen, 'page' | 'true'>> = { uploads: 'page', 'find-missing': 'true' };
