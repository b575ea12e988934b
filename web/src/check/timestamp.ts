// Timestamps (RFC 3161): over which digest, when, and by whose certificate, as the centre reads them. Whether that authority is
// to be trusted is for a trust list to say, which this page has none of.
import { hex } from '../base/bytes'
import { certificateParts, readCertificate } from '../base/certificate'
import type { Certificate } from '../base/certificate'
import { again, inside, INTEGER, isAlgorithm, isOid, items, OCTETS, only, SEQUENCE, SET, tlv } from '../base/der'
import type { Tlv } from '../base/der'
import { attribute, holds } from './signed'

const SIGNED = '2a864886f70d010702', TST = '2a864886f70d0109100104', CERTIFICATE_V2 = '2a864886f70d010910022f', CERTIFICATE = '2a864886f70d010910020c'
const DIGESTS: Record<string, string> = { '608648016503040201': 'SHA-256', '608648016503040202': 'SHA-384', '608648016503040203': 'SHA-512' }
const SIGNATURES = ['2a864886f70d010101', '2a864886f70d01010b', '2a864886f70d01010c', '2a864886f70d01010d', '2a8648ce3d040302', '2a8648ce3d040303', '2a8648ce3d040304', '2a8648ce3d0201']
const TOKEN_BYTES = 16384

export interface Timestamp { at: number; by: Certificate }
/** Of the algorithm's name; undefined: another. */
const digestName = (algorithm: Tlv | undefined): string | undefined => Object.entries(DIGESTS).find(([oid]) => isAlgorithm(algorithm, [oid]))?.[1]
const digest = async (name: string, b: Uint8Array): Promise<string> => hex(new Uint8Array(await crypto.subtle.digest(name, Uint8Array.from(b))))
/** GeneralizedTime, to the second that had begun; NaN where it is none. */
function time(t: Tlv | undefined): number {
  const m = t?.tag === 0x18 ? /^(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)(?:\.\d+)?Z$/.exec(new TextDecoder().decode(t.body)) : null
  return m ? Date.parse(`${m[1]}-${m[2]}-${m[3]}T${m[4]}:${m[5]}:${m[6]}Z`) : NaN
}
/** The signer's certificate is the one that the signed attributes name (ESSCertID, RFC 5035). */
export async function names(attributes: Tlv, der: Uint8Array): Promise<boolean> {
  const second = attribute(attributes, CERTIFICATE_V2), first = attribute(attributes, CERTIFICATE)
  const id = inside(inside(inside(second ?? first, SEQUENCE)[0], SEQUENCE)[0], SEQUENCE), named = second && id[0]?.tag === SEQUENCE ? digestName(id[0]) : second ? 'SHA-256' : 'SHA-1', value = id.find((t) => t.tag === OCTETS)
  return named !== undefined && value !== undefined && hex(value.body) === await digest(named, der)
}
/** What it says of that digest (SHA-256, hex); null: it does not hold. */
export async function readTimestamp(token: Uint8Array, of: string): Promise<Timestamp | null> {
  const whole = token.length <= TOKEN_BYTES ? items(token) : null, [type, wrapped] = inside(whole?.[0], SEQUENCE), [, , content, certificates, ...rest] = inside(only(wrapped, SEQUENCE), SEQUENCE), signers = rest.at(-1)
  if (whole?.length !== 1 || !isOid(type, SIGNED) || wrapped?.tag !== 0xa0 || certificates?.tag !== 0xa0 || signers?.tag !== SET) return null
  const [kind, inner] = inside(content, SEQUENCE), info = inner?.tag === 0xa0 ? only(inner, OCTETS) : undefined
  const [version, , imprint, , at] = inside(items(info?.body ?? new Uint8Array())?.[0], SEQUENCE), [algorithm, value] = inside(imprint, SEQUENCE)
  if (!isOid(kind, TST) || !info || version?.tag !== INTEGER || hex(version.body) !== '01' || digestName(algorithm) !== 'SHA-256' || value?.tag !== OCTETS || hex(value.body) !== of) return null
  const [, by, how, attributes, signature, signed] = inside(only(signers, SEQUENCE), SEQUENCE), [issuer, serial] = inside(by, SEQUENCE), name = digestName(how)
  if (attributes?.tag !== 0xa0 || !name || !issuer || !serial || !isAlgorithm(signature, SIGNATURES) || signed?.tag !== OCTETS) return null
  const own = (items(certificates.body) ?? []).map(again).find((c) => { const p = certificateParts(c); return p[0] && p[2] && hex(again(p[0])) === hex(again(serial)) && hex(again(p[2])) === hex(again(issuer)) })
  const x = own ? readCertificate(own) : null, said = attribute(attributes, '2a864886f70d010904')
  if (!x || x.kind === 'sm2' || !x.stamps || !isOid(attribute(attributes, '2a864886f70d010903'), TST) || said?.tag !== OCTETS || hex(said.body) !== await digest(name, info.body)) return null
  const when = time(at)
  return !Number.isNaN(when) && await names(attributes, own!) && await holds(x, tlv(SET, attributes.body), signed.body, name) ? { at: when, by: x } : null
}
