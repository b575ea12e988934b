// How a tender or lot stands, as this page has seen it; and what has changed since, in words.
import { ref } from 'vue'
import { t } from '../base/lang'
import { get, Refused } from '../api/client'
import type { Refusal } from '../api/client'
import { useLive } from '../api/live'
import { offered } from './acts'
import type { Act, Standing } from './acts'

/** at: RFC 3339, '' where it is not told, as what and by. */
export interface Change { at: string; what: string; by: string; from: string; to: string }
interface Now extends Standing { tender?: string; title?: string; lots?: { id: string; state: string }[] }
interface Entry { at: string; kind: string; title: string; party: string | null }
/** The entries by which a trade moves; others stand between them. */
const MOVES = /^(lot|tender|applications)\.|^(candidates|contract|prequalification)\.published$|^award\.made$/

async function change(of: Act['of'], id: string, from: string, now: Now): Promise<Change> {
  const bare = { at: '', what: '', by: '', from, to: now.state }
  const lot = of === 'lot' ? id : now.lots?.[0]?.id
  try {
    const entries = lot ? (await get<{ entries: Entry[] }>('/api/lots/{lot}/timeline', { lot })).entries : []
    const e = entries.filter((x) => MOVES.test(x.kind)).at(-1)
    if (!e) return bare
    const by = e.party ? (await get<{ name: string }>('/api/parties/{party}', { party: e.party })).name
      : ['evaluating', 'screening', 'reviewing'].includes(from) ? t('评标委员会', 'the committee') : t('系统按时', 'the clock')
    return { ...bare, at: e.at, what: t(e.title, e.kind), by }
  } catch (e) {
    if (e instanceof Refused) return bare
    throw e
  }
}

/** `refresh` runs after each event about it, and looks. */
export function useStanding(of: Act['of'], id: string, refresh?: () => Promise<unknown>) {
  const changes = ref<Change[]>([]), now = ref<Now | null>(null)
  /** Whether it still stands as it was seen; where not, `changes` says so. */
  async function look(): Promise<boolean> {
    const next = of === 'lot' ? await get<Now>('/api/lots/{lot}', { lot: id }) : await get<Now>('/api/tenders/{tender}', { tender: id })
    const from = now.value?.state
    now.value = next
    if (from === undefined || from === next.state) return true
    changes.value = [...changes.value, await change(of, id, from, next)]
    return false
  }
  /** Whether an act is possible as it stands now, as far as this page can tell. */
  function possible(act: Act): boolean { return now.value === null || offered(of, now.value).some((a) => a.id === act.id) }
  /** Before an act: false where it would meet another state than the one that was looked at. What cannot be asked is
   * left to the centre to refuse. */
  async function stands(act: Act): Promise<boolean> {
    try { return await look() && possible(act) } catch (e) { if (e instanceof Refused) return true; throw e }
  }
  /** After a refusal: where it came from another state, that is told. */
  async function refused(r: Refusal): Promise<void> {
    if (r.status > 0 && r.status !== 401) await look().catch(() => undefined)
  }
  useLive(() => [id, now.value?.tender ?? '', ...(now.value?.lots ?? []).map((l) => l.id)], refresh ?? look)
  return { changes, now, look, possible, stands, refused }
}
