// The keys of a bid stay with the tenderer: in this browser, and in a file that it keeps. They never
// leave it before the opening. What was sealed is kept before it is handed in, by the digest of its form,
// and nothing is overwritten: whichever of several bids stands, its keys are there.
import { base64, unbase64 } from '../base/bytes'
import { saveFile } from '../base/save'
import type { Secret } from '../seal/container'

export type BidPart = 'form' | 'documents' | 'bill'
export interface KeptKeys { lot: string; /** of the form's container; none from an older file */ digest?: string; keys: Partial<Record<BidPart, string>> }
/** A part on its way, to go on with after a closed tab: the same content only, under the same key. */
export interface Sealing { key: string; nonce: string; file: string; digest?: string; upload?: string }
const KEPT_MAX = 20
const at = (lot: string) => `heng.keys.${lot}`
const underWay = (lot: string, part: BidPart) => `heng.sealing.${lot}.${part}`

function all(lot: string): KeptKeys[] {
  const text = localStorage.getItem(at(lot))
  return text ? JSON.parse(text) as KeptKeys[] : []
}
/** Those of the bid with that form. */
export function keptKeys(lot: string, digest: string): KeptKeys | null {
  return all(lot).find((k) => k.digest === digest) ?? null
}
export function keepKeys(k: KeptKeys): void {
  localStorage.setItem(at(k.lot), JSON.stringify([k, ...all(k.lot)].slice(0, KEPT_MAX)))
}
export function sealingOf(lot: string, part: BidPart): Sealing | null {
  const text = localStorage.getItem(underWay(lot, part))
  return text ? JSON.parse(text) as Sealing : null
}
export function keepSealing(lot: string, part: BidPart, s: Sealing): void { localStorage.setItem(underWay(lot, part), JSON.stringify(s)) }
/** It is in a bid now: the next one is sealed anew. */
export function endSealing(lot: string): void { for (const part of ['documents', 'bill'] as const) localStorage.removeItem(underWay(lot, part)) }

export function saveKeys(k: KeptKeys): void {
  saveFile(new Blob([JSON.stringify(k, null, 1)], { type: 'application/json' }), `bid-keys-${k.lot}.json`)
}
/** A key file as saved here; null: it is none of this lot. */
export function readKeys(text: string, lot: string): KeptKeys | null {
  try {
    const k = JSON.parse(text) as KeptKeys
    const whole = k.lot === lot && Object.values(k.keys).every((v) => unbase64(v)?.length === 32)
    return whole && k.keys.form ? k : null
  } catch { return null }
}
export function keyText(s: Secret): string { return base64(s.key) }
