// One act of a page at a time: what refuses it is told, and the page looks how things stand.
import { ref } from 'vue'
import { Refused } from '../api/client'
import type { Refusal } from '../api/client'
import { SealFault } from '../seal/fault'

export function useActing(refused: (r: Refusal) => Promise<unknown>) {
  const busy = ref(false), refusal = ref<Refusal | null>(null)
  async function run(does: () => Promise<void>): Promise<void> {
    busy.value = true
    refusal.value = null
    try { await does() } catch (e) {
      if (e instanceof SealFault) refusal.value = { error: e.code, status: e.status, message: { zh: e.zh, en: e.en } }
      else if (e instanceof Refused) { refusal.value = e.refusal; await refused(e.refusal) } else throw e
    } finally { busy.value = false }
  }
  return { busy, refusal, run }
}
