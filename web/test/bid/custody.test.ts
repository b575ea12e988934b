// Who keeps a key beside who bids: by the certificates of the announcement, in its order.
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { base64, hex, utf8 } from '../../src/base/bytes'
import { isKeeping, isKeptBy, keepersOf, keepingOf, newSecretFor } from '../../src/bid/custody'
import type { Keeping } from '../../src/bid/custody'
import { readInfo } from '../../src/bid/info'
import { sealingBy, secretOf } from '../../src/bid/keys'
import { inspect, openBytes, sealBytes } from '../../src/seal/container'
import { keyOfShares, openShare } from '../../src/seal/custody'
import { pem } from '../../src/sign/key'
import { heng } from '../heng'
import { KINDS, people } from '../seal/people'
import type { People, Person } from '../seal/people'

const PLACE = { centre: '91350100M000100Y43', lot: '01HENG0000000000000000000A', party: '01HENGPARTY000000000000001' }, BIND = { ...PLACE, part: 'form' as const }
const INFO = { format: 'heng-bid', v: 1, practice: false, centre: { code: PLACE.centre, name: '中心' }, lot: { id: PLACE.lot, title: '一标段' },
  tender: { title: '教学楼', deadline: '2026-03-24T01:00:00.000Z', document: null }, party: { id: PLACE.party, name: '甲' }, wants: { documents: true, bill: false }, records: [] }

it('a tender that names nobody is sealed for nobody', async () => {
  expect([keepingOf({}), keepingOf({ custody: null })]).toEqual([null, null])
  const secret = await newSecretFor(BIND, null)
  expect([Object.keys(secret), isKeptBy(secret, null)]).toEqual([['key', 'nonce'], true])
})
describe.skipIf(!heng)('custodians of an announcement', () => {
  let of: People, all: Person[], keeping: Keeping
  beforeAll(() => {
    of = people()
    all = KINDS.map((kind) => of.person(kind, `公证处 ${kind}`))
    keeping = { threshold: 2, custodians: all.map((p, i) => ({ certificate: base64(p.certificate), party: `01HENGPARTY00000000000000${i}` })) }
  }, 60_000)
  afterAll(() => { of.end() })

  it('are told by what their certificates say', () => {
    expect(keepersOf(keeping).map((k) => [k.name, k.code, k.digest.length])).toEqual(KINDS.map((kind) => [`公证处 ${kind}`, '91510700205412308D', 64]))
    expect(keepersOf({ threshold: 2, custodians: [{ certificate: 'no base64', party: '' }] })).toMatchObject([{ name: '', code: '' }])
  })
  it('keep the key of each part, and open it together', async () => {
    const secret = await newSecretFor(BIND, keeping), container = await sealBytes(BIND, secret, utf8('{}')), { header } = await inspect(container)
    expect(isKeptBy(header, keeping)).toBe(true)
    const shares = await Promise.all(all.slice(1).map((p) => openShare(header, p.key, p.certificate)))
    expect(hex(await openBytes(container, keyOfShares(header, shares)))).toBe(hex(utf8('{}')))
  })
  it('are these, in this order, and nobody else', async () => {
    const secret = await newSecretFor(BIND, keeping), [a, b, c] = keeping.custodians as [Keeping['custodians'][0], Keeping['custodians'][0], Keeping['custodians'][0]]
    for (const other of [null, { ...keeping, threshold: 3 }, { threshold: 2, custodians: [a, b] }, { threshold: 2, custodians: [b, a, c] }]) expect(isKeptBy(secret, other)).toBe(false)
    expect(isKeptBy(await newSecretFor(BIND, null), keeping)).toBe(false)
  })
  it('a closed tab goes on with the same bytes', async () => {
    const secret = await newSecretFor(BIND, keeping), kept = JSON.parse(JSON.stringify(sealingBy(secret, 'a file'))) as ReturnType<typeof sealingBy>
    expect([kept.file, isKeptBy(kept, keeping)]).toEqual(['a file', true])
    expect(hex(await sealBytes(BIND, secretOf(kept), utf8('{}')))).toBe(hex(await sealBytes(BIND, secret, utf8('{}'))))
    const plain = await newSecretFor(BIND, null)
    expect(secretOf(JSON.parse(JSON.stringify(sealingBy(plain, 'a file'))) as typeof kept)).toEqual(plain)
  })
  it('come with the lot’s file, whole or not at all', () => {
    expect(readInfo(JSON.stringify({ ...INFO, custody: keeping }))).toEqual({ ...INFO, custody: keeping })
    const signs = { certificate: base64(pem(new TextDecoder().decode(of.take(all[2]!.cert.replace('seal', 'sign'))), 'CERTIFICATE')!), party: '' }, [a, b] = keeping.custodians
    for (const wrong of [null, [], 5, {}, { ...keeping, threshold: 1 }, { ...keeping, threshold: 4 }, { ...keeping, threshold: '2' }, { threshold: 2 }, { threshold: 2, custodians: [a, null] }, { threshold: 2, custodians: [a, { ...b, certificate: 'AAAA' }] },
      { threshold: 2, custodians: [a, { certificate: b!.certificate }] }, { threshold: 2, custodians: [a, signs] }, { threshold: 2, custodians: Array.from({ length: 8 }, () => a) }]) {
      expect(isKeeping(wrong), JSON.stringify(wrong)).toBe(false)
      expect(readInfo(JSON.stringify({ ...INFO, custody: wrong }))).toBeNull()
    }
  })
})
