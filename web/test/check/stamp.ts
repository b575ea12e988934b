// A timestamp (RFC 3161) as another implementation makes it: by WebCrypto and a writer of DER alone.
import { concat, hex, utf8 } from '../../src/base/bytes'
import { certificateParts, readPrivateKey } from '../../src/base/certificate'
import { again, ecdsaDer, INTEGER, NULL, OCTETS, oid, SEQUENCE, SET, tlv } from '../../src/base/der'
import { pem } from '../../src/sign/key'

const TST = '2a864886f70d0109100104', SHA256 = '608648016503040201'
const seq = (...parts: Uint8Array[]) => tlv(SEQUENCE, ...parts), one = tlv(INTEGER, Uint8Array.of(1))
const sha256 = async (b: Uint8Array): Promise<Uint8Array> => new Uint8Array(await crypto.subtle.digest('SHA-256', Uint8Array.from(b)))

/** Over the digest of that signature, by certificate and key in PEM. */
export async function stamp(signature: Uint8Array, at: number, certificatePem: string, keyPem: string): Promise<Uint8Array> {
  const certificate = pem(certificatePem, 'CERTIFICATE')!, key = pem(keyPem, 'PRIVATE KEY')!, rsa = readPrivateKey(key)!.kind === 'rsa', [serial, , issuer] = certificateParts(certificate)
  const how = rsa ? { name: 'RSASSA-PKCS1-v1_5', hash: 'SHA-256' } : { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' }
  const algorithm = seq(oid(SHA256), tlv(NULL)), time = utf8(new Date(at).toISOString().replace(/[-:T]/g, '').replace(/\.\d+Z/, 'Z'))
  const info = seq(one, oid('2a030405'), seq(algorithm, tlv(OCTETS, await sha256(signature))), tlv(INTEGER, Uint8Array.of(77)), tlv(0x18, time))
  const said = (name: string, value: Uint8Array) => seq(oid(name), tlv(SET, value))
  const attributes = [said('2a864886f70d010903', oid(TST)), said('2a864886f70d010904', tlv(OCTETS, await sha256(info))), said('2a864886f70d010910022f', seq(seq(seq(tlv(OCTETS, await sha256(certificate))))))]
    .sort((a, b) => (hex(a) < hex(b) ? -1 : 1)) // DER: a set is in the order of its bytes; lengths are alike here
  const raw = new Uint8Array(await crypto.subtle.sign(how, await crypto.subtle.importKey('pkcs8', key, how, false, ['sign']), tlv(SET, ...attributes)))
  const signer = seq(one, seq(again(issuer!), again(serial!)), algorithm, tlv(0xa0, ...attributes), rsa ? seq(oid('2a864886f70d010101'), tlv(NULL)) : seq(oid('2a8648ce3d040302')), tlv(OCTETS, rsa ? raw : ecdsaDer(raw)))
  const body = seq(tlv(INTEGER, Uint8Array.of(3)), tlv(SET, algorithm), seq(oid(TST), tlv(0xa0, tlv(OCTETS, info))), tlv(0xa0, certificate), tlv(SET, signer))
  return concat(seq(oid('2a864886f70d010702'), tlv(0xa0, body)))
}
