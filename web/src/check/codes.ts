// Moments and trade codes, as the centre writes them.
import { usccCheck } from '../seal/header'

const MOD37 = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ*'

export function dayHolds(y: number, m: number, d: number): boolean {
  const t = new Date(Date.UTC(y, m - 1, d))
  return y >= 1900 && y <= 9999 && t.getUTCFullYear() === y && t.getUTCMonth() === m - 1 && t.getUTCDate() === d
}
/** Ms since 1970; null where the text is no moment. */
export function parseMoment(text: string | undefined): number | null {
  const m = /^(\d{4})-(\d\d)-(\d\d)T(\d\d):(\d\d):(\d\d)(?:\.(\d{1,3}))?Z$/.exec(text ?? '')
  if (!m) return null
  const [y, mo, d, h, mi, s] = m.slice(1, 7).map(Number) as [number, number, number, number, number, number]
  if (!dayHolds(y, mo, d) || h > 23 || mi > 59 || s > 59) return null
  return Date.UTC(y, mo - 1, d, h, mi, s, Number((m[7] ?? '').padEnd(3, '0')))
}
export function momentText(ms: number): string { return new Date(ms).toISOString() }
/** "2026-03-23 09:00:00", for people. */
export function beijingText(ms: number): string { return new Date(ms + 8 * 3_600_000).toISOString().slice(0, 19).replace('T', ' ') }

/** ISO 7064 MOD 37-2 over text of 0-9A-Z; '' when a character is not. */
export function mod37(text: string): string {
  let p = 0
  for (const ch of text) {
    const v = MOD37.indexOf(ch)
    if (v < 0 || v > 35) return ''
    p = (p + v) * 2 % 37
  }
  return MOD37[(38 - p) % 37]!
}
/** 统一交易标识码: "A01-<18>-<8>-<6>-<1>". */
export function tradeCodeHolds(code: string): boolean {
  const m = /^([A-Z]\d\d)-(.{18})-((\d{4})(\d\d)(\d\d))-(\d{6})-(.)$/.exec(code)
  if (!m || usccCheck(m[2]!) !== m[2]![17] || !dayHolds(Number(m[4]), Number(m[5]), Number(m[6])) || m[7] === '000000') return false
  return mod37(m[1]! + m[2]! + m[3]! + m[7]!) === m[8]
}
