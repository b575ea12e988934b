// The keys of the centre's log as this browser came to know them: before anything is released by what the log says, they
// are compared with those that the centre names now.
import { ask, refusalOf } from '../api/client'
import { keep, kept } from '../base/kept'
import { serverNow } from '../base/time'
import { readKeys } from '../check/note'
import { Mismatch } from '../check/steps'

export interface LogKeys { text: string; /** kept since, ms */ since: number; /** from an earlier visit: there was something to compare with */ known: boolean; /** what the centre names now, where that is something else */ other: string | null }
interface Kept { text: string; since: number }
const at = (centre: string) => `heng.log-keys.${centre}`
/** Those that this page load was the first to see. */
const first = new Map<string, Kept>()
function read(centre: string): Kept | null {
  try {
    const k = JSON.parse(kept(at(centre)) ?? 'null') as Partial<Kept> | null
    return typeof k?.text === 'string' && typeof k.since === 'number' ? { text: k.text, since: k.since } : null
  } catch { return null }
}
/** Those kept; where there are none, those that the centre names are kept from now on. */
export async function logKeys(centre: string): Promise<LogKeys> {
  const answer = await ask('GET', '/log/keys')
  if (!answer.ok) throw await refusalOf(answer)
  const now = await answer.text()
  let k = read(centre) ?? first.get(centre)
  if (!k) {
    k = { text: now, since: serverNow() }
    first.set(centre, k)
    keep(at(centre), JSON.stringify(k))
  }
  return { ...k, known: !first.has(centre), other: k.text === now ? null : now }
}
/** By their algorithm and number, for people; [] where they are no keys. */
export function keyNames(text: string): { algorithm: string; id: string; line: string }[] {
  try { return readKeys(text, text.slice(0, Math.max(0, text.indexOf('+'))), 'keys').map(({ algorithm, id, line }) => ({ algorithm, id, line })) } catch (e) {
    if (e instanceof Mismatch) return []
    throw e
  }
}
