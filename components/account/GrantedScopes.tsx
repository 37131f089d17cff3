import { i18n } from '#i18n';
import { getAreaLabel } from '../../lib/features/account/scope-labels.ts';
import { hasScope, type Scope, USED_AREAS, type UsedArea } from '../../lib/services/intervals/access.ts';

/** The permissions of the athlete's app, by area, and those that are missing. */
export function GrantedScopes({ scopes }: { scopes: Scope[] }) {
  const missing = USED_AREAS.filter(area => !hasScope({ scopes }, `${area}:READ`));
  return (
    <>
      <h3>{i18n.t('oauth.allowed')}</h3>
      <dl class="allowed">
        {USED_AREAS.map(area => (
          <div key={area}>
            <dt>{getAreaLabel(area)}</dt>
            <dd>{getAreaExtent(scopes, area)}</dd>
          </div>
        ))}
      </dl>
      {missing.length > 0 && (
        <p role="status">{i18n.t('oauth.missing', { what: LIST_FORMAT.format(missing.map(getAreaLabel)) })}</p>
      )}
    </>
  );
}

function getAreaExtent(scopes: Scope[], area: UsedArea): string {
  if (hasScope({ scopes }, `${area}:WRITE`)) return i18n.t('oauth.both');
  return hasScope({ scopes }, `${area}:READ`) ? i18n.t('oauth.reading') : i18n.t('oauth.none');
}

const LIST_FORMAT = new Intl.ListFormat(undefined, { type: 'conjunction' });
