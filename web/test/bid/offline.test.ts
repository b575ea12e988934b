// What is made without the centre: the same containers, by the same code, in a page that can connect to nothing.
import { resolve } from 'node:path'
import { gzipSync } from 'node:zlib'
import { sha256 } from '@noble/hashes/sha2.js'
import { build } from 'vite'
import { describe, expect, it } from 'vitest'
import { base64, hex, unhex, utf8 } from '../../src/base/bytes'
import { readInfo } from '../../src/bid/info'
import { inspect, openBytes } from '../../src/seal/container'
import { handle } from '../../src/seal/job'
import type { SealEvent } from '../../src/seal/messages'

const PLACE = { centre: '91350100M000100Y43', lot: '01HENG0000000000000000000A', party: '01HENGPARTY000000000000001' }
const INFO = { format: 'heng-bid', v: 1, practice: false, centre: { code: PLACE.centre, name: '中心' }, lot: { id: PLACE.lot, title: '一标段' },
  tender: { title: '教学楼', deadline: '2026-03-24T01:00:00.000Z', document: null }, party: { id: PLACE.party, name: '甲' }, wants: { documents: true, bill: false }, records: [] }

describe('the lot’s file', () => {
  it('is read whole or not at all', () => {
    expect(readInfo(JSON.stringify(INFO))).toEqual(INFO)
    for (const wrong of ['', '{}', 'null', JSON.stringify({ ...INFO, v: 2 }), JSON.stringify({ ...INFO, lot: { id: 'x', title: '' } }), JSON.stringify({ ...INFO, centre: { code: '91350100M000100Y44', name: '' } }),
      JSON.stringify({ ...INFO, tender: { ...INFO.tender, deadline: 'soon' } }), JSON.stringify({ ...INFO, wants: {} }), JSON.stringify({ ...INFO, wants: { ...INFO.wants, ceiling: 5 } }), JSON.stringify({ ...INFO, records: [{}] })])
      expect(readInfo(wrong)).toBeNull()
  })
})

describe('a file kept', () => {
  const secret = { key: unhex('000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f')!, nonce: unhex('01020304050607')! }
  async function keep(content: Uint8Array<ArrayBuffer>): Promise<SealEvent> {
    const events: SealEvent[] = []
    await handle({ do: 'keep', id: 1, binding: { ...PLACE, part: 'documents' }, secret, file: new Blob([content]) }, (e) => events.push(e))
    return events.at(-1)!
  }
  it('is the container of the format, byte for byte', async () => {
    const e = await keep(Uint8Array.from({ length: 200_000 }, (_, i) => i % 251))
    if (e.is !== 'done' || !e.sealed) throw new Error(JSON.stringify(e))
    // the second test vector of docs/sealed-container.md
    expect([e.digest, e.bytes]).toEqual(['e92d6668795ec42c8ff676c566d5ff75602b799110e58cb11de2783445b91810', 262484])
    expect(hex(sha256(new Uint8Array(await e.sealed.arrayBuffer())))).toBe(e.digest)
  })
  it('of several uploads’ size opens again', async () => {
    const content = Uint8Array.from({ length: 9_000_000 }, (_, i) => i * 7 % 253), e = await keep(content)
    if (e.is !== 'done' || !e.sealed) throw new Error(JSON.stringify(e))
    expect((await inspect(e.sealed)).header).toMatchObject({ ...PLACE, part: 'documents' })
    expect(hex(sha256(await openBytes(e.sealed, secret.key)))).toBe(hex(sha256(content)))
  })
})

it('the page is one small file that connects to nothing', async () => {
  const web = resolve(import.meta.dirname, '../..')
  const made = await build({ configFile: resolve(web, 'vite.file.config.ts'), mode: 'bid', root: web, logLevel: 'error', build: { write: false } })
  const output = (Array.isArray(made) ? made : [made]).flatMap((m) => 'output' in m ? m.output : [])
  expect(output.map((o) => o.fileName)).toEqual(['bid.html'])
  const html = String((output[0] as { source: string }).source), of = (text: string) => `'sha256-${base64(sha256(utf8(text)))}'`
  const script = /<script type="module">([\s\S]*?)<\/script>/.exec(html)![1]!, style = /<style>([\s\S]*?)<\/style>/.exec(html)![1]!
  expect(/Content-Security-Policy" content="([^"]+)"/.exec(html)![1]).toBe(`default-src 'none'; script-src ${of(script)}; style-src ${of(style)}; worker-src blob:; base-uri 'none'; form-action 'none'`)
  expect(html).not.toMatch(/<script[^>]+src=|<link[^>]+href=|@import|url\(/)
  expect(gzipSync(html).length).toBeLessThan(120 * 1024) // SM2 among it, since it can load nothing later
}, 120_000)
