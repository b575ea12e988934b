// Signatures of the log: Ed25519 by the browser, SM2 with SM3 by sm-crypto-v2.
import { sm2 } from 'sm-crypto-v2'
import { hex } from '../base/bytes'

export type Held = 'held' | 'not held' | 'not checked'
export const SM2_ID = '1234567812345678'
const ORDER = 0xFFFFFFFEFFFFFFFFFFFFFFFFFFFFFFFF7203DF6B21C6052B53BBF40939D54123n

/** 'not checked': this browser has no Ed25519. */
export async function ed25519Holds(key: Uint8Array<ArrayBuffer>, text: Uint8Array<ArrayBuffer>, sig: Uint8Array<ArrayBuffer>): Promise<Held> {
  let imported: CryptoKey
  try {
    imported = await crypto.subtle.importKey('raw', key, 'Ed25519', false, ['verify'])
  } catch (e) {
    // a key that is no point is refused with DataError; a browser without Ed25519 says otherwise
    return e instanceof DOMException && e.name === 'DataError' ? 'not held' : 'not checked'
  }
  try {
    return await crypto.subtle.verify('Ed25519', imported, sig, text) ? 'held' : 'not held'
  } catch {
    return 'not held'
  }
}

function derInteger(b: Uint8Array, at: number): { value: bigint; end: number } | null {
  const n = b[at + 1] ?? 0
  if (b[at] !== 2 || n < 1 || n > 33 || at + 2 + n > b.length) return null
  const first = b[at + 2]!, second = b[at + 3] ?? 0
  if (first > 127 || (first === 0 && n > 1 && second < 128)) return null // negative, or not the shortest
  return { value: BigInt('0x' + hex(b.subarray(at + 2, at + 2 + n))), end: at + 2 + n }
}
/** r and s of a strict DER signature, 64 bytes in hex; null where it is none. */
export function rawSignature(der: Uint8Array): string | null {
  if (der[0] !== 0x30 || der[1] !== der.length - 2 || der.length > 72) return null
  const r = derInteger(der, 2), s = r && derInteger(der, r.end)
  if (!r || !s || s.end !== der.length) return null
  if (r.value < 1n || r.value >= ORDER || s.value < 1n || s.value >= ORDER) return null
  return r.value.toString(16).padStart(64, '0') + s.value.toString(16).padStart(64, '0')
}
export function sm2Holds(key: Uint8Array, text: Uint8Array, sig: Uint8Array): Held {
  const raw = rawSignature(sig)
  if (raw === null) return 'not held'
  try {
    return sm2.doVerifySignature(text, raw, hex(key), { hash: true, userId: SM2_ID }) ? 'held' : 'not held'
  } catch {
    return 'not held' // a key that is no point of the curve
  }
}
