import { sha256 } from '@noble/hashes/sha2.js'
import { describe, expect, it } from 'vitest'
import { concat, hex, unhex } from '../../src/base/bytes'
import { openBytes, seal } from '../../src/seal/container'
import type { Secret } from '../../src/seal/container'
import { DOCUMENTS, wrongFile } from '../../src/parts/files'
import { handle } from '../../src/seal/job'
import type { SealEvent } from '../../src/seal/messages'
import { pin } from '../../src/seal/pin'
import { upload } from '../../src/seal/upload'
import type { UploadOptions } from '../../src/seal/upload'

const key = Uint8Array.from({ length: 32 }, (_, i) => i)
const secret: Secret = { key, nonce: unhex('01020304050607')! }
const binding = { centre: '91350100M000100Y43', lot: '01HENG0000000000000000000A', party: '01HENGPARTY000000000000001', part: 'documents' as const }
const CHUNK = 4 * 1024 * 1024

/** The upload interface of src/core/document/document_http.c, and a line that breaks as told. */
class Centre {
  uploads = new Map<string, { bytes: number; digest: string; chunks: Uint8Array[] }>()
  documents = new Map<string, Uint8Array>()
  answers = new Map<string, Response>()
  requests: string[] = []
  /** 'before': the request is lost; 'after': its answer is. */
  breaks: (what: string, n: number) => 'before' | 'after' | 503 | null = () => null

  fetch: typeof fetch = async (input, init) => {
    const what = `${init?.method} ${String(input)}`
    this.requests.push(what)
    const how = this.breaks(what, this.requests.length)
    if (how === 'before') throw new TypeError('network')
    if (how === 503) return new Response('{}', { status: 503 })
    const answer = await this.answer(what, init ?? {})
    if (how === 'after') throw new TypeError('network')
    return answer
  }
  private async answer(what: string, init: RequestInit): Promise<Response> {
    const idem = new Headers(init.headers).get('Idempotency-Key') ?? ''
    const kept = this.answers.get(idem)
    if (idem && kept) return kept.clone()
    const answer = await this.act(what, init)
    if (idem && answer.ok) this.answers.set(idem, answer.clone())
    return answer
  }
  private state(id: string, status = 200): Response {
    const u = this.uploads.get(id)
    if (!u) return Response.json({ error: 'NOT_FOUND', message: { zh: '没有', en: 'none' } }, { status: 404 })
    return Response.json({ id, bytes: u.bytes, chunk_bytes: CHUNK, chunks: Math.ceil(u.bytes / CHUNK), digest: u.digest, received: u.chunks.length }, { status })
  }
  private async act(what: string, init: RequestInit): Promise<Response> {
    const [, id, number] = /uploads\/(\w+)(?:\/chunks\/(\d+))?/.exec(what) ?? []
    if (what === 'POST /api/uploads') {
      const { bytes, digest } = JSON.parse(init.body as string) as { bytes: number; digest: string }
      const made = `U${this.uploads.size + 1}`
      this.uploads.set(made, { bytes, digest, chunks: [] })
      return this.state(made, 201)
    }
    const u = this.uploads.get(id ?? '')
    if (!u || what.startsWith('GET')) return this.state(id ?? '')
    if (number !== undefined) {
      const body = new Uint8Array(await (init.body as Blob).arrayBuffer())
      if (Number(number) !== u.chunks.length) return Response.json({ error: 'CHUNK_ORDER' }, { status: 409 })
      if (new Headers(init.headers).get('X-Chunk-SHA256') !== hex(sha256(body))) return Response.json({ error: 'BAD_DIGEST' }, { status: 422 })
      u.chunks.push(body)
      return this.state(id!)
    }
    const whole = concat(...u.chunks)
    if (hex(sha256(whole)) !== u.digest) return Response.json({ error: 'BAD_DIGEST' }, { status: 422 })
    this.documents.set(u.digest, whole)
    this.uploads.delete(id!)
    return Response.json({ bytes: u.bytes, digest: u.digest }, { status: 201 })
  }
}
const content = new Uint8Array(9_000_000).map((_, i) => i * 31 >> 3)
async function send(c: Centre, o: Partial<UploadOptions> = {}) {
  const s = await seal(binding, secret, new Blob([content])), p = await pin(s)
  return { p, done: await upload(s, p, { name: 'a.pdf', fetch: c.fetch, sleep: async () => undefined, ...o }) }
}

describe('upload', () => {
  it('sends all chunks in order, and what arrives opens', async () => {
    const c = new Centre(), seen: number[] = []
    const { p, done } = await send(c, { progress: (x) => seen.push(x.done) })
    expect(done).toEqual({ digest: p.digest, bytes: p.bytes })
    expect(c.requests).toHaveLength(2 + p.chunks.length)
    expect(seen.at(-1)).toBe(p.bytes)
    expect(hex(sha256(await openBytes(c.documents.get(p.digest)!.slice(), key)))).toBe(hex(sha256(content)))
  })
  it.each([1, 2, 3, 7])('survives a line that breaks, seed %i', async (seed) => {
    const c = new Centre()
    let x = seed
    c.breaks = () => {
      x = x * 48271 % 2147483647
      return x % 3 === 0 ? 'before' : x % 3 === 1 ? 'after' : x % 7 === 0 ? 503 : null
    }
    const { p, done } = await send(c, { tries: 40 })
    expect(done.digest).toBe(p.digest)
    expect(c.uploads.size).toBe(0)
  })
  it('goes on after the tab was closed, without sending twice', async () => {
    const c = new Centre(), stop = new AbortController()
    let id = ''
    await expect(send(c, { signal: stop.signal, started: (s) => { id = s.id }, progress: (x) => { if (x.done >= CHUNK) stop.abort() } })).rejects.toMatchObject({ code: 'ABORTED' })
    const before = c.requests.length
    await send(c, { resume: id })
    expect(c.requests.slice(before).filter((r) => r.startsWith('PUT'))).toEqual([1, 2, 3, 4].map((n) => `PUT /api/uploads/${id}/chunks/${n}`))
    expect(c.requests.slice(before)[0]).toBe(`GET /api/uploads/${id}`)
  })
  it('begins anew where the centre has forgotten it', async () => {
    const c = new Centre()
    const { p, done } = await send(c, { resume: 'U9' })
    expect(done.digest).toBe(p.digest)
  })
  it('begins anew where the upload is of another who used this machine', async () => {
    const c = new Centre(), get: typeof fetch = async (input, init) => (init?.method === 'GET'
      ? Response.json({ error: 'DENIED', message: { zh: '无权', en: 'Denied' } }, { status: 403 }) : c.fetch(input, init))
    const { p, done } = await send(c, { resume: 'U1', fetch: get })
    expect(done.digest).toBe(p.digest)
  })
  it('gives up after as many tries, and tells refusals in the centre’s words', async () => {
    const c = new Centre()
    c.breaks = () => 'before'
    await expect(send(c, { tries: 3 })).rejects.toMatchObject({ code: 'OFFLINE' })
    expect(c.requests).toHaveLength(3)
    const no: typeof fetch = async () => Response.json({ error: 'DENIED', message: { zh: '无权', en: 'Denied' } }, { status: 403 })
    await expect(send(c, { fetch: no })).rejects.toMatchObject({ code: 'REFUSED', zh: '无权', status: 403, detail: 'DENIED' })
  })
})

describe('the worker', () => {
  async function work(r: Parameters<typeof handle>[0]): Promise<SealEvent[]> {
    const events: SealEvent[] = []
    await handle(r, (e) => events.push(e))
    return events
  }
  it('seals a form', async () => {
    const json = '{"price":{"amount":"1.00","currency":"CNY"}}'
    const last = (await work({ do: 'seal', id: 1, binding: { ...binding, part: 'form' }, secret, json })).at(-1)!
    if (last.is !== 'done') throw new Error(JSON.stringify(last))
    expect(new TextDecoder().decode(await openBytes(last.container!, key))).toBe(json)
  })
  it('tells what is wrong with a form', async () => {
    const json = '{"price":{"amount":"1.00","currency":"CNY"},"capitals":"贰元整"}'
    expect((await work({ do: 'seal', id: 1, binding: { ...binding, part: 'form' }, secret, json })).at(-1)).toMatchObject({ is: 'failed', code: 'BAD_FORM', detail: 'capitals' })
  })
  it('seals and uploads a file, and refuses another one on resuming', async () => {
    const c = new Centre(), real = globalThis.fetch
    globalThis.fetch = c.fetch
    try {
      const ask = { do: 'seal' as const, id: 2, binding, secret, file: new Blob([content]), upload: { name: 'a', headers: {} } }
      const events = await work(ask), pinned = events.find((e) => e.is === 'pinned')!
      expect(events.map((e) => e.is).filter((e, i, all) => e !== all[i - 1])).toEqual(['progress', 'pinned', 'started', 'progress', 'done'])
      const sent = c.requests.length, changed = content.slice()
      changed[8_000_000]! ^= 1
      const again = await work({ ...ask, file: new Blob([changed]), expect: pinned.digest })
      expect(again.at(-1)).toMatchObject({ is: 'failed', code: 'CHANGED' })
      expect(c.requests).toHaveLength(sent)
    } finally {
      globalThis.fetch = real
    }
  })
  it('sends a file as it is, and goes on where it was cut', async () => {
    const c = new Centre(), real = globalThis.fetch, ask = { do: 'send' as const, id: 3, file: new Blob([content]), upload: { name: 'a.pdf', headers: {} } }
    globalThis.fetch = c.fetch
    try {
      const events: SealEvent[] = []
      await handle(ask, (e) => { // the tab closes after the first chunk
        events.push(e)
        if (e.is === 'progress' && e.phase === 'upload' && e.done > 0) void handle({ do: 'stop', id: 3 }, () => undefined)
      })
      expect(events.at(-1)).toMatchObject({ is: 'failed', code: 'ABORTED' })
      const begun = events.find((e) => e.is === 'started')!, before = c.requests.length
      const last = (await work({ ...ask, id: 4, upload: { ...ask.upload, resume: begun.state.id } })).at(-1)
      expect(last).toMatchObject({ is: 'done', digest: hex(sha256(content)), bytes: content.length })
      expect(c.requests.slice(before).filter((r) => r.startsWith('PUT'))).toEqual([1, 2].map((n) => `PUT /api/uploads/${begun.state.id}/chunks/${n}`))
      expect(c.documents.get(hex(sha256(content)))?.length).toBe(content.length)
    } finally {
      globalThis.fetch = real
    }
  })
})

describe('a chosen file', () => {
  const file = (name: string, text: string | Uint8Array<ArrayBuffer>): File => new File([text], name)
  it.each([['合同.PDF', '%PDF-1.7'], ['a.docx', 'PK..'], ['b.txt', '任意'], ['c.ofd', 'PK']])('%s is taken', async (name, text) => {
    expect(await wrongFile(file(name, text), 1 << 20, DOCUMENTS)).toBeNull()
  })
  it.each([['a.exe', 'MZ', 'exe'], ['README', 'x', '不接受'], ['a.pdf', 'PK..', '不是 PDF'], ['a.png', '%PDF-', '不是 PNG'], ['a.txt', '', '空']])('%s is refused before it is sent', async (name, text, why) => {
    expect(await wrongFile(file(name, text), 1 << 20, DOCUMENTS)).toMatchObject({ zh: expect.stringContaining(why) as string })
  })
  it('above the limit is refused with both sizes, whatever its kind', async () => {
    expect(await wrongFile(file('a.bin', new Uint8Array((2 << 20) + 1)), 2 << 20, null)).toMatchObject({ zh: expect.stringMatching(/3 MiB.*2 MiB/) as string })
    expect(await wrongFile(file('a.bin', 'x'), 2 << 20, null)).toBeNull()
  })
})
