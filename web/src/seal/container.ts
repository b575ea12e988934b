// Makes and opens the sealed container of docs/sealed-container.md, a block at a time: a file of any
// size takes a few megabytes of memory.
import { concat } from '../base/bytes'
import { chunksOf, openPiece } from './chunks'
import type { Chunks } from './chunks'
import { sharesHold } from './custody'
import { SealFault, stopIf } from './fault'
import { CHUNK, KEY_BYTES, LEAD_BYTES, LENGTH_BYTES, NONCE_BYTES, PADDED_MAX, commit, containerBytes, paddedFor,
  pieceBytes, piecesOf, preambleBytes, readPreamble, sameBytes, sharedOf, tagOf, wrongMember, wrongShared, writePreamble } from './header'
import type { Binding, Preamble, Secret } from './header'

export type { Binding, Header, Part, Preamble, Secret, Shared } from './header'
export { SealFault } from './fault'

/** Bytes that can be read at any place: a File, a Blob, or memory. */
export interface Source { readonly size: number; read(from: number, to: number): Promise<Uint8Array<ArrayBuffer>> }

/** Pieces read and encrypted together: 512 KiB. */
const BLOCK = 8

export function sourceOf(content: Blob | Uint8Array): Source {
  if (content instanceof Uint8Array)
    return { size: content.length, read: async (from, to) => content.slice(from, to) }
  return { size: content.size, read: async (from, to) => {
    let bytes: Uint8Array<ArrayBuffer>
    try {
      bytes = new Uint8Array(await content.slice(from, to).arrayBuffer())
    } catch {
      throw new SealFault('CHANGED', '文件读不出来：可能已被移动、改动，或者存储设备已断开',
        'The file cannot be read: it may have been moved or changed, or its device is gone')
    }
    if (bytes.length !== to - from) throw new SealFault('CHANGED', '文件在读取时变短了', 'The file was cut while it was read')
    return bytes
  } }
}

/** A new key and nonce, for one content and never another; with what `shareOut` makes of the key others can open it, too. */
export function newSecret(): Secret {
  return { key: crypto.getRandomValues(new Uint8Array(KEY_BYTES)), nonce: crypto.getRandomValues(new Uint8Array(NONCE_BYTES)) }
}

/** What can be sent: a container, or a file as it is. */
export interface Content {
  readonly bytes: number
  /** From byte `from` on. */
  stream(from?: number, signal?: AbortSignal): AsyncGenerator<Uint8Array<ArrayBuffer>>
}
/** A content bound to its place and secret; its bytes can be made any number of times, the same each time. */
export interface Sealed extends Content { readonly preamble: Preamble }

/** A file that nobody needs to open first: what goes with a notice. */
export function plain(file: Blob): Content {
  return { bytes: file.size, stream: async function* (from = 0, signal) {
    for (let at = from; at < file.size; at += CHUNK) {
      stopIf(signal)
      yield new Uint8Array(await file.slice(at, at + CHUNK).arrayBuffer())
    }
  } }
}

/** Pieces [first, first + n) of the plaintext. */
async function plaintext(source: Source, padded: number, first: number, n: number): Promise<Uint8Array<ArrayBuffer>[]> {
  const begin = first * CHUNK, end = Math.min((first + n) * CHUNK, padded)
  const block = new Uint8Array(end - begin)
  const from = Math.max(0, begin - LENGTH_BYTES), to = Math.min(source.size, end - LENGTH_BYTES)
  if (to > from) block.set(await source.read(from, to), from + LENGTH_BYTES - begin)
  if (first === 0) new DataView(block.buffer).setBigUint64(0, BigInt(source.size))
  const pieces: Uint8Array<ArrayBuffer>[] = []
  for (let i = first; i * CHUNK < end; i++)
    pieces.push(block.subarray((i - first) * CHUNK, (i - first) * CHUNK + pieceBytes(padded, i)))
  return pieces
}

async function* sealedFrom(source: Source, p: Preamble, chunks: Chunks, from: number, signal?: AbortSignal): AsyncGenerator<Uint8Array<ArrayBuffer>> {
  const head = p.bytes.length, count = piecesOf(p.header.padded), one = CHUNK + tagOf(p.header)
  if (from < head) yield p.bytes.slice(from)
  let at = Math.max(0, Math.floor((from - head) / one)) // the first piece that is wanted
  let skip = Math.max(0, from - head - at * one)
  for (; at < count; at += BLOCK) {
    stopIf(signal)
    const pieces = await plaintext(source, p.header.padded, at, Math.min(BLOCK, count - at))
    const sealed = await Promise.all(pieces.map((piece, i) => chunks.seal(at + i, piece)))
    for (const chunk of sealed) {
      yield chunk.subarray(skip)
      skip = 0
    }
  }
}

export async function seal(binding: Binding, secret: Secret, content: Blob | Uint8Array): Promise<Sealed> {
  const source = sourceOf(content), wrong = wrongMember(binding)
  if (wrong) throw new SealFault('BAD_FIELD', `不能为这样的 ${wrong} 密封`, `No container can be made for this ${wrong}`)
  if (secret.key.length !== KEY_BYTES || secret.nonce.length !== NONCE_BYTES)
    throw new SealFault('BAD_FIELD', '密钥应为 32 字节，随机数应为 7 字节', 'A key has 32 bytes, a nonce 7')
  const padded = paddedFor(binding.part, source.size)
  if (padded === null)
    throw new SealFault('BAD_FIELD', `内容 ${source.size} 字节，超过这种文件的上限`, `${source.size} bytes are too many for the part ${binding.part}`)
  const { centre, lot, party, part } = binding, commitment = commit(secret.key)
  // shares of another key or place: nobody could open it by them
  if (wrongShared(secret) || !sharesHold({ ...binding, ...secret, commitment }, secret.key))
    throw new SealFault('BAD_FIELD', '密钥的份额不是这把密钥的，请重新密封', 'The shares are not those of this key: seal it anew')
  const preamble = writePreamble({ centre, lot, party, part, padded, commitment, nonce: secret.nonce.slice(), ...sharedOf(secret) })
  const chunks = await chunksOf(preamble, secret.key, 'encrypt')
  return { preamble, bytes: containerBytes(preamble),
    stream: (from = 0, signal) => sealedFrom(source, preamble, chunks, from, signal) }
}

/** A whole container in memory, for a form. */
export async function sealBytes(binding: Binding, secret: Secret, content: Uint8Array): Promise<Uint8Array<ArrayBuffer>> {
  const parts: Uint8Array[] = []
  for await (const chunk of (await seal(binding, secret, content)).stream()) parts.push(chunk)
  return concat(...parts)
}

/** Checks all of a container that can be checked without its key. */
export async function inspect(container: Blob | Uint8Array, max = PADDED_MAX): Promise<Preamble> {
  const source = sourceOf(container)
  const n = preambleBytes(await source.read(0, Math.min(LEAD_BYTES, source.size)), source.size)
  return readPreamble(await source.read(0, n), source.size, max)
}

/** The content, piece by piece. Who uses it must take it back when a later step throws. */
export async function* openStream(container: Blob | Uint8Array, key: Uint8Array<ArrayBuffer>, max = PADDED_MAX): AsyncGenerator<Uint8Array<ArrayBuffer>> {
  const source = sourceOf(container), p = await inspect(container, max)
  if (key.length !== KEY_BYTES || !sameBytes(commit(key), p.header.commitment))
    throw new SealFault('BAD_KEY', '密钥不是密封时所承诺的那一个', 'The container was made with another key')
  if (!sharesHold(p.header, key))
    throw new SealFault('BAD_SEAL', '文件头所写的密钥份额不是这把密钥的', 'The shares that the header names are not those of the key')
  const chunks = await chunksOf(p, key, 'decrypt'), count = piecesOf(p.header.padded), one = CHUNK + tagOf(p.header)
  let left = 0
  for (let at = 0; at < count; at += BLOCK) {
    const n = Math.min(BLOCK, count - at), begin = p.bytes.length + at * one
    const block = await source.read(begin, Math.min(begin + n * one, source.size))
    const plain = await Promise.all(Array.from({ length: n }, (_, i) =>
      openPiece(chunks, at + i, block.subarray(i * one, (i + 1) * one))))
    for (const [i, piece] of plain.entries()) {
      let skip = 0
      if (at + i === 0) {
        const length = new DataView(piece.buffer).getBigUint64(0)
        if (length > BigInt(p.header.padded) || paddedFor(p.header.part, Number(length), max) !== p.header.padded)
          throw new SealFault('BAD_SEAL', '内容长度与填充后的长度不符', 'Its length does not fit its size')
        left = Number(length)
        skip = LENGTH_BYTES
      }
      const take = Math.min(left, piece.length - skip)
      if (piece.subarray(skip + take).some((b) => b !== 0))
        throw new SealFault('BAD_SEAL', `第 ${at + i} 块的填充不全是零`, `The padding of chunk ${at + i} is not zero`)
      left -= take
      if (take > 0) yield piece.subarray(skip, skip + take)
    }
  }
}

export async function openBytes(container: Blob | Uint8Array, key: Uint8Array<ArrayBuffer>, max = PADDED_MAX): Promise<Uint8Array<ArrayBuffer>> {
  const parts: Uint8Array[] = []
  for await (const piece of openStream(container, key, max)) parts.push(piece)
  return concat(...parts)
}
