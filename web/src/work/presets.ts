// What forms begin with.
import type { Own, Value } from '../parts/schema'
import type { Candidate } from './candidates'
import { grouped } from '../base/money'
import { t } from '../base/lang'
import { serverNow } from '../base/time'

/** What the law wants an announcement to say and to come with, at that place of a form: asked for, though the centre only warns. */
export function announced(at: string): Record<string, Own> {
  const said = ['scope', 'consortium', 'obtaining', 'submission', 'contact', 'platform'].map((n) => [`${at}contents/${n}`, { wanted: true }])
  return { [`${at}contents`]: { wanted: true }, [`${at}contents/qualification`]: { title: { zh: '投标人资格要求', en: 'Who may bid' }, wanted: true }, ...Object.fromEntries(said) as Record<string, Own> }
}
/** What this centre's own announcements say of it. */
export const contents = (): Value => ({ scope: '', qualification: '', obtaining: t('公告发布后即可在本平台免费下载，无需报名', 'Free on this platform'), submission: t('密封后经本平台网上递交', 'Sealed, online'), platform: location.origin, consortium: t('不接受', 'No'), contact: '' })

const EXPERT = { name: '', unit: '', expert: true, leader: false }, OWN = { name: '', unit: '', expert: false }
export const presets: Record<string, (turn: Candidate | null) => Value> = {
  announce: () => ({ windowMinutes: 30, contents: contents() }),
  'prequalify-draft': () => ({ windowMinutes: 30, contents: contents() }),
  committee: () => ({ members: [{ ...EXPERT, leader: true }, EXPERT, EXPERT, EXPERT, OWN].map((m) => ({ ...m })) }),
  reviewers: () => ({ members: [EXPERT, EXPERT, EXPERT, EXPERT, OWN].map((m) => ({ ...m })) }),
  // what the bid has: the contract may say nothing else
  contract: (turn) => ({ signedAt: new Date(serverNow() - 1_000).toISOString(), ...(turn ? { price: { amount: grouped(turn.price.amount), currency: turn.price.currency }, durationDays: turn.promised?.durationDays, quality: turn.promised?.quality, leader: turn.promised?.leader } : {}) }),
}
