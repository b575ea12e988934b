// Sends a content, sealed or plain, to the centre: 4 MiB chunks in order, each with its SHA-256. A lost
// connection is waited out and the server asked how far it got; what it has is never sent again.
import type { Content } from './container'
import { SealFault, stopIf } from './fault'
import { pinned } from './pin'
import type { Pin } from './pin'

/** What the centre says of an upload. */
export interface UploadState { id: string; bytes: number; chunk_bytes: number; chunks: number; digest: string; received: number }
export interface UploadProgress { done: number; total: number; /** bytes a second, lately; 0: not known yet */ speed: number }
export interface UploadOptions {
  name: string
  type?: string
  /** Sent with each request: X-CSRF-Token or Authorization. */
  headers?: Record<string, string>
  /** Before the paths, '' on the centre's own pages. */
  base?: string
  /** An upload of an earlier session. Where the centre has forgotten it, another one begins. */
  resume?: string
  signal?: AbortSignal
  progress?: (p: UploadProgress) => void
  /** As soon as the upload has an id, for the record to resume by. */
  started?: (state: UploadState) => void | Promise<void>
  /** A connection was lost: tries so far, and how long until the next. */
  waiting?: (tries: number, ms: number) => void
  fetch?: typeof fetch
  sleep?: (ms: number, signal?: AbortSignal) => Promise<void>
  /** How often the same request is tried before giving up. */
  tries?: number
}

const TRIES = 12
const WAIT_FIRST_MS = 500
const WAIT_MAX_MS = 30_000
const SPEED_WINDOW_MS = 10_000

export function wait(ms: number, signal?: AbortSignal): Promise<void> {
  return new Promise((done) => {
    const timer = setTimeout(end, ms)
    function end(): void {
      clearTimeout(timer)
      signal?.removeEventListener('abort', end)
      done()
    }
    signal?.addEventListener('abort', end)
  })
}

interface Refusal { error?: string; message?: { zh?: string; en?: string }; detail?: string; detailZh?: string }
async function refused(answer: Response): Promise<SealFault> {
  let r: Refusal = {}
  try { r = await answer.json() as Refusal } catch { /* not the centre's own words */ }
  const zh = r.detailZh ?? r.detail
  return new SealFault('REFUSED',
    (r.message?.zh ?? `中心没有给出可读的答复（HTTP ${answer.status}）`) + (zh ? `：${zh}` : ''),
    (r.message?.en ?? `No readable answer (HTTP ${answer.status})`) + (r.detail ? `: ${r.detail}` : ''), answer.status, r.error ?? '')
}
/** Busy, stopping, or a proxy between that lost its server: not an answer, try again. */
function passing(status: number): boolean { return status === 408 || status === 429 || status >= 500 }

class Line {
  private readonly get: typeof fetch
  private readonly sleep: (ms: number, signal?: AbortSignal) => Promise<void>
  constructor(private readonly o: UploadOptions) {
    this.get = o.fetch ?? ((...a) => fetch(...a))
    this.sleep = o.sleep ?? wait
  }
  private async once(method: string, path: string, init: RequestInit): Promise<Response> {
    const headers = { ...this.o.headers, ...init.headers as Record<string, string> }
    return this.get((this.o.base ?? '') + path, { method, credentials: 'same-origin', cache: 'no-store', ...init, headers, signal: this.o.signal ?? null })
  }
  /** An answer below 500, after as many tries as it takes. */
  async ask(method: string, path: string, init: RequestInit = {}): Promise<Response> {
    for (let tries = 1; ; tries++) {
      stopIf(this.o.signal)
      let answer: Response | null = null
      try { answer = await this.once(method, path, init) } catch { stopIf(this.o.signal) }
      if (answer && !passing(answer.status)) return answer
      if (tries >= (this.o.tries ?? TRIES)) {
        if (answer) throw await refused(answer)
        throw new SealFault('OFFLINE', '与中心的连接中断，多次重试没有成功；恢复后可以从断点继续',
          'The connection is broken and several tries failed; it can go on from here later')
      }
      await this.pause(tries)
    }
  }
  async state(method: string, path: string, init: RequestInit = {}): Promise<UploadState> {
    const answer = await this.ask(method, path, init)
    if (!answer.ok) throw await refused(answer)
    return await answer.json() as UploadState
  }
  async pause(tries: number): Promise<void> {
    const ms = Math.min(WAIT_MAX_MS, WAIT_FIRST_MS * 2 ** (tries - 1)) * (0.75 + Math.random() / 2)
    this.o.waiting?.(tries, Math.round(ms))
    await this.sleep(ms, this.o.signal)
    stopIf(this.o.signal)
  }
}

/** Bytes a second over the last ten seconds. */
export class Speed {
  private readonly marks: { at: number; done: number }[] = []
  mark(at: number, done: number): number {
    this.marks.push({ at, done })
    while (this.marks.length > 2 && at - this.marks[0]!.at > SPEED_WINDOW_MS) this.marks.shift()
    const first = this.marks[0]!
    return at > first.at ? Math.round((done - first.done) * 1000 / (at - first.at)) : 0
  }
}

async function begin(line: Line, pin: Pin, o: UploadOptions): Promise<UploadState> {
  if (o.resume !== undefined) {
    const answer = await line.ask('GET', `/api/uploads/${encodeURIComponent(o.resume)}`)
    if (answer.ok) {
      const state = await answer.json() as UploadState
      if (state.digest === pin.digest && state.bytes === pin.bytes) return state
    } // else forgotten, or another's who used this machine
  }
  return line.state('POST', '/api/uploads', {
    headers: { 'Content-Type': 'application/json', 'Idempotency-Key': crypto.randomUUID() },
    body: JSON.stringify({ name: o.name, type: o.type ?? 'application/octet-stream', bytes: pin.bytes, digest: pin.digest }) })
}

async function sendFrom(line: Line, content: Content, pin: Pin, state: UploadState, o: UploadOptions, speed: Speed): Promise<number> {
  let i = state.received
  const path = `/api/uploads/${encodeURIComponent(state.id)}`
  for await (const chunk of pinned(content, pin, i, o.signal)) {
    // as a Blob, which the browser keeps outside the tab: of bytes each request would hold a copy until collected
    const answer = await line.ask('PUT', `${path}/chunks/${i}`, {
      headers: { 'X-Chunk-SHA256': pin.chunks[i]!, 'Content-Type': 'application/octet-stream' }, body: new Blob([chunk]) })
    if (answer.status === 409) return (await line.state('GET', path)).received // it had arrived, its answer was lost
    if (!answer.ok) throw await refused(answer)
    i = (await answer.json() as UploadState).received
    const done = Math.min(i * pin.chunkBytes, pin.bytes)
    o.progress?.({ done, total: pin.bytes, speed: speed.mark(performance.now(), done) })
  }
  return i
}

/** The document that the centre now has. */
export async function upload(content: Content, pin: Pin, o: UploadOptions): Promise<{ digest: string; bytes: number }> {
  const line = new Line(o), state = await begin(line, pin, o)
  await o.started?.(state)
  if (state.chunk_bytes !== pin.chunkBytes || state.chunks !== pin.chunks.length)
    throw new SealFault('REFUSED', '中心要求的分块大小与本页不同，请刷新页面后重试', 'The centre wants chunks of another size: reload the page')
  const speed = new Speed(), completion = crypto.randomUUID()
  const have = Math.min(state.received * pin.chunkBytes, pin.bytes)
  o.progress?.({ done: have, total: pin.bytes, speed: speed.mark(performance.now(), have) })
  for (let received = state.received, stuck = 0; received < pin.chunks.length; ) {
    const now = await sendFrom(line, content, pin, { ...state, received }, o, speed)
    if (now === received && ++stuck >= (o.tries ?? TRIES))
      throw new SealFault('REFUSED', '中心不接受下一块，请稍后从断点继续', 'The centre takes no further chunk; go on later')
    if (now !== received) stuck = 0
    received = now
  }
  const answer = await line.ask('POST', `/api/uploads/${encodeURIComponent(state.id)}/completion`, { headers: { 'Idempotency-Key': completion } })
  if (!answer.ok) throw await refused(answer)
  const made = await answer.json() as { digest: string; bytes: number }
  if (made.digest !== pin.digest) throw new SealFault('REFUSED', '中心收到的文件摘要与本机不同', 'The centre has another digest than this machine')
  return made
}
