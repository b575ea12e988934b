// The worker's work, apart from the worker, so that it can be tested.
import { sha256 } from '@noble/hashes/sha2.js'
import { hex, utf8 } from '../base/bytes'
import { plain, seal, sealBytes } from './container'
import type { Content } from './container'
import { SealFault, stopIf } from './fault'
import { FormFault, checkForm } from './form'
import type { SealEvent, SealRequest } from './messages'
import { UPLOAD_CHUNK, pin, recut } from './pin'
import { StrictFault } from './strict'
import { upload } from './upload'

/** The centre keeps no document above 1 GiB; the next smaller padded size is 512 MiB. */
const DOCUMENT_MAX = 2 ** 30
type Post = (event: SealEvent) => void
type Work = Exclude<SealRequest, { do: 'stop' }>
const running = new Map<number, AbortController>()

function failed(id: number, e: unknown): SealEvent {
  if (e instanceof SealFault) return { id, is: 'failed', code: e.code, zh: e.zh, en: e.en, status: e.status, detail: e.detail }
  if (e instanceof FormFault || e instanceof StrictFault)
    return { id, is: 'failed', code: 'BAD_FORM', zh: e.zh, en: e.en, status: 0, detail: e instanceof FormFault ? e.field : `${e.at}` }
  return { id, is: 'failed', code: 'INTERNAL', zh: '密封未完成：浏览器内部错误', en: 'Not sealed: an error inside the browser', status: 0, detail: String(e) }
}

/** Ten a second are enough to look at. */
function seldom(tell: (done: number) => void, total: number): (done: number) => void {
  let last = -Infinity
  return (done) => {
    const now = performance.now()
    if (now - last < 100 && done < total) return
    last = now
    tell(done)
  }
}

/** In one pass: what is handed over is what was read, so no second content can come under the key. */
async function keep(content: Content, progress: (done: number) => void, signal: AbortSignal): Promise<{ digest: string; sealed: Blob }> {
  const whole = sha256.create(), parts: Blob[] = []
  let done = 0
  for await (const piece of recut(content.stream(0, signal), UPLOAD_CHUNK)) {
    whole.update(piece)
    parts.push(new Blob([piece])) // the browser's from here on, not the tab's
    progress(done += piece.length)
  }
  return { digest: hex(whole.digest()), sealed: new Blob(parts, { type: 'application/octet-stream' }) }
}

async function run(r: Work, post: Post, signal: AbortSignal): Promise<void> {
  const { id } = r
  if ('json' in r) {
    const content = utf8(r.json)
    if (r.binding.part === 'form') checkForm(content)
    const container = await sealBytes(r.binding, r.secret, content)
    post({ id, is: 'done', digest: hex(sha256(container)), bytes: container.length, container })
    return
  }
  const content = r.do === 'send' ? plain(r.file) : await seal(r.binding, r.secret, r.file), total = content.bytes
  if (total > DOCUMENT_MAX)
    throw new SealFault('BAD_FIELD', r.do === 'send' ? '文件过大：不能超过 1 GiB' : '文件过大：密封前不能超过 512 MiB',
      r.do === 'send' ? 'Too large: at most 1 GiB' : 'Too large: at most 512 MiB before sealing')
  const reading = seldom((done) => { post({ id, is: 'progress', phase: 'digest', done, total, speed: 0 }) }, total)
  if (r.do === 'keep') {
    post({ id, is: 'done', bytes: total, ...await keep(content, reading, signal) })
    return
  }
  const made = await pin(content, { signal, ...('expect' in r && r.expect !== undefined ? { expect: r.expect } : {}),
    progress: reading })
  post({ id, is: 'pinned', digest: made.digest, bytes: made.bytes, chunks: made.chunks.length })
  const document = await upload(content, made, { ...r.upload, signal,
    progress: (p) => { post({ id, is: 'progress', phase: 'upload', ...p }) },
    started: (state) => { post({ id, is: 'started', state }) },
    waiting: (tries, ms) => { post({ id, is: 'waiting', tries, ms }) } })
  stopIf(signal)
  post({ id, is: 'done', ...document })
}

/** Ends with exactly one 'done' or 'failed'. */
export async function handle(r: SealRequest, post: Post): Promise<void> {
  if (r.do === 'stop') {
    running.get(r.id)?.abort()
    return
  }
  const stop = new AbortController()
  running.set(r.id, stop)
  try {
    await run(r, post, stop.signal)
  } catch (e) {
    post(failed(r.id, e))
  } finally {
    running.delete(r.id)
  }
}
