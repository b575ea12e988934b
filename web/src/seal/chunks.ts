// One chunk of a container, under the cipher that its header names: AES-256-GCM is the browser's (WebCrypto);
// SM4-CTR with HMAC-SM3 comes with the SM library, and only where it is wanted.
import { concat, unhex, utf8 } from '../base/bytes'
import { SealFault } from './fault'
import { NONCE_BYTES, piecesOf, sameBytes, TAG, tagOf } from './header'
import type { Preamble } from './header'
import { subtle } from './subtle'

type Bytes = Uint8Array<ArrayBuffer>
/** A key at work on one container. open: null where the tag does not hold. */
export interface Chunks { seal: (i: number, piece: Bytes) => Promise<Bytes>; open: (i: number, chunk: Bytes) => Promise<Bytes | null> }

const IV_BYTES = 16, SM4_KEY = 16, SM4_BLOCK = 16, LABEL = utf8('heng seal sm 1\n')
/** Nonce, index, whether it is the last; zeros behind it. */
function ivOf(p: Preamble, i: number, bytes: number): Bytes {
  const iv = new Uint8Array(bytes)
  iv.set(p.header.nonce)
  new DataView(iv.buffer).setUint32(NONCE_BYTES, i)
  iv[NONCE_BYTES + 4] = i + 1 === piecesOf(p.header.padded) ? 1 : 0
  return iv
}

async function aes(p: Preamble, key: Bytes, use: 'encrypt' | 'decrypt'): Promise<Chunks> {
  const imported = await subtle().importKey('raw', key, 'AES-GCM', false, [use])
  const how = (i: number): AesGcmParams => ({ name: 'AES-GCM', iv: ivOf(p, i, NONCE_BYTES + 5), additionalData: p.digest, tagLength: 8 * TAG })
  return {
    seal: async (i, piece) => new Uint8Array(await subtle().encrypt(how(i), imported, piece)),
    open: async (i, chunk) => { try { return new Uint8Array(await subtle().decrypt(how(i), imported, chunk)) } catch { return null } },
  }
}

async function sm4(p: Preamble, key: Bytes): Promise<Chunks> {
  const { hkdf, sm3, sm4: cipher } = await import('sm-crypto-v2')
  const keys = hkdf(key, p.digest, LABEL, SM4_KEY + 32), own = keys.slice(0, SM4_KEY), mac = keys.slice(SM4_KEY)
  /** The counter mode, of which the library has the block cipher only; its counter never leaves the last four bytes. */
  function crypt(iv: Bytes, text: Bytes): Bytes {
    const n = Math.ceil(text.length / SM4_BLOCK), counters = new Uint8Array(n * SM4_BLOCK), view = new DataView(counters.buffer)
    for (let i = 0; i < n; i++) {
      counters.set(iv, i * SM4_BLOCK)
      view.setUint32(i * SM4_BLOCK + IV_BYTES - 4, i)
    }
    const stream = cipher.encrypt(counters, own, { mode: 'ecb', padding: 'none', output: 'array' }), out = new Uint8Array(text.length)
    for (let i = 0; i < out.length; i++) out[i] = text[i]! ^ stream[i]!
    return out
  }
  const tag = (iv: Bytes, text: Bytes): Bytes => unhex(sm3(concat(p.digest, iv, text), { key: mac, mode: 'hmac' }))!
  return {
    seal: async (i, piece) => {
      const iv = ivOf(p, i, IV_BYTES), text = crypt(iv, piece)
      return concat(text, tag(iv, text))
    },
    open: async (i, chunk) => {
      const iv = ivOf(p, i, IV_BYTES), end = chunk.length - tagOf(p.header), text = chunk.slice(0, end)
      return sameBytes(tag(iv, text), chunk.subarray(end)) ? crypt(iv, text) : null
    },
  }
}

export function chunksOf(p: Preamble, key: Bytes, use: 'encrypt' | 'decrypt'): Promise<Chunks> {
  return p.header.cipher === undefined ? aes(p, key, use) : sm4(p, key)
}
/** BAD_SEAL. */
export async function openPiece(chunks: Chunks, i: number, chunk: Bytes): Promise<Bytes> {
  const piece = await chunks.open(i, chunk)
  if (!piece) throw new SealFault('BAD_SEAL', `第 ${i} 块的认证标签不符`, `Chunk ${i} does not hold`)
  return piece
}
