// Shares and points as people write them ("2%", "40 分"), and as a rule holds them: millionths and ten-thousandths,
// both four places below what is typed. Digits move, nothing is computed.
import { decimal, decimalText } from '../seal/amount'

const PLACES = 4
/** Full-width digits and signs are those of a Chinese keyboard; blanks and the unit say nothing. */
function bare(text: string, unit: RegExp): string { return text.normalize('NFKC').replace(/\u2212/g, '-').trim().replace(unit, '').trim() }
function cut(scaled: number): string { return decimalText(scaled, PLACES).replace(/\.?0+$/, '') }

/** "2%" is 20000 millionths; null: no number, or finer than the rule holds. */
export function percentOf(text: string): number | null { return decimal(bare(text, /%$/), PLACES) }
export function percentText(rate: number): string { return cut(rate) }
/** "40 分" is 400000 ten-thousandths. */
export function pointsOf(text: string): number | null { return decimal(bare(text, /分$/), PLACES) }
export function pointsText(score: number): string { return cut(score) }
export function wholeOf(text: string): number | null { return decimal(bare(text, /[个人家份天日名]$/), 0) }
/** "95%、96、97" one by one, ascending; null where one is no number or is there twice. */
export function percentsOf(text: string): number[] | null {
  const list = text.normalize('NFKC').split(/[、,;\s]+/).filter(Boolean).map(percentOf)
  if (!list.length || list.some((v) => v === null) || new Set(list).size < list.length) return null
  return (list as number[]).sort((a, b) => a - b)
}
export function percentsText(list: number[]): string { return list.map(percentText).join('、') }
