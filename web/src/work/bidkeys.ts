// The keys of a bid stay with the tenderer: in this browser, and in a file that it keeps. They never
// leave it before the opening.
import { base64, unbase64 } from '../base/bytes'
import type { Secret } from '../seal/container'

export type BidPart = 'form' | 'documents' | 'bill'
export interface KeptKeys { lot: string; digest?: string; keys: Partial<Record<BidPart, string>>; uploads?: Partial<Record<BidPart, { nonce: string; upload?: string; digest?: string; file: string }>> }
const at = (lot: string) => `heng.keys.${lot}`

export function keptKeys(lot: string): KeptKeys | null {
  const text = localStorage.getItem(at(lot))
  return text ? JSON.parse(text) as KeptKeys : null
}
export function keepKeys(k: KeptKeys): void { localStorage.setItem(at(k.lot), JSON.stringify(k)) }
export function saveKeys(k: KeptKeys): void {
  const a = document.createElement('a')
  a.href = URL.createObjectURL(new Blob([JSON.stringify({ lot: k.lot, keys: k.keys }, null, 1)], { type: 'application/json' }))
  a.download = `bid-keys-${k.lot}.json`
  a.click()
  URL.revokeObjectURL(a.href)
}
/** A key file as saved here; null: it is none. */
export function readKeys(text: string, lot: string): KeptKeys | null {
  try {
    const k = JSON.parse(text) as KeptKeys
    const whole = k.lot === lot && Object.values(k.keys).every((v) => unbase64(v)?.length === 32)
    return whole && k.keys.form ? { lot, keys: k.keys } : null
  } catch { return null }
}
export function keyText(s: Secret): string { return base64(s.key) }
