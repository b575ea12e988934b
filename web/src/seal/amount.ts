// Amounts as the centre reads and writes them: whole minor units, at most 10^15.
const PLACES: Record<string, number> = { CNY: 2, JPY: 0, USD: 2, EUR: 2, HKD: 2 }
export const MONEY_MAX = 1e15
export interface Money { minor: number; currency: string }

export function placesOf(currency: string): number | undefined {
  return Object.hasOwn(PLACES, currency) ? PLACES[currency] : undefined
}
/** A decimal of at most so many places, scaled; null where it is none. */
export function decimal(text: string, places: number): number | null {
  const m = /^(-?)(0|[1-9]\d*)(?:\.(\d+))?$/.exec(text)
  if (!m || (m[3]?.length ?? 0) > places) return null
  const v = BigInt(m[2]! + (m[3] ?? '').padEnd(places, '0'))
  if (v > BigInt(MONEY_MAX) || (m[1] === '-' && v === 0n)) return null
  return m[1] === '-' ? -Number(v) : Number(v)
}
export function parseMoney(amount: string | undefined, currency: string | undefined): Money | null {
  const places = currency === undefined ? undefined : placesOf(currency)
  const minor = amount === undefined || places === undefined ? null : decimal(amount, places)
  return minor === null ? null : { minor, currency: currency! }
}
/** With all its decimal places. */
export function moneyText(m: Money): string { return decimalText(m.minor, placesOf(m.currency) ?? 0) }
export function decimalText(scaled: number, places: number): string {
  const digits = String(Math.abs(scaled)).padStart(places + 1, '0'), cut = digits.length - places
  return (scaled < 0 ? '-' : '') + digits.slice(0, cut) + (places > 0 ? '.' + digits.slice(cut) : '')
}
