// What the page holds for a signature is what heng holds for one, however it was changed on the way.
import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { concat, utf8 } from '../../src/base/bytes'
import { again, items, tlv } from '../../src/base/der'
import type { Tlv } from '../../src/base/der'
import { signerOf } from '../../src/check/signed'
import { heng, run } from '../heng'

const TEXT = '{"purpose":"bid"}', CODE = '91510700205412308D', FLIPS = 30

/** Every tree that differs from it in one element: gone, twice, with something behind or in it, under another tag. */
function* changed(t: Tlv, depth = 0): Generator<Uint8Array<ArrayBuffer>> {
  const inner = (t.tag & 0x20) !== 0 ? items(t.body) : null, junk = [Uint8Array.of(0x30), tlv(0xa1, tlv(5))]
  if (!inner || depth > 6) { yield tlv(t.tag ^ 1, t.body); yield tlv(t.tag, Uint8Array.of(0), t.body); return }
  for (const x of junk) { yield tlv(t.tag, t.body, x); yield tlv(t.tag, x, t.body) }
  yield tlv(t.tag ^ 1, t.body)
  for (const [i, x] of inner.entries()) {
    const others = (y: Uint8Array) => tlv(t.tag, ...inner.map((z, k) => (k === i ? y : again(z))))
    yield others(new Uint8Array())
    yield others(concat(again(x), again(x)))
    // a certificate is the authority's: what changes in it is another certificate, and for the trust list to find
    if (x.tag !== 0xa0 || depth !== 2) for (const y of changed(x, depth + 1)) yield others(y)
  }
}
describe.skipIf(!heng)('a signature', () => {
  let dir = ''
  beforeAll(() => {
    dir = mkdtempSync(join(tmpdir(), 'heng-signed-'))
    expect(run('ca', 'make', join(dir, 'ca')).err).toBe('')
    writeFileSync(join(dir, 'text'), TEXT)
  }, 60_000)
  afterAll(() => { rmSync(dir, { recursive: true, force: true }) })
  it.each([['p256', false], ['sm2', false], ['rsa', true]] as const)('of %s, attributes: %s', async (kind, attributes) => {
    const own = join(dir, `${kind}-${attributes}`), at = (f: string) => join(own, f)
    expect(run('ca', 'issue', join(dir, 'ca'), kind, own, '--name', '某公司', '--code', CODE).err).toBe('')
    if (attributes) spawnSync('openssl', ['cms', '-sign', '-binary', '-md', 'sha256', '-in', join(dir, 'text'), '-outform', 'DER', '-out', at('s'), '-signer', at('sign.pem'), '-inkey', at('sign.key')], { encoding: 'utf8' })
    else expect(run('sign', at('sign.pem'), at('sign.key'), join(dir, 'text'), at('s')).err).toBe('')
    const der = new Uint8Array(readFileSync(at('s'))), text = utf8(TEXT)
    const same = async (s: Uint8Array, what: string): Promise<boolean> => {
      writeFileSync(at('tried'), s)
      const there = run('sign', '--check', at('tried'), join(dir, 'text')), here = await signerOf(s, text)
      expect(here ? here.code : null, what).toBe(there.status === 0 ? there.out.split(' ')[2] : null)
      return here !== null
    }
    expect(await same(der, 'as it is')).toBe(true)
    let n = 0, held = 0
    for (const s of changed(items(der)![0]!)) held += Number(await same(s, `change ${n++}`))
    expect(n).toBeGreaterThan(60)
    expect(held).toBeLessThan(n / 10) // algorithms have their NULL or not
    const signers = again(items(items(items(items(der)![0]!.body)![1]!.body)![0]!.body)!.at(-1)!).length // they come last
    for (let i = 0; i < FLIPS; i++) {
      const s = Uint8Array.from(der), bit = ((i * 7919) % (8 * signers)) + 8 * (der.length - signers)
      s[bit >> 3]! ^= 1 << (bit & 7)
      await same(s, `bit ${bit}`)
    }
  }, 120_000)
})
