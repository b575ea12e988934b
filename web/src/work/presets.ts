// What forms begin with.
import type { Value } from '../parts/schema'
import type { Candidate } from './candidates'
import { grouped } from '../base/money'
import { serverNow } from '../base/time'

const EXPERT = { unit: '', expert: true, years: 8, title: '高级工程师', leader: false }
export const presets: Record<string, (turn: Candidate | null) => Value> = {
  committee: () => ({ members: [{ ...EXPERT, name: '', leader: true }, EXPERT, EXPERT, EXPERT, { name: '', unit: '', expert: false, leader: false }].map((m) => ({ ...m })) }),
  reviewers: () => ({ members: [EXPERT, EXPERT, EXPERT, EXPERT, { name: '', unit: '', expert: false }].map((m) => ({ ...m, name: '' })) }),
  // what the bid has: the contract may say nothing else
  contract: (turn) => ({ signedAt: new Date(serverNow() - 1_000).toISOString(), ...(turn ? { price: { amount: grouped(turn.price.amount), currency: turn.price.currency }, durationDays: turn.promised?.durationDays, quality: turn.promised?.quality, leader: turn.promised?.leader } : {}) }),
}
