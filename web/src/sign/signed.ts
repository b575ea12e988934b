// SignedData (docs/signature-format.md): a detached signature together with the certificate that made it.
import { certificateParts } from '../base/certificate'
import type { Kind } from '../base/certificate'
import { again, INTEGER, NULL, OCTETS, oid, SEQUENCE, SET, tlv } from '../base/der'

/** Object identifiers, hex: of the whole, of what is signed, of the digest, of the signature (the first is written). */
export interface Names { type: string; content: string; digest: string; signature: [string, string] }
const PKCS7 = '2a864886f70d0107', GB = '2a811ccf5506010402', SHA256 = '608648016503040201'
export const NAMES: Record<Kind, Names> = {
  rsa: { type: PKCS7 + '02', content: PKCS7 + '01', digest: SHA256, signature: ['2a864886f70d010101', '2a864886f70d01010b'] },
  p256: { type: PKCS7 + '02', content: PKCS7 + '01', digest: SHA256, signature: ['2a8648ce3d040302', '2a8648ce3d0201'] },
  sm2: { type: GB + '02', content: GB + '01', digest: '2a811ccf55018311', signature: ['2a811ccf5501822d01', '2a811ccf55018375'] },
}
export function signedData(kind: Kind, certificate: Uint8Array, signature: Uint8Array): Uint8Array<ArrayBuffer> {
  const n = NAMES[kind], [serial, , issuer] = certificateParts(certificate)
  const algorithm = (name: string) => (kind === 'rsa' ? tlv(SEQUENCE, oid(name), tlv(NULL)) : tlv(SEQUENCE, oid(name)))
  const one = tlv(INTEGER, Uint8Array.of(1))
  const signer = tlv(SEQUENCE, one, tlv(SEQUENCE, again(issuer!), again(serial!)), algorithm(n.digest), algorithm(n.signature[0]), tlv(OCTETS, signature))
  const body = tlv(SEQUENCE, one, tlv(SET, algorithm(n.digest)), tlv(SEQUENCE, oid(n.content)), tlv(0xa0, certificate), tlv(SET, signer))
  return tlv(SEQUENCE, oid(n.type), tlv(0xa0, body))
}
