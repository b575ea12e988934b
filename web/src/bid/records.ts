// What a party has on record, in a line each, so that a bid can cite it.
import { t } from '../base/lang'
import { grouped } from '../base/money'
import { getJson } from '../api/client'
import { wordOf } from '../parts/schema'
import type { Cited, Money } from './info'

export interface PartyRecord {
  id: string; kind: 'qualification' | 'person' | 'achievement'; state: 'valid' | 'expired' | 'ended' | 'later'; added: string; ended?: string; endReason?: string
  content: { kind?: string; level?: string; number?: string; issuer?: string; from?: string; to?: string; name?: string; identityEnds?: string; profession?: string; until?: string
    project?: string; owner?: string; amount?: Money; finished?: string; contract?: string }
}
const PAGE = 100 // more than there are on one is asked for by the last
export async function recordsOf(party: string): Promise<PartyRecord[]> {
  const all: PartyRecord[] = []
  for (let more: PartyRecord[] | null = null; more === null || more.length > 0 && all.length < 10 * PAGE;) {
    const last = all.at(-1)
    more = (await getJson<{ records: PartyRecord[] }>(`/api/parties/${party}/records${last ? `?before=${last.id}` : ''}`)).records
    all.push(...more)
  }
  return all
}
export function recordTitle(r: PartyRecord): string {
  const c = r.content
  if (r.kind === 'qualification') return `${c.kind ?? ''} ${c.level ?? ''}`.trim()
  if (r.kind === 'achievement') return c.project ?? ''
  const what = wordOf(c.profession ?? '')
  return `${c.name ?? ''}，${c.level ?? ''}${what}`
}
/** Of an identity number its last four are all that anybody has. */
export function recordFacts(r: PartyRecord): string[] {
  const c = r.content, of = (zh: string, en: string, v: string | undefined) => (v ? [`${t(zh, en)} ${v}`] : [])
  return [...of('编号', 'No.', c.number), ...of('发证机关', 'by', c.issuer), ...of('身份证末四位', 'identity ends', c.identityEnds), ...of('业主', 'for', c.owner),
    ...of('合同金额（元）', 'CNY', c.amount && grouped(c.amount.amount)), ...of('验收', 'accepted', c.finished), ...of('自', 'from', c.from), ...of('有效至', 'until', c.to ?? c.until)]
}
/** Those that stand today. */
export function citable(all: PartyRecord[]): Cited[] {
  return all.filter((r) => r.state === 'valid').map((r) => ({ id: r.id, label: `${recordTitle(r)}（${recordFacts(r)[0] ?? ''}）` }))
}
