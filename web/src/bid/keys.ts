// The keys of a bid stay with the tenderer: in this browser, and in a file that it keeps. They never
// leave it before the opening. What was sealed is kept before it is handed in, by the digest of its form,
// and nothing is overwritten: whichever of several bids stands, its keys are there.
import { base64, hex, unbase64, unhex } from '../base/bytes'
import { forget, keep, kept } from '../base/kept'
import { saveFile } from '../base/save'
import type { Secret, Shared } from '../seal/container'
import { SealFault } from '../seal/fault'
import { sharedOf } from '../seal/header'

export type BidPart = 'form' | 'documents' | 'bill'
export interface KeptKeys { lot: string; /** of the form's container; none from an older file */ digest?: string; keys: Partial<Record<BidPart, string>> }
/** A part on its way, to go on with after a closed tab: the same content only, under the same key, shared out by the same bytes. */
export interface Sealing extends Shared { key: string; nonce: string; file: string; digest?: string; upload?: string }
const KEPT_MAX = 20
const at = (lot: string) => `heng.keys.${lot}`
/** of: lot and party */
const underWay = (of: string, part: BidPart) => `heng.sealing.${of}.${part}`

function read<T>(name: string): T | null { try { return JSON.parse(kept(name) ?? 'null') as T | null } catch { return null } }
/** A browser that is full or keeps nothing is told of: nothing is handed in under a key that it does not have. */
function store(name: string, value: unknown): void {
  try { localStorage.setItem(name, JSON.stringify(value)) } catch {
    throw new SealFault('NOT_KEPT', '这个浏览器存不下密钥：存储空间已满，或者不允许保存。没有递交；请腾出空间，或者换一个浏览器再试', 'This browser cannot keep the key: its storage is full, or it may keep nothing. Nothing was handed in; make room, or use another browser')
  }
}
const all = (lot: string): KeptKeys[] => read<KeptKeys[]>(at(lot)) ?? []
/** Those of the bid with that form. */
export function keptKeys(lot: string, digest: string): KeptKeys | null {
  return all(lot).find((k) => k.digest === digest) ?? null
}
export function keepKeys(k: KeptKeys): void {
  store(at(k.lot), [k, ...all(k.lot)].slice(0, KEPT_MAX))
}
export const sealingOf = (of: string, part: BidPart): Sealing | null => read(underWay(of, part))
export function keepSealing(of: string, part: BidPart, s: Sealing): void { store(underWay(of, part), s) }
/** It is in a bid now: the next one is sealed anew. */
export function endSealing(of: string): void { for (const part of ['documents', 'bill'] as const) forget(underWay(of, part)) }

const file = (k: KeptKeys) => `heng.keyfile.${k.digest}`
/** Whether they were saved as a file from this browser. */
export const savedKeys = (k: KeptKeys): boolean => k.digest !== undefined && kept(file(k)) !== null
/** Named by its form, too: whoever replaces a bid has several of them in one folder. */
export function saveKeys(k: KeptKeys): void {
  saveFile(new Blob([JSON.stringify(k, null, 1)], { type: 'application/json' }), `bid-keys-${k.lot}${k.digest ? `-${k.digest.slice(0, 8)}` : ''}.json`)
  if (k.digest) keep(file(k), '1')
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
/** What is kept of a secret, and back. */
export const sealingBy = (s: Secret, file: string): Sealing => ({ key: keyText(s), nonce: hex(s.nonce), file, ...sharedOf(s) })
export const secretOf = (s: Sealing): Secret => ({ key: unbase64(s.key)!, nonce: unhex(s.nonce)!, ...sharedOf(s) })
