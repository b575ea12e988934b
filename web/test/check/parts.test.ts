import { sha256 } from '@noble/hashes/sha2.js'
import { sm2 } from 'sm-crypto-v2'
import { describe, expect, it } from 'vitest'
import { base64, concat, hex, unhex, utf8 } from '../../src/base/bytes'
import type { Json } from '../../src/base/canonical'
import { mod37, parseMoment, tradeCodeHolds } from '../../src/check/codes'
import type { Row } from '../../src/check/course'
import { evaluate } from '../../src/check/lowest'
import type { EvalBid, EvalIn } from '../../src/check/lowest'
import { inclusionHolds, leafOf, nodeOf } from '../../src/check/merkle'
import { readCheckpoint, readKeys, readNote } from '../../src/check/note'
import { checkReceipt } from '../../src/check/receipt'
import { doubtsOf } from '../../src/check/majority'
import { readRule, ruleText } from '../../src/check/rule'
import { SM2_ID, ed25519Holds, rawSignature, sm2Holds } from '../../src/check/signature'
import { Mismatch } from '../../src/check/steps'
import { checkTrade } from '../../src/check/trade'
import { Zip } from '../../src/check/zip'
import { Chance, zipOf } from './forge'

const why = async (work: () => unknown): Promise<string> => {
  try {
    await work()
    return ''
  } catch (e) {
    return e instanceof Mismatch ? `${e.file}: ${e.en}` : `leaked ${String(e)}`
  }
}

describe('the tree', () => {
  const leaves = Array.from({ length: 13 }, (_, i) => leafOf(utf8(`${i}`)))
  const root = (l: Uint8Array[]): Uint8Array => {
    let k = 1
    while (k * 2 < l.length) k *= 2
    return l.length === 1 ? l[0]! : nodeOf(root(l.slice(0, k)), root(l.slice(k)))
  }
  const path = (l: Uint8Array[], i: number): Uint8Array[] => {
    let k = 1
    while (k * 2 < l.length) k *= 2
    return l.length === 1 ? [] : i < k ? [...path(l.slice(0, k), i), root(l.slice(k))] : [...path(l.slice(k), i - k), root(l.slice(0, k))]
  }
  it('is that of RFC 6962', () => {
    // its root over the eight inputs of Certificate Transparency's own test
    const inputs = ['', '00', '10', '2021', '3031', '40414243', '5051525354555657', '606162636465666768696a6b6c6d6e6f']
    expect(hex(root(inputs.map((i) => leafOf(unhex(i)!))))).toBe('5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328')
  })
  it('takes exactly the hashes needed, at exactly the place', () => {
    for (let n = 1; n <= 13; n++)
      for (let i = 0; i < n; i++) {
        const l = leaves.slice(0, n), r = root(l), p = path(l, i)
        expect(inclusionHolds(BigInt(i), BigInt(n), l[i]!, r, p)).toBe(true)
        expect(inclusionHolds(BigInt(i), BigInt(n), l[i]!, r, [...p, r])).toBe(false)
        expect(inclusionHolds(BigInt(i), BigInt(n), l[i]!, r, p.slice(1))).toBe(n === 1)
        if (n > 1) expect(inclusionHolds(BigInt((i + 1) % n), BigInt(n), l[i]!, r, p)).toBe(false)
        if (n > 1) expect(inclusionHolds(BigInt(i), BigInt(n), leafOf(utf8('x')), r, p)).toBe(false)
        expect(inclusionHolds(BigInt(i) + BigInt(n), BigInt(n), l[i]!, r, p)).toBe(false)
      }
  })
})

describe('signatures', () => {
  const d = '128b2fa8bd433c6c068c8d803dff79792a519a55171b1b650c23661d15897263', text = utf8('origin\n1\n')
  const pub = sm2.getPublicKeyFromPrivateKey(d), key = unhex(pub)!
  const der = unhex(sm2.doSignature(text, d, { der: true, hash: true, userId: SM2_ID, publicKey: pub }))!
  it('SM2 holds, and only as it was made', () => {
    expect(sm2Holds(key, text, der)).toBe('held')
    for (let i = 0; i < der.length; i++) {
      const copy = der.slice()
      copy[i]! ^= 1
      expect(sm2Holds(key, text, copy), `byte ${i}`).toBe('not held')
    }
    expect(sm2Holds(key, utf8('origin\n2\n'), der)).toBe('not held')
    expect(sm2Holds(new Uint8Array(65), text, der)).toBe('not held')
  })
  it('SM2 takes strict DER only', () => {
    expect(rawSignature(der)).toHaveLength(128)
    expect(rawSignature(concat(der, new Uint8Array(1)))).toBe(null)
    expect(rawSignature(unhex('3006020100020101')!)).toBe(null)
    expect(rawSignature(unhex('300702020001020101')!)).toBe(null)
    expect(rawSignature(unhex('3006020181020101')!)).toBe(null)
    expect(rawSignature(new Uint8Array())).toBe(null)
  })
  it('Ed25519 of RFC 8032', async () => {
    const k = unhex('3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c')!, m = unhex('72')!
    const s = unhex('92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00')!
    expect(await ed25519Holds(k, m, s)).toBe('held')
    expect(await ed25519Holds(k, unhex('73')!, s)).toBe('not held')
    expect(await ed25519Holds(k, m, s.slice(1))).toBe('not held')
  })
  it('keys and notes are read strictly', async () => {
    const typed = concat(new Uint8Array([0xff]), utf8('heng.sm2'), key)
    const id = hex(sha256(concat(utf8('log\n'), typed)).subarray(0, 4)), line = `log+${id}+${base64(typed)}\n`
    expect(readKeys(line, 'log', 'k')).toMatchObject([{ algorithm: 'SM2', id, name: 'log' }])
    for (const text of ['', line.slice(0, -1), line + line, line.replace('log', 'lag'), line.replace(id, '00000000'), line.replace('+', '-'), line + '\n'])
      expect(await why(() => readKeys(text, 'log', 'k'))).toMatch(/^k: /)
    for (const text of ['log\n1\n', 'log\n1\n\n', 'log\n1\n\n\u2014 log AA==\n', 'log\n1\n\nx\n'])
      expect(await why(() => readNote(text, 'n'))).toMatch(/^n: /)
    for (const text of ['log\n01\nAA==\n', `log\n-1\n${base64(new Uint8Array(32))}\n`, `log\n1\n${base64(new Uint8Array(31))}\n`, `\n1\n${base64(new Uint8Array(32))}\n`, `log\n18446744073709551616\n${base64(new Uint8Array(32))}\n`])
      expect(await why(() => readCheckpoint(text, 'c'))).toMatch(/^c: /)
  })
})

describe('the zip', () => {
  const files = new Map([['a.json', utf8('{}')], ['b/c.txt', utf8('text')], ['d', new Uint8Array()]])
  it('reads its one form', async () => {
    const z = await new Zip(new Blob([zipOf(files)])).open()
    expect(z.files.map((f) => [f.name, f.bytes, f.digest === hex(sha256(files.get(f.name)!))])).toEqual([['a.json', 2, true], ['b/c.txt', 4, true], ['d', 0, true]])
  })
  it('and no other, whatever byte is changed', async () => {
    const zip = zipOf(files)
    for (let i = 0; i < zip.length; i++)
      for (const change of [1, 0x80, 0xff]) {
        const copy = zip.slice()
        copy[i]! ^= change
        expect(await why(() => new Zip(copy).open()), `byte ${i}`).toMatch(/^(?!leaked)[\w./]+: /)
      }
    for (let n = 0; n < zip.length; n++) expect(await why(() => new Zip(zip.subarray(0, n)).open())).toMatch(/^[^l]/)
    expect(await why(() => new Zip(concat(zip, new Uint8Array(1))).open())).toMatch(/^(zip|a\.json): /)
  })
  it('refuses names that lead elsewhere', async () => {
    for (const name of ['../x', '/x', 'a//b', 'a/', '.x', 'a/.b', 'ä', 'a b', 'x'.repeat(101)])
      expect(await why(() => new Zip(zipOf(new Map([[name, new Uint8Array()]]))).open())).toMatch(/^zip: /)
  })
})

describe('codes', () => {
  it('of trades', () => {
    const body = `A01${'12660000MB2000005T'}20260302000001`, code = `A01-12660000MB2000005T-20260302-000001-${mod37(body)}`
    expect(tradeCodeHolds(code)).toBe(true)
    for (let i = 0; i < code.length; i++) expect(tradeCodeHolds(code.slice(0, i) + (code[i] === '1' ? '2' : '1') + code.slice(i + 1))).toBe(false)
  })
  it('of moments', () => {
    expect(parseMoment('2026-03-02T00:00:00.5Z')).toBe(Date.parse('2026-03-02T00:00:00.500Z'))
    for (const text of [undefined, '', '2026-02-29T00:00:00Z', '2026-03-02T24:00:00Z', '2026-03-02T00:00:00', '2026-03-02T00:00:00.0000Z', '1899-12-31T00:00:00Z']) expect(parseMoment(text)).toBe(null)
  })
})

describe('the lowest price', () => {
  const bid = (name: string, price: number, more: Partial<EvalBid> = {}): EvalBid => ({ party: name, name, currency: 'CNY', price, corrected: 0, deviations: [], ...more })
  const input = (bids: EvalBid[], more: Partial<EvalIn> = {}): EvalIn => ({ currency: 'CNY', ceiling: -1, floor: -1, candidatesMax: 3, fewBelow: 3, bids, rule: null, ...more })
  const steps = (i: EvalIn) => (JSON.parse(evaluate(i).result) as { steps: string[] }).steps
  it('wins, equals share a rank, a draw parts them', () => {
    const i = input([bid('甲', 300), bid('乙', 200), bid('丙', 200), bid('丁', 100, { disqualified: '串标' })])
    expect(evaluate(i)).toMatchObject({ tie: true, few: false })
    expect(evaluate({ ...i, drawn: '甲' }).winner).toBe(undefined)
    expect(evaluate({ ...i, drawn: '丙' }).winner).toBe('丙')
    expect(steps({ ...i, drawn: '丙' })).toEqual(['参加评审 4 份，有效 3 份', '乙：评标价 2.00 CNY，第 1 名', '丙：评标价 2.00 CNY，第 1 名', '甲：评标价 3.00 CNY，第 3 名', '丁：串标', '最低价并列 2 份', '经抽签推荐 丙'])
  })
  it('is judged with deviations and corrections, and awarded without the first', () => {
    const i = input([bid('甲', 10001, { corrected: 10000, deviations: [{ title: '工期', rate: 12345 }] }), bid('乙', 10100)])
    expect(steps(i)).toEqual(['参加评审 2 份，有效 2 份', '乙：评标价 101.00 CNY，第 1 名',
      '甲：投标价 100.01，算术修正为 100.00，价格 100.00，量化偏差：工期 1.2345%，合计 1.2345%，评标价 = 100.00 × (1 + 1.2345%) = 101.23 CNY，第 2 名', '推荐 乙'])
  })
  it('refuses by limits and currency', () => {
    const i = input([bid('甲', 300), bid('乙', 99), bid('丙', 200, { currency: 'USD' }), bid('丁', 0, { currency: undefined as never }), bid('戊', 150, { corrected: 260 })], { ceiling: 250, floor: 100 })
    expect(steps(i).slice(1)).toEqual(['甲：高于最高投标限价', '乙：低于最低限价', '丙：币种不符', '丁：未报价', '戊：修正后的报价高于最高投标限价'])
  })
  it('reads its rule strictly', () => {
    const rule = { method: 'lowest-price', ties: [{ by: 'price' }, { by: 'draw' }], asking: { of_mean: 800000, of_next: 0, of_ceiling: 0 }, review: [{ id: 'a', part: 'form', title: '盖章' }] }
    expect(readRule(rule)).toMatchObject({ ties: ['price', 'draw'] })
    for (const change of [{ ties: [] }, { ties: [{ by: 'price' }] }, { ties: [{ by: 'draw' }, { by: 'draw' }] }, { x: 1 }, { asking: { of_mean: 0, of_next: 0, of_ceiling: 0 } }, { review: [] }, { review: [...rule.review, ...rule.review] }, { benchmark: {} }])
      expect(readRule({ ...rule, ...change } as never)).toBe(null)
  })
})

describe('other methods', () => {
  const benchmark = { drop_from: 5, drop_high: 1, drop_low: 1, second_mean: false, factor: { kind: 'multiply', choices: [{ value: 970000 }, { value: 980000 }] }, mean_unit: 1, base_unit: 100,
    deviation_places: 2, full: 600000, above: 10000, below: 5000, least: 0, places: 2, corrected: false }
  const scoring = { trim_from: 5, places: 2, criteria: [{ id: 'S1', title: '方案', section: '技术', full: 400000, objective: false }] }
  const rule: { [k: string]: Json } = { method: 'comprehensive', benchmark, scoring, ties: [{ by: 'section', section: '技术' }, { by: 'price' }, { by: 'draw' }] }
  const factor = (f: { [k: string]: Json }): { [k: string]: Json } => ({ benchmark: { ...benchmark, factor: { ...benchmark.factor, ...f } } })
  it('are read, with when the coefficient is drawn', () => {
    expect(readRule(rule)).toMatchObject({ method: 'comprehensive', draws: 'before' })
    expect(readRule({ ...rule, ...factor({ drawn: 'after-prices' }) })?.draws).toBe('after')
    expect(readRule({ ...rule, ...factor({ choices: [{ value: 970000 }] }) })?.draws).toBe(null)
    expect(readRule({ method: 'highway', benchmark, ties: [{ by: 'draw' }] })).toMatchObject({ method: 'highway', draws: 'before' })
    expect(ruleText(rule)).toBe(ruleText({ ...rule, benchmark: { ...benchmark, participants: 'opened', factor: { ...benchmark.factor, drawn: 'before-prices' } } }))
    expect(ruleText({ ...rule, ...factor({ drawn: 'after-prices' }) })).not.toBe(ruleText(rule))
  })
  it.each([factor({ drawn: 'x' }), factor({ choices: [{ value: 980000 }, { value: 970000 }] }), factor({ kind: 'reduce', choices: [{ value: 1000000 }] }), { benchmark: { ...benchmark, participants: 'x' } },
    { benchmark: { ...benchmark, drop_from: 2 } }, { benchmark: { ...benchmark, mean_unit: 20 } }, { benchmark: { ...benchmark, full: 600001 } }, { benchmark: { ...benchmark, above: 0, below: 0 } },
    { scoring: { ...scoring, trim_from: 2 } }, { scoring: { ...scoring, criteria: [...scoring.criteria, ...scoring.criteria] } }, { ties: [{ by: 'section', section: '商务' }, { by: 'draw' }] },
    { ties: [{ by: 'draw', section: '技术' }] }, { method: 'highway' }, { method: 'x' }, { method: 'lowest-price' }])('%j is no rule', (change) => {
    expect(readRule({ ...rule, ...change } as never)).toBe(null)
  })
})

describe('a consortium', () => {
  const row = (name: string, consortium: string[] = [], agreement?: string): Row => ({ party: name, name, digest: '', state: 'opened',
    form: { ...(consortium.length > 0 ? { consortium: consortium.map((n) => ({ name: n })) } : {}), ...(agreement === undefined ? {} : { agreement }) } })
  it('leaves a doubt without its agreement, and where a member stands behind two bids', () => {
    expect(doubtsOf([row('甲'), row('乙', ['丙'], '附件')])).toEqual([undefined, undefined])
    expect(doubtsOf([row('甲'), row('乙', ['丙'])])).toEqual([undefined, { zh: expect.stringContaining('共同投标协议') as unknown, en: expect.stringContaining('51(2)') as unknown }])
    expect(doubtsOf([row('甲'), row('乙', ['甲'], '附件'), row('丁')])).toEqual([expect.objectContaining({ zh: expect.stringContaining('第三十七条') as unknown }), expect.objectContaining({ en: expect.stringContaining('art. 37') as unknown }), undefined])
    expect(doubtsOf([row('丁', ['丙'], 'a'), row('乙', ['丙'], 'b')]).every((d) => d !== undefined)).toBe(true)
  })
})

describe('what is no file of ours', () => {
  it('fails without a leak', async () => {
    const c = new Chance(5)
    for (let i = 0; i < 300; i++) {
      const bytes = Uint8Array.from({ length: c.below(400) }, () => c.below(256))
      for (const v of [await checkTrade(bytes), await checkReceipt(bytes, null), await checkTrade(new Blob([bytes]))]) {
        expect(v.verdict).toBe('failed')
        expect(v.steps.at(-1)!.file).not.toBe('')
      }
    }
    for (const text of ['{}', '[]', 'null', '{"receipt":null,"result":{}}', '{"receipt":{},"result":1}', '{"result":1,"receipt":{}}', '{"checkpoint":1,"entry":{},"place":0,"proof":[],"salt":"","v":1}', '"\ud800"'])
      expect((await checkReceipt(utf8(text), null)).steps.at(-1)).toMatchObject({ state: 'failed', file: expect.stringMatching(/receipt|entry/) as string })
  })
})
