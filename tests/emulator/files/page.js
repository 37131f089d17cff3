// The buttons of the download page: each gets its bytes in another way, and saves them as a blob.

const SOURCES = {
  blobKept: async ({ from }) => (await fetch(from)).blob(),
  blobRevoked: async ({ from }) => new Blob([await (await fetch(from)).arrayBuffer()]),
  xhr: ({ from }) =>
    new Promise(resolve => {
      const request = new XMLHttpRequest();
      request.open('GET', from);
      request.responseType = 'blob';
      request.onload = () => resolve(request.response);
      request.send();
    }),
  built: ({ base64 }) => new Blob([Uint8Array.from(atob(base64), character => character.charCodeAt(0))]),
};

for (const [kind, blobOf] of Object.entries(SOURCES)) {
  const button = document.getElementById(kind);
  button?.addEventListener('click', async () => {
    const link = document.createElement('a');
    link.href = URL.createObjectURL(await blobOf(button.dataset));
    link.download = button.dataset.name;
    link.click();
    if (kind !== 'blobKept') URL.revokeObjectURL(link.href);
  });
}
