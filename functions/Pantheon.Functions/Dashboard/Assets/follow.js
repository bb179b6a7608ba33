// A page that the server writes goes on by itself: what is at its next address takes its place. Nothing is loaded anew under the reader.
const lookEvery = 5000;

async function look() {
  const main = document.querySelector('main');
  try {
    const response = await fetch(main.dataset.next);
    if (response.ok || response.status === 404) {
      const next = new DOMParser().parseFromString(await response.text(), 'text/html');
      if (next.querySelector('main').innerHTML !== main.innerHTML) {
        document.title = next.title;
        main.replaceChildren(...next.querySelector('main').childNodes);
      }
      // A page that the form led to would be sent again by a reload.
      history.replaceState(null, '', main.dataset.next);
      if (!next.querySelector('main').dataset.next) return;
    }
  } catch { /* the connection is away: the next look tells */ }
  setTimeout(look, lookEvery);
}

setTimeout(look, lookEvery);
