// A practice key in the browser: a certificate and its key in PEM, read from files, kept in memory only. It signs
// texts that say what they are for, never bare bytes; the key is asked for again after each reload.
import { base64, hex, unbase64, unhex, utf8 } from '../base/bytes'
import { ecdsaDer, inside, items, OCTETS, OID, SEQUENCE } from './der'
import { certificateParts, signedData } from './signed'
import type { Kind } from './signed'

export interface Signer { kind: Kind; /** DER, base64 */ certificate: string; /** SignedData over the text, base64 */ sign: (text: string) => Promise<string> }

const RSA = '2a864886f70d010101', EC = '2a8648ce3d0201', P256 = '2a8648ce3d030107', SM2 = '2a811ccf5501822d'
const SM2_ID = '1234567812345678'

/** The first block of that name; null: there is none. */
export function pem(text: string, name: string): Uint8Array<ArrayBuffer> | null {
  const m = new RegExp(`-----BEGIN ${name}-----([A-Za-z0-9+/=\\s]+)-----END ${name}-----`).exec(text)
  return m ? unbase64(m[1]!.replace(/\s+/g, '')) : null
}
/** Of a PKCS #8 key: what kind it is, and the octets of the key itself. */
function keyOf(der: Uint8Array): { kind: Kind; octets: Uint8Array } | null {
  const [, algorithm, key] = inside(items(der)?.[0], SEQUENCE), [oid, curve] = inside(algorithm, SEQUENCE)
  if (oid?.tag !== OID || key?.tag !== OCTETS) return null
  const named = hex(oid.body), on = curve?.tag === OID ? hex(curve.body) : ''
  const kind: Kind | null = named === RSA ? 'rsa' : named === EC && on === P256 ? 'p256' : named === EC && on === SM2 ? 'sm2' : null
  return kind && { kind, octets: key.body }
}
async function browserKey(der: Uint8Array<ArrayBuffer>, kind: 'rsa' | 'p256'): Promise<(data: Uint8Array<ArrayBuffer>) => Promise<Uint8Array>> {
  const how = kind === 'rsa' ? { name: 'RSASSA-PKCS1-v1_5', hash: 'SHA-256' } : { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' }
  const key = await crypto.subtle.importKey('pkcs8', der, how, false, ['sign'])
  return async (data) => {
    const raw = new Uint8Array(await crypto.subtle.sign(how, key, data))
    return kind === 'rsa' ? raw : ecdsaDer(raw)
  }
}
/** Of an ECPrivateKey (RFC 5915): version, then the scalar. */
function sm2Key(octets: Uint8Array): (data: Uint8Array) => Promise<Uint8Array> {
  const scalar = inside(items(octets)?.[0], SEQUENCE)[1]
  if (scalar?.tag !== OCTETS || scalar.body.length !== 32) throw new KeyFault()
  const secret = hex(scalar.body)
  return async (data) => {
    const { sm2 } = await import('sm-crypto-v2')
    return unhex(sm2.doSignature(data, secret, { hash: true, der: true, userId: SM2_ID }))!
  }
}
/** The files are no certificate with its unencrypted PKCS #8 key. */
export class KeyFault extends Error {}

/** Of the texts of one or several PEM files: the certificate and its key. */
export async function readSigner(texts: string[]): Promise<Signer> {
  const all = texts.join('\n'), certificate = pem(all, 'CERTIFICATE'), der = pem(all, 'PRIVATE KEY'), found = der && keyOf(der)
  if (!certificate || !found || certificateParts(certificate).length < 3) throw new KeyFault()
  let signs: (data: Uint8Array<ArrayBuffer>) => Promise<Uint8Array>
  try { signs = found.kind === 'sm2' ? sm2Key(found.octets) : await browserKey(der, found.kind) } catch (e) { throw e instanceof KeyFault ? e : new KeyFault() }
  return { kind: found.kind, certificate: base64(certificate), sign: async (text) => base64(signedData(found.kind, certificate, await signs(utf8(text)))) }
}
