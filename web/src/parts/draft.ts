// A draft of the caller's party at the centre: saved five seconds after the last change, and on leaving a
// field or the page. Where another saved meanwhile, both are there and the person chooses.
import { ref } from 'vue'
import { DRAFTS } from '../base/kept'
import { t } from '../base/lang'
import { beijing } from '../base/time'
import { ask, getJson, newKey, refusalOf, Refused, saidBy, session } from '../api/client'
import type { Value } from './schema'

export interface Version { version: number; author: string; at: string }
interface Kept extends Version { body: string; versions: Version[] }
const WAIT_MS = 5000
/** So much a browser still sends when the tab is closed meanwhile (64 KiB, of three bytes a character). */
const KEEPALIVE_CHARS = 20_000

/** What a page that is closed leaves behind, in this browser, until the centre has it: a request on its way has no answer then, and
 *  the next would have to wait for that. */
interface Left { base: number; body: string; /** that was on its way */ sent: string | null }
function takeLeft(at: string): Left | null {
  try { return JSON.parse(localStorage.getItem(at) ?? 'null') as Left | null } catch { return null }
}
/** Of every draft that is not saved. */
const unsaved = new Set<() => void>()
document.addEventListener('visibilitychange', () => { if (document.visibilityState === 'hidden') for (const leave of unsaved) leave() })

export function useDraft(name: string, current: () => Value, load: (v: Value) => void) {
  const url = `/api/drafts/${encodeURIComponent(name)}`
  const said = ref(''), versions = ref<Version[]>([]), conflict = ref<Kept | null>(null)
  let base = 0, timer = 0, last = '', sent: string | null = null, dropped = false, saving: Promise<void> = Promise.resolve()
  // whose it is: in the same tab another may sign in later
  const user = session.value?.user ?? '', leftAt = `${DRAFTS}${user} ${name}`, own = () => !dropped && user !== '' && session.value?.user === user

  async function read(version?: number): Promise<Kept | null> {
    try { return await getJson<Kept>(url + (version ? `?version=${version}` : '')) } catch (e) {
      if (e instanceof Refused && (e.refusal.status === 404 || e.refusal.status === 401)) return null
      throw e
    }
  }
  async function begin(): Promise<void> {
    const kept = await read().catch(() => null), left = takeLeft(leftAt)
    base = kept?.version ?? 0
    last = kept?.body ?? ''
    versions.value = kept?.versions ?? []
    if (left && left.body !== last) {
      load(JSON.parse(left.body) as Value)
      said.value = t('已恢复本机上次没有来得及保存的内容', 'Restored what this browser had not saved yet')
      sent = left.sent
      if (kept && base !== left.base && sent !== last) conflict.value = kept
      else later()
      return
    }
    keep(null)
    if (!kept) return
    load(JSON.parse(kept.body) as Value)
    said.value = t(`已恢复 ${kept.author} ${beijing(Date.parse(kept.at)).slice(5, 16)} 保存的草稿`, `Draft of ${kept.author} restored`)
  }
  function keep(left: Left | null): void {
    try { if (left) localStorage.setItem(leftAt, JSON.stringify(left)); else localStorage.removeItem(leftAt) } catch { /* full, or not allowed */ }
  }
  function leave(): void {
    if (!own()) return
    keep({ base, body: JSON.stringify(current()), sent })
    void save()
  }
  async function write(): Promise<void> {
    const body = JSON.stringify(current())
    if (conflict.value || !own()) return
    if (body !== last) {
      const before = sent
      sent = body
      const answer = await ask('PUT', url, { headers: { 'Content-Type': 'application/json', 'Idempotency-Key': newKey() }, body: JSON.stringify({ base, body }), keepalive: body.length < KEEPALIVE_CHARS })
      if (answer.ok) {
        const made = await answer.json() as Version
        base = made.version
        versions.value = [made, ...versions.value]
        said.value = t('已保存 ', 'Saved ') + beijing(Date.parse(made.at)).slice(11)
      } else {
        const e = await refusalOf(answer), kept = e.refusal.error === 'STALE' ? await read() : null
        if (!kept) throw e
        if (kept.body !== body && kept.body !== before) { conflict.value = kept; return }
        // no other's: what was sent before, whose answer never came
        base = kept.version
        last = kept.body
        return write()
      }
      last = body
    }
    if (JSON.stringify(current()) !== last) return
    unsaved.delete(leave)
    keep(null)
  }
  function save(): Promise<void> {
    clearTimeout(timer)
    saving = saving.then(write).catch((e: unknown) => {
      // what the centre will not take as it is is not sent again until it changes
      if (e instanceof Refused && [401, 403, 409, 413, 422].includes(e.refusal.status)) { said.value = t('草稿没有保存：', 'Not saved: ') + saidBy(e.refusal); return }
      said.value = t('草稿暂时没有保存，恢复连接后再存', 'Not saved yet; it will be') 
      later()
    })
    return saving
  }
  function later(): void { clearTimeout(timer); if (!own()) return; unsaved.add(leave); timer = window.setTimeout(() => { void save() }, WAIT_MS) }
  /** The other's version instead of mine, or mine on top of it: neither is lost, both are versions. */
  function settle(mine: boolean): Promise<void> {
    const other = conflict.value!
    base = other.version
    versions.value = other.versions
    conflict.value = null
    if (!mine) { last = other.body; load(JSON.parse(other.body) as Value); return Promise.resolve() }
    return save()
  }
  async function restore(version: number): Promise<void> {
    const kept = await read(version)
    if (kept) load(JSON.parse(kept.body) as Value)
  }
  async function drop(): Promise<void> { dropped = true; clearTimeout(timer); unsaved.delete(leave); keep(null); await saving; await ask('DELETE', url).catch(() => undefined) }
  return { said, versions, conflict, begin, later, save, settle, restore, drop }
}
export type Draft = ReturnType<typeof useDraft>
