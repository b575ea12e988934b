// A key in shares (docs/sealed-container.md): any k of them give it back, fewer tell nothing of it. Shamir's over
// GF(2^8), byte by byte; the coefficients follow from the key, so whoever has it makes all shares again.
import { hkdf } from '@noble/hashes/hkdf.js'
import { sha256 } from '@noble/hashes/sha2.js'
import { concat, utf8 } from '../base/bytes'
import { KEY_BYTES, SHARES_MAX } from './header'

export const SHARE_BYTES = 1 + KEY_BYTES + 32
export const SHARE_LABEL = 'heng share 1\n'

/** a times b modulo x^8+x^4+x^3+x+1, without a branch or a table that would tell them. */
function times(a: number, b: number): number {
  let out = 0
  for (let i = 0; i < 8; i++) {
    out ^= -(b & 1) & a
    a = ((a << 1) ^ (-(a >> 7) & 0x1b)) & 0xff
    b >>= 1
  }
  return out
}
/** 1 / a = a^254; of 0 it is 0. */
function inverse(a: number): number {
  let square = a, out = 1
  for (let i = 1; i < 8; i++) {
    square = times(square, square)
    out = times(out, square)
  }
  return out
}

/** Share `number` of those of which k are needed: the number, 32 bytes, the context. Share 0 is the key itself. */
export function makeShare(key: Uint8Array, context: Uint8Array, k: number, number: number): Uint8Array<ArrayBuffer> {
  const c = hkdf(sha256, key, context, utf8(SHARE_LABEL), (k - 1) * KEY_BYTES), at = new Uint8Array(KEY_BYTES)
  for (let b = 0; b < KEY_BYTES; b++) {
    let sum = 0
    for (let i = k - 1; i > 0; i--) sum = times(sum ^ c[(i - 1) * KEY_BYTES + b]!, number)
    at[b] = sum ^ key[b]!
  }
  c.fill(0)
  return concat(Uint8Array.of(number), at, context)
}

/** The key that the first k of them give. null: they are fewer, or one is there twice or is none of a custodian. */
export function combineShares(shares: Uint8Array[], k: number): Uint8Array<ArrayBuffer> | null {
  const some = shares.slice(0, k), numbers = some.map((s) => s[0] ?? 0)
  if (some.length < k || new Set(numbers).size < k || some.some((s) => s.length !== SHARE_BYTES) || numbers.some((x) => x < 1 || x > SHARES_MAX)) return null
  const key = new Uint8Array(KEY_BYTES)
  for (const [i, share] of some.entries()) {
    // Lagrange at 0: the product of x_j / (x_j - x_i); minus is exclusive or
    const weight = numbers.reduce((w, x, j) => (j === i ? w : times(w, times(x, inverse(x ^ numbers[i]!)))), 1)
    for (let b = 0; b < KEY_BYTES; b++) key[b]! ^= times(weight, share[1 + b]!)
  }
  return key
}
