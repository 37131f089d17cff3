import { i18n } from '#i18n';
import type { OptionalPermission } from '../../lib/platform/permissions.ts';
import { usePermissionRequest } from '../hooks/use-permission-request.ts';

interface Props {
  permission: OptionalPermission;
  /** What it allows: "Allow Garmin Connect". */
  label: string;
}

/** Requests a permission. What waits for it continues by itself: the background sees that it was granted. */
export function PermissionButton({ permission, label }: Props) {
  const { asking, refused, ask } = usePermissionRequest();
  return (
    <>
      <button
        type="button"
        class="button slim"
        disabled={asking}
        onClick={() => void ask(permission, async () => undefined)}
      >
        {label}
      </button>
      {refused && <span role="alert"> {i18n.t('wayOut.refused')}</span>}
    </>
  );
}
