// What app.trainingpeaks.com does, as far as an extension can notice it: cards in a calendar, a
// quick view that leaves the address alone, a token that stays in memory, downloads that are blobs. The elements are those that
// https://github.com/nagelflorian/trainingpeaks-komoot-extension looks for (2026-03-17).

const API = 'https://tpapi.trainingpeaks.com';
const main = document.getElementById('main');
const userId = JSON.parse(document.getElementById('user').textContent);
const workouts = JSON.parse(document.getElementById('workouts').textContent);

localStorage.setItem('ajs_user_id', JSON.stringify(String(userId)));
if (location.hash === '') location.hash = '#calendar';
addEventListener('hashchange', showCalendar);
showCalendar();

function showCalendar() {
  const athleteId = Number(/^#calendar\/athletes\/(\d+)/.exec(location.hash)?.[1] ?? userId);
  const cards = workouts.filter(workout => workout.athleteId === athleteId).map(cardOf);
  main.replaceChildren(...cards);
}

function cardOf(workout) {
  const card = element('div', `activity workout ${workout.state}`, workout.title);
  card.dataset.workoutid = workout.id;
  card.addEventListener('click', () => open(workout, card));
  return card;
}

function close() {
  document.querySelector('.workoutQuickView')?.remove();
  document.querySelector('.activity.workout.selected')?.classList.remove('selected');
}

async function open(workout, card) {
  close();
  card.classList.add('selected');
  const view = element('div', 'workoutQuickView');
  const closer = element('button', 'closeIcon', 'Close');
  closer.addEventListener('click', close);
  const filesButton = element('button', '', 'Files');
  filesButton.id = 'qvFilesButton';
  const attachments = element('div', 'attachmentsContainer');
  const list = element('ul', 'files');
  attachments.append(list);
  attachments.hidden = true;
  filesButton.addEventListener('click', () => {
    attachments.hidden = !attachments.hidden;
  });
  view.append(element('h2', 'workoutTitle', workout.title), closer, filesButton, attachments);
  if (workout.state === 'planned') view.append(exportIcon());
  main.append(view);
  const base = `/fitness/v6/athletes/${workout.athleteId}/workouts/${workout.id}`;
  const details = await (await call(`${base}/details`)).json();
  list.append(...details.workoutDeviceFileInfos.map(file => fileRow(base, file)));
}

function exportIcon() {
  const icon = element('div', 'downloadIconContainer');
  icon.dataset.tooltip = 'Export Workout File';
  return icon;
}

function fileRow(base, { fileId, fileName }) {
  const row = element('li', 'file', fileName);
  const button = element('button', 'download', 'Download');
  button.addEventListener('click', async () => {
    const response = await call(`${base}/rawfiledata/${fileId}`);
    const link = document.createElement('a');
    link.href = URL.createObjectURL(await response.blob());
    link.download = fileName;
    link.click();
    URL.revokeObjectURL(link.href);
  });
  row.append(button);
  return row;
}

async function call(path) {
  const { token } = await (await fetch(`${API}/users/v3/token`, { credentials: 'include' })).json();
  return fetch(API + path, { headers: { Authorization: `Bearer ${token.access_token}` } });
}

function element(tag, className, text = '') {
  const made = document.createElement(tag);
  made.className = className;
  made.textContent = text;
  return made;
}
