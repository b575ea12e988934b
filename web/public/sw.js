// The shell of the workbench works without a network; nothing that the centre says is ever kept. Only
// files whose address names their content, the style and the one page are: no price, no deadline.
const SHELL = 'heng-shell-1'
const kept = (url) => url.pathname.startsWith('/web/assets/') || url.pathname === '/style.css' || url.pathname === '/favicon.svg'

self.addEventListener('install', (e) => { e.waitUntil(self.skipWaiting()) })
self.addEventListener('activate', (e) => {
  e.waitUntil(caches.keys().then((names) => Promise.all(names.filter((n) => n !== SHELL).map((n) => caches.delete(n)))).then(() => self.clients.claim()))
})
async function fresh(request, key) {
  const cache = await caches.open(SHELL)
  try {
    const answer = await fetch(request)
    if (answer.ok) await cache.put(key, answer.clone())
    return answer
  } catch (e) {
    const old = await cache.match(key)
    if (old) return old
    throw e
  }
}
self.addEventListener('fetch', (e) => {
  const url = new URL(e.request.url)
  if (e.request.method !== 'GET' || url.origin !== self.location.origin) return
  if (e.request.mode === 'navigate' && (url.pathname === '/work' || url.pathname.startsWith('/work/'))) e.respondWith(fresh(e.request, '/work'))
  else if (kept(url)) e.respondWith(caches.match(e.request).then((old) => (old && url.pathname.startsWith('/web/assets/') ? old : fresh(e.request, e.request))))
})
