// As much of DER as key files, certificates, signatures and wrapped keys need: reading one level, writing it.
import { concat, hex, unhex } from './bytes'

export interface Tlv { tag: number; body: Uint8Array }
/** What stands one behind the other; null: it is no DER. Lengths up to four bytes, the shortest form only. */
export function items(b: Uint8Array): Tlv[] | null {
  const out: Tlv[] = []
  for (let at = 0; at < b.length;) {
    const tag = b[at]!
    let n = b[at + 1], from = at + 2
    if (n === undefined || (tag & 31) === 31) return null
    if (n >= 0x80) {
      const bytes = n & 127
      if (bytes < 1 || bytes > 4 || from + bytes > b.length) return null
      n = 0
      for (let i = 0; i < bytes; i++) n = n * 256 + b[from + i]!
      if (n < 0x80 || n < 256 ** (bytes - 1)) return null
      from += bytes
    }
    if (from + n > b.length) return null
    out.push({ tag, body: b.subarray(from, from + n) })
    at = from + n
  }
  return out
}
export const SEQUENCE = 0x30, SET = 0x31, OID = 6, OCTETS = 4, INTEGER = 2, BITS = 3, NULL = 5
/** The shortest form, of one or several bodies behind each other. */
export function tlv(tag: number, ...bodies: Uint8Array[]): Uint8Array<ArrayBuffer> {
  const body = concat(...bodies), n = body.length
  return concat(Uint8Array.from(n < 0x80 ? [tag, n] : n < 0x100 ? [tag, 0x81, n] : [tag, 0x82, n >> 8, n & 255]), body)
}
/** What is not negative. */
export function integer(bytes: Uint8Array): Uint8Array<ArrayBuffer> {
  let from = 0
  while (from < bytes.length - 1 && bytes[from] === 0) from++
  const rest = bytes.subarray(from)
  return tlv(INTEGER, rest[0]! >= 0x80 ? concat(Uint8Array.of(0), rest) : rest)
}
/** What stands inside one of that tag; []: it is another, or no DER. */
export const inside = (t: Tlv | undefined, tag: number): Tlv[] => (t?.tag === tag ? items(t.body) ?? [] : [])
/** The one element inside, where it is all there is. */
export const only = (t: Tlv | undefined, tag: number): Tlv | undefined => { const all = t && items(t.body); return all?.length === 1 && all[0]!.tag === tag ? all[0] : undefined }
/** The same bytes again. */
export const again = (t: Tlv): Uint8Array<ArrayBuffer> => tlv(t.tag, t.body)
/** An object identifier by the hex of what stands in it. */
export const oid = (body: string): Uint8Array<ArrayBuffer> => tlv(OID, unhex(body)!)
export const isOid = (t: Tlv | undefined, body: string): boolean => t?.tag === OID && hex(t.body) === body
/** An algorithm of that name, with NULL or nothing behind it. */
export function isAlgorithm(t: Tlv | undefined, oids: string[]): boolean {
  const [name, parameter, ...more] = inside(t, SEQUENCE)
  return name?.tag === OID && oids.includes(hex(name.body)) && !more.length && (!parameter || (parameter.tag === NULL && !parameter.body.length))
}
/** A whole number, not negative, in its shortest form: its bytes without the leading zero; null: it is none. */
export function natural(t: Tlv | undefined): Uint8Array | null {
  if (t?.tag !== INTEGER || !t.body.length || t.body[0]! > 127 || (t.body[0] === 0 && t.body.length > 1 && t.body[1]! < 128)) return null
  return t.body[0] === 0 && t.body.length > 1 ? t.body.subarray(1) : t.body
}
/** A whole number in so many bytes; null: it is none, or larger. */
export function fixed(t: Tlv | undefined, bytes: number): Uint8Array<ArrayBuffer> | null {
  const n = natural(t), out = new Uint8Array(bytes)
  if (!n || n.length > bytes) return null
  out.set(n, bytes - n.length)
  return out
}
/** r and s one behind the other, as browsers sign by ECDSA, as the sequence that everybody else reads. */
export function ecdsaDer(raw: Uint8Array): Uint8Array<ArrayBuffer> {
  const half = raw.length / 2
  return tlv(SEQUENCE, integer(raw.subarray(0, half)), integer(raw.subarray(half)))
}
