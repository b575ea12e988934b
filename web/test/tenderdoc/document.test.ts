import { describe, expect, it } from 'vitest'
import type { Json } from '../../src/base/canonical'
import { chaptersForm, documentOf, headings, mainForm, sideBySide, stepOf } from '../../src/tenderdoc/document'
import type { Template, TenderDocument } from '../../src/tenderdoc/document'
import { presets } from '../../src/tenderdoc/presets'
import { ruleForm, ruleOf } from '../../src/tenderdoc/rule'

const template: Template = { id: 'works-x', title: { zh: '招标文件', en: '' }, basis: { zh: '', en: '' }, kinds: ['works-x'],
  chapters: [{ id: 'notice', title: '招标公告' }, { id: 'contract', title: '合同' }],
  fields: [{ id: 'scope', title: '招标范围', type: 'text', law: null }, { id: 'security', title: '履约担保', type: 'number', law: 'security.performance.max' }] }
const whole: Json = { method: 'comprehensive',
  benchmark: { drop_from: 5, drop_high: 1, drop_low: 1, second_mean: true, ceiling: { down: 55000, weight: 300001 }, factor: { kind: 'multiply', choices: [{ value: 970000 }, { value: 980000 }], drawn: 'after-prices' },
    mean_unit: 100, base_unit: 1000000, deviation_places: -1, participants: 'valid', full: 600000, above: 10050, below: 5000, least: 100000, places: 2, corrected: true },
  scoring: { trim_from: 5, places: 3, criteria: [{ id: 'a', title: '施工组织', section: '技术', full: 300000, objective: false }, { id: 'b', title: '信用', section: '信用', full: 99900, objective: true }] },
  asking: { of_mean: 0, of_next: 0, of_ceiling: 450000 }, review: [{ id: 'F1', part: 'form', title: '签字盖章' }],
  ties: [{ by: 'price' }, { by: 'section', section: '技术' }, { by: 'draw' }] }
const rules: Json[] = [whole, ...presets.map((x) => { const r = structuredClone(x.rule) as { benchmark?: { participants?: string } }; if (r.benchmark) r.benchmark.participants ??= 'opened'; return r as Json }),
  { method: 'lowest-price', ties: [{ by: 'draw' }] },
  { method: 'highway', benchmark: { drop_from: 0, drop_high: 0, drop_low: 0, second_mean: false, factor: { kind: 'reduce', choices: [{ value: -50000 }] }, mean_unit: 100, base_unit: 100, deviation_places: 2, participants: 'opened', full: 1000000, above: 20000, below: 0, least: 0, places: 0, corrected: false }, ties: [{ by: 'price' }, { by: 'draw' }] }]
const document = (evaluation: Json): TenderDocument => ({ template: 'works-x', fields: [{ id: 'scope', value: '教学楼' }, { id: 'security', value: '100' }],
  chapters: [{ id: 'notice', text: ' 第一条\n\n<b>' }, { id: 'contract', text: '无' }], evaluation: evaluation as { [k: string]: Json }, form: ['price', 'leader'], parts: [{ id: 'plan', title: '施工组织设计' }], twoEnvelopes: true })

describe('a tender document', () => {
  it.each(rules.map((r, i) => [i, r] as const))('is the same after it was a form (%i)', (_, rule) => {
    const d = document(rule), made = documentOf(template, mainForm(template, d, ''), chaptersForm(template, d))
    expect(made.faults).toEqual([])
    expect(made.document).toEqual(d)
    const f = ruleForm(rule)
    expect(ruleForm(ruleOf(f).rule)).toEqual(f)
  })
  it('has only whole numbers in it', () => {
    for (const r of rules) expect(JSON.stringify(ruleOf(ruleForm(r)).rule)).not.toMatch(/\d\.\d|e[+-]?\d/)
  })
  it('names what is missing by the pointers of the centre', () => {
    const m = mainForm(template, null, ''), c = chaptersForm(template, null)
    m.values.security = '百分之十'
    m.two = true
    m.form = []
    m.rule = ruleForm(whole)
    m.rule.lines['benchmark/full'] = '六十'
    m.rule.lines['benchmark/above'] = '-1'
    m.rule.lines['benchmark/factor/choices'] = '95、95'
    m.rule.criteria.push({ id: '', title: '', section: '技术', full: '0', objective: false })
    expect(documentOf(template, m, c).faults.map((f) => f.at)).toEqual(['/document/fields/0', '/document/fields/1', '/document/evaluation/benchmark/factor/choices', '/document/evaluation/benchmark/full', '/document/evaluation/benchmark/above',
      '/document/evaluation/scoring/criteria/2/title', '/document/evaluation/scoring/criteria/2/full', '/document/form', '/document/twoEnvelopes', '/document/chapters/0', '/document/chapters/1'])
  })
  it('leaves out what its method has not, and gives names where there are none', () => {
    const f = ruleForm(whole)
    f.criteria.push({ id: '', title: '业绩', section: '商务', full: '10', objective: true })
    f.ties = ['=商务', '=没有', 'price']
    const r = ruleOf(f).rule as { scoring: { criteria: { id: string }[] }; ties: Json }
    expect(r.scoring.criteria.map((x) => x.id)).toEqual(['a', 'b', 'S1'])
    expect(r.ties).toEqual([{ by: 'section', section: '商务' }, { by: 'price' }, { by: 'draw' }])
    expect(Object.keys(ruleOf({ ...f, method: 'lowest-price' }).rule)).toEqual(['method', 'asking', 'review', 'ties'])
    expect(Object.keys(ruleOf({ ...f, method: 'highway' }).rule)).not.toContain('scoring')
  })
  it('leads a pointer to its step', () => {
    expect(['/document/fields/1', '/document/chapters/1', '/document/evaluation/benchmark/full', '/document/parts/0/title', '/document', '/document/chapters/9'].map((x) => stepOf(template, x))).toEqual(['fields', 'chapter-contract', 'evaluation', 'bid', 'check', 'check'])
  })
  it('finds headings, not sentences', () => {
    expect(headings('第一章 总则\n1.1 范围\n第二条 不得转包。\n（一）资格\n2026 年\n二、评标').map((h) => [h.line, h.text])).toEqual([[1, '第一章 总则'], [2, '1.1 范围'], [4, '（一）资格'], [6, '二、评标']])
  })
  it('is compared side by side, with line numbers of both', () => {
    const rows = sideBySide('a\nb\nc\nd\ne\nf\ng\nh', [{ line: 2, was: ['b'], now: ['B', 'BB'] }, { line: 8, was: ['h'], now: [] }])
    expect(rows.map((b) => b.map((r) => `${r.wasLine}${r.was ?? '·'} ${r.nowLine}${r.now ?? '·'}${r.changed ? '*' : ''}`))).toEqual([['1a 1a', '2b 2B*', '3· 3BB*', '3c 4c', '4d 5d'], ['6f 7f', '7g 8g', '8h 9·*']])
    const near = sideBySide('a\nb\nc\nd', [{ line: 2, was: ['b'], now: [] }, { line: 4, was: ['d'], now: ['D'] }, { line: 5, was: [], now: ['E'] }])
    expect(near.map((b) => b.map((r) => `${r.was ?? '·'}${r.now ?? '·'}`))).toEqual([['aa', 'b·', 'cc', 'dD', '·E']])
  })
})
