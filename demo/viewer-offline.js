/** Keeps the page itself for when there is no network. Archives are no part of that. */

/** Under these names `reprise open` serves the page, from a computer that is always there, and under no other. */
const LOCAL = ['localhost', '127.0.0.1', '[::1]'];

const element = (id) => document.getElementById(id);

/** Registers the page's worker and its manifest, except where `reprise open` or `npm start` serves it. */
export async function keepOffline() {
  if (!('serviceWorker' in navigator) || LOCAL.includes(location.hostname)) return;
  const manifest = document.createElement('link');
  manifest.rel = 'manifest';
  manifest.href = 'viewer.webmanifest';
  document.head.append(manifest);
  try {
    const registration = await navigator.serviceWorker.register(trusted('service-worker.js'));
    watch(registration);
  } catch {
    // Forbidden, or the page was copied without it: then it needs the network.
  }
}

/** Says so when a newer version of the page is there; it is used when somebody wants it, not under their hands. */
function watch(registration) {
  const offer = () => {
    if (!registration.waiting || !navigator.serviceWorker.controller) return;
    element('renewed').hidden = false;
  };
  element('renew').addEventListener('click', () => {
    navigator.serviceWorker.addEventListener('controllerchange', () => location.reload());
    registration.waiting?.postMessage('use');
  });
  offer();
  registration.addEventListener('updatefound', () => {
    registration.installing?.addEventListener('statechange', offer);
  });
}

/** An address of this page's own, as Trusted Types want it. */
function trusted(address) {
  const policy = globalThis.trustedTypes?.createPolicy('reprise-viewer', {
    createScriptURL: (given) => {
      if (given !== 'service-worker.js') throw new TypeError(`not a script of this page: ${given}`);
      return given;
    },
  });
  return policy ? policy.createScriptURL(address) : address;
}
