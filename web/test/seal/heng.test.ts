// heng seals, the browser opens; and the very bytes are made again with heng's key and nonce.
import { sha256 } from '@noble/hashes/sha2.js'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { base64, hex, unbase64, utf8 } from '../../src/base/bytes'
import { inspect, newSecret, openBytes, sealBytes } from '../../src/seal/container'
import type { Part } from '../../src/seal/container'
import { keyOfShares, openShare, shareOut } from '../../src/seal/custody'
import { checkForm } from '../../src/seal/form'
import { sharedOf } from '../../src/seal/header'
import { heng, run } from '../heng'
import { KINDS, people } from './people'
import type { People, Person } from './people'

const dir = mkdtempSync(join(tmpdir(), 'heng-seal-'))
afterAll(() => { rmSync(dir, { recursive: true }) })
const bind = (part: Part) => ({ centre: '91350100M000100Y43', lot: '01HENG0000000000000000000A', party: '01HENGPARTY000000000000001', part })
let n = 0
function seal(part: Part, content: Uint8Array, ...more: string[]): { key: Uint8Array<ArrayBuffer>; container: Uint8Array<ArrayBuffer>; status: number } {
  const at = join(dir, `${n++}`), b = bind(part)
  writeFileSync(at, content)
  const { status } = run('seal', '-c', b.centre, '-l', b.lot, '-p', b.party, '-t', part, '-k', `${at}.key`, ...more, at, `${at}.sealed`)
  if (status !== 0) return { key: new Uint8Array(), container: new Uint8Array(), status }
  return { status, key: unbase64(readFileSync(`${at}.key`, 'utf8').trim())!, container: new Uint8Array(readFileSync(`${at}.sealed`)) }
}

describe.skipIf(!heng)('what heng seals', () => {
  it.each([['form', 44], ['documents', 0], ['documents', 4088], ['documents', 4089], ['documents', 65529], ['documents', 3_000_000]] as const)('%s of %i bytes opens here, and is sealed the same', async (part, size) => {
    const content = part === 'form' ? new TextEncoder().encode('{"price":{"amount":"1.00","currency":"CNY"}}') : new Uint8Array(size).map((_, i) => i * 7)
    const made = seal(part, content)
    expect(made.status).toBe(0)
    expect(hex(sha256(await openBytes(new Blob([made.container]), made.key)))).toBe(hex(sha256(content)))
    const { header } = await inspect(made.container)
    expect(header).toMatchObject(bind(part))
    const again = await sealBytes(bind(part), { key: made.key, nonce: new Uint8Array(header.nonce) }, content)
    expect(hex(sha256(again))).toBe(hex(sha256(made.container)))
  })
  it.each([['form', 44], ['documents', 4089], ['documents', 1_000_000]] as const)('%s of %i bytes by SM4', async (part, size) => {
    const content = part === 'form' ? utf8('{"price":{"amount":"1.00","currency":"CNY"}}') : new Uint8Array(size).map((_, i) => i * 7), made = seal(part, content, '--sm4')
    expect(hex(sha256(await openBytes(new Blob([made.container]), made.key)))).toBe(hex(sha256(content)))
    const { header } = await inspect(made.container)
    const again = await sealBytes(bind(part), { key: made.key, nonce: new Uint8Array(header.nonce), ...sharedOf(header) }, content)
    expect(hex(sha256(again))).toBe(hex(sha256(made.container)))
  })
  it.each(['{}', '[]', '{"price":{"amount":"5","currency":"CNY"}}', '{"price":{"amount":"05","currency":"CNY"}}', '{"price":{"amount":"1.00","currency":"CNY"},"capitals":"壹元整"}',
    '{"price":{"amount":"1.00","currency":"CNY"},"capitals":"贰元整"}', '{"a":1}', '{"quality":"a","quality":"a"}', '{"duration_days":1.0}', '{"duration_days":36500}', '{"duration_days":36501}',
    '{"leader":"\\u0000"}', '{"leader":"\\ud83d"}', '{"leader":"\\ud83d\\ude00"}', '{"leader":"\\u0007"}', '{"leader":"a\\nb"}', '{"consortium":[{"name":"甲","code":"1"}]}', '{"consortium":[]}', '{"agreement":"附件三"}', '{"agreement":""}', `{"agreement":"${'甲'.repeat(200)}"}`, `{"agreement":"${'甲'.repeat(201)}"}`, '{"records":[{"id":"01HENG0000000000000000000A"}]}',
    '{"price":{"amount":"100000000000000","currency":"CNY"}}', '{"price":{"amount":"10000000000000.00","currency":"CNY"}}', '{"price":{"amount":"10000000000000.01","currency":"CNY"}}', '{"price":{"amount":"5.5","currency":"JPY"}}',
    ' {"quality":""} ', '{"price":{"amount":"200000.00","currency":"CNY"},"capitals":"贰拾万元整"}', '{"price":{"amount":"100000001.05","currency":"CNY"},"capitals":"壹亿零壹元零伍分"}'])('the form %s is taken by both or by none', (text) => {
    const content = new TextEncoder().encode(text)
    let here = true
    try { checkForm(content) } catch { here = false }
    expect(here).toBe(seal('form', content).status === 0)
  })
})

describe.skipIf(!heng)('for custodians and a recipient', () => {
  let of: People, all: Person[], own: Person
  beforeAll(() => {
    of = people()
    all = KINDS.map((kind) => of.person(kind))
    own = of.person('sm2')
  }, 60_000)
  afterAll(() => { of.end() })
  it('what heng seals they open here, and it is sealed the same', async () => {
    const b = bind('documents'), at = join(dir, 'custody'), content = new Uint8Array(5000).map((_, i) => i * 7)
    writeFileSync(at, content)
    writeFileSync(`${at}.json`, JSON.stringify({ custody: { threshold: 2, custodians: all.map((p) => ({ certificate: base64(p.certificate), party: b.party })) } }))
    expect(run('seal', '-c', b.centre, '-l', b.lot, '-p', b.party, '-t', b.part, '-k', `${at}.key`, '-s', `${at}.json`, '-r', of.file(own.cert), at, `${at}.sealed`)).toMatchObject({ status: 0, err: expect.stringMatching(/^(heng: share \d for 某公证处, .*\n){3}$/) as unknown })
    const container = new Uint8Array(readFileSync(`${at}.sealed`)), { header } = await inspect(container)
    const shares = await Promise.all(all.map((p) => openShare(header, p.key, p.certificate))), key = keyOfShares(header, shares.slice(1))
    expect(shares.map((s) => s[0])).toEqual([1, 2, 3])
    expect(base64(key)).toBe(readFileSync(`${at}.key`, 'utf8').trim())
    expect(hex((await openShare(header, own.key, own.certificate)).subarray(1, 33))).toBe(hex(key))
    expect(hex(sha256(await openBytes(container, key)))).toBe(hex(sha256(content)))
    const again = await sealBytes(b, { key, nonce: new Uint8Array(header.nonce), ...sharedOf(header) }, content)
    expect(hex(sha256(again))).toBe(hex(sha256(container)))
  })
  it('what is sealed here they open by heng', async () => {
    const b = bind('form'), secret = newSecret(), at = join(dir, 'here')
    const shared = await shareOut(b, secret.key, { threshold: 2, custodians: all.map((c) => c.certificate), recipients: [own.certificate] })
    writeFileSync(at, await sealBytes(b, { ...secret, ...shared }, utf8('{}')))
    const unsealed = (p: Person) => run('unseal', at, of.file(p.cert), of.file(p.keyFile))
    expect(unsealed(own).out.trim()).toBe(base64(secret.key))
    // a custodian has its share only, which it found
    for (const [i, p] of all.entries()) expect([unsealed(p).out, unsealed(p).err]).toEqual(['', expect.stringContaining(`share ${i + 1} `)])
  })
})
