// What a party signed (docs/signature-format.md): the statement is of this act, the key of the certificate that came
// with it signed it, and the certificate is the party's and was in force. Whether its authority is to be trusted is
// for a trust list to say, which this page has none of.
import { hex, unbase64, utf8 } from '../base/bytes'
import { canonical } from '../base/canonical'
import { usccHolds } from '../seal/header'
import { isObject, member, textOf } from '../seal/strict'
import { again, BITS, inside, INTEGER, items, NULL, OCTETS, OID, SEQUENCE, SET, tlv } from '../sign/der'
import type { Tlv } from '../sign/der'
import { certificateParts, NAMES } from '../sign/signed'
import type { Kind } from '../sign/signed'
import { parse } from './archive'
import { parseMoment } from './codes'
import type { Course } from './course'
import { sm2Holds } from './signature'

const RSA = '2a864886f70d010101', EC = '2a8648ce3d0201', P256 = '2a8648ce3d030107', SM2 = '2a811ccf5501822d'
const ORGANISATION = '550461', COMMON_NAME = '550403', CODE = '2a811cd014040104', KEY_USAGE = '551d0f', CONTENT_TYPE = '2a864886f70d010903', MESSAGE_DIGEST = '2a864886f70d010904'
const SIGNS = 0xc0 // digitalSignature, nonRepudiation
const NONCE = /^[0-9a-f]{64}$/, DAY_MS = 86_400_000, SIGNATURE_BYTES = 32768, CERTIFICATES_MAX = 8, SERIAL_BYTES = 20

interface Certificate { kind: Kind; code: string; from: number; until: number; signs: boolean; spki: Uint8Array<ArrayBuffer>; point: Uint8Array }
const isOid = (t: Tlv | undefined, oid: string): boolean => t?.tag === OID && hex(t.body) === oid
const UTF8 = 12, PRINTABLE = 19, NAME_BYTES = 800
/** Of the two types that are UTF-8 as they stand; '' where it is none. */
function textIn(t: Tlv | undefined): string {
  if (!t || ![UTF8, PRINTABLE].includes(t.tag) || !t.body.length || t.body.length > NAME_BYTES) return ''
  try {
    const said = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(t.body)
    return [...said].some((c) => c < ' ') ? '' : said
  } catch { return '' }
}
/** As RFC 5280 writes times; NaN where it is none. */
function time(t: Tlv | undefined): number {
  const said = t && [0x17, 0x18].includes(t.tag) ? new TextDecoder().decode(t.body) : '', m = (t?.tag === 0x17 ? /^(\d{2})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)Z$/ : /^(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)Z$/).exec(said)
  if (!m) return NaN
  const [, y, ...rest] = m.map(Number) as [number, number, number, number, number, number, number], year = t!.tag === 0x18 ? y : y + (y < 50 ? 2000 : 1900)
  const at = Date.UTC(year, rest[0]! - 1, rest[1], rest[2], rest[3], rest[4])
  return new Date(at).toISOString().slice(0, 19).replace(/\D/g, '') === `${year}${m.slice(2).join('')}` ? at : NaN
}
/** A whole number, not negative, in its shortest form: its bytes without the leading zero; null: it is none. */
function natural(t: Tlv | undefined): Uint8Array | null {
  if (t?.tag !== INTEGER || !t.body.length || t.body[0]! > 127 || (t.body[0] === 0 && t.body.length > 1 && t.body[1]! < 128)) return null
  return t.body[0] === 0 && t.body.length > 1 ? t.body.subarray(1) : t.body
}
/** Those of that name, each as what stands in it. */
function extensions(all: Tlv | undefined, oid: string): Tlv[] {
  return inside(items(all?.body ?? new Uint8Array())?.[0], SEQUENCE).map((x) => inside(x, SEQUENCE)).filter(([name]) => isOid(name, oid)).map((x) => items(x.at(-1)!.body)?.[0]).filter((x) => x !== undefined)
}
/** Of a subject, all that is said under that name. */
const saidOf = (subject: Tlv | undefined, oid: string): Tlv[] => inside(subject, SEQUENCE).flatMap((set) => inside(set, SET)).map((x) => inside(x, SEQUENCE)).filter(([name]) => isOid(name, oid)).map(([, value]) => value).filter((x) => x !== undefined)
/** Of the subject, or, where that names none, of the extension; said twice it is said by nobody. */
function codeOf(subject: Tlv | undefined, all: Tlv | undefined): string {
  const said = saidOf(subject, ORGANISATION), code = said.length === 0 ? textIn(extensions(all, CODE)[0]) : said.length === 1 ? textIn(said[0]) : ''
  return usccHolds(code) ? code : ''
}
function kindOf(algorithm: Tlv | undefined): Kind | null {
  const [name, curve] = inside(algorithm, SEQUENCE)
  return isOid(name, RSA) ? 'rsa' : !isOid(name, EC) ? null : isOid(curve, P256) ? 'p256' : isOid(curve, SM2) ? 'sm2' : null
}
/** RSA of 2048 to 4096 bits with an exponent of at most 32. */
function isPlainRsa(key: Uint8Array): boolean {
  const [n, e, ...more] = inside(items(key)?.[0], SEQUENCE), modulus = natural(n), exponent = natural(e)
  if (!modulus || !exponent || more.length) return false
  const bits = 8 * modulus.length - Math.clz32(modulus[0]!) + 24
  return bits >= 2048 && bits <= 4096 && exponent.length <= 4
}
function readCertificate(der: Uint8Array): Certificate | null {
  const [version] = inside(inside(items(der)?.[0], SEQUENCE)[0], SEQUENCE), isThird = version?.tag === 0xa0 && hex(version.body) === '020102'
  const [serial, , , validity, subject, spki, ...rest] = certificateParts(der), all = rest.find((t) => t.tag === 0xa3)
  const [from, until] = inside(validity, SEQUENCE).map(time), [algorithm, bits] = inside(spki, SEQUENCE), kind = kindOf(algorithm), number = natural(serial), names = saidOf(subject, COMMON_NAME)
  if (!isThird || !number || number.length > SERIAL_BYTES || names.length !== 1 || !names[0]!.body.length) return null
  if (!kind || bits?.tag !== BITS || from === undefined || until === undefined || Number.isNaN(from) || Number.isNaN(until)) return null
  const key = bits.body.subarray(1), use = extensions(all, KEY_USAGE)[0]
  if (kind === 'rsa' && !isPlainRsa(key)) return null
  return { kind, code: codeOf(subject, all), from, until, signs: use?.tag === BITS && ((use.body[1] ?? 0) & SIGNS) !== 0, spki: again(spki!), point: key }
}
/** An algorithm of that name, with NULL or nothing behind it. */
function isAlgorithm(t: Tlv | undefined, oids: string[]): boolean {
  const [name, parameter, ...more] = inside(t, SEQUENCE)
  return name?.tag === OID && oids.includes(hex(name.body)) && !more.length && (!parameter || (parameter.tag === NULL && !parameter.body.length))
}
const same = (a: Uint8Array, b: Uint8Array): boolean => hex(a) === hex(b)
const isOne = (t: Tlv | undefined): boolean => t?.tag === INTEGER && hex(t.body) === '01'

/** Of ECDSA: r and s, each of 32 bytes; null where it is none. */
function rawEcdsa(der: Uint8Array): Uint8Array<ArrayBuffer> | null {
  const whole = items(der), pair = inside(whole?.[0], SEQUENCE), out = new Uint8Array(64)
  if (whole?.length !== 1 || pair.length !== 2) return null
  for (const [i, n] of pair.entries()) {
    const bytes = natural(n)
    if (!bytes || bytes.length > 32) return null
    out.set(bytes, 32 * (i + 1) - bytes.length)
  }
  return out
}
async function holds(x: Certificate, text: Uint8Array<ArrayBuffer>, value: Uint8Array): Promise<boolean> {
  if (x.kind === 'sm2') return sm2Holds(x.point, text, value) === 'held'
  const how = x.kind === 'rsa' ? { name: 'RSASSA-PKCS1-v1_5', hash: 'SHA-256' } : { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' }
  const raw = x.kind === 'rsa' ? Uint8Array.from(value) : rawEcdsa(value)
  try {
    return raw !== null && await crypto.subtle.verify(how, await crypto.subtle.importKey('spki', x.spki, how, false, ['verify']), raw, text)
  } catch { return false } // a key that is none
}
async function digestOf(kind: Kind, text: Uint8Array<ArrayBuffer>): Promise<string> {
  return kind === 'sm2' ? (await import('sm-crypto-v2')).sm3(text) : hex(new Uint8Array(await crypto.subtle.digest('SHA-256', text)))
}
/** What is signed: the text, or attributes that name its type and digest; null where they name others. */
async function signedText(attributes: Tlv | undefined, kind: Kind, text: Uint8Array<ArrayBuffer>): Promise<Uint8Array<ArrayBuffer> | null> {
  if (!attributes) return text
  const all = items(attributes.body)?.map((a) => (a.tag === SEQUENCE ? items(a.body) ?? [] : []))
  if (!all || all.some((a) => a.length !== 2 || a[0]!.tag !== OID || a[1]!.tag !== SET)) return null
  const value = (oid: string): Tlv | undefined => { const found = all.filter(([name]) => isOid(name, oid)), values = inside(found[0]?.[1], SET); return found.length === 1 && values.length === 1 ? values[0] : undefined }
  const digest = value(MESSAGE_DIGEST)
  if (!isOid(value(CONTENT_TYPE), NAMES[kind].content) || digest?.tag !== OCTETS || hex(digest.body) !== await digestOf(kind, text)) return null
  return tlv(SET, attributes.body)
}
/** The one element inside, where it is all there is. */
const only = (t: Tlv | undefined, tag: number): Tlv | undefined => { const all = t && items(t.body); return all?.length === 1 && all[0]!.tag === tag ? all[0] : undefined }
/** Whose key signed that text; null where none did. Each part has exactly what the format says, as the centre reads it. */
export async function signerOf(der: Uint8Array, text: Uint8Array<ArrayBuffer>): Promise<Certificate | null> {
  const whole = der.length <= SIGNATURE_BYTES ? items(der) : null, outer = inside(whole?.[0], SEQUENCE), [type, wrapped] = outer
  const body = inside(only(wrapped, SEQUENCE), SEQUENCE), [version, digests, content, certificates, signers] = body
  if (whole?.length !== 1 || outer.length !== 2 || wrapped?.tag !== 0xa0 || body.length !== 5 || !isOne(version) || digests?.tag !== SET || content?.tag !== SEQUENCE || certificates?.tag !== 0xa0 || signers?.tag !== SET) return null
  const parts = inside(only(signers, SEQUENCE), SEQUENCE), attributes = parts[3]?.tag === 0xa0 ? parts.splice(3, 1)[0] : undefined
  const [v, by, digest, algorithm, value] = parts, named = inside(by, SEQUENCE), [issuer, serial] = named
  if (parts.length !== 5 || !isOne(v) || value?.tag !== OCTETS || named.length !== 2 || issuer?.tag !== SEQUENCE || serial?.tag !== INTEGER) return null
  const all = items(certificates.body) ?? [], own = all.filter((c) => { const p = certificateParts(again(c)); return p[0] && p[2] && same(again(p[0]), again(serial)) && same(again(p[2]), again(issuer)) })
  const x = all.length <= CERTIFICATES_MAX && all.every((c) => c.tag === SEQUENCE) && own.length === 1 ? readCertificate(again(own[0]!)) : null
  if (!x) return null
  const n = NAMES[x.kind]
  if (!isOid(type, n.type) || !isOid(only(content, OID), n.content) || !isAlgorithm(only(digests, SEQUENCE), [n.digest]) || !isAlgorithm(digest, [n.digest]) || !isAlgorithm(algorithm, n.signature)) return null
  const over = await signedText(attributes, x.kind, text)
  return over && await holds(x, over, value.body) ? x : null
}
/** The act's `signature`, of who does it, over what was shown. */
export async function checkSigned(k: Course, purpose: string, object: string, shown: Record<string, string>): Promise<void> {
  const s = member(k.body, 'signature'), text = textOf(s, 'statement') ?? '', value = unbase64(textOf(s, 'value') ?? '')
  if (s === undefined) return k.m.practice ? undefined : k.bad('没有电子签名', 'it is not signed')
  let said
  try { said = parse(utf8(text), k.e.file) } catch { said = null }
  const expires = textOf(said ?? undefined, 'expires') ?? '', nonce = textOf(said ?? undefined, 'nonce') ?? '', origin = textOf(said ?? undefined, 'origin') ?? ''
  if (!isObject(said ?? undefined) || !NONCE.test(nonce) || text !== canonical({ centre: k.m.centre, expires, nonce, object, origin, party: k.e.party!, purpose, shown, v: 1 }))
    k.bad('所签的内容不是这一件的', 'its statement is not of this act')
  const until = parseMoment(expires)
  if (until === null || until <= k.e.at || until > k.e.at + DAY_MS) k.bad('签名内容在到达时已经过期，或者有效期太长', 'its statement was over when it came, or held for too long')
  const x = value && await signerOf(value, utf8(text))
  if (!x) k.bad('签名不成立', 'its signature does not hold')
  if (x.code === '' || x.code !== k.codes.get(k.e.party!)) k.bad('签名的证书不是办理人的', 'the certificate that signed it is not that of its party')
  if (k.e.at < x.from || k.e.at > x.until || !x.signs) k.bad('签名的证书当时无效，或者不能用于签名', 'the certificate that signed it was not in force, or is not for signatures')
  k.signed++
}
