import { describe, expect, it } from 'vitest'
import { utf8 } from '../../src/base/bytes'
import { decimal, moneyText, parseMoney } from '../../src/seal/amount'
import { capitalsText, parseCapitals } from '../../src/seal/capitals'
import { checkForm, formJson, formPrice, readForm } from '../../src/seal/form'
import { parseStrict } from '../../src/seal/strict'

describe('strict JSON', () => {
  it.each(['{"a":1,"a":2}', '{"a":1,"\\u0061":2}', '1.0', '1e3', '-0', '01', '9007199254740992', '"\\u0000"', '"\\ud800"', '"\\udc00"', '"\\ud800\\ud800"',
    '"a\nb"', '[1,]', '{"a":1,}', '{} {}', '', '[', '"', '"\\x"', 'nul', 'NaN', '\ufeff{}', '[' .repeat(25) + ']'.repeat(25), '{a:1}', "{'a':1}", '+1', '.5'])('refuses %j', (text) => {
    expect(() => parseStrict(utf8(text))).toThrow()
  })
  it('refuses what is not UTF-8', () => {
    for (const bytes of [[0x22, 0xc0, 0x80, 0x22], [0x22, 0xed, 0xa0, 0x80, 0x22], [0x22, 0xff, 0x22]])
      expect(() => parseStrict(new Uint8Array(bytes))).toThrow()
  })
  it('reads the rest', () => {
    expect(parseStrict(utf8(' {"b":[1,-2,true,null],"__proto__":"\\ud83d\\ude00\\n","":{}} '))).toEqual(
      Object.assign(Object.create(null), { b: [1, -2, true, null], ['__proto__']: '😀\n', '': {} }))
    expect(parseStrict(utf8('['.repeat(24) + ']'.repeat(24)))).toBeTruthy()
    expect(parseStrict(utf8('9007199254740991'))).toBe(9007199254740991)
  })
})

describe('amounts', () => {
  it('read and write as the centre', () => {
    expect(['5', '5.0', '5.00', '0', '1234567.1'].map((s) => decimal(s, 2))).toEqual([500, 500, 500, 0, 123456710])
    expect(['', '5.', '.5', '05', '5.000', '-0', '1e3', '5,0', ' 5', '+5', '10000000000000.01'].map((s) => decimal(s, 2))).toEqual(Array(11).fill(null))
    expect(moneyText({ minor: 5, currency: 'CNY' })).toBe('0.05')
    expect(moneyText({ minor: 5, currency: 'JPY' })).toBe('5')
    expect(parseMoney('5', 'toString')).toBe(null)
  })
  it('in capitals', () => {
    for (const fen of [0, 1, 10, 11, 100, 101, 110, 10000, 100001, 1000000, 10100000, 123456789, 100000000000, 1000000000001, 10 ** 14 + 5, 10 ** 15])
      expect(parseCapitals(capitalsText(fen)), capitalsText(fen)).toBe(fen)
    expect(capitalsText(123456710)).toBe('壹佰贰拾叁万肆仟伍佰陆拾柒元壹角整')
    expect(parseCapitals('人民币贰圆正')).toBe(200)
    for (const text of ['', '贰', '元', '壹佰贰', '一百元', '贰拾拾元', '元贰', '零'.repeat(90)]) expect(parseCapitals(text)).toBe(null)
  })
})

describe('the bid form', () => {
  const form = (o: unknown) => readForm(utf8(JSON.stringify(o)))
  it('reads what the opening reads', () => {
    const f = form({ price: { amount: '5', currency: 'CNY' }, duration_days: 0, quality: '', agreement: '第三章', consortium: [{ name: '甲' }] })
    expect(formJson(f)).toEqual({ price: { amount: '5.00', currency: 'CNY' }, quality: '', agreement: '第三章', consortium: [{ name: '甲' }] })
    expect(formPrice(f)).toEqual({ minor: 500, note: null })
    expect(formPrice(form({ price: { amount: '5', currency: 'CNY' }, capitals: '陆元整' }))?.minor).toBe(600)
  })
  it.each([{ x: 1 }, { price: { amount: '-1', currency: 'CNY' } }, { price: { amount: '1', currency: 'XXX' } }, { price: { amount: '1', currency: 'CNY', x: 1 } }, { duration_days: -1 }, { duration_days: 36501 },
    { duration_days: '1' }, { capitals: '' }, { quality: 'a\u0007' }, { leader: 'a'.repeat(101) }, { agreement: '' }, { agreement: 'a'.repeat(201) }, { consortium: [] }, { consortium: [{ code: '1' }] }, { records: [{ id: 'x' }] }, { records: [null] }, [], null])('refuses %j', (o) => {
    expect(() => form(o)).toThrow()
  })
  it('wants words and figures to agree before sealing', () => {
    expect(() => checkForm(utf8('{"price":{"amount":"1.00","currency":"CNY"},"capitals":"贰元整"}'))).toThrow()
    expect(() => checkForm(utf8('{"price":{"amount":"2.00","currency":"CNY"},"capitals":"贰元整"}'))).not.toThrow()
  })
})
