// The signatures of a PDF: what bytes each covers, and whose key signed them. Nothing of the pages is read, and nothing of the
// pictures: what a signature is over are bytes, and those stand in the file as they are. So signatures are found where they stand,
// by /ByteRange with /Contents in its gap; `heng stamp check` follows the form instead, and takes a trust list besides.
import { concat, hex, unhex } from '../base/bytes'
import type { Certificate } from '../base/certificate'
import { inside, isOid, items, SEQUENCE, SET, tlv } from '../base/der'
import type { Tlv } from '../base/der'
import type { Pair } from '../base/lang'
import { attribute, signedOf } from './signed'
import type { Signed } from './signed'
import { names, readTimestamp } from './timestamp'
import type { Timestamp } from './timestamp'

export const PDF_BYTES = 12 * 1024 * 1024
const SIGNATURES_MAX = 64, NEAR = 4096, TOKEN = '2a864886f70d010910020e', CERTIFICATE_V2 = '2a864886f70d010910022f'

export interface PdfSignature {
  /** Bytes from the file's first on that it covers, but for itself. */
  covered: number
  /** Where the signature itself stands. */
  from: number; to: number
  /** Whose key signed; null: it does not hold, or its form is none that is checked here. */
  by: Certificate | null
  why: Pair | null
  timestamp: Timestamp | null
  /** A timestamp is there and does not hold. */
  stale: boolean
  /** When, by the word of who signed; NaN: it says nothing. */
  said: number
}
const text = new TextDecoder('latin1')
const why = (zh: string, en: string): Pair => ({ zh, en })
const OTHER = why('文件在签名之后被改动，或者签名的格式不在这里核验之列（SM2、其他摘要算法）', 'The file was changed after it was signed, or the signature is of a form that is not checked here (SM2, other digests)')

/** Where a word stands, one after the other. */
function* places(b: Uint8Array, word: string): Generator<number> {
  const w = [...word].map((c) => c.charCodeAt(0))
  for (let at = b.indexOf(w[0]!); at >= 0; at = b.indexOf(w[0]!, at + 1)) if (w.every((c, i) => b[at + i] === c)) yield at
}
/** What /ByteRange says at a place: the gap, and where it ends; null: not from the first byte on, or not within the file. */
function rangeAt(b: Uint8Array, at: number): { from: number; to: number; covered: number } | null {
  const m = /^\/ByteRange\s*\[\s*0\s+(\d{1,10})\s+(\d{1,10})\s+(\d{1,10})\s*\]/.exec(text.decode(b.subarray(at, at + 200)))
  const [from, to, rest] = m ? m.slice(1).map(Number) as [number, number, number] : [0, 0, 0]
  return m && from < to && to + rest <= b.length && (at < from || (at >= to && at < to + rest)) ? { from, to, covered: to + rest } : null
}
/** The bytes in the gap: /Contents in hex and nothing else, its DER followed by nothing but zeros. */
function contents(b: Uint8Array, from: number, to: number): Uint8Array | null {
  if (b[from] !== 0x3c || b[to - 1] !== 0x3e || !/\/Contents\s*$/.test(text.decode(b.subarray(Math.max(0, from - 40), from)))) return null
  const cms = unhex(text.decode(b.subarray(from + 1, to - 1)).toLowerCase())
  if (!cms || cms[0] !== 0x30 || cms[1] === undefined) return null
  const more = cms[1] < 0x80 ? 0 : cms[1] & 127, n = cms[1] < 0x80 ? cms[1] : [...cms.subarray(2, 2 + more)].reduce((sum, x) => sum * 256 + x, 0), end = 2 + more + n
  return end <= cms.length && cms.subarray(end).every((x) => x === 0) ? cms.subarray(0, end) : null
}
/** It was a whole file when it was signed. */
const wasWhole = (b: Uint8Array, covered: number): boolean => /%%EOF[\r\n]*$/.test(text.decode(b.subarray(Math.max(0, covered - 32), covered)))
/** /M of the same object: the time by the word of who signed. */
function saidAt(b: Uint8Array, at: number): number {
  const before = text.decode(b.subarray(Math.max(0, at - NEAR), at)), after = text.decode(b.subarray(at, at + NEAR))
  const m = /\/M\s*\(D:(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)(?:Z|([+-])(\d\d)'(\d\d)'?)?/.exec(before.slice(before.lastIndexOf(' obj') + 1)) ?? /^[^<>]*\/M\s*\(D:(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)(?:Z|([+-])(\d\d)'(\d\d)'?)?/.exec(after)
  if (!m) return NaN
  const off = (Number(m[8] ?? 0) * 60 + Number(m[9] ?? 0)) * 60_000 * (m[7] === '-' ? -1 : 1)
  return Date.parse(`${m[1]}-${m[2]}-${m[3]}T${m[4]}:${m[5]}:${m[6]}Z`) - off
}
/** The token among what nobody signed; undefined: there is none. */
const tokenIn = (unsigned: Tlv | undefined): Tlv | undefined => unsigned && attribute(unsigned, TOKEN)
async function stampedAt(s: Signed): Promise<{ timestamp: Timestamp | null; stale: boolean }> {
  const token = tokenIn(s.unsigned)
  if (!token) return { timestamp: null, stale: s.unsigned !== undefined && (items(s.unsigned.body) ?? []).some((a) => isOid(inside(a, SEQUENCE)[0], TOKEN)) }
  const digest = hex(new Uint8Array(await crypto.subtle.digest('SHA-256', Uint8Array.from(s.value))))
  const timestamp = await readTimestamp(tlv(token.tag, token.body), digest)
  return { timestamp, stale: timestamp === null }
}
async function readOne(b: Uint8Array, at: number, r: { from: number; to: number; covered: number }): Promise<PdfSignature> {
  const out: PdfSignature = { ...r, by: null, why: null, timestamp: null, stale: false, said: saidAt(b, at) }
  const cms = contents(b, r.from, r.to)
  if (!cms) return { ...out, why: why('它漏掉了自身以外的内容，或者不是 DER 编码', 'It leaves out more of the file than itself, or is not in DER') }
  if (!wasWhole(b, r.covered)) return { ...out, why: why('它覆盖的不是一份完整的文件', 'What it covers was no whole file') }
  const s = await signedOf(cms, concat(b.subarray(0, r.from), b.subarray(r.to, r.covered)))
  if (!s || s.by.kind === 'sm2') return { ...out, why: OTHER }
  // where the signed attributes name a certificate, it is this one
  if (s.attributes && inside(tlvOf(s.attributes), SET).some((a) => isOid(inside(a, SEQUENCE)[0], CERTIFICATE_V2)) && !await names(s.attributes, s.certificate)) return { ...out, why: OTHER }
  if (!s.by.signs) return { ...out, why: why('证书的用途不是签名', 'Its certificate is not for signatures') }
  return { ...out, by: s.by, ...await stampedAt(s) }
}
const tlvOf = (t: Tlv): Tlv => ({ tag: SET, body: t.body })

/** In the order of what they cover. */
export async function pdfSignatures(b: Uint8Array): Promise<PdfSignature[]> {
  const out: PdfSignature[] = [], seen = new Set<number>()
  for (const at of places(b, '/ByteRange')) {
    const r = rangeAt(b, at)
    if (!r || seen.has(r.from) || out.length === SIGNATURES_MAX) continue
    seen.add(r.from)
    out.push(await readOne(b, at, r))
  }
  return out.sort((x, y) => x.covered - y.covered)
}
