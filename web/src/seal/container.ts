// Makes and opens the sealed container of docs/sealed-container.md, a block at a time: a file of any
// size takes a few megabytes of memory. AES-256-GCM is the browser's (WebCrypto).
import { concat } from '../base/bytes'
import { SealFault, stopIf } from './fault'
import { CHUNK, KEY_BYTES, LEAD_BYTES, LENGTH_BYTES, NONCE_BYTES, PADDED_MAX, TAG, commit, containerBytes, paddedFor,
  pieceBytes, piecesOf, preambleBytes, readPreamble, sameBytes, wrongMember, writePreamble } from './header'
import type { Binding, Preamble, Secret } from './header'

export type { Binding, Header, Part, Preamble, Secret } from './header'
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

function subtle(): SubtleCrypto {
  if (globalThis.crypto?.subtle) return crypto.subtle
  throw new SealFault('NO_CRYPTO', '浏览器只在 https 页面（或本机）提供加密功能，请用 https 地址打开',
    'The browser encrypts on https pages (or this machine) only: open the page by https')
}
function aes(key: Uint8Array<ArrayBuffer>, use: 'encrypt' | 'decrypt'): Promise<CryptoKey> {
  return subtle().importKey('raw', key, 'AES-GCM', false, [use])
}

/** A new key and nonce, for one content and never another. */
export function newSecret(): Secret {
  return { key: crypto.getRandomValues(new Uint8Array(KEY_BYTES)), nonce: crypto.getRandomValues(new Uint8Array(NONCE_BYTES)) }
}

function gcm(p: Preamble, i: number): AesGcmParams {
  const iv = new Uint8Array(NONCE_BYTES + 5)
  iv.set(p.header.nonce)
  new DataView(iv.buffer).setUint32(NONCE_BYTES, i)
  iv[NONCE_BYTES + 4] = i + 1 === piecesOf(p.header.padded) ? 1 : 0
  return { name: 'AES-GCM', iv, additionalData: p.digest, tagLength: 8 * TAG }
}

/** A content bound to its place and secret; its bytes can be made any number of times, the same each time. */
/** What can be sent: a container, or a file as it is. */
export interface Content {
  readonly bytes: number
  /** From byte `from` on. */
  stream(from?: number, signal?: AbortSignal): AsyncGenerator<Uint8Array<ArrayBuffer>>
}
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

async function* sealedFrom(source: Source, p: Preamble, key: CryptoKey, from: number, signal?: AbortSignal): AsyncGenerator<Uint8Array<ArrayBuffer>> {
  const head = p.bytes.length, count = piecesOf(p.header.padded)
  if (from < head) yield p.bytes.slice(from)
  let at = Math.max(0, Math.floor((from - head) / (CHUNK + TAG))) // the first piece that is wanted
  let skip = Math.max(0, from - head - at * (CHUNK + TAG))
  for (; at < count; at += BLOCK) {
    stopIf(signal)
    const pieces = await plaintext(source, p.header.padded, at, Math.min(BLOCK, count - at))
    const sealed = await Promise.all(pieces.map((piece, i) => subtle().encrypt(gcm(p, at + i), key, piece)))
    for (const chunk of sealed) {
      yield new Uint8Array(chunk, skip)
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
  const { centre, lot, party, part } = binding
  const preamble = writePreamble({ centre, lot, party, part, padded, commitment: commit(secret.key), nonce: secret.nonce.slice() })
  const key = await aes(secret.key, 'encrypt')
  return { preamble, bytes: containerBytes(preamble),
    stream: (from = 0, signal) => sealedFrom(source, preamble, key, from, signal) }
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

async function openPiece(key: CryptoKey, p: Preamble, i: number, chunk: Uint8Array<ArrayBuffer>): Promise<Uint8Array<ArrayBuffer>> {
  try {
    return new Uint8Array(await subtle().decrypt(gcm(p, i), key, chunk))
  } catch {
    throw new SealFault('BAD_SEAL', `第 ${i} 块的认证标签不符`, `Chunk ${i} does not hold`)
  }
}

/** The content, piece by piece. Who uses it must take it back when a later step throws. */
export async function* openStream(container: Blob | Uint8Array, key: Uint8Array<ArrayBuffer>, max = PADDED_MAX): AsyncGenerator<Uint8Array<ArrayBuffer>> {
  const source = sourceOf(container), p = await inspect(container, max)
  if (key.length !== KEY_BYTES || !sameBytes(commit(key), p.header.commitment))
    throw new SealFault('BAD_KEY', '密钥不是密封时所承诺的那一个', 'The container was made with another key')
  const imported = await aes(key, 'decrypt'), count = piecesOf(p.header.padded)
  let left = 0
  for (let at = 0; at < count; at += BLOCK) {
    const n = Math.min(BLOCK, count - at), begin = p.bytes.length + at * (CHUNK + TAG)
    const block = await source.read(begin, Math.min(begin + n * (CHUNK + TAG), source.size))
    const plain = await Promise.all(Array.from({ length: n }, (_, i) =>
      openPiece(imported, p, at + i, block.subarray(i * (CHUNK + TAG), (i + 1) * (CHUNK + TAG)))))
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
