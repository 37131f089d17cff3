import { i18n } from '#i18n';
import { allows, type Scope, USED_AREAS, type UsedArea } from '../../lib/intervals/access.ts';
import { areaWords } from './scope-words.ts';

/** What the athlete lets their app do, area by area, and what is missing. */
export function Allowed({ scopes }: { scopes: Scope[] }) {
  const missing = USED_AREAS.filter(area => !allows({ scopes }, `${area}:READ`));
  return (
    <>
      <h3>{i18n.t('oauth.allowed')}</h3>
      <dl class="allowed">
        {USED_AREAS.map(area => (
          <div key={area}>
            <dt>{areaWords(area)}</dt>
            <dd>{extentOf(scopes, area)}</dd>
          </div>
        ))}
      </dl>
      {missing.length > 0 && (
        <p role="status">{i18n.t('oauth.missing', { what: LIST.format(missing.map(areaWords)) })}</p>
      )}
    </>
  );
}

function extentOf(scopes: Scope[], area: UsedArea): string {
  if (allows({ scopes }, `${area}:WRITE`)) return i18n.t('oauth.both');
  return allows({ scopes }, `${area}:READ`) ? i18n.t('oauth.reading') : i18n.t('oauth.none');
}

const LIST = new Intl.ListFormat(undefined, { type: 'conjunction' });
