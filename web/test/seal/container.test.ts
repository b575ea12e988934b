import { describe, expect, it } from 'vitest'
import { sha256 } from '@noble/hashes/sha2.js'
import { concat, hex, unhex, utf8 } from '../../src/base/bytes'
import { SealFault, inspect, openBytes, seal, sealBytes } from '../../src/seal/container'
import type { Part, Secret } from '../../src/seal/container'
import { paddedFor, SM4 } from '../../src/seal/header'
import { changed, pin, pinned } from '../../src/seal/pin'

const key = Uint8Array.from({ length: 32 }, (_, i) => i)
const secret: Secret = { key, nonce: unhex('01020304050607')! }
const bind = <P extends Part>(part: P) => ({ centre: '91350100M000100Y43', lot: '01HENG0000000000000000000A', party: '01HENGPARTY000000000000001', part })
const pattern = (n: number) => Uint8Array.from({ length: n }, (_, i) => i % 251)
async function refusal(work: Promise<unknown>): Promise<string> {
  return work.then(() => 'none', (e: unknown) => e instanceof SealFault ? e.code : String(e))
}

describe('the vectors of docs/sealed-container.md', () => {
  it('1: form', async () => {
    const c = await sealBytes(bind('form'), secret, utf8('{"price":"1234567.10"}'))
    const p = await inspect(c)
    expect(hex(p.header.commitment)).toBe('b03e7f3b5b708ae28ace32fd2a4a30eead6df33d1d3daeacad179864db006949')
    expect(new TextDecoder().decode(p.bytes.subarray(13))).toBe('{"centre":"91350100M000100Y43","chunk":65536,"commitment":"b03e7f3b5b708ae28ace32fd2a4a30eead6df33d1d3daeacad179864db006949","lot":"01HENG0000000000000000000A","nonce":"01020304050607","padded":1024,"part":"form","party":"01HENGPARTY000000000000001","v":1}')
    expect(hex(c.subarray(0, 13))).toBe('48454e475345414c0100000100')
    expect(hex(p.digest)).toBe('c418bdd4148668c1fcc884185621077dbdb1e9997fb4a841e459340a1894b61d')
    expect(hex(c.subarray(269, 285))).toBe('78c95404cafd5fc9f3c5483dc347ff55')
    expect(hex(c.subarray(-16))).toBe('20145b22c3fa1ad360ea7c2e5fb7f794')
    expect(c.length).toBe(1309)
    expect(hex(sha256(c))).toBe('e06ce6360be5e3dcb45f5e03f005f1810ac7842a3b32d1c89ce84bddd5aea771')
  })
  it('2: documents', async () => {
    const c = await sealBytes(bind('documents'), secret, pattern(200000))
    const p = await inspect(c)
    expect(hex(p.digest)).toBe('facd6e4854927dd01cbfd39a1f37fe6d335a63dd2aec0c537c7fc968c17db0a5')
    const firsts = ['165bc1ada30648de00d085a9c0e5d09e', '5308f11706a19285b6f772f0669f59bf', '015aa26fab694fc1bf0b72a5f91fb247', 'eac0746c8f0d522067d77967502fbc7b']
    const tags = ['7e030260fd811a0beaf8ea51336b0871', 'b55dcf0cf56a59ddae0670fa7023f2cd', '3f563c96b0e8820653e8c2043afcb8cb', 'dd51031647899888b9aad0e3b18a6211']
    for (let i = 0; i < 4; i++) {
      const at = p.bytes.length + i * 65552
      expect(hex(c.subarray(at, at + 16))).toBe(firsts[i])
      expect(hex(c.subarray(at + 65536, at + 65552))).toBe(tags[i])
    }
    expect(c.length).toBe(262484)
    expect(hex(sha256(c))).toBe('e92d6668795ec42c8ff676c566d5ff75602b799110e58cb11de2783445b91810')
  })
})

describe('under SM4 and SM3', () => {
  const sm: Secret = { ...secret, cipher: SM4 }
  it('4: form and documents', async () => {
    const c = await sealBytes(bind('form'), sm, utf8('{"price":"1234567.10"}')), p = await inspect(c)
    expect(hex(c.subarray(0, 13))).toBe('48454e475345414c010000011c')
    expect(hex(p.digest)).toBe('23ec27e517e21d4fefa655ae1afbb3052df9f532c1cbd7518acc217efc8981ab')
    expect(hex(c.subarray(297, 313))).toBe('986c39d917d57e85c44abc745228cbbf')
    expect(hex(c.subarray(-32))).toBe('d33b4df86beab51aa609ef6ce9fba5ee3af0817388532e498938178a0145c56f')
    expect(c.length).toBe(1353)
    expect(hex(sha256(c))).toBe('4e61d18b262c59778280df8fc2ccbef4f5abff89cb0b1336f31a69d3bff66a42')
    const d = await sealBytes(bind('documents'), sm, pattern(200000))
    expect(d.length).toBe(262576)
    expect(hex(sha256(d))).toBe('6f8b3af6266771824f2b3b83d8607142806f25790592379651746c240f1df49a')
    expect(hex(sha256(await openBytes(d, key)))).toBe(hex(sha256(pattern(200000))))
  })
  it('a changed bit, a chunk in another place, another cipher in the header: none opens', async () => {
    const c = await sealBytes(bind('documents'), sm, pattern(200000)), head = (await inspect(c)).bytes.length, one = 65536 + 32
    for (let at = head; at < c.length; at += 4999) {
      const other = c.slice()
      other[at]! ^= 1
      expect(await refusal(openBytes(other, key))).toBe('BAD_SEAL')
    }
    const moved = c.slice()
    moved.set(c.subarray(head, head + one), head + one)
    expect(await refusal(openBytes(moved, key))).toBe('BAD_SEAL')
    const text = new TextDecoder().decode(c.subarray(13, head))
    for (const to of ['AES-256-GCM', '', 'SM4-CTR']) {
      const header = utf8(text.replace('SM4-CTR-HMAC-SM3', to)), lead = c.slice(0, 13)
      new DataView(lead.buffer).setUint32(9, header.length)
      expect(await refusal(inspect(concat(lead, header, c.subarray(head))))).toBe('BAD_SEAL')
    }
  })
  it('streams from any byte', async () => {
    const s = await seal(bind('documents'), sm, pattern(200000)), whole = await sealBytes(bind('documents'), sm, pattern(200000))
    for (const from of [0, 5, 300, 70000, 131500, whole.length - 1]) {
      const parts: Uint8Array[] = []
      for await (const chunk of s.stream(from)) parts.push(chunk)
      expect(hex(sha256(concat(...parts)))).toBe(hex(sha256(whole.subarray(from))))
    }
  })
})

describe('sizes', () => {
  it('pads to the one size', () => {
    expect([0, 1016, 1017].map((n) => paddedFor('form', n))).toEqual([1024, 1024, null])
    expect([0, 4088, 4089, 65528, 65529, 2 ** 31 - 8, 2 ** 31 - 7].map((n) => paddedFor('bill', n)))
      .toEqual([4096, 4096, 8192, 65536, 131072, 2 ** 31, null])
  })
  it.each([0, 1, 4087, 4088, 4089, 65528, 65529, 131063, 1048568, 1048569, 1200000])('opens what it sealed: %i bytes', async (n) => {
    const content = pattern(n), c = await sealBytes(bind('documents'), secret, new Uint8Array(content))
    expect(c.length).toBe((await seal(bind('documents'), secret, new Blob([content]))).bytes)
    expect(hex(sha256(await openBytes(new Blob([c]), key)))).toBe(hex(sha256(content)))
  })
  it('gives the same bytes from any place', async () => {
    const content = pattern(200000), s = await seal(bind('bill'), secret, new Blob([content]))
    const whole = await sealBytes(bind('bill'), secret, content)
    for (const from of [0, 1, 12, s.preamble.bytes.length, s.preamble.bytes.length + 1, 65552, 100000, s.bytes - 1, s.bytes]) {
      const parts: Uint8Array[] = []
      for await (const chunk of s.stream(from)) parts.push(chunk)
      expect(hex(sha256(concat(...parts)))).toBe(hex(sha256(whole.subarray(from))))
    }
  })
})

describe('refusals', () => {
  it('of what is no container, or damaged at any byte', async () => {
    const c = await sealBytes(bind('form'), secret, utf8('{}'))
    expect(await refusal(openBytes(utf8('PK'), key))).toBe('NOT_SEALED')
    expect(await refusal(openBytes(c.subarray(0, 8), key))).toBe('BAD_SEAL')
    expect(await refusal(openBytes(c.subarray(0, c.length - 1), key))).toBe('BAD_SEAL')
    expect(await refusal(openBytes(concat(c, new Uint8Array(1)), key))).toBe('BAD_SEAL')
    for (let at = 0; at < c.length; at += 1 + at % 7) {
      const copy = c.slice()
      copy[at]! ^= 1 + at % 255
      expect(await refusal(openBytes(copy, key)), `byte ${at}`).toMatch(at < 8 ? /^NOT_SEALED$/ : /^BAD_(SEAL|KEY)$/)
    }
  })
  it('of another key, and of a binding that is none', async () => {
    const c = await sealBytes(bind('form'), secret, utf8('{}')), other = key.slice()
    other[31]! ^= 1
    expect(await refusal(openBytes(c, other))).toBe('BAD_KEY')
    for (const [name, value] of [['centre', '91350100M000100Y44'], ['lot', '81HENG0000000000000000000A'], ['party', 'x'], ['part', 'price']])
      expect(await refusal(seal({ ...bind('form'), [name!]: value } as never, secret, utf8('')))).toBe('BAD_FIELD')
    expect(await refusal(sealBytes(bind('form'), secret, new Uint8Array(1017)))).toBe('BAD_FIELD')
  })
  it('of a forged length or padding under the right key', async () => {
    const p = (await seal(bind('form'), secret, utf8('abc'))).preamble
    const aes = await crypto.subtle.importKey('raw', key, 'AES-GCM', false, ['encrypt'])
    const forge = async (change: (plain: Uint8Array) => void) => {
      const plain = new Uint8Array(1024)
      plain[7] = 3
      change(plain)
      const iv = concat(p.header.nonce, new Uint8Array([0, 0, 0, 0, 1]))
      return concat(p.bytes, new Uint8Array(await crypto.subtle.encrypt({ name: 'AES-GCM', iv, additionalData: p.digest }, aes, plain)))
    }
    expect(await refusal(openBytes(await forge(() => undefined), key))).toBe('none')
    expect(await refusal(openBytes(await forge((b) => { b[1023] = 1 }), key))).toBe('BAD_SEAL')
    expect(await refusal(openBytes(await forge((b) => { b[0] = 1 }), key))).toBe('BAD_SEAL')
    expect(await refusal(openBytes(await forge((b) => { b[6] = 4 }), key))).toBe('BAD_SEAL')
  })
})

describe('two passes', () => {
  it('never let other content out under the same key', async () => {
    const first = await seal(bind('documents'), secret, pattern(300000)), p = await pin(first, { chunkBytes: 100000 })
    expect(p.chunks).toHaveLength(6)
    const other = pattern(300000)
    other[250000]! ^= 1
    const second = await seal(bind('documents'), secret, other)
    expect(await refusal(pin(second, { chunkBytes: 100000, expect: p.digest }))).toBe(changed().code)
    const out: number[] = []
    expect(await refusal((async () => { for await (const c of pinned(second, p)) out.push(c.length) })())).toBe('CHANGED')
    expect(out).toEqual([100000, 100000])
    const tail: string[] = []
    for await (const c of pinned(first, p, 4)) tail.push(hex(sha256(c)))
    expect(tail).toEqual(p.chunks.slice(4))
  })
  it('stop when told to', async () => {
    const stop = new AbortController()
    const s = await seal(bind('documents'), secret, new Blob([new Uint8Array(3_000_000)]))
    expect(await refusal(pin(s, { signal: stop.signal, progress: () => { stop.abort() } }))).toBe('ABORTED')
  })
})
