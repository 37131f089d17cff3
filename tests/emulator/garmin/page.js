// What the pages of connect.garmin.com do, as far as an extension can notice it: one shell, whose
// address changes without a load; rows that are links; a menu of plain elements; downloads that are blobs. The elements are those of
// pages that were saved in March and April 2026 (https://github.com/BelaSzombathelyi/GarminConnect).

const root = document.getElementById('root');
const activities = JSON.parse(document.getElementById('activities').textContent);
const ROWS = 20;

const EXPORTS = [
  ['Export File', id => `/gc-api/download-service/files/activity/${id}`, id => `${id}.zip`],
  ['Export to TCX', id => `/gc-api/download-service/export/tcx/activity/${id}`, id => `activity_${id}.tcx`],
  ['Export to GPX', id => `/gc-api/download-service/export/gpx/activity/${id}`, id => `activity_${id}.gpx`],
  ['Export Splits to CSV', id => `/gc-api/download-service/export/csv/activity/${id}`, id => `activity_${id}.csv`],
];

addEventListener('popstate', show);
addEventListener('click', event => {
  const link = event.target.closest?.('a[href^="/app/"]');
  if (!link || event.button !== 0 || event.metaKey || event.ctrlKey) return;
  event.preventDefault();
  history.pushState(null, '', link.href);
  show();
});
show();

function show() {
  const id = /\/activity\/(\d+)/.exec(location.pathname)?.[1];
  root.replaceChildren(...(id ? activityPage(id) : listPage()));
}

function listPage() {
  const rows = activities.filter(({ mine }) => mine).slice(0, ROWS);
  return rows.map(({ id, name }) => {
    const link = element('a', 'ActivityListItem_link__k3Wq1', name);
    link.href = `/app/activity/${id}`;
    const row = element('div', 'ActivityListItem_listItem__b7Rt2');
    row.append(link);
    return row;
  });
}

function activityPage(id) {
  const name = activities.find(activity => String(activity.id) === id)?.name ?? `Activity ${id}`;
  const back = element('a', 'PageNav_link__p0Ze4', 'Activities');
  back.href = '/app/activities';
  const menu = element('div', 'ActivitySettingsMenu_menuContainer__x9Kd2');
  const more = element('button', 'Menu_menuBtn__e1Yc8', 'More…');
  const items = element('div', 'Menu_menuItems__3aYZ0');
  items.hidden = true;
  more.addEventListener('click', () => {
    items.hidden = !items.hidden;
  });
  for (const [label, path, fileName] of EXPORTS) {
    const item = element('div', 'Menu_menuItem__Qw7u5', label);
    item.addEventListener('click', () => save(path(id), fileName(id)));
    items.append(item);
  }
  menu.append(more, items);
  return [back, element('h1', 'ActivityHeader_title__j5Nn3', name), menu];
}

/** The header keeps the site from navigating to the file, so it is fetched, and saved as a blob. */
async function save(path, fileName) {
  const csrfToken = document.querySelector('meta[name="csrf-token"]').content;
  const response = await fetch(path, { headers: { 'connect-csrf-token': csrfToken, NK: 'NT' } });
  if (!response.ok) return root.append(element('p', 'Message_error__v2Hk6', 'An error has occurred.'));
  const link = document.createElement('a');
  link.href = URL.createObjectURL(await response.blob());
  link.download = fileName;
  link.click();
  URL.revokeObjectURL(link.href);
}

function element(tag, className, text = '') {
  const made = document.createElement(tag);
  made.className = className;
  made.textContent = text;
  return made;
}
