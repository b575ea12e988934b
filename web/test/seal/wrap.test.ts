// What is wrapped here opens by openssl, and what openssl wraps opens here.
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { concat, hex, utf8 } from '../../src/base/bytes'
import { again, inside, items, oid, tlv } from '../../src/base/der'
import type { Tlv } from '../../src/base/der'
import { readCertificate } from '../../src/base/certificate'
import { pem } from '../../src/sign/key'
import { SealFault } from '../../src/seal/fault'
import { unwrap, wrap } from '../../src/seal/wrap'
import { heng } from '../heng'
import { KINDS, people } from './people'
import type { People, Person } from './people'

const SECRET = utf8('sixty-five bytes, or as many as a share has: no more than 128 are')
const refusal = (work: Promise<unknown>): Promise<string> => work.then(() => 'none', (e: unknown) => e instanceof SealFault ? e.code : String(e))
const CMS = 'openssl cms -encrypt -aes-256-gcm -binary -in text -outform DER -out w -recip'
const OAEP = '-keyopt rsa_padding_mode:oaep -keyopt rsa_oaep_md:sha256 -keyopt rsa_mgf1_md:sha256'
const opens = (p: Person) => (p.kind === 'sm2' ? `openssl pkeyutl -decrypt -in w -inkey ${p.keyFile} -out shown` : `openssl cms -decrypt -binary -inform DER -in w -recip ${p.cert} -inkey ${p.keyFile} -out shown`)
const makes = (p: Person) => ({ rsa: `${CMS} ${p.cert} ${OAEP}`, p256: `${CMS} ${p.cert} -keyopt ecdh_kdf_md:sha256`,
  sm2: `openssl x509 -in ${p.cert} -noout -pubkey -out pub && openssl pkeyutl -encrypt -pubin -inkey pub -in text -out w` })[p.kind]

/** Every tree that differs from it in one element: gone, twice, with something behind or in it, under another tag. */
function* changed(t: Tlv, depth = 0): Generator<Uint8Array<ArrayBuffer>> {
  const inner = (t.tag & 0x20) !== 0 ? items(t.body) : null, junk = tlv(5)
  yield tlv(t.tag ^ 1, t.body)
  yield tlv(t.tag, t.body, inner ? junk : Uint8Array.of(0))
  yield tlv(t.tag, inner ? junk : Uint8Array.of(0), t.body)
  for (const [i, x] of (inner ?? []).entries()) {
    const others = (y: Uint8Array) => tlv(t.tag, ...inner!.map((z, k) => (k === i ? y : again(z))))
    yield others(new Uint8Array())
    yield others(concat(again(x), again(x)))
    for (const y of changed(x, depth + 1)) yield others(y)
  }
}

describe.skipIf(!heng)('wrapped for a certificate', () => {
  let of: People, all: Person[]
  beforeAll(() => {
    of = people()
    all = KINDS.map((kind) => of.person(kind))
    of.put('text', SECRET)
  }, 60_000)
  afterAll(() => { of.end() })
  const one = (kind: Person['kind']): Person => all.find((p) => p.kind === kind)!

  it('a certificate says whose it is and what its key is for', () => {
    for (const p of all) expect(readCertificate(p.certificate)).toMatchObject({ kind: p.kind, name: '某公证处', code: '91510700205412308D', seals: true, signs: p.kind !== 'sm2' })
    expect(readCertificate(concat(one('rsa').certificate, Uint8Array.of(5, 0)))).toBeNull()
  })
  it.each(KINDS)('%s: opens here and by openssl', async (kind) => {
    const p = one(kind)
    for (let i = 0; i < 8; i++) { // integers and points of any first bits
      const w = await wrap(p.certificate, SECRET)
      expect(hex(await unwrap(p.key, p.certificate, w))).toBe(hex(SECRET))
      of.put('w', w)
      expect(of.shell(`rm -f shown; ${opens(p)} && cmp shown text`)).toBe(0)
    }
  }, 60_000)
  it.each(KINDS)('%s: what openssl makes opens here', async (kind) => {
    const p = one(kind)
    for (let i = 0; i < 4; i++) {
      expect(of.shell(makes(p))).toBe(0)
      expect(hex(await unwrap(p.key, p.certificate, of.take('w')))).toBe(hex(SECRET))
    }
  }, 60_000)
  it('P-256 opens with user keying material, too, as openssl does', async () => {
    const p = one('p256'), x = readCertificate(p.certificate)!, ukm = crypto.getRandomValues(new Uint8Array(32)), ecdh = { name: 'ECDH', namedCurve: 'P-256' }
    // what is wrapped without it, with the part of its recipient made anew
    const [type, outer] = inside(items(await wrap(p.certificate, SECRET))![0], 0x30), [version, recipients, ...rest] = inside(items(outer!.body)![0], 0x30)
    const [v, , how, keys] = inside(items(recipients!.body)![0], 0xa1), [to, wrapped] = inside(items(keys!.body)![0], 0x30), own = await crypto.subtle.generateKey(ecdh, false, ['deriveBits'])
    const kek = async (z: ArrayBuffer, use: KeyUsage, ...entity: Uint8Array[]) => {
      const info = tlv(0x30, again(inside(how, 0x30)[1]!), ...entity, tlv(0xa2, tlv(4, Uint8Array.of(0, 0, 1, 0))))
      return crypto.subtle.importKey('raw', await crypto.subtle.digest('SHA-256', concat(new Uint8Array(z), Uint8Array.of(0, 0, 0, 1), info)), 'AES-KW', false, [use])
    }
    const secret = await crypto.subtle.importKey('pkcs8', p.key, ecdh, false, ['deriveBits'])
    const shared = async (point: Uint8Array, by: CryptoKey) => {
      const other = await crypto.subtle.importKey('raw', Uint8Array.from(point), ecdh, false, [])
      return crypto.subtle.deriveBits({ name: 'ECDH', public: other }, by, 256)
    }
    const before = inside(items(inside(items(recipients!.body)![0], 0xa1)[1]!.body)![0], 0xa1)[1]!.body.subarray(1)
    const key = await crypto.subtle.unwrapKey('raw', Uint8Array.from(wrapped!.body), await kek(await shared(before, secret), 'unwrapKey'), 'AES-KW', 'AES-GCM', true, ['decrypt'])
    const wrappedAnew = new Uint8Array(await crypto.subtle.wrapKey('raw', key, await kek(await shared(x.point, own.privateKey), 'wrapKey', tlv(0xa0, tlv(4, ukm))), 'AES-KW'))
    const point = new Uint8Array(await crypto.subtle.exportKey('raw', own.publicKey)), by = tlv(0xa0, tlv(0xa1, tlv(0x30, oid('2a8648ce3d0201'), tlv(5)), tlv(3, Uint8Array.of(0), point)))
    const made = (...material: Uint8Array[]) => {
      const recipient = tlv(0xa1, again(v!), by, ...material, again(how!), tlv(0x30, tlv(0x30, again(to!), tlv(4, wrappedAnew))))
      return tlv(0x30, again(type!), tlv(0xa0, tlv(0x30, again(version!), tlv(0x31, recipient), ...rest.map(again))))
    }
    of.put('w', made(tlv(0xa1, tlv(4, ukm))))
    expect(of.shell(`rm -f shown; ${opens(p)} && cmp shown text`)).toBe(0)
    expect(hex(await unwrap(p.key, p.certificate, of.take('w')))).toBe(hex(SECRET))
    expect(await refusal(unwrap(p.key, p.certificate, made()))).toBe('BAD_SHARE')
    expect(await refusal(unwrap(p.key, p.certificate, made(tlv(0xa1, tlv(4, utf8('other'))))))).toBe('BAD_SHARE')
  })
  it.each(KINDS)('%s: nobody else opens it', async (kind) => {
    const p = one(kind), other = all.find((x) => x.kind !== kind)!, same = of.person(kind), w = await wrap(p.certificate, SECRET)
    expect(await refusal(unwrap(other.key, other.certificate, w))).toBe('BAD_SHARE')
    expect(await refusal(unwrap(same.key, same.certificate, w))).toBe('BAD_SHARE')
    expect(await refusal(unwrap(other.key, p.certificate, w))).toBe('BAD_CERTIFICATE')
    expect(await refusal(unwrap(same.key, p.certificate, w))).toBe('BAD_CERTIFICATE')
    expect(await refusal(unwrap(p.key.slice(0, 40), p.certificate, w))).toBe('BAD_CERTIFICATE')
  })
  it.each(KINDS)('%s: whatever is changed in it, it does not open', async (kind) => {
    const p = one(kind), w = await wrap(p.certificate, SECRET), step = kind === 'sm2' ? 13 : 5
    for (let bit = 0; bit < 8 * w.length; bit += step) {
      const other = w.slice()
      other[bit >> 3]! ^= 1 << (bit & 7)
      expect(await refusal(unwrap(p.key, p.certificate, other)), `bit ${bit}`).toBe('BAD_SHARE')
    }
    for (let n = 0; n < w.length; n += 7) expect(await refusal(unwrap(p.key, p.certificate, w.subarray(0, n)))).toBe('BAD_SHARE')
    expect(await refusal(unwrap(p.key, p.certificate, concat(w, tlv(5))))).toBe('BAD_SHARE')
    expect(await refusal(unwrap(p.key, p.certificate, concat(w, new Uint8Array(1024))))).toBe('BAD_SHARE')
    // algorithms have their NULL or not; nothing else is let pass
    let same = 0
    for (const other of changed(items(w)![0]!)) {
      const plain = await unwrap(p.key, p.certificate, other).catch((e: unknown) => { expect((e as SealFault).code).toBe('BAD_SHARE'); return null })
      if (plain) { same++; expect([hex(plain), Math.abs(other.length - w.length)], hex(other)).toEqual([hex(SECRET), 2]) }
    }
    expect(same).toBe({ rsa: 2, p256: 1, sm2: 0 }[kind])
  }, 60_000)
  it('an SM2 point beside the curve is refused before the key touches it', async () => {
    const p = one('sm2'), [x, y, digest, text] = items(items(await wrap(p.certificate, SECRET))![0]!.body)!
    const beside = y!.body.slice()
    beside[beside.length - 1]! ^= 1
    expect(await refusal(unwrap(p.key, p.certificate, tlv(0x30, again(x!), tlv(2, beside), again(digest!), again(text!))))).toBe('BAD_SHARE')
  })
  it('other ways to wrap are refused', async () => {
    const p = one('rsa'), q = one('p256')
    for (const [who, how] of [[p, `${CMS} ${p.cert}`], [p, `${CMS.replace('gcm', 'cbc')} ${p.cert} ${OAEP}`], [p, `${CMS.replace('256', '128')} ${p.cert} ${OAEP}`],
      [p, `${CMS} ${p.cert} ${OAEP.replaceAll('sha256', 'sha1')}`], [p, `${CMS} ${p.cert} ${OAEP.replace('mgf1_md:sha256', 'mgf1_md:sha1')}`], [p, `${CMS.replace(' -recip', ' -keyid -recip')} ${p.cert} ${OAEP}`],
      [q, `${CMS} ${q.cert} -keyopt ecdh_kdf_md:sha1`], [q, `${CMS} ${q.cert} -keyopt ecdh_kdf_md:sha256 ${q.cert} ${p.cert}`]] as const) {
      expect(of.shell(how), how).toBe(0)
      expect(await refusal(unwrap(who.key, who.certificate, of.take('w'))), how).toBe('BAD_SHARE')
    }
  })
  it('for what is no certificate, or signs only, nothing is wrapped', async () => {
    const signs = pem(new TextDecoder().decode(of.take(one('sm2').cert.replace('seal', 'sign'))), 'CERTIFICATE')!
    expect(await refusal(wrap(signs, SECRET))).toBe('CERT_USE')
    expect(await refusal(wrap(utf8('x'), SECRET))).toBe('BAD_CERTIFICATE')
    expect(await refusal(wrap(one('rsa').certificate, new Uint8Array()))).toBe('BAD_FIELD')
    expect(await refusal(wrap(one('rsa').certificate, new Uint8Array(129)))).toBe('BAD_FIELD')
  })
})
