// A container that custodians open together, and a recipient alone; and whatever does not fit is refused.
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { base64, concat, hex, unbase64, unhex, utf8 } from '../../src/base/bytes'
import { canonical } from '../../src/base/canonical'
import type { Json } from '../../src/base/canonical'
import { inspect, newSecret, openBytes, seal, sealBytes } from '../../src/seal/container'
import type { Header, Secret, Shared } from '../../src/seal/container'
import { checkShare, keyOfShares, openShare, shareOut, sharesHold } from '../../src/seal/custody'
import { SealFault } from '../../src/seal/fault'
import { writePreamble } from '../../src/seal/header'
import { handle } from '../../src/seal/job'
import type { SealEvent } from '../../src/seal/messages'
import { makeShare } from '../../src/seal/share'
import { wrap } from '../../src/seal/wrap'
import { heng } from '../heng'
import { KINDS, people } from './people'
import type { People, Person } from './people'

type Bytes = Uint8Array<ArrayBuffer>
const BIND = { centre: '91350100M000100Y43', lot: '01HENG0000000000000000000A', party: '01HENGPARTY000000000000001', part: 'form' as const }
const PARTY_2 = '01HENGPARTY000000000000002', CONTENT = utf8('{}')
const refusal = (work: Promise<unknown>): Promise<string> => work.then(() => 'none', (e: unknown) => e instanceof SealFault ? e.code : String(e))
const refused = (work: () => unknown): Promise<string> => refusal((async () => work())())
/** Some base64 in the place of what is wrapped: nobody opens it in these. */
const told = (n: number, digest: boolean) => Array.from({ length: n }, (_, i) => ({ certificate: hex(new Uint8Array(32).fill(i + 1)), ...(digest ? { digest: hex(new Uint8Array(32).fill(99)) } : {}), wrapped: 'AAAA' }))
/** A container of a form with that header, all of it but its chunk in order. */
function withHeader(text: string): Bytes {
  const bytes = utf8(text), lead = new Uint8Array(13)
  lead.set(utf8('HENGSEAL'))
  lead[8] = 1
  new DataView(lead.buffer).setUint32(9, bytes.length)
  return concat(lead, bytes, new Uint8Array(1024 + 16))
}
const PLAIN = { centre: BIND.centre, chunk: 65536, commitment: hex(new Uint8Array(32)), lot: BIND.lot, nonce: '01020304050607', padded: 1024, part: 'form', party: BIND.party, v: 1 }

describe('the members of the header', () => {
  const custody = { k: 2, shares: told(3, true) }, recipients = told(2, false), read = (more: Record<string, unknown>) => inspect(withHeader(canonical({ ...PLAIN, ...more } as unknown as Json)))
  it('are read as they were written', async () => {
    for (const more of [{}, { custody }, { recipients }, { custody, recipients }, { custody: { k: 7, shares: told(7, true) } }, { recipients: told(1, false) }]) {
      const { header } = await read(more)
      expect(header).toMatchObject(more)
      expect([header.custody === undefined, header.recipients === undefined]).toEqual([!('custody' in more), !('recipients' in more)])
    }
  })
  const shares = (change: (s: Record<string, unknown>[]) => unknown, n = 3) => { const all = told(n, true); change(all); return { k: 2, shares: all } }
  it.each<[string, Record<string, unknown>]>([
    ['null', { custody: null }], ['a list', { custody: [] }], ['nothing in it', { custody: {} }], ['no k', { custody: { shares: told(3, true) } }], ['no shares', { custody: { k: 2 } }], ['one custodian', { custody: { k: 1, shares: told(1, true) } }],
    ['k of 1', { custody: { ...custody, k: 1 } }], ['k above n', { custody: { ...custody, k: 4 } }], ['k as text', { custody: { ...custody, k: '2' } }], ['eight', { custody: { k: 2, shares: told(8, true) } }], ['another member', { custody: { ...custody, more: 1 } }],
    ['a member more in a share', { custody: shares((s) => { s[0]!.more = 1 }) }], ['no digest', { custody: { k: 2, shares: told(3, false) } }], ['a certificate twice', { custody: shares((s) => { s[1]!.certificate = s[0]!.certificate }) }],
    ['capital hex', { custody: shares((s) => { s[0]!.digest = 'A'.repeat(64) }) }], ['a digest of 31 bytes', { custody: shares((s) => { s[0]!.digest = '0'.repeat(62) }) }], ['nothing wrapped', { custody: shares((s) => { s[0]!.wrapped = '' }) }],
    ['no base64', { custody: shares((s) => { s[0]!.wrapped = 'AAA' }) }], ['base64 in another way', { custody: shares((s) => { s[0]!.wrapped = 'AAB=' }) }], ['too much wrapped', { custody: shares((s) => { s[0]!.wrapped = base64(new Uint8Array(1025)) }) }], ['no share', { custody: shares((s) => { (s as unknown[])[0] = null }) }],
    ['recipients: null', { recipients: null }], ['recipients: nobody', { recipients: [] }], ['recipients: three', { recipients: told(3, false) }], ['recipients: with a digest', { recipients: told(1, true) }], ['recipients: twice', { recipients: [...told(1, false), ...told(1, false)] }], ['another name', { custodians: [] }],
  ])('%s is refused', async (_, more) => { expect(await refusal(read(more))).toBe('BAD_SEAL') })
  it('another way to write them is refused', async () => {
    const text = canonical({ ...PLAIN, custody, recipients } as unknown as Json)
    expect(await refusal(inspect(withHeader(text)))).toBe('none')
    for (const [from, to] of [['"k":2', '"k": 2'], ['"k":2', '"k":2.0'], ['"k":2', '"k":2,"k":2'], ['"custody":', '"cu\\u0073tody":'], [',"v":1', '']] as const) expect(await refusal(inspect(withHeader(text.replace(from, to)))), to).toBe('BAD_SEAL')
    expect(await refusal(inspect(withHeader(text + ' '.repeat(16385 - text.length))))).toBe('BAD_SEAL')
  })
})

describe.skipIf(!heng)('a container shared out', () => {
  let of: People, all: Person[], own: Person
  const key = Uint8Array.from({ length: 32 }, (_, i) => i)
  beforeAll(() => {
    of = people()
    all = Array.from({ length: 7 }, (_, i) => of.person(KINDS[i % 3]!))
    own = of.person('sm2')
  }, 60_000)
  afterAll(() => { of.end() })
  const certificates = (n: number) => all.slice(0, n).map((p) => p.certificate)
  /** Sealed for k of n, and for the tenderer. */
  async function shared(k: number, n: number, bind = BIND): Promise<{ header: Header; container: Bytes; secret: Secret }> {
    const secret: Secret = { key, nonce: unhex('01020304050607')!, ...await shareOut(bind, key, { threshold: k, custodians: certificates(n), recipients: [own.certificate] }) }
    const container = await sealBytes(bind, secret, CONTENT)
    return { secret, container, header: (await inspect(container)).header }
  }
  const opened = (h: Header, p: Person) => openShare(h, p.key, p.certificate)

  it.each([[2, 2], [2, 3], [3, 5], [7, 7]])('any %i of %i custodians open it together', async (k, n) => {
    const { header, container } = await shared(k, n), shares = await Promise.all(all.slice(0, n).map((p) => opened(header, p)))
    expect(shares.map((s) => s[0])).toEqual(shares.map((_, i) => i + 1))
    expect(await refused(() => keyOfShares(header, shares.slice(1, k)))).toBe('BAD_SHARE')
    expect(await refused(() => keyOfShares(header, [shares[0]!, ...shares.slice(0, k - 1)]))).toBe('BAD_SHARE')
    const found = keyOfShares(header, shares.reverse())
    expect(hex(found)).toBe(hex(key))
    expect(hex(await openBytes(container, found))).toBe(hex(CONTENT))
    expect(container.length).toBeLessThan(16384)
  })
  it('a recipient opens it alone', async () => {
    const { header, container } = await shared(2, 3), alone = await opened(header, own)
    expect(alone[0]).toBe(0)
    expect(hex(await openBytes(container, alone.slice(1, 33)))).toBe(hex(CONTENT))
    const only: Secret = { ...newSecret(), ...await shareOut(BIND, key, { threshold: 0, custodians: [], recipients: [own.certificate] }) }
    expect(Object.keys(only)).toEqual(['key', 'nonce', 'recipients'])
  })
  it('the shares are those of the format', async () => {
    const { header } = await shared(2, 3)
    expect(header.custody!.shares.map((s) => s.digest)).toEqual(['f2e3cf00cd284a1bdb30cb47b8b341e270412ffae135d908315272fbb3fd8fd9', '3321ee2d693928ab2e78b7c99c9378cdcf28bfaf17cf17e8878b1e0d817d4672', 'd594666e1912e1df1b85ada558ba2e5cf233e9264c0a36b8a86bbdf040c83004'])
    expect(hex((await opened(header, all[1]!)).subarray(1, 33))).toBe('a330e6e61688035c50c024de5ea83274d402af2f1e81ef4423da1c1c4dff9878')
  })
  it('each wraps anew, but one secret seals one content to the same bytes', async () => {
    const a = await shared(2, 3), b = await shared(2, 3)
    expect(a.secret.custody!.shares[0]!.wrapped).not.toBe(b.secret.custody!.shares[0]!.wrapped)
    expect(hex(await sealBytes(BIND, a.secret, CONTENT))).toBe(hex(a.container))
    // as the browser keeps it for a closed tab
    const kept = JSON.parse(JSON.stringify({ custody: a.secret.custody, recipients: a.secret.recipients })) as Shared
    expect(hex(await sealBytes(BIND, { key, nonce: a.secret.nonce, ...kept }, CONTENT))).toBe(hex(a.container))
  })
  it('the worker seals for them', async () => {
    const { secret } = await shared(2, 3), events: SealEvent[] = []
    await handle({ do: 'seal', id: 1, binding: BIND, secret: structuredClone(secret), json: '{}' }, (e) => events.push(e))
    const done = events.at(-1)!
    if (done.is !== 'done') throw new Error(JSON.stringify(done))
    expect((await inspect(done.container!)).header.custody).toEqual(secret.custody)
  })
  it('a share copied into another tenderer’s container opens nothing there', async () => {
    const { header } = await shared(2, 3), other = { ...header, party: PARTY_2 }
    expect(await refusal(opened(other, all[0]!))).toBe('BAD_SHARE')
    expect(await refusal(opened(other, own))).toBe('BAD_SHARE')
    // the shares are his own, but one is what another's container had wrapped
    const his = (await shared(2, 3, { ...BIND, party: PARTY_2 })).header
    his.custody!.shares[0]!.wrapped = header.custody!.shares[0]!.wrapped
    his.recipients![0]!.wrapped = header.recipients![0]!.wrapped
    expect(await refusal(opened(his, all[0]!))).toBe('BAD_SHARE')
    expect(await refusal(opened(his, own))).toBe('BAD_SHARE')
    expect(await refusal(opened(his, all[1]!))).toBe('none')
  })
  it('two custodians’ places changed, or a number of another, is refused', async () => {
    const { header } = await shared(2, 3), [a, b, c] = header.custody!.shares
    expect(await refusal(opened({ ...header, custody: { k: 2, shares: [b!, a!, c!] } }, all[0]!))).toBe('BAD_SHARE')
    const second = makeShare(key, (await opened(header, all[0]!)).subarray(33), 2, 2), wrapped = base64(await wrap(all[0]!.certificate, second))
    expect(await refusal(opened({ ...header, custody: { k: 2, shares: [{ ...a!, wrapped }, b!, c!] } }, all[0]!))).toBe('BAD_SHARE')
    const short = base64(await wrap(all[0]!.certificate, second.slice(0, 64)))
    expect(await refusal(opened({ ...header, custody: { k: 2, shares: [{ ...a!, wrapped: short }, b!, c!] } }, all[0]!))).toBe('BAD_SHARE')
    expect(await refusal(opened({ ...header, recipients: [{ ...header.recipients![0]!, wrapped: base64(await wrap(own.certificate, second)) }] }, own))).toBe('BAD_SHARE')
  })
  it('who is not named has no share, and another’s key opens none', async () => {
    const { header } = await shared(2, 3)
    expect(await refusal(opened(header, all[4]!))).toBe('NOT_FOUND')
    expect(await refusal(openShare(header, all[3]!.key, all[0]!.certificate))).toBe('BAD_CERTIFICATE')
  })
  it('a share with a changed bit, or of another number, is refused', async () => {
    const { header } = await shared(2, 3), share = await opened(header, all[0]!)
    expect(await refused(() => { checkShare(header, share) })).toBe('none')
    for (let i = 0; i < share.length; i++) {
      const other = share.slice()
      other[i]! ^= 1
      expect(await refused(() => { checkShare(header, other) }), `byte ${i}`).toBe('BAD_SHARE')
    }
    for (const number of [0, 2, 4, 8]) expect(await refused(() => { checkShare(header, concat(Uint8Array.of(number), share.subarray(1))) })).toBe('BAD_SHARE')
    for (const other of [share.subarray(0, 64), concat(share, Uint8Array.of(0)), new Uint8Array()]) expect(await refused(() => { checkShare(header, other) })).toBe('BAD_SHARE')
    const { custody: _, ...none } = header
    expect(await refused(() => { checkShare(none, share) })).toBe('BAD_SHARE')
    expect(await refused(() => keyOfShares(none, [share]))).toBe('BAD_SHARE')
  })
  it('digests that are not those of the key are found whoever opens it', async () => {
    const { header, secret } = await shared(2, 3), digest = hex(new Uint8Array(32)), custody = { k: 2, shares: header.custody!.shares.map((s, i) => (i === 2 ? { ...s, digest } : s)) }
    expect([sharesHold(header, key), sharesHold({ ...header, custody }, key), sharesHold({ ...header, custody: { ...header.custody!, k: 3 } }, key)]).toEqual([true, false, false])
    expect(await refusal(opened({ ...header, custody }, all[2]!))).toBe('BAD_SHARE')
    // what seals here would not write it: a forger's, under the right key
    expect(await refusal(seal(BIND, { ...secret, custody }, CONTENT))).toBe('BAD_FIELD')
    const forged = await reseal({ ...header, custody }), shares = await Promise.all(all.slice(0, 2).map((p) => opened(header, p)))
    expect(await refusal(openBytes(forged, key))).toBe('BAD_SEAL')
    expect(await refusal(openBytes(forged, keyOfShares(header, shares)))).toBe('BAD_SEAL')
    expect(hex(await openBytes(await reseal(header), key))).toBe(hex(CONTENT))
  })
  /** A form under the key with that header, whatever it says. */
  async function reseal(header: Header): Promise<Bytes> {
    const p = writePreamble(header), plain = new Uint8Array(1024), aes = await crypto.subtle.importKey('raw', key, 'AES-GCM', false, ['encrypt'])
    plain[7] = CONTENT.length
    plain.set(CONTENT, 8)
    return concat(p.bytes, new Uint8Array(await crypto.subtle.encrypt({ name: 'AES-GCM', iv: concat(header.nonce, Uint8Array.of(0, 0, 0, 0, 1)), additionalData: p.digest }, aes, plain)))
  }
  it('shares of another key or place are not sealed, and give another key', async () => {
    const { secret, header } = await shared(2, 3), other = newSecret()
    expect(await refusal(seal(BIND, { ...other, custody: secret.custody! }, CONTENT))).toBe('BAD_FIELD')
    expect(await refusal(seal({ ...BIND, party: PARTY_2 }, secret, CONTENT))).toBe('BAD_FIELD')
    expect(await refusal(seal(BIND, { ...secret, custody: { k: 2, shares: [] } }, CONTENT))).toBe('BAD_FIELD')
    expect(await refusal(seal(BIND, { ...secret, recipients: [] }, CONTENT))).toBe('BAD_FIELD')
    const context = (await opened(header, all[0]!)).subarray(33), foreign = [1, 2].map((x) => makeShare(other.key, context, 2, x))
    expect(await refused(() => keyOfShares(header, foreign))).toBe('BAD_KEY')
  })
  it('custody that is none is not made', async () => {
    for (const [threshold, custodians, recipients] of [[1, 3, 0], [4, 3, 0], [2.5, 3, 0], [2, 1, 0], [2, 8, 0], [0, 0, 3]] as const)
      expect(await refusal(shareOut(BIND, key, { threshold, custodians: Array.from({ length: custodians }, (_, i) => Uint8Array.of(i)), recipients: Array.from({ length: recipients }, (_, i) => Uint8Array.of(i)) }))).toBe('BAD_FIELD')
    expect(await refusal(shareOut(BIND, key, { threshold: 2, custodians: [all[0]!.certificate, all[0]!.certificate], recipients: [] }))).toBe('BAD_FIELD')
    expect(await refusal(shareOut({ ...BIND, party: 'x' }, key, { threshold: 2, custodians: certificates(2), recipients: [] }))).toBe('BAD_FIELD')
    expect(await refusal(shareOut(BIND, key, { threshold: 2, custodians: [all[0]!.certificate, utf8('x')], recipients: [] }))).toBe('BAD_CERTIFICATE')
  })
  it('openssl opens the share of each kind', async () => {
    const { header } = await shared(2, 3)
    for (const [i, p] of all.slice(0, 3).entries()) {
      of.put('w', unbase64(header.custody!.shares[i]!.wrapped)!)
      of.put('share', await opened(header, p))
      const how = p.kind === 'sm2' ? `pkeyutl -decrypt -in w -inkey ${p.keyFile}` : `cms -decrypt -inform DER -in w -binary -recip ${p.cert} -inkey ${p.keyFile}`
      expect(of.shell(`openssl ${how} -out shown && cmp shown share`)).toBe(0)
    }
  })
})
