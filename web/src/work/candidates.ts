// The candidates of a lot as the centre tells them: who, for how much, and whose turn it is to have the award.
import { computed, ref } from 'vue'
import { t } from '../base/lang'
import { get, Refused } from '../api/client'
import type { Money } from '../base/money'
import { canonical } from '../base/canonical'
import type { Json } from '../base/canonical'

export interface Candidate { name: string; party: string; order: number; price: Money; total?: string; declined: boolean; /** why it was passed over */ passed?: string
  promised?: { durationDays?: number; quality?: string; leader?: string; certificate?: string } }
interface Told { candidates: Candidate[]; turn: string | null }

export const orderText = (c: Candidate): string => t(`第 ${c.order} 中标候选人`, `Candidate ${c.order}`)
export function standingOf(c: Candidate, turn: string | null): string {
  if (c.passed) return t(`不再递补：${c.passed}`, `passed over: ${c.passed}`)
  if (c.declined) return t('已放弃，待办理递补', 'gave up; to be passed over')
  return c.party === turn ? t('轮到定标', 'has its turn') : ''
}
/** What the bid promised, line by line. */
export function promises(c: Candidate): [string, string][] {
  const p = c.promised ?? {}, all: [string, string | number | undefined][] = [[t('工期（天）', 'Days'), p.durationDays], [t('质量', 'Quality'), p.quality], [t('项目负责人', 'Leader'), p.leader], [t('资格证书', 'Certificate'), p.certificate]]
  return all.filter(([, v]) => v !== undefined).map(([k, v]) => [k, String(v)])
}
export function useCandidates(lot: string) {
  const told = ref<Told | null>(null), changed = ref(false)
  /** Whether they are as this page has shown them; false where nobody may see them, too. */
  async function look(): Promise<boolean> {
    const before = told.value
    try { told.value = await get<Told>('/api/lots/{lot}/candidates', { lot }) } catch (e) { if (!(e instanceof Refused)) throw e; if (e.refusal.status === 0) throw e; told.value = null }
    const same = before !== null && told.value !== null && canonical(before as unknown as Json) === canonical(told.value as unknown as Json)
    changed.value = before !== null && !same
    return same
  }
  const list = computed(() => told.value?.candidates ?? []), turn = computed(() => list.value.find((c) => c.party === told.value?.turn) ?? null)
  const following = computed(() => (turn.value ? list.value[list.value.indexOf(turn.value) + 1] ?? null : null))
  return { told, list, turn, following, changed, look }
}
export type Candidates = ReturnType<typeof useCandidates>
