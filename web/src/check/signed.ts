// What a party signed (docs/signature-format.md): the statement is of this act, the key of the certificate that came
// with it signed it, and the certificate is the party's and was in force. Whether its authority is to be trusted is
// for a trust list to say, which this page has none of.
import { concat, hex, unbase64, utf8 } from '../base/bytes'
import { canonical } from '../base/canonical'
import { certificateParts, readCertificate } from '../base/certificate'
import type { Certificate, Kind } from '../base/certificate'
import { again, fixed, inside, INTEGER, isAlgorithm, isOid, items, OCTETS, OID, only, SEQUENCE, SET, tlv } from '../base/der'
import type { Tlv } from '../base/der'
import { isObject, member, textOf } from '../seal/strict'
import { NAMES } from '../sign/signed'
import { parse } from './archive'
import { parseMoment } from './codes'
import type { Course } from './course'
import { sm2Holds } from './signature'
import { readTimestamp } from './timestamp'

const CONTENT_TYPE = '2a864886f70d010903', MESSAGE_DIGEST = '2a864886f70d010904'
const NONCE = /^[0-9a-f]{64}$/, DAY_MS = 86_400_000, AHEAD_MS = 60_000, SIGNATURE_BYTES = 32768, CERTIFICATES_MAX = 8

const same = (a: Uint8Array, b: Uint8Array): boolean => hex(a) === hex(b)
const isOne = (t: Tlv | undefined): boolean => t?.tag === INTEGER && hex(t.body) === '01'

/** Of ECDSA: r and s, each of 32 bytes; null where it is none. */
function rawEcdsa(der: Uint8Array): Uint8Array<ArrayBuffer> | null {
  const whole = items(der), pair = inside(whole?.[0], SEQUENCE), [r, s] = pair.map((n) => fixed(n, 32))
  return whole?.length === 1 && pair.length === 2 && r && s ? concat(r, s) : null
}
/** By SHA-256, or another digest of RSA and P-256; SM2 has SM3. */
export async function holds(x: Certificate, text: Uint8Array<ArrayBuffer>, value: Uint8Array, hash = 'SHA-256'): Promise<boolean> {
  if (x.kind === 'sm2') return sm2Holds(x.point, text, value) === 'held'
  const how = x.kind === 'rsa' ? { name: 'RSASSA-PKCS1-v1_5', hash } : { name: 'ECDSA', namedCurve: 'P-256', hash }
  const raw = x.kind === 'rsa' ? Uint8Array.from(value) : rawEcdsa(value)
  try {
    return raw !== null && await crypto.subtle.verify(how, await crypto.subtle.importKey('spki', x.spki, how, false, ['verify']), raw, text)
  } catch { return false } // a key that is none
}
async function digestOf(kind: Kind, text: Uint8Array<ArrayBuffer>): Promise<string> {
  return kind === 'sm2' ? (await import('sm-crypto-v2')).sm3(text) : hex(new Uint8Array(await crypto.subtle.digest('SHA-256', text)))
}
/** The one value of the attribute of that name; undefined: it is not there once, or there is something else than attributes. */
export function attribute(attributes: Tlv, oid: string): Tlv | undefined {
  const all = items(attributes.body)?.map((a) => (a.tag === SEQUENCE ? items(a.body) ?? [] : []))
  if (!all || all.some((a) => a.length !== 2 || a[0]!.tag !== OID || a[1]!.tag !== SET)) return undefined
  const found = all.filter(([name]) => isOid(name, oid)), values = inside(found[0]?.[1], SET)
  return found.length === 1 && values.length === 1 ? values[0] : undefined
}
/** What is signed: the text, or attributes that name its type and digest; null where they name others. */
async function signedText(attributes: Tlv | undefined, kind: Kind, text: Uint8Array<ArrayBuffer>): Promise<Uint8Array<ArrayBuffer> | null> {
  if (!attributes) return text
  const digest = attribute(attributes, MESSAGE_DIGEST)
  if (!isOid(attribute(attributes, CONTENT_TYPE), NAMES[kind].content) || digest?.tag !== OCTETS || hex(digest.body) !== await digestOf(kind, text)) return null
  return tlv(SET, attributes.body)
}
/** What a signature holds, and where it stands. */
export interface Signed { by: Certificate; certificate: Uint8Array; value: Uint8Array; attributes: Tlv | undefined; /** what nobody signed: a timestamp's place */ unsigned: Tlv | undefined }
/** Whose key signed that text; null where none did. Each part has exactly what the format says, as the centre reads it. */
export async function signerOf(der: Uint8Array, text: Uint8Array<ArrayBuffer>): Promise<Certificate | null> {
  const s = await signedOf(der, text)
  return s && !s.unsigned ? s.by : null
}
/** The same with what stands beside it; only of a PDF's signature may something stand there. */
export async function signedOf(der: Uint8Array, text: Uint8Array<ArrayBuffer>): Promise<Signed | null> {
  const whole = der.length <= SIGNATURE_BYTES ? items(der) : null, outer = inside(whole?.[0], SEQUENCE), [type, wrapped] = outer
  const body = inside(only(wrapped, SEQUENCE), SEQUENCE), [version, digests, content, certificates, signers] = body
  if (whole?.length !== 1 || outer.length !== 2 || wrapped?.tag !== 0xa0 || body.length !== 5 || !isOne(version) || digests?.tag !== SET || content?.tag !== SEQUENCE || certificates?.tag !== 0xa0 || signers?.tag !== SET) return null
  const parts = inside(only(signers, SEQUENCE), SEQUENCE), attributes = parts[3]?.tag === 0xa0 ? parts.splice(3, 1)[0] : undefined
  const unsigned = parts[5]?.tag === 0xa1 ? parts.pop() : undefined, [v, by, digest, algorithm, value] = parts, named = inside(by, SEQUENCE), [issuer, serial] = named
  if (parts.length !== 5 || !isOne(v) || value?.tag !== OCTETS || named.length !== 2 || issuer?.tag !== SEQUENCE || serial?.tag !== INTEGER) return null
  const all = items(certificates.body) ?? [], own = all.filter((c) => { const p = certificateParts(again(c)); return p[0] && p[2] && same(again(p[0]), again(serial)) && same(again(p[2]), again(issuer)) })
  const x = all.length <= CERTIFICATES_MAX && all.every((c) => c.tag === SEQUENCE) && own.length === 1 ? readCertificate(again(own[0]!)) : null
  if (!x) return null
  const n = NAMES[x.kind]
  if (!isOid(type, n.type) || !isOid(only(content, OID), n.content) || !isAlgorithm(only(digests, SEQUENCE), [n.digest]) || !isAlgorithm(digest, [n.digest]) || !isAlgorithm(algorithm, n.signature)) return null
  const over = await signedText(attributes, x.kind, text)
  return over && await holds(x, over, value.body) ? { by: x, certificate: again(own[0]!), value: value.body, attributes, unsigned } : null
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
  await checkTimestamp(k, textOf(s, 'timestamp'), value!, until!)
}
/** The timestamp over a signature, where it has one. */
async function checkTimestamp(k: Course, text: string | undefined, signature: Uint8Array, expires: number): Promise<void> {
  if (text === undefined) return
  const token = unbase64(text), stamp = token && await readTimestamp(token, hex(new Uint8Array(await crypto.subtle.digest('SHA-256', Uint8Array.from(signature)))))
  if (!stamp) k.bad('时间戳不成立', 'its timestamp does not hold')
  if (stamp.at > k.e.at + AHEAD_MS || stamp.at < expires - DAY_MS) k.bad('时间戳不是签名时的', 'its timestamp is of another time')
  if (stamp.at < stamp.by.from || stamp.at > stamp.by.until) k.bad('时间戳的证书当时无效', 'the certificate of its timestamp was not in force')
  k.stamped++
}
