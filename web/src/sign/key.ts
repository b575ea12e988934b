// A practice key in the browser: a certificate and its key in PEM, read from files, kept in memory only. It signs
// texts that say what they are for, never bare bytes; the key is asked for again after each reload.
import { base64, unbase64, unhex, utf8 } from '../base/bytes'
import { certificateParts, readPrivateKey, scalarOf } from '../base/certificate'
import type { Kind } from '../base/certificate'
import { ecdsaDer } from '../base/der'
import { signedData } from './signed'

export interface Signer { kind: Kind; /** DER, base64 */ certificate: string; /** SignedData over the text, base64 */ sign: (text: string) => Promise<string> }

const SM2_ID = '1234567812345678'

/** All blocks of that name. */
export function pemAll(text: string, name: string): Uint8Array<ArrayBuffer>[] {
  const found = text.matchAll(new RegExp(`-----BEGIN ${name}-----([A-Za-z0-9+/=\\s]+)-----END ${name}-----`, 'g'))
  return [...found].map((m) => unbase64(m[1]!.replace(/\s+/g, ''))).filter((b) => b !== null)
}
/** The first of them; null: there is none. */
export function pem(text: string, name: string): Uint8Array<ArrayBuffer> | null { return pemAll(text, name)[0] ?? null }
async function browserKey(der: Uint8Array<ArrayBuffer>, kind: 'rsa' | 'p256'): Promise<(data: Uint8Array<ArrayBuffer>) => Promise<Uint8Array>> {
  const how = kind === 'rsa' ? { name: 'RSASSA-PKCS1-v1_5', hash: 'SHA-256' } : { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' }
  const key = await crypto.subtle.importKey('pkcs8', der, how, false, ['sign'])
  return async (data) => {
    const raw = new Uint8Array(await crypto.subtle.sign(how, key, data))
    return kind === 'rsa' ? raw : ecdsaDer(raw)
  }
}
function sm2Key(octets: Uint8Array): (data: Uint8Array) => Promise<Uint8Array> {
  const secret = scalarOf(octets)
  if (!secret) throw new KeyFault()
  return async (data) => {
    const { sm2 } = await import('sm-crypto-v2')
    return unhex(sm2.doSignature(data, secret, { hash: true, der: true, userId: SM2_ID }))!
  }
}
/** The files are no certificate with its unencrypted PKCS #8 key. */
export class KeyFault extends Error {}

/** Of the texts of one or several PEM files: the certificate and its key. */
export async function readSigner(texts: string[]): Promise<Signer> {
  const all = texts.join('\n'), certificate = pem(all, 'CERTIFICATE'), der = pem(all, 'PRIVATE KEY'), found = der && readPrivateKey(der)
  if (!certificate || !found || certificateParts(certificate).length < 3) throw new KeyFault()
  let signs: (data: Uint8Array<ArrayBuffer>) => Promise<Uint8Array>
  try { signs = found.kind === 'sm2' ? sm2Key(found.octets) : await browserKey(der, found.kind) } catch (e) { throw e instanceof KeyFault ? e : new KeyFault() }
  return { kind: found.kind, certificate: base64(certificate), sign: async (text) => base64(signedData(found.kind, certificate, await signs(utf8(text)))) }
}
