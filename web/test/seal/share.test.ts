import { sha256 } from '@noble/hashes/sha2.js'
import { describe, expect, it } from 'vitest'
import { hex, unhex } from '../../src/base/bytes'
import { combineShares, makeShare } from '../../src/seal/share'

const key = Uint8Array.from({ length: 32 }, (_, i) => i)
const context = unhex('86167b3e29e3e452ac67aa433a786d6f8d420b474c11cdaec1640415e7d16732')!

describe('shares', () => {
  // vectors 3 of docs/sealed-container.md
  it.each([
    [2, 1, 'dc9470fc0dce89a724e01dec25d210bf7295c10d115fe7b388f51995b96c5da1', 'f2e3cf00cd284a1bdb30cb47b8b341e270412ffae135d908315272fbb3fd8fd9'],
    [2, 2, 'a330e6e61688035c50c024de5ea83274d402af2f1e81ef4423da1c1c4dff9878', '3321ee2d693928ab2e78b7c99c9378cdcf28bfaf17cf17e8878b1e0d817d4672'],
    [2, 3, '7fa594191f438cfc7c29333977772cc4b6867c311bcb1ee0b3361f92e88edbc6', 'd594666e1912e1df1b85ada558ba2e5cf233e9264c0a36b8a86bbdf040c83004'],
    [3, 1, '540d75f98204450345c5092afac2789e895b651f48f5b2fd295a35c3ffecf4a3', 'ca3d794c06508206d60312d90ab63facf6b113a710b12fbba9c923f5a04ac31d'],
    [3, 2, 'b562f2f21c8d1efacf5474eb0fe889f015170967611fa0679150ac5f4ec90a70', '650a41e8691630b4d86e4254f54e8ccd4026610e715866e6ad4298743f36abe5'],
    [3, 3, 'e16e85089a8c5dfe829877caf927ff618c5d7e6b3dff048da0138387ad38e0cc', '6a2e8f81774a077352a854ef31bc489983edc68a350210dbae75d7feb946c7d5'],
  ])('of which %i are needed: number %i is the one of the format', (k, x, share, digest) => {
    const made = makeShare(key, context, k, x)
    expect(made).toHaveLength(65)
    expect([made[0], hex(made.subarray(1, 33)), hex(made.subarray(33)), hex(sha256(made))]).toEqual([x, share, hex(context), digest])
  })
  it('number 0 is the key', () => { expect(hex(makeShare(key, context, 5, 0).subarray(1, 33))).toBe(hex(key)) })
  it('any k of seven open it, and fewer never', () => {
    for (let k = 2; k <= 7; k++) {
      const all = Array.from({ length: 7 }, (_, i) => makeShare(key, context, k, i + 1))
      for (let chosen = 1; chosen < 128; chosen++) {
        const some = all.filter((_, i) => chosen >> i & 1).reverse()
        if (some.length >= k) expect(hex(combineShares(some, k)!), `${k}: ${chosen}`).toBe(hex(key))
        else {
          expect(combineShares(some, k)).toBeNull()
          const fewer = some.length > 1 ? combineShares(some, some.length)! : some[0]!.slice(1, 33)
          expect(hex(fewer), `${k}: ${chosen}`).not.toBe(hex(key))
        }
      }
    }
  })
  it('that are none combine to nothing', () => {
    const [a, b] = [1, 2].map((x) => makeShare(key, context, 2, x)) as [Uint8Array, Uint8Array]
    const changed = (number: number) => { const s = b.slice(); s[0] = number; return s }
    for (const pair of [[a, a], [a, changed(1)], [a, changed(0)], [a, changed(8)], [a, b.subarray(1)], [a], []]) expect(combineShares(pair, 2)).toBeNull()
  })
})
