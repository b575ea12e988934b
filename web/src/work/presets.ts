// What forms begin with.
import type { Value } from '../parts/schema'
import { serverNow } from '../base/time'

const EXPERT = { unit: '', expert: true, years: 8, title: '高级工程师', leader: false }
export const presets: Record<string, () => Value> = {
  committee: () => ({ members: [{ ...EXPERT, name: '', leader: true }, EXPERT, EXPERT, EXPERT, { name: '', unit: '', expert: false, leader: false }].map((m) => ({ ...m })) }),
  contract: () => ({ signedAt: new Date(serverNow() - 60_000).toISOString() }),
}
