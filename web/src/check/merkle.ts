// The tree of the log: RFC 6962 over SHA-256, inclusion proofs by RFC 9162 section 2.1.3.2.
import { sha256 } from '@noble/hashes/sha2.js'
import { concat, unbase64, utf8 } from '../base/bytes'
import type { Json } from '../base/canonical'
import { sameBytes } from '../seal/header'

export const PROOF_MAX = 96
const LEAF = new Uint8Array([0])
const NODE = new Uint8Array([1])

/** Of an entry's canonical text with its salt. */
export function commitmentOf(salt: Uint8Array, entry: string): Uint8Array { return sha256(concat(salt, utf8(entry))) }
export function leafOf(commitment: Uint8Array): Uint8Array { return sha256(concat(LEAF, commitment)) }
export function nodeOf(left: Uint8Array, right: Uint8Array): Uint8Array { return sha256(concat(NODE, left, right)) }

/** null where it is no list of at most 96 hashes. */
export function proofOf(v: Json | undefined): Uint8Array[] | null {
  if (!Array.isArray(v) || v.length > PROOF_MAX) return null
  const out: Uint8Array[] = []
  for (const text of v) {
    const hash = typeof text === 'string' ? unbase64(text) : null
    if (hash?.length !== 32) return null
    out.push(hash)
  }
  return out
}

/** Whether the leaf stands at that place of the tree of that size, by exactly these hashes. */
export function inclusionHolds(place: bigint, size: bigint, leaf: Uint8Array, root: Uint8Array, proof: Uint8Array[]): boolean {
  if (place < 0n || place >= size) return false
  let fn = place, sn = size - 1n, r = leaf
  for (const hash of proof) {
    if (sn === 0n) return false
    if ((fn & 1n) === 1n || fn === sn) {
      r = nodeOf(hash, r)
      while ((fn & 1n) === 0n && fn !== 0n) {
        fn >>= 1n
        sn >>= 1n
      }
    } else {
      r = nodeOf(r, hash)
    }
    fn >>= 1n
    sn >>= 1n
  }
  return sn === 0n && sameBytes(r, root)
}
