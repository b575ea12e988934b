// Who acts for the centre or watches it is signed out when nobody has touched the page for a while (GB/T 22239-2019 8.1.4.1 b).
// Tenderers are not: a large bid goes up by itself, and what they would lose is theirs alone.
import { session } from '../api/client'

export const IDLE_MS = 30 * 60_000
const STAFF = ['centre', 'supervisor', 'inspector']
let touched = Date.now()
/** Watches from now on; leave: signs out. Of several tabs each counts for itself, and the first that is idle ends the session. */
export function watchIdle(leave: () => Promise<void>): void {
  for (const what of ['pointerdown', 'keydown', 'scroll']) addEventListener(what, () => { touched = Date.now() }, { passive: true, capture: true })
  setInterval(() => {
    const s = session.value, staff = s !== null && (s.roles.length === 0 || s.roles.some((r) => STAFF.includes(r)))
    if (staff && Date.now() - touched > IDLE_MS) void leave()
  }, 30_000)
}
