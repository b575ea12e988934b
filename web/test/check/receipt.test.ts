// Receipts of a real centre, as acts answer and as GET /api/receipts/{place} gives them, held against heng verify.
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { utf8 } from '../../src/base/bytes'
import { canonical } from '../../src/base/canonical'
import type { Json } from '../../src/base/canonical'
import { checkReceipt } from '../../src/check/receipt'
import { heng, run } from '../heng'
import { Chance, mutate } from './forge'
import { Centre } from './scenario'

describe.skipIf(!heng)('receipts', { timeout: 180_000 }, () => {
  let c: Centre, keys = '', answers: string[] = []
  beforeAll(async () => {
    c = await new Centre().start()
    await c.file('intake.t')
    answers = c.receipts
    keys = (await c.ask('nobody', 'GET', '/log/keys')).text
    writeFileSync(join(c.dir, 'keys.txt'), keys)
  }, 60_000)
  afterAll(() => c.end(), 60_000)

  /** What heng says: whether it holds, and of what it complains. */
  function heng2(text: string, withKeys: boolean): { ok: boolean; part: string } {
    const file = join(c.dir, 'receipt.json')
    writeFileSync(file, text)
    const r = run('verify', file, ...(withKeys ? ['--keys', join(c.dir, 'keys.txt')] : []))
    return { ok: r.status === 0, part: /FAIL ([^:]+):/.exec(r.out + r.err)?.[1] ?? '' }
  }
  it('hold, alone and in an answer, proved with the keys and claimed without', async () => {
    expect(answers.length).toBeGreaterThan(10)
    for (const text of answers) {
      const v = await checkReceipt(utf8(text), keys)
      expect(v.steps.at(-1)?.detail.en, text.slice(0, 200)).toBeTruthy()
      expect(v).toMatchObject({ verdict: 'ok', proved: true, practice: true })
    }
    const alone = canonical((JSON.parse(answers[3]!) as { receipt: Json }).receipt)
    expect(await checkReceipt(utf8(alone + '\n'), null)).toMatchObject({ verdict: 'ok', proved: false })
    expect(heng2(alone, true)).toEqual({ ok: true, part: '' })
  })
  it('are not called proved where the browser has no Ed25519', async () => {
    const real = crypto.subtle.importKey.bind(crypto.subtle)
    const without = vi.spyOn(crypto.subtle, 'importKey').mockImplementation((async (...a: Parameters<typeof real>) => {
      if (a[2] === 'Ed25519') throw new DOMException('Unrecognized name', 'NotSupportedError')
      return real(...a)
    }) as never)
    try {
      const v = await checkReceipt(utf8(answers[4]!), keys)
      expect(v).toMatchObject({ verdict: 'ok', proved: false })
      expect(v.steps.at(-1)).toMatchObject({ id: 'signature-unchecked', state: 'skipped' })
      // the SM2 signature still counts
      const text = answers[4]!, at = text.lastIndexOf('\\n\u2014'), broken = text.slice(0, at + 90) + (text[at + 90] === 'A' ? 'B' : 'A') + text.slice(at + 91)
      expect((await checkReceipt(utf8(broken), keys)).verdict).toBe('failed')
    } finally {
      without.mockRestore()
    }
  })
  it('do not hold with other keys', async () => {
    const [first, second] = keys.trimEnd().split('\n') as [string, string]
    for (const other of ['', first + '\n', keys + keys, `${second}\n${second}\n`, keys.replace('practice', 'practise'), keys.trimEnd()])
      expect(await checkReceipt(utf8(answers[0]!), other)).toMatchObject({ verdict: 'failed' })
  })
  it('do not hold with any byte changed, as heng says too', async () => {
    const text = canonical((JSON.parse(answers[5]!) as { receipt: Json }).receipt), chance = new Chance(3)
    for (let i = 0; i < 40; i++) {
      const at = chance.below(text.length), to = chance.of([...'0123456789abcdefABC{}",: '].filter((ch) => ch !== text[at]))
      const changed = text.slice(0, at) + to + text.slice(at + 1), said = heng2(changed, true), v = await checkReceipt(utf8(changed), keys)
      expect([v.verdict === 'ok', v.steps.at(-1)!.file], `byte ${at}: ${to}`).toEqual([said.ok, said.part])
      expect(v.verdict).toBe('failed')
    }
  })
  it('do not hold with any value changed, as heng says too', async () => {
    const chance = new Chance(9)
    for (let i = 0; i < 60; i++) {
      const receipt = (JSON.parse(chance.of(answers)) as { receipt: Json }).receipt, what = mutate(receipt, chance)
      let text: string
      try { text = canonical(receipt) } catch { continue }
      const withKeys = i % 3 > 0, said = heng2(text, withKeys), v = await checkReceipt(utf8(text), withKeys ? keys : null)
      expect([v.verdict === 'ok', v.steps.find((s) => s.state === 'failed')?.file ?? ''], what).toEqual([said.ok, said.part])
    }
  })
})
