// The members of a consortium as typed: a line each, name and code.
import { describe, expect, it } from 'vitest'
import { membersOf, wrongAmong } from '../../src/bid/consortium'

const CODE = '91510700205412308D', whole = [{ name: '某设计院', code: CODE }]
describe('the members of a consortium', () => {
  it('are read line by line', () => {
    expect(membersOf(` 某设计院  ${CODE} \n\n另一 公司\n`)).toEqual([...whole, { name: '另一 公司' }])
    expect(membersOf(' \n')).toEqual([])
  })
  it.each([`某设计院 ${CODE.toLowerCase()}`, `某设计院，${CODE}`, `某设计院、${CODE}`, `某设计院,${CODE}`, `某设计院${CODE}`, `某设计院　${CODE}；`])('%s has its code', (line) => {
    expect(membersOf(line)).toEqual(whole)
    expect(wrongAmong(line)).toBeNull()
  })
  it.each(['某设计院 9151070020541230', '某设计院，91510700205412308X', '某设计院 9151070O205412308D', '某设计院 91510700205412308DD', '某设计院 A1234567'])('%s is a mistyped code, no name', (line) => {
    expect(membersOf(line)[0]!.name).toBe('某设计院')
    expect(wrongAmong(line)?.zh).toBe('第 1 行的统一社会信用代码不对')
  })
  it.each(['China State Construction Engineering', '第3建设公司', '3M', 'A123456', '某公司（91510700）'])('%s is a name', (name) => {
    expect(membersOf(name)).toEqual([{ name }])
    expect(wrongAmong(name)).toBeNull()
  })
  it('are refused with their line, blank ones counted', () => {
    expect(wrongAmong('甲\n\n某设计院 91510700205412308X')?.en).toContain('line 3')
    expect(wrongAmong(`甲\n${CODE}`)?.zh).toBe('第 2 行没有单位名称')
    expect(wrongAmong('甲'.repeat(201))?.en).toContain('200')
    expect(wrongAmong('甲'.repeat(200))).toBeNull()
    expect(wrongAmong(Array.from({ length: 21 }, (_, i) => `甲${i}`).join('\n'))?.en).toContain('20')
  })
})
