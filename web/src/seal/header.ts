// The head of a sealed container, docs/sealed-container.md: magic, version, canonical header.
import { sha256 } from '@noble/hashes/sha2.js'
import { concat, hex, unbase64, unhex, utf8 } from '../base/bytes'
import { canonical } from '../base/canonical'
import type { Json } from '../base/canonical'
import { SealFault } from './fault'

export type Part = 'form' | 'documents' | 'bill'
export interface Binding { centre: string; lot: string; party: string; part: Part }
/** A share of the key, wrapped for a certificate: as the header writes them, its SHA-256 in hex and base64. */
export interface Wrapped { certificate: string; wrapped: string }
/** digest: SHA-256 of the share, hex */
export interface Share extends Wrapped { digest: string }
/** The i-th share is share i, from 1; any k of them open it. */
export interface Custody { k: number; shares: Share[] }
/** SM4 and SM3 (国密) in place of AES-256-GCM. */
export const SM4 = 'SM4-CTR-HMAC-SM3'
/** What a header may have beside: another cipher, and who can open the container beside who made it. */
export interface Shared { cipher?: typeof SM4; custody?: Custody; recipients?: Wrapped[] }
export interface Header extends Binding, Shared { commitment: Uint8Array; nonce: Uint8Array; padded: number }
/** What makes sealing deterministic: for one content only, see Sealed. Wrapping is random, so what is wrapped belongs to it. */
export interface Secret extends Shared { key: Uint8Array<ArrayBuffer>; nonce: Uint8Array<ArrayBuffer> }
export interface Preamble { header: Header; bytes: Uint8Array<ArrayBuffer>; digest: Uint8Array<ArrayBuffer> }

export const KEY_BYTES = 32
export const NONCE_BYTES = 7
export const CHUNK = 65536
export const TAG = 16
const SM3_BYTES = 32
export const LENGTH_BYTES = 8
export const LEAD_BYTES = 13
export const HEADER_MAX = 16384
export const SHARES_LEAST = 2
export const SHARES_MAX = 7
export const RECIPIENTS_MAX = 2
export const WRAPPED_MAX = 1024
export const FORM_BYTES = 1024
const MIN_BYTES = 4096
/** Largest plaintext, padding included; of a container inside a JSON body and of any other. */
export const PADDED_MAX_BODY = 32768
export const PADDED_MAX = 2147483648
const MAGIC = utf8('HENGSEAL')
const LABEL = utf8('heng seal key 1\n')
const USCC = '0123456789ABCDEFGHJKLMNPQRTUWXY'

export function commit(key: Uint8Array): Uint8Array { return sha256(concat(LABEL, key)) }

export function sameBytes(a: Uint8Array, b: Uint8Array): boolean {
  let different = a.length ^ b.length
  for (let i = 0; i < a.length; i++) different |= a[i]! ^ (b[i] ?? 0)
  return different === 0
}

/** The one padded size for that much content; null when it is too much. */
export function paddedFor(part: Part, content: number, max = PADDED_MAX): number | null {
  let padded = part === 'form' ? FORM_BYTES : MIN_BYTES
  if (!(content >= 0) || content > (part === 'form' ? FORM_BYTES : max) - LENGTH_BYTES) return null
  while (padded - LENGTH_BYTES < content) padded *= 2
  return padded
}
export function piecesOf(padded: number): number { return Math.ceil(padded / CHUNK) }
export function pieceBytes(padded: number, i: number): number { return Math.min(CHUNK, padded - i * CHUNK) }
/** Bytes of the tag behind each piece. */
export function tagOf(h: Shared): number { return h.cipher === undefined ? TAG : SM3_BYTES }
export function containerBytes(p: Preamble): number {
  return p.bytes.length + p.header.padded + tagOf(p.header) * piecesOf(p.header.padded)
}

/** The check character of GB 32100-2015 over 17 characters; '' when one is not of its alphabet. */
export function usccCheck(body: string): string {
  let sum = 0, weight = 1
  for (let i = 0; i < 17; i++) {
    const v = USCC.indexOf(body[i] ?? '?')
    if (v < 0) return ''
    sum += v * weight
    weight = weight * 3 % 31
  }
  return USCC[(31 - sum % 31) % 31]!
}
export function usccHolds(code: string): boolean {
  return code.length === 18 && usccCheck(code) !== '' && usccCheck(code) === code[17]
}
export function idHolds(id: string): boolean { return /^[0-7][0-9A-HJKMNP-TV-Z]{25}$/.test(id) }

/** The member that is wrong; '' when none is. */
export function wrongMember(b: { [k in keyof Binding]: unknown }): keyof Binding | '' {
  const { centre, lot, party, part } = b
  if (typeof centre !== 'string' || !usccHolds(centre)) return 'centre'
  if (typeof lot !== 'string' || !idHolds(lot)) return 'lot'
  if (typeof party !== 'string' || !idHolds(party)) return 'party'
  return part === 'form' || part === 'documents' || part === 'bill' ? '' : 'part'
}

/** Those that are there, of the members of the format only. */
export function sharedOf({ cipher, custody, recipients }: Shared): Shared {
  const shares = custody?.shares.map(({ certificate, digest, wrapped }) => ({ certificate, digest, wrapped }))
  const alone = recipients?.map(({ certificate, wrapped }) => ({ certificate, wrapped }))
  return { ...(cipher === SM4 ? { cipher } : {}), ...(custody && shares ? { custody: { k: custody.k, shares } } : {}), ...(alone ? { recipients: alone } : {}) }
}
function headerText(h: Header): string {
  return canonical({ centre: h.centre, chunk: CHUNK, commitment: hex(h.commitment), lot: h.lot,
    nonce: hex(h.nonce), padded: h.padded, part: h.part, party: h.party, v: 1, ...sharedOf(h) } as unknown as Json)
}

export function writePreamble(header: Header): Preamble {
  const text = utf8(headerText(header)), lead = new Uint8Array(LEAD_BYTES)
  lead.set(MAGIC)
  lead[8] = 1
  new DataView(lead.buffer).setUint32(9, text.length)
  const bytes = concat(lead, text)
  return { header, bytes, digest: new Uint8Array(sha256(bytes)) }
}

function bad(zh: string, en: string): SealFault { return new SealFault('BAD_SEAL', zh, en) }

function isDigest(v: unknown): v is string { return typeof v === 'string' && /^[0-9a-f]{64}$/.test(v) }
function isWrapped(v: unknown, digest: boolean): boolean {
  if (typeof v !== 'object' || v === null) return false
  const s = v as Partial<Share>, bytes = typeof s.wrapped === 'string' ? unbase64(s.wrapped)?.length ?? 0 : 0
  return isDigest(s.certificate) && (!digest || isDigest(s.digest)) && bytes >= 1 && bytes <= WRAPPED_MAX
}
/** So many of them, each for another certificate. */
function isList(v: unknown, digest: boolean, least: number, most: number): v is Share[] {
  return Array.isArray(v) && v.length >= least && v.length <= most && v.every((s) => isWrapped(s, digest)) &&
    new Set((v as Share[]).map((s) => s.certificate)).size === v.length
}
/** Which of them is there and is none; '' when none is. */
export function wrongShared(o: { custody?: unknown; recipients?: unknown }): keyof Shared | '' {
  if (o.custody !== undefined) {
    const { k, shares } = (o.custody ?? {}) as Partial<Custody>
    if (!isList(shares, true, SHARES_LEAST, SHARES_MAX) || !Number.isInteger(k) || k! < SHARES_LEAST || k! > shares.length) return 'custody'
  }
  return o.recipients === undefined || isList(o.recipients, false, 1, RECIPIENTS_MAX) ? '' : 'recipients'
}

/** Takes our members from the text, writes them again and compares: whatever is missing, more, of another type
 * or written another way is a difference. */
export function parseHeader(bytes: Uint8Array): Header {
  let o: unknown
  try { o = JSON.parse(new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes)) } catch { o = null }
  if (typeof o !== 'object' || o === null) throw bad('密封文件头不是 JSON 对象', 'The header is no JSON object')
  const h = o as Record<string, unknown>
  const wrong = wrongMember({ centre: h.centre, lot: h.lot, party: h.party, part: h.part })
  if (wrong) throw bad(`密封文件头的 ${wrong} 有误`, `${wrong} of the header is wrong`)
  const commitment = typeof h.commitment === 'string' ? unhex(h.commitment) : null
  const nonce = typeof h.nonce === 'string' ? unhex(h.nonce) : null
  if (commitment?.length !== 32 || nonce?.length !== NONCE_BYTES || typeof h.padded !== 'number' || !Number.isSafeInteger(h.padded))
    throw bad('密封文件头的承诺、随机数或长度有误', 'Commitment, nonce or size in the header is malformed')
  const unfit = wrongShared(h)
  if (unfit === 'custody') throw bad('密封文件头的密钥保管应有 2 至 7 份，证书各不相同，并写明开启需要几份',
    'custody of the header has 2 to 7 shares, each for another certificate, k of which are needed')
  if (unfit) throw bad('密封文件头的接收人应有 1 至 2 个，证书各不相同', 'recipients of the header are 1 to 2, each for another certificate')
  const out: Header = { centre: h.centre as string, lot: h.lot as string, party: h.party as string, part: h.part as Part,
    commitment, nonce, padded: h.padded, ...sharedOf(h as Shared) }
  if (!sameBytes(utf8(headerText(out)), bytes)) throw bad('密封文件头不是规范形式，或者不是规定的成员', 'The header is not canonical, or not of its members')
  return out
}

/** How many bytes the preamble has, by the first 13 of `size` bytes. */
export function preambleBytes(lead: Uint8Array, size: number): number {
  if (lead.length < 8 || !sameBytes(lead.subarray(0, 8), MAGIC))
    throw new SealFault('NOT_SEALED', '这不是密封文件（开头不是 HENGSEAL）', 'It is no container: it does not begin with HENGSEAL')
  if (lead.length < LEAD_BYTES) throw bad('密封文件在文件头之前中断', 'Cut off before its header')
  if (lead[8] !== 1) throw bad(`密封格式第 ${lead[8]} 版，不是第 1 版`, `Version ${lead[8]}, not 1`)
  const n = new DataView(lead.buffer, lead.byteOffset).getUint32(9)
  if (n > HEADER_MAX) throw bad('密封文件头过长', `A header of ${n} bytes; at most ${HEADER_MAX}`)
  if (n > size - LEAD_BYTES) throw bad('密封文件在文件头之中中断', 'Cut off in its header')
  return LEAD_BYTES + n
}

/** Checks all that needs no key, of a container of `size` bytes that begins with these. */
export function readPreamble(bytes: Uint8Array, size: number, max = PADDED_MAX): Preamble {
  const header = parseHeader(bytes.subarray(LEAD_BYTES))
  if (header.padded <= LENGTH_BYTES || paddedFor(header.part, header.padded - LENGTH_BYTES, max) !== header.padded)
    throw bad(`长度 ${header.padded} 不是这种文件的规定长度`, `${header.padded} is no size of this part`)
  const p: Preamble = { header, bytes: new Uint8Array(bytes), digest: new Uint8Array(sha256(bytes)) }
  if (size !== containerBytes(p))
    throw bad('密封文件的总长与文件头不符', `${size} bytes, not the ${containerBytes(p)} its header says`)
  return p
}
