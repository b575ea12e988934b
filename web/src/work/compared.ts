// Where a price stands beside the others and the ceiling: shown, never judged (12号令 第二十一条).
import type { Money } from '../base/money'
import { parseMoney } from '../seal/amount'

/** a of b in percent, to a hundredth, cut. */
function percent(a: bigint, b: bigint): string {
  const n = a * 10_000n / b
  return `${n / 100n}.${String(n % 100n).padStart(2, '0')}%`
}
const minor = (m: Money | undefined): bigint | null => { const x = parseMoney(m?.amount, m?.currency); return x === null ? null : BigInt(x.minor) }
/** Of the mean of the others, and of the ceiling; null: there is nothing to compare with. */
export function compared(own: Money | undefined, others: (Money | undefined)[], ceiling: Money | undefined): { mean: string | null; ceiling: string | null } {
  const a = minor(own), all = others.map(minor).filter((x) => x !== null), most = minor(ceiling)
  if (a === null) return { mean: null, ceiling: null }
  const sum = all.reduce((x, y) => x + y, 0n)
  return { mean: sum > 0n ? percent(a * BigInt(all.length), sum) : null, ceiling: most !== null && most > 0n ? percent(a, most) : null }
}
