// The first pass over a content: its digest, and that of every upload chunk. The second pass
// sends a chunk only when it has the digest found here, so that no other content can ever leave this
// machine under the same key and nonce, even when the file changes meanwhile.
import { sha256 } from '@noble/hashes/sha2.js'
import { hex } from '../base/bytes'
import type { Content } from './container'
import { SealFault } from './fault'

export const UPLOAD_CHUNK = 4 * 1024 * 1024
export interface Pin { digest: string; bytes: number; chunkBytes: number; chunks: string[] }

/** A stream cut anew into pieces of n bytes, the last one shorter. All pieces share one buffer: each is
 * used up before the next is asked for, so that a large file leaves nothing for the collector. */
export async function* recut(stream: AsyncIterable<Uint8Array>, n: number): AsyncGenerator<Uint8Array<ArrayBuffer>> {
  const piece = new Uint8Array(n)
  let at = 0
  for await (let part of stream) {
    while (part.length > 0) {
      const take = Math.min(n - at, part.length)
      piece.set(part.subarray(0, take), at)
      part = part.subarray(take)
      at += take
      if (at === n) {
        yield piece
        at = 0
      }
    }
  }
  if (at > 0) yield piece.subarray(0, at)
}

export interface PinOptions {
  /** Of an earlier session: anything else is refused, and nothing has left this machine then. */
  expect?: string
  chunkBytes?: number
  progress?: (done: number) => void
  signal?: AbortSignal
}
export async function pin(content: Content, o: PinOptions = {}): Promise<Pin> {
  const whole = sha256.create(), chunks: string[] = [], chunkBytes = o.chunkBytes ?? UPLOAD_CHUNK
  let run = sha256.create(), at = 0, done = 0
  for await (let part of content.stream(0, o.signal)) {
    whole.update(part)
    done += part.length
    while (part.length > 0) {
      const take = Math.min(chunkBytes - at, part.length)
      run.update(part.subarray(0, take))
      part = part.subarray(take)
      at += take
      if (at === chunkBytes) {
        chunks.push(hex(run.digest()))
        run = sha256.create()
        at = 0
      }
    }
    o.progress?.(done)
  }
  if (at > 0) chunks.push(hex(run.digest()))
  const digest = hex(whole.digest())
  if (o.expect !== undefined && o.expect !== digest) throw changed()
  return { digest, bytes: content.bytes, chunkBytes, chunks }
}

export function changed(): SealFault {
  return new SealFault('CHANGED', '文件与上次密封时不同：同一密钥绝不用于不同内容，请重新选择原文件，或者作为新的文件重新密封',
    'The file is not the one that was sealed: a key is never used for other content. Choose the same file, or seal it anew')
}

/** The chunks from number `from` on, each compared with the first pass before it is given out. */
export async function* pinned(content: Content, p: Pin, from = 0, signal?: AbortSignal): AsyncGenerator<Uint8Array<ArrayBuffer>> {
  let i = from
  for await (const chunk of recut(content.stream(from * p.chunkBytes, signal), p.chunkBytes)) {
    if (hex(sha256(chunk)) !== p.chunks[i++]) throw changed()
    yield chunk
  }
}
