// A few secret bytes for whoever has the key of a certificate (docs/sealed-container.md, Wrapping): for RSA and P-256
// AuthEnvelopedData of CMS by the browser's own cryptography, for SM2 the ciphertext of GM/T 0009. What the bytes
// are for is theirs to say: nothing here tells who wrapped them.
import { concat, hex, unhex } from '../base/bytes'
import { P256, readCertificate, readPrivateKey, scalarOf } from '../base/certificate'
import type { Certificate, Kind } from '../base/certificate'
import { again, BITS, fixed, inside, INTEGER, isAlgorithm, isOid, items, natural, NULL, OCTETS, oid, only, SEQUENCE, SET, tlv } from '../base/der'
import type { Tlv } from '../base/der'
import { SealFault } from './fault'
import { sameBytes, TAG, WRAPPED_MAX } from './header'
import { subtle } from './subtle'

type Bytes = Uint8Array<ArrayBuffer>
const ENVELOPED = '2a864886f70d0109100117', DATA = '2a864886f70d010701', GCM = '60864801650304012e', KEY_WRAP = '60864801650304012d'
const OAEP = '2a864886f70d010107', MGF1 = '2a864886f70d010108', SHA256 = '608648016503040201'
const EC = '2a8648ce3d0201', ECDH_SHA256 = '2b8104010b01'
const CONTEXT_0 = 0xa0, CONTEXT_1 = 0xa1, CONTEXT_2 = 0xa2, CONTENT = 0x80
const PLAIN_MAX = 128, IV_BYTES = 12, KEY_BITS = 256, POINT_BYTES = 65, WRAPPED_KEY_BYTES = KEY_BITS / 8 + 8
const RSA_OAEP = { name: 'RSA-OAEP', hash: 'SHA-256' }, ECDH = { name: 'ECDH', namedCurve: 'P-256' }

const number = (n: number): Bytes => tlv(INTEGER, Uint8Array.of(n))
const algorithm = (name: string, ...parameters: Bytes[]): Bytes => tlv(SEQUENCE, oid(name), ...parameters)
const issuerAndSerial = (x: Certificate): Bytes => tlv(SEQUENCE, again(x.issuer), again(x.serial))

/** The key of the key: one block of X9.63's derivation over what both sides have. */
async function wrappingKey(own: CryptoKey, other: CryptoKey, ukm: Uint8Array | null, use: 'wrapKey' | 'unwrapKey'): Promise<CryptoKey> {
  const z = new Uint8Array(await subtle().deriveBits({ name: 'ECDH', public: other }, own, 256))
  const info = tlv(SEQUENCE, algorithm(KEY_WRAP), ...(ukm ? [tlv(CONTEXT_0, tlv(OCTETS, ukm))] : []),
    tlv(CONTEXT_2, tlv(OCTETS, Uint8Array.of(0, 0, KEY_BITS >> 8, KEY_BITS & 0xff))))
  const key = await subtle().digest('SHA-256', concat(z, Uint8Array.of(0, 0, 0, 1), info))
  return subtle().importKey('raw', key, 'AES-KW', false, [use])
}

async function transport(x: Certificate, key: CryptoKey): Promise<Bytes> {
  const to = await subtle().importKey('spki', x.spki, RSA_OAEP, false, ['wrapKey'])
  const wrapped = new Uint8Array(await subtle().wrapKey('raw', key, to, RSA_OAEP)), sha256 = algorithm(SHA256, tlv(NULL))
  const how = tlv(SEQUENCE, tlv(CONTEXT_0, sha256), tlv(CONTEXT_1, algorithm(MGF1, sha256)))
  return tlv(SEQUENCE, number(0), issuerAndSerial(x), algorithm(OAEP, how), tlv(OCTETS, wrapped))
}
async function agree(x: Certificate, key: CryptoKey): Promise<Bytes> {
  const own = await subtle().generateKey(ECDH, false, ['deriveBits'])
  const by = await wrappingKey(own.privateKey, await subtle().importKey('spki', x.spki, ECDH, false, []), null, 'wrapKey')
  const wrapped = new Uint8Array(await subtle().wrapKey('raw', key, by, 'AES-KW'))
  const point = new Uint8Array(await subtle().exportKey('raw', own.publicKey))
  return tlv(CONTEXT_1, number(3), tlv(CONTEXT_0, tlv(CONTEXT_1, algorithm(EC), tlv(BITS, Uint8Array.of(0), point))),
    algorithm(ECDH_SHA256, algorithm(KEY_WRAP)), tlv(SEQUENCE, tlv(SEQUENCE, issuerAndSerial(x), tlv(OCTETS, wrapped))))
}
async function cmsWrap(x: Certificate, plain: Bytes): Promise<Bytes> {
  const key = await subtle().generateKey({ name: 'AES-GCM', length: KEY_BITS }, true, ['encrypt'])
  const recipient = await (x.kind === 'rsa' ? transport : agree)(x, key), iv = crypto.getRandomValues(new Uint8Array(IV_BYTES))
  const sealed = new Uint8Array(await subtle().encrypt({ name: 'AES-GCM', iv, tagLength: 8 * TAG }, key, plain)), end = sealed.length - TAG
  const content = tlv(SEQUENCE, oid(DATA), algorithm(GCM, tlv(SEQUENCE, tlv(OCTETS, iv), number(TAG))), tlv(CONTENT, sealed.subarray(0, end)))
  return tlv(SEQUENCE, oid(ENVELOPED), tlv(CONTEXT_0, tlv(SEQUENCE, number(0), tlv(SET, recipient), content, tlv(OCTETS, sealed.subarray(end)))))
}
type Sm2 = typeof import('sm-crypto-v2')['sm2']
/** Where it is needed only: browsers have no SM2. */
async function sm2Code(kind: Kind): Promise<Sm2 | null> {
  if (kind !== 'sm2') return null
  try { return (await import('sm-crypto-v2')).sm2 } catch {
    throw new SealFault('NO_CRYPTO', '国密算法没有载入，请刷新页面', 'The code of SM2 did not load: reload the page')
  }
}

/** For a certificate, DER. BAD_CERTIFICATE; CERT_USE: it is for no sealing. */
export async function wrap(certificate: Uint8Array, plain: Bytes): Promise<Bytes> {
  const x = readCertificate(certificate)
  if (!x) throw new SealFault('BAD_CERTIFICATE', '这不是可用的证书：应为 RSA（2048 至 4096 位）、P-256 或者 SM2', 'It is no certificate of RSA (2048 to 4096 bits), P-256 or SM2')
  if (!x.seals) throw new SealFault('CERT_USE', `${x.name} 的证书只用于签名，不能用于加密`, `The certificate of ${x.name} is for signatures only`)
  if (plain.length < 1 || plain.length > PLAIN_MAX) throw new SealFault('BAD_FIELD', `只能加密 1 至 ${PLAIN_MAX} 字节`, `1 to ${PLAIN_MAX} bytes can be wrapped`)
  subtle()
  const sm2 = await sm2Code(x.kind)
  let wrapped: Bytes | null = null
  try { wrapped = sm2 ? unhex(sm2.doEncrypt(plain, hex(x.point), 1, { asn1: true })) : await cmsWrap(x, plain) } catch { /* a key that is none */ }
  if (wrapped && wrapped.length <= WRAPPED_MAX) return wrapped
  throw new SealFault('BAD_CERTIFICATE', `不能为 ${x.name} 的证书加密`, `Nothing can be wrapped for the certificate of ${x.name}`)
}

/** Malformed, changed, or for another key: which of these is told to nobody. */
function must(holds: boolean): void {
  if (!holds) throw new SealFault('BAD_SHARE', '这把密钥打不开它：密文有误，或者不是给它的', 'This key does not open it: it is malformed, or for another')
}
/** What stands inside one of that tag, exactly so many. */
function parts(t: Tlv | undefined, tag: number, n: number): Tlv[] {
  const all = inside(t, tag)
  must(all.length === n)
  return all
}
const isNumber = (t: Tlv | undefined, n: number): boolean => t?.tag === INTEGER && t.body.length === 1 && t.body[0] === n
/** The octets of one of that tag. */
function octets(t: Tlv | undefined, tag = OCTETS): Bytes {
  must(t?.tag === tag)
  return Uint8Array.from(t!.body)
}
function isFor(x: Certificate, t: Tlv | undefined): boolean {
  return t?.tag === SEQUENCE && sameBytes(again(t), issuerAndSerial(x))
}

function contentKey(wrapped: Bytes, by: CryptoKey, how: 'AES-KW' | typeof RSA_OAEP): Promise<CryptoKey> {
  return subtle().unwrapKey('raw', wrapped, by, how, 'AES-GCM', false, ['decrypt'])
}
async function transported(x: Certificate, own: CryptoKey, recipient: Tlv): Promise<CryptoKey> {
  const [version, to, how, wrapped] = parts(recipient, SEQUENCE, 4), [name, parameters] = parts(how, SEQUENCE, 2)
  const [digest, mask] = parts(parameters, SEQUENCE, 2)
  must(isNumber(version, 0) && isFor(x, to) && isOid(name, OAEP) && digest!.tag === CONTEXT_0 && mask!.tag === CONTEXT_1)
  const [mgf, over] = parts(only(mask, SEQUENCE), SEQUENCE, 2)
  must(isAlgorithm(only(digest, SEQUENCE), [SHA256]) && isOid(mgf, MGF1) && isAlgorithm(over, [SHA256]))
  return contentKey(octets(wrapped), own, RSA_OAEP)
}
/** The point of who made it; its algorithm may name the curve. */
function originator(t: Tlv | undefined): Bytes {
  const [how, bits] = parts(t?.tag === CONTEXT_0 ? only(t, CONTEXT_1) : undefined, CONTEXT_1, 2), [name, curve, ...more] = inside(how, SEQUENCE)
  must(isOid(name, EC) && !more.length && (!curve || isOid(curve, P256) || (curve.tag === NULL && !curve.body.length)))
  const point = octets(bits, BITS)
  must(point.length === 1 + POINT_BYTES && point[0] === 0)
  return point.slice(1)
}
async function agreed(x: Certificate, own: CryptoKey, recipient: Tlv): Promise<CryptoKey> {
  const all = inside(recipient, CONTEXT_1), ukm = all[2]?.tag === CONTEXT_1 ? all.splice(2, 1)[0] : undefined
  const [version, by, how, keys] = all, [name, kind] = parts(how, SEQUENCE, 2)
  must(all.length === 4 && isNumber(version, 3) && isOid(name, ECDH_SHA256) && isOid(parts(kind, SEQUENCE, 1)[0], KEY_WRAP))
  const [to, wrapped] = parts(parts(keys, SEQUENCE, 1)[0], SEQUENCE, 2), bytes = octets(wrapped)
  must(isFor(x, to) && bytes.length === WRAPPED_KEY_BYTES)
  const other = await subtle().importKey('raw', originator(by), ECDH, false, [])
  return contentKey(bytes, await wrappingKey(own, other, ukm ? octets(only(ukm, OCTETS)) : null, 'unwrapKey'), 'AES-KW')
}
async function cmsUnwrap(x: Certificate, own: CryptoKey, wrapped: Uint8Array): Promise<Bytes> {
  const whole = items(wrapped), [type, outer] = parts(whole?.[0], SEQUENCE, 2)
  must(whole?.length === 1 && isOid(type, ENVELOPED) && outer!.tag === CONTEXT_0)
  const [version, recipients, content, tag] = parts(only(outer, SEQUENCE), SEQUENCE, 4), [what, how, body] = parts(content, SEQUENCE, 3)
  const [gcm, parameters] = parts(how, SEQUENCE, 2), [nonce, bytes] = parts(parameters, SEQUENCE, 2), iv = octets(nonce), end = octets(tag)
  must(isNumber(version, 0) && isOid(what, DATA) && isOid(gcm, GCM) && iv.length === IV_BYTES && isNumber(bytes, TAG) && end.length === TAG)
  const key = await (x.kind === 'rsa' ? transported : agreed)(x, own, parts(recipients, SET, 1)[0]!)
  must((key.algorithm as AesKeyAlgorithm).length === KEY_BITS)
  return new Uint8Array(await subtle().decrypt({ name: 'AES-GCM', iv, tagLength: 8 * TAG }, key, concat(octets(body, CONTENT), end)))
}
/** Read here and not by the library, which takes a point beside the curve from ASN.1. */
function sm2Unwrap(sm2: Sm2, scalar: string, wrapped: Uint8Array): Bytes {
  const whole = items(wrapped), [x, y, digest, text] = parts(whole?.[0], SEQUENCE, 4), point = [fixed(x, 32), fixed(y, 32)], c3 = octets(digest), c2 = octets(text)
  must(whole?.length === 1 && point.every((n) => n !== null) && c3.length === 32 && c2.length > 0)
  const plain = sm2.doDecrypt(hex(concat(...point as Bytes[], c3, c2)), scalar, 1, { output: 'array' })
  must(plain.length === c2.length) // where the digest does not hold it gives nothing, without an error
  return Uint8Array.from(plain)
}

/** Of a browser's key, whether it is that of the certificate: RSA's by its numbers, P-256's by its point. */
async function isOf(x: Certificate, own: CryptoKey, key: Uint8Array): Promise<boolean> {
  if (x.kind === 'rsa') {
    const [, n, e] = inside(items(key)?.[0], SEQUENCE), [modulus, exponent] = inside(items(x.point)?.[0], SEQUENCE)
    return [[n, modulus], [e, exponent]].every((pair) => { const [a, b] = pair.map(natural); return !!a && !!b && sameBytes(a, b) })
  }
  const [here, there] = await Promise.all([own, await subtle().importKey('spki', x.spki, ECDH, true, [])].map((k) => subtle().exportKey('jwk', k)))
  return here!.x === there!.x && here!.y === there!.y
}
/** Who opens what is wrapped for a certificate, by its key; null: the key is not that of the certificate. */
async function opener(x: Certificate, der: Bytes, key: Uint8Array, sm2: Sm2 | null): Promise<((wrapped: Uint8Array) => Bytes | Promise<Bytes>) | null> {
  if (sm2) {
    const scalar = scalarOf(key)
    return scalar && sm2.getPublicKeyFromPrivateKey(scalar) === hex(x.point) ? (wrapped) => sm2Unwrap(sm2, scalar, wrapped) : null
  }
  const own = await (x.kind === 'rsa' ? subtle().importKey('pkcs8', der, RSA_OAEP, false, ['unwrapKey']) : subtle().importKey('pkcs8', der, ECDH, true, ['deriveBits']))
  return await isOf(x, own, key) ? (wrapped) => cmsUnwrap(x, own, wrapped) : null
}

/** By the certificate's key, PKCS #8. BAD_SHARE: it is malformed, changed or for another key; BAD_CERTIFICATE: the key is not
 * that of the certificate. */
export async function unwrap(privateKey: Bytes, certificate: Uint8Array, wrapped: Uint8Array): Promise<Bytes> {
  const x = readCertificate(certificate), key = readPrivateKey(privateKey)
  subtle()
  const sm2 = x && await sm2Code(x.kind)
  const open = x && key?.kind === x.kind ? await opener(x, privateKey, key.octets, sm2).catch(() => null) : null
  if (!open) throw new SealFault('BAD_CERTIFICATE', '密钥不是这张证书的', 'The key is not that of the certificate')
  let plain = new Uint8Array()
  try { if (wrapped.length <= WRAPPED_MAX) plain = await open(wrapped) } catch { /* told below, as everything else */ }
  must(plain.length >= 1 && plain.length <= PLAIN_MAX)
  return plain
}
