import { describe, expect, it } from 'vitest'
import { percentOf, percentsOf, percentsText, percentText, pointsOf, pointsText, wholeOf } from '../../src/tenderdoc/numbers'

describe('shares and points', () => {
  it.each([['2%', 20000], ['2', 20000], ['0', 0], ['0.0001', 1], ['100%', 1000000], ['99.9999 %', 999999], ['２．５％', 25000], [' 12.50 ', 125000], ['0.3', 3000], ['1.1', 11000], ['−5', -50000]])('%j is %d millionths', (text, rate) => {
    expect(percentOf(text)).toBe(rate)
  })
  it.each([['40 分', 400000], ['40分', 400000], ['0.5', 5000], ['1.005', 10050], ['１００', 1000000], ['29.9999', 299999]])('%j is %d ten-thousandths', (text, score) => {
    expect(pointsOf(text)).toBe(score)
  })
  it.each(['', ' ', '%', '分', '2%%', '1e3', '1E3', '0x10', '.5', '5.', '1.23456', '0.00001', '1,000', '--1', '-0', '-0.0000', '+1', 'NaN', 'Infinity', '٣', '1 2', '2％a', '九', '1/2', '1..2', '01', '99999999999999999999', '1000000000000.0000', '2\u00002', '𝟐x'])('%j is none', (text) => {
    expect(percentOf(text)).toBe(null)
    expect(pointsOf(text)).toBe(null)
  })
  it('says again what was typed, to the last digit', () => {
    for (let v = 0; v <= 10000; v++) { expect(percentOf(percentText(v))).toBe(v); expect(pointsOf(pointsText(v * 997))).toBe(v * 997) }
    expect(percentText(20000)).toBe('2')
    expect(pointsText(400000)).toBe('40')
    expect(percentText(100000)).toBe('10')
    expect(percentText(0)).toBe('0')
    expect(pointsText(5000)).toBe('0.5')
    expect(percentText(-15000)).toBe('-1.5')
  })
  it('takes several, ascending, each once', () => {
    expect(percentsOf('97、95%，96;94.5 93')).toEqual([930000, 945000, 950000, 960000, 970000])
    expect(percentsText([950000, 965000])).toBe('95、96.5')
    for (const wrong of ['', '、', '95、95.0', '95、x', '95、1e1']) expect(percentsOf(wrong)).toBe(null)
  })
  it('counts in whole numbers', () => {
    expect(wholeOf('5 个')).toBe(5)
    for (const wrong of ['5.0', '五', '5个个', '1e1', '']) expect(wholeOf(wrong)).toBe(null)
  })
})
