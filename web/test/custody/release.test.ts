// What a custodian's machine checks before it releases a share, on receipts of a log that this test keeps itself.
import { sha256 } from '@noble/hashes/sha2.js'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { base64, concat, hex, unhex, utf8 } from '../../src/base/bytes'
import { canonical } from '../../src/base/canonical'
import type { Json } from '../../src/base/canonical'
import { newSecretFor } from '../../src/bid/custody'
import { commitmentOf, leafOf } from '../../src/check/merkle'
import { asking, checkAsked, checkClosed, openShares } from '../../src/custody/release'
import type { Known, Rescue, Told } from '../../src/custody/release'
import { checkShare } from '../../src/seal/custody'
import { inspect, sealBytes } from '../../src/seal/container'
import type { Part } from '../../src/seal/container'
import { LEAD_BYTES, parseHeader } from '../../src/seal/header'
import { heng } from '../heng'
import { people } from '../seal/people'
import type { People, Person } from '../seal/people'

const CENTRE = '91350100M000100Y43', LOT = '01HENG0000000000000000000A', PARTY = '01HENGPARTY000000000000001', OTHER = '01HENGPARTY000000000000002'
const DEADLINE = Date.parse('2026-03-24T01:00:00Z'), ORIGIN = 'a.log/x'
const pair = await crypto.subtle.generateKey('Ed25519', true, ['sign', 'verify']) as CryptoKeyPair, typed = concat(Uint8Array.of(1), new Uint8Array(await crypto.subtle.exportKey('raw', pair.publicKey)))
const id = sha256(concat(utf8(ORIGIN + '\n'), typed)).subarray(0, 4), KEYS = `${ORIGIN}+${hex(id)}+${base64(typed)}\n`
/** The only entry of its log. */
async function receipt(more: Record<string, Json> = {}): Promise<Json> {
  const entry: Json = { at: DEADLINE, centre: CENTRE, digests: { act: '0'.repeat(64) }, kind: 'lot.closed', object: LOT, party: null, v: 1, ...more }, salt = '5'.repeat(64)
  const text = `${ORIGIN}\n1\n${base64(leafOf(commitmentOf(unhex(salt)!, canonical(entry))))}\n`, signed = concat(id, new Uint8Array(await crypto.subtle.sign('Ed25519', pair.privateKey, utf8(text))))
  return { checkpoint: `${text}\n\u2014 ${ORIGIN} ${base64(signed)}\n`, entry, place: 0, proof: [], salt, v: 1 }
}
const known: Known = { centre: CENTRE, lot: LOT, deadline: DEADLINE, keys: { text: KEYS, since: 0, known: true, other: null }, clock: DEADLINE }
const told = (closed: Json | undefined, more: Partial<Told> = {}): Told => ({ centre: CENTRE, deadline: new Date(DEADLINE).toISOString(), lot: LOT, number: 1, rescues: [], ...(closed === undefined ? {} : { closed }), ...more })
/** What does not hold; '': all does. */
async function failing(t: Told, k: Known = known): Promise<string> {
  const { held, steps } = await checkClosed(t, k), failed = steps.filter((s) => s.state === 'failed').map((s) => s.id).join(' ')
  expect(held).toBe(failed === '')
  return failed
}

describe('that bidding has ended', () => {
  it('is proved by the log, at the deadline and not before', async () => {
    expect(await failing(told(await receipt()))).toBe('')
    expect(await failing(told(await receipt({ kind: 'lot.screened', at: DEADLINE + 1 })))).toBe('')
    expect(await failing(told(await receipt({ at: DEADLINE - 1 })))).toBe('deadline')
    expect(await failing(told(await receipt()), { ...known, deadline: DEADLINE + 1, clock: DEADLINE + 1 })).toBe('deadline')
  })
  it('is never taken from a centre’s word alone', async () => {
    expect(await failing(told(undefined))).toBe('proof')
    const r = await receipt() as { entry: Record<string, Json>; checkpoint: string }
    expect(await failing(told({ ...r, entry: { ...r.entry, at: DEADLINE + 5 } }))).toBe('proof')
    expect(await failing(told({ ...r, checkpoint: r.checkpoint.replace('\n1\n', '\n2\n') }))).toBe('proof')
    expect(await failing(told(await receipt()), { ...known, keys: { ...known.keys, text: KEYS.replace(base64(typed), base64(concat(Uint8Array.of(1), new Uint8Array(32)))) } })).toBe('proof')
  })
  it('is said of this lot, by this centre, and not of something else', async () => {
    for (const kind of ['lot.opened', 'bid.received', 'constructor']) expect(await failing(told(await receipt({ kind })))).toBe('kind')
    for (const more of [{ object: PARTY }, { centre: '91510700205412308D' }] as Record<string, Json>[]) expect(await failing(told(await receipt(more)))).toBe('place')
    for (const more of [{ lot: PARTY }, { centre: '91510700205412308D' }]) expect(await failing(told(await receipt(), more))).toBe('place')
  })
  it('is so by this machine’s clock, too, but where a practice centre’s is moved', async () => {
    expect(await failing(told(await receipt()), { ...known, clock: DEADLINE - 1 })).toBe('clock')
    // what the centre says of itself moves no clock of ours: the name of its log, which the kept keys have, does
    expect(await failing(told(await receipt({ practice: true })), { ...known, clock: DEADLINE - 1 })).toBe('place clock')
  })
  it('is proved by the keys that were kept; the first time that is said', async () => {
    expect(await failing(told(await receipt()), { ...known, keys: { ...known.keys, other: 'others' } })).toBe('keys')
    const first = await checkClosed(told(await receipt()), { ...known, keys: { ...known.keys, known: false } })
    expect([first.held, first.steps[0]]).toMatchObject([true, { id: 'keys', state: 'skipped' }])
  })
})

it('and that who bid asks itself', async () => {
  const r = (request?: Json): Rescue => ({ asked: '', name: '甲', party: PARTY, reason: '', rescued: false, ...(request === undefined ? {} : { request }) })
  await expect(checkAsked(r(await receipt({ kind: 'rescue.asked', party: PARTY })), known)).resolves.toBeUndefined()
  for (const wrong of [undefined, await receipt({ kind: 'rescue.asked', party: OTHER }), await receipt({ kind: 'rescue.asked' }), await receipt({ kind: 'bid.placed', party: PARTY }),
    await receipt({ kind: 'rescue.asked', party: PARTY, object: OTHER }), await receipt({ kind: 'rescue.asked', party: PARTY, practice: true })])
    await expect(checkAsked(r(wrong), known)).rejects.toMatchObject({ code: 'BAD_SEAL' })
})

const rescue = (parts: Part[], more: Partial<Rescue> = {}): Rescue => ({ asked: '2026-03-24T01:00:01Z', name: '甲', party: PARTY, reason: '……', rescued: false, released: [], parts: parts.map((part) => ({ header: '', part })), ...more })
it('of two envelopes only what is opened now is asked for', () => {
  const documents = rescue(['documents']), form = rescue(['form', 'bill']), all = told(undefined, { rescues: [documents, form] })
  expect([asking(all, 'opening', true), asking(all, 'pricing', true), asking(all, 'opening', false)]).toEqual([[documents], [form], [form]])
})

describe.skipIf(!heng)('its shares', () => {
  let of: People, a: Person, b: Person, header = ''
  const seen = (more: Partial<{ header: string; part: Part }> = {}, party = PARTY): [Told, Rescue] => { const r = rescue([], { party, parts: [{ header, part: 'form', ...more }] }); return [told(undefined, { rescues: [r] }), r] }
  beforeAll(async () => {
    of = people()
    a = of.person('sm2')
    b = of.person('p256')
    const at = { centre: CENTRE, lot: LOT, party: PARTY, part: 'form' as const }
    const secret = await newSecretFor(at, { threshold: 2, custodians: [a, b].map((p) => ({ certificate: base64(p.certificate), party: OTHER })) })
    const container = await sealBytes(at, secret, utf8('{}')), n = new DataView(container.buffer, container.byteOffset).getUint32(9)
    expect((await inspect(container)).header.custody?.k).toBe(2)
    header = new TextDecoder().decode(container.subarray(LEAD_BYTES, LEAD_BYTES + n))
  }, 60_000)
  afterAll(() => { of.end() })

  it('are opened by the certificate that is named, whichever of several files has its key', async () => {
    const { form } = await openShares(...seen(), { certificates: [b.certificate, a.certificate], keys: [b.key, a.key] }, a.certificate)
    expect(form![0]).toBe(1)
    expect(() => { checkShare(parseHeader(utf8(header)), form!) }).not.toThrow()
  })
  it('are not opened by another key, nor for another certificate', async () => {
    await expect(openShares(...seen(), { certificates: [a.certificate], keys: [b.key] }, a.certificate)).rejects.toMatchObject({ code: 'BAD_CERTIFICATE' })
    const c = of.person('p256')
    await expect(openShares(...seen(), { certificates: [c.certificate], keys: [c.key] }, c.certificate)).rejects.toMatchObject({ code: 'NOT_FOUND' })
  })
  it('are not opened for another bid, part, lot or centre', async () => {
    const own = { certificates: [a.certificate], keys: [a.key] }
    await expect(openShares(...seen({ part: 'documents' }), own, a.certificate)).rejects.toMatchObject({ code: 'BAD_SEAL' })
    await expect(openShares(...seen({}, OTHER), own, a.certificate)).rejects.toMatchObject({ code: 'BAD_SEAL' })
    for (const more of [{ lot: OTHER }, { centre: '91510700205412308D' }]) await expect(openShares({ ...seen()[0], ...more }, seen()[1], own, a.certificate)).rejects.toMatchObject({ code: 'BAD_SEAL' })
    await expect(openShares(...seen({ header: header.replace('"padded":1024', '"padded":1024 ') }), own, a.certificate)).rejects.toMatchObject({ code: 'BAD_SEAL' })
  })
})
