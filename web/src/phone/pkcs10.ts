// A certificate request (PKCS #10, RFC 2986) for a P-256 key: whose it is, as certificates here say it, and the key's own
// signature over that.
import { base64, concat, utf8 } from '../base/bytes'
import { BITS, ecdsaDer, INTEGER, oid, SEQUENCE, SET, tlv } from '../base/der'

const COUNTRY = '550406', COMMON_NAME = '550403', ORGANISATION = '550461', ECDSA_SHA256 = '2a8648ce3d040302'
const UTF8 = 12, PRINTABLE = 19, ATTRIBUTES = 0xa0
export const NAME_MAX = 64 // RFC 5280, ub-common-name
export const ECDSA = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' }

/** The signature of that key over those bytes, as everybody but browsers writes it. */
export async function signedBy(key: CryptoKey, data: Uint8Array<ArrayBuffer>): Promise<Uint8Array<ArrayBuffer>> {
  return ecdsaDer(new Uint8Array(await crypto.subtle.sign(ECDSA, key, data)))
}
const said = (name: string, tag: number, value: string) => tlv(SET, tlv(SEQUENCE, oid(name), tlv(tag, utf8(value))))
export async function certificateRequest(whose: { name: string; code: string }, keys: CryptoKeyPair): Promise<Uint8Array<ArrayBuffer>> {
  const subject = tlv(SEQUENCE, said(COUNTRY, PRINTABLE, 'CN'), said(COMMON_NAME, UTF8, whose.name), said(ORGANISATION, UTF8, whose.code))
  const spki = new Uint8Array(await crypto.subtle.exportKey('spki', keys.publicKey))
  const info = tlv(SEQUENCE, tlv(INTEGER, Uint8Array.of(0)), subject, spki, tlv(ATTRIBUTES))
  return tlv(SEQUENCE, info, tlv(SEQUENCE, oid(ECDSA_SHA256)), tlv(BITS, concat(Uint8Array.of(0), await signedBy(keys.privateKey, info))))
}
export function pemText(name: string, der: Uint8Array): string {
  return `-----BEGIN ${name}-----\n${base64(der).replace(/.{1,64}/g, '$&\n')}-----END ${name}-----\n`
}
