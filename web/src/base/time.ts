// Times are the server's: what a clock shows is the server's time, estimated from its answers, and
// what is typed or shown is Beijing time (UTC+8, no summer time).
import { ref } from 'vue'

export const BEIJING_MS = 8 * 3600_000
export const DAY_MS = 86_400_000
export const HOUR_MS = 3_600_000

let offset = 0 // server minus this machine
let known = false
export const now = ref(Date.now())
export const clockKnown = ref(false)

/** An answer that said what time it was, `took` milliseconds after it was asked for. */
export function heard(serverMs: number, took: number): void {
  offset = serverMs + took / 2 - Date.now()
  known = true
  clockKnown.value = true
  now.value = Date.now() + offset
}
export function serverNow(): number { return Date.now() + offset }
export function clockIsKnown(): boolean { return known }
setInterval(() => { now.value = serverNow() }, 500)

const two = (n: number) => String(n).padStart(2, '0')
/** "2026-03-23 09:00:00", Beijing. */
export function beijing(ms: number, seconds = true): string {
  const d = new Date(ms + BEIJING_MS)
  return `${d.getUTCFullYear()}-${two(d.getUTCMonth() + 1)}-${two(d.getUTCDate())} ` +
    `${two(d.getUTCHours())}:${two(d.getUTCMinutes())}` + (seconds ? `:${two(d.getUTCSeconds())}` : '')
}
/** The value of a datetime-local input, "2026-03-23T09:00", and back. */
export function toLocal(ms: number): string { return beijing(ms, false).replace(' ', 'T') }
export function fromLocal(text: string): number | null {
  const m = /^(\d{4})-(\d\d)-(\d\d)T(\d\d):(\d\d)(?::(\d\d))?$/.exec(text)
  if (!m) return null
  const [, y, mo, d, h, mi, s] = m.map(Number) as number[]
  const ms = Date.UTC(y!, mo! - 1, d, h, mi, s || 0) - BEIJING_MS
  return beijing(ms, false).replace(' ', 'T') === text.slice(0, 16) ? ms : null
}
/** The same moment, on the Monday after where that is a weekend in Beijing. */
export function workday(ms: number): number {
  const day = new Date(ms + BEIJING_MS).getUTCDay()
  return ms + (day === 6 ? 2 : day === 0 ? 1 : 0) * DAY_MS
}
/** How long that is: "2 天 3 小时", "04:05". */
export function span(ms: number, english: boolean): string {
  const s = Math.max(0, Math.floor(ms / 1000))
  const d = Math.floor(s / 86400), h = Math.floor(s / 3600) % 24, m = Math.floor(s / 60) % 60
  if (d > 0) return english ? `${d} d ${h} h` : `${d} 天 ${h} 小时`
  if (h > 0) return english ? `${h} h ${m} min` : `${h} 小时 ${m} 分`
  return `${two(m)}:${two(s % 60)}`
}
/** How near a deadline is: the class of its box. */
export function nearness(left: number): '' | 'near' | 'soon' | 'now' {
  return left > 3 * DAY_MS ? '' : left > DAY_MS ? 'near' : left > 3600_000 ? 'soon' : 'now'
}
