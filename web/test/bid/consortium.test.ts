// The members of a consortium as typed: a line each, name and code.
import { describe, expect, it } from 'vitest'
import { membersOf, wrongAmong } from '../../src/bid/consortium'

describe('the members of a consortium', () => {
  it('are read line by line', () => {
    expect(membersOf(' 某设计院  91510700205412308D \n\n另一 公司\n')).toEqual([{ name: '某设计院', code: '91510700205412308D' }, { name: '另一 公司' }])
    expect(membersOf('')).toEqual([])
  })
  it('are refused with their line', () => {
    expect(wrongAmong(membersOf('某设计院 91510700205412308D'))).toBeNull()
    expect(wrongAmong(membersOf('甲\n某设计院 91510700205412308X'))?.en).toContain('line 2')
    expect(wrongAmong(membersOf('甲'.repeat(201)))?.en).toContain('200')
    expect(wrongAmong(membersOf('甲'.repeat(200)))).toBeNull()
    expect(wrongAmong(membersOf(Array.from({ length: 21 }, (_, i) => `甲${i}`).join('\n')))?.en).toContain('20')
  })
})
