// X.509 certificates of the three kinds, and the private key of one (PKCS #8), as far as they are asked.
import { usccHolds } from '../seal/header'
import { hex } from './bytes'
import { again, BITS, inside, isOid, items, natural, OCTETS, SEQUENCE, SET } from './der'
import type { Tlv } from './der'

export type Kind = 'rsa' | 'p256' | 'sm2'
export interface Certificate {
  kind: Kind
  /** Common name and 统一社会信用代码 of its subject; '': it says none that can be read. */
  name: string; code: string
  from: number; until: number
  /** What its key is for. */
  signs: boolean; seals: boolean; /** timestamps, and nothing else (RFC 3161, 2.3) */ stamps: boolean
  issuer: Tlv; serial: Tlv
  spki: Uint8Array<ArrayBuffer>
  /** What stands in the key's bits: a point, or RSA's two numbers. */
  point: Uint8Array
}
const RSA = '2a864886f70d010101', EC = '2a8648ce3d0201', SM2 = '2a811ccf5501822d'
export const P256 = '2a8648ce3d030107'
const ORGANISATION = '550461', COMMON_NAME = '550403', CODE = '2a811cd014040104', KEY_USAGE = '551d0f', EXTENDED = '551d25', STAMPS = '2b06010505070308'
const SIGNS = 0xc0 // digitalSignature, nonRepudiation
const SEALS = 0x38 // keyEncipherment, dataEncipherment, keyAgreement
const UTF8 = 12, PRINTABLE = 19, UTF16 = 30, NAME_BYTES = 800, SERIAL_BYTES = 20

function decoded(t: Tlv | undefined, types: Record<number, string>): string {
  const how = t && types[t.tag]
  if (!how || !t.body.length || t.body.length > NAME_BYTES) return ''
  try {
    const said = new TextDecoder(how, { fatal: true, ignoreBOM: true }).decode(t.body)
    return [...said].some((c) => c < ' ') ? '' : said
  } catch { return '' }
}
/** Of the two types that are UTF-8 as they stand; '' where it is none. */
const textIn = (t: Tlv | undefined): string => decoded(t, { [UTF8]: 'utf-8', [PRINTABLE]: 'utf-8' })
/** As RFC 5280 writes times; NaN where it is none. */
function time(t: Tlv | undefined): number {
  const said = t && [0x17, 0x18].includes(t.tag) ? new TextDecoder().decode(t.body) : '', m = (t?.tag === 0x17 ? /^(\d{2})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)Z$/ : /^(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)Z$/).exec(said)
  if (!m) return NaN
  const [, y, ...rest] = m.map(Number) as [number, number, number, number, number, number, number], year = t!.tag === 0x18 ? y : y + (y < 50 ? 2000 : 1900)
  const at = Date.UTC(year, rest[0]! - 1, rest[1], rest[2], rest[3], rest[4])
  return new Date(at).toISOString().slice(0, 19).replace(/\D/g, '') === `${year}${m.slice(2).join('')}` ? at : NaN
}
/** Those of that name, each as what stands in it. */
function extensions(all: Tlv | undefined, name: string): Tlv[] {
  return inside(items(all?.body ?? new Uint8Array())?.[0], SEQUENCE).map((x) => inside(x, SEQUENCE)).filter(([own]) => isOid(own, name)).map((x) => items(x.at(-1)!.body)?.[0]).filter((x) => x !== undefined)
}
/** Whether it is for timestamps: keyUsage for signatures alone, a critical extendedKeyUsage for this alone. */
function isForStamps(all: Tlv | undefined, uses: number): boolean {
  const [use] = extensions(all, EXTENDED), list = inside(use, SEQUENCE)
  const critical = inside(items(all?.body ?? new Uint8Array())?.[0], SEQUENCE).map((x) => inside(x, SEQUENCE)).some(([own, flag]) => isOid(own, EXTENDED) && flag?.tag === 1 && hex(flag.body) === 'ff')
  return critical && list.length === 1 && isOid(list[0], STAMPS) && (uses & SIGNS) !== 0 && (uses & ~SIGNS) === 0
}
/** Of a subject, all that is said under that name. */
const saidOf = (subject: Tlv | undefined, name: string): Tlv[] => inside(subject, SEQUENCE).flatMap((set) => inside(set, SET)).map((x) => inside(x, SEQUENCE)).filter(([own]) => isOid(own, name)).map(([, value]) => value).filter((x) => x !== undefined)
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
/** Its parts from the serial number on. */
export function certificateParts(der: Uint8Array): Tlv[] {
  const tbs = inside(inside(items(der)?.[0], SEQUENCE)[0], SEQUENCE)
  return tbs[0]?.tag === 0xa0 ? tbs.slice(1) : tbs
}
/** null: it is none of version 3 with one common name and a key of the three kinds. */
export function readCertificate(der: Uint8Array): Certificate | null {
  const whole = items(der), [version] = inside(inside(whole?.[0], SEQUENCE)[0], SEQUENCE), isThird = version?.tag === 0xa0 && hex(version.body) === '020102'
  const [serial, , issuer, validity, subject, spki, ...rest] = certificateParts(der), all = rest.find((t) => t.tag === 0xa3)
  const [from, until] = inside(validity, SEQUENCE).map(time), [algorithm, bits] = inside(spki, SEQUENCE), kind = kindOf(algorithm), number = natural(serial), names = saidOf(subject, COMMON_NAME)
  if (whole?.length !== 1 || !isThird || !number || number.length > SERIAL_BYTES || names.length !== 1 || !names[0]!.body.length) return null
  if (!kind || bits?.tag !== BITS || from === undefined || until === undefined || Number.isNaN(from) || Number.isNaN(until)) return null
  const point = bits.body.subarray(1), use = extensions(all, KEY_USAGE)[0], uses = use?.tag === BITS ? use.body[1] ?? 0 : 0, stamps = isForStamps(all, uses)
  if (kind === 'rsa' && !isPlainRsa(point)) return null
  return { kind, name: decoded(names[0], { [UTF8]: 'utf-8', [PRINTABLE]: 'utf-8', [UTF16]: 'utf-16be' }), code: codeOf(subject, all), from, until,
    signs: !stamps && (uses & SIGNS) !== 0, seals: (uses & SEALS) !== 0, stamps, issuer: issuer!, serial: serial!, spki: again(spki!), point }
}

/** A private key in PKCS #8: its kind, and the octets of the key itself. null: it is none. */
export function readPrivateKey(der: Uint8Array): { kind: Kind; octets: Uint8Array } | null {
  const [, algorithm, key] = inside(items(der)?.[0], SEQUENCE), kind = kindOf(algorithm)
  return kind && key?.tag === OCTETS ? { kind, octets: key.body } : null
}
/** Of an ECPrivateKey (RFC 5915): version, then the scalar, hex. null: it is none of 32 bytes. */
export function scalarOf(octets: Uint8Array): string | null {
  const scalar = inside(items(octets)?.[0], SEQUENCE)[1]
  return scalar?.tag === OCTETS && scalar.body.length === 32 ? hex(scalar.body) : null
}
