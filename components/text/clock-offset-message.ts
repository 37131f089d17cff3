import { i18n } from '#i18n';
import { formatDuration } from '../../lib/platform/format.ts';
import { LINK_PLACEHOLDER, type Link, type RichText } from '../../lib/platform/rich-text.ts';

/** Says that an activity differs only in its clock. `clockOffMs`: by how much. */
export const getClockOffsetMessage = (link: Link, clockOffMs: number): RichText => ({
  text: i18n.t('likeness.clockOff', { link: LINK_PLACEHOLDER, time: formatDuration(clockOffMs) }),
  link,
});
