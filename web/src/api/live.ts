// What becomes public, live. One tab holds the stream for all tabs of this browser, which allows a server
// only six connections; when it closes, another takes over. A stream that breaks, or is silent for longer than
// the centre's signs of life are apart, is opened anew, after ever longer waits.
import { onBeforeUnmount, onMounted, ref } from 'vue'

const KINDS = ['notice.published', 'lot.moved', 'tender.moved']
const QUIET_MS = 40_000 // two signs of life that did not come
const WAIT_FIRST_MS = 500
const WAIT_MAX_MS = 20_000
const SPREAD_MS = 400 // a thousand who hear of the same event do not ask in the same moment

/** 'new': not known yet. */
export const stream = ref<'new' | 'up' | 'down'>('new')
type Hear = (object: string | null) => void
const hearers = new Set<Hear>()

type Word = { object: string } | { opened: true } | { lost: true } | { is: 'new' | 'up' | 'down' } | { ask: true }
let tabs: BroadcastChannel | null = null
let holds = false

function take(w: Word): void {
  if ('object' in w) for (const h of hearers) h(w.object)
  else if ('lost' in w) stream.value = 'down'
  else if ('is' in w) stream.value = w.is
  else if ('ask' in w) { if (holds) tabs?.postMessage({ is: stream.value }) } else {
    const again = stream.value !== 'new'
    stream.value = 'up'
    // what was told meanwhile was missed
    if (again) for (const h of hearers) h(null)
  }
}
function say(w: Word): void {
  take(w)
  tabs?.postMessage(w)
}

function hold(): void {
  let source: EventSource | null = null, tries = 0, quiet = 0, next = 0
  const lost = (): void => {
    clearTimeout(quiet)
    clearTimeout(next)
    source?.close()
    source = null
    say({ lost: true })
    next = window.setTimeout(open, Math.min(WAIT_MAX_MS, WAIT_FIRST_MS * 2 ** tries++) * (0.75 + Math.random() / 2))
  }
  const alive = (): void => { clearTimeout(quiet); quiet = window.setTimeout(lost, QUIET_MS) }
  const open = (): void => {
    clearTimeout(next)
    source = new EventSource('/api/events')
    source.onopen = () => { tries = 0; alive(); say({ opened: true }) }
    source.onerror = lost
    source.addEventListener('beat', alive)
    for (const kind of KINDS) source.addEventListener(kind, (e: MessageEvent<string>) => { alive(); say({ object: (JSON.parse(e.data) as { object: string }).object }) })
    alive()
  }
  holds = true
  open()
  // what the machine knows of its network comes sooner than silence tells
  window.addEventListener('offline', lost)
  window.addEventListener('online', () => { if (source === null) open() })
}

/** Once, after the page stands. */
export function listen(): void {
  if (!('locks' in navigator) || !('BroadcastChannel' in window)) { hold(); return }
  tabs = new BroadcastChannel('heng.events')
  tabs.onmessage = (e: MessageEvent<Word>) => { take(e.data) }
  tabs.postMessage({ ask: true })
  void navigator.locks.request('heng.events', () => { hold(); return new Promise(() => undefined) })
}

/** While the component is there: `again` runs, one at a time, when something about one of these objects became
 * public, or may have while the stream was down. No ids: about anything. */
export function useLive(ids: (() => string[]) | null, again: () => Promise<unknown>): void {
  let timer = 0, running: Promise<unknown> = Promise.resolve()
  const hear: Hear = (object) => {
    if (object !== null && ids !== null && !ids().includes(object)) return
    clearTimeout(timer)
    timer = window.setTimeout(() => { running = running.then(again).catch(() => undefined) }, Math.random() * SPREAD_MS)
  }
  onMounted(() => { hearers.add(hear) })
  onBeforeUnmount(() => { hearers.delete(hear); clearTimeout(timer) })
}

const OFTEN_MS = 4_000
/** What is not public is told by no event: `again` runs every few seconds, one at a time, while the component is there, its tab
 * is looked at and `when` holds. */
export function useOften(again: () => Promise<unknown>, when: () => boolean): void {
  let timer = 0, running = false
  onMounted(() => {
    timer = window.setInterval(() => {
      if (running || document.hidden || !when()) return
      running = true
      void again().catch(() => undefined).finally(() => { running = false })
    }, OFTEN_MS)
  })
  onBeforeUnmount(() => { clearInterval(timer) })
}
