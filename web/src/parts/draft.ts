// A draft of the caller's party at the centre: saved five seconds after the last change and on leaving a
// field. Where another saved meanwhile, both are there and the person chooses.
import { ref } from 'vue'
import { t } from '../base/lang'
import { beijing } from '../base/time'
import { ask, getJson, newKey, refusalOf, Refused } from '../api/client'
import type { Value } from './schema'

export interface Version { version: number; author: string; at: string }
interface Kept extends Version { body: string; versions: Version[] }
const WAIT_MS = 5000
/** So much a browser still sends when the tab is closed meanwhile (64 KiB, of three bytes a character). */
const KEEPALIVE_CHARS = 20_000

export function useDraft(name: string, current: () => Value, load: (v: Value) => void) {
  const url = `/api/drafts/${encodeURIComponent(name)}`
  const said = ref(''), versions = ref<Version[]>([]), conflict = ref<Kept | null>(null)
  let base = 0, timer = 0, last = '', saving: Promise<void> = Promise.resolve()

  async function read(version?: number): Promise<Kept | null> {
    try { return await getJson<Kept>(url + (version ? `?version=${version}` : '')) } catch (e) {
      if (e instanceof Refused && (e.refusal.status === 404 || e.refusal.status === 401)) return null
      throw e
    }
  }
  async function begin(): Promise<void> {
    const kept = await read().catch(() => null)
    if (!kept) return
    base = kept.version
    last = kept.body
    versions.value = kept.versions
    load(JSON.parse(kept.body) as Value)
    said.value = t(`已恢复 ${kept.author} ${beijing(Date.parse(kept.at)).slice(5, 16)} 保存的草稿`, `Draft of ${kept.author} restored`)
  }
  async function write(): Promise<void> {
    const body = JSON.stringify(current())
    if (body === last || conflict.value) return
    const answer = await ask('PUT', url, { headers: { 'Content-Type': 'application/json', 'Idempotency-Key': newKey() }, body: JSON.stringify({ base, body }), keepalive: body.length < KEEPALIVE_CHARS })
    if (answer.status === 409) {
      const e = await refusalOf(answer)
      if (e.refusal.error === 'STALE') { conflict.value = await read(); return }
      throw e
    }
    if (!answer.ok) throw await refusalOf(answer)
    const made = await answer.json() as Version
    base = made.version
    last = body
    versions.value = [made, ...versions.value]
    said.value = t('已保存 ', 'Saved ') + beijing(Date.parse(made.at)).slice(11)
  }
  function save(): Promise<void> {
    clearTimeout(timer)
    saving = saving.then(write).catch((e: unknown) => {
      // what the centre will not take as it is is not sent again until it changes
      if (e instanceof Refused && [409, 413, 422].includes(e.refusal.status)) { said.value = t('草稿没有保存：', 'Not saved: ') + t(e.refusal.message.zh, e.refusal.message.en) + (e.refusal.detail ? `（${e.refusal.detail}）` : ''); return }
      said.value = t('草稿暂时没有保存，恢复连接后再存', 'Not saved yet; it will be') 
      later()
    })
    return saving
  }
  function later(): void { clearTimeout(timer); timer = window.setTimeout(() => { void save() }, WAIT_MS) }
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
  async function drop(): Promise<void> { clearTimeout(timer); await saving; await ask('DELETE', url).catch(() => undefined) }
  return { said, versions, conflict, begin, later, save, settle, restore, drop, stop: () => { clearTimeout(timer); return save() } }
}
export type Draft = ReturnType<typeof useDraft>
