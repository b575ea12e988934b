// Amounts are decimal strings; nothing here computes with floating point.
import { t } from './lang'
import type { Pair } from './lang'
import { decimal, placesOf } from '../seal/amount'
import { capitalsText } from '../seal/capitals'

export interface Money { amount: string; currency: string }
const UNITS: Record<string, Pair> = { CNY: { zh: '元', en: 'CNY' }, JPY: { zh: '日元', en: 'JPY' }, USD: { zh: '美元', en: 'USD' }, EUR: { zh: '欧元', en: 'EUR' }, HKD: { zh: '港元', en: 'HKD' } }

/** "1234567.1" to "1,234,567.10"; the text itself when it is no amount. */
export function grouped(amount: string): string {
  const m = /^(-?)(\d+)(?:\.(\d+))?$/.exec(amount)
  if (!m) return amount
  return m[1] + m[2]!.replace(/\B(?=(\d{3})+$)/g, ',') + (m[3] === undefined ? '' : '.' + m[3])
}
/** The amounts in a sentence of the centre, the same way. */
export function groupedIn(text: string): string { return text.replace(/\d{4,}\.\d{2}(?![\d.])/g, grouped) }
/** What a person typed ("1,234,567.1", "¥ 100") as the server takes it, or null. */
export function typedAmount(text: string): string | null {
  const s = text.replace(/[\s,，¥￥元]/g, '')
  return /^\d{1,13}(\.\d{1,2})?$/.test(s) ? s.replace(/^0+(?=\d)/, '') : null
}
/** "元"; the code itself where we have no word. */
export function unitOf(currency: string): string { const u = UNITS[currency]; return u ? t(u.zh, u.en) : currency }
/** An amount of yuan in Chinese capitals, "壹佰贰拾元整"; '' when it is none. */
export function capitals(amount: string): string {
  const fen = decimal(amount, placesOf('CNY')!)
  return fen === null || fen < 0 ? '' : capitalsText(fen)
}
