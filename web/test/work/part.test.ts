// A member with a form of its own: what is sent is the rule, what is wrong stands at the pointers of the form that it is in.
import { describe, expect, it } from 'vitest'
import { check, clean, kindOf, schemaAt, withOwn, without } from '../../src/parts/schema'
import type { Schema, Value } from '../../src/parts/schema'
import { rulePart } from '../../src/tenderdoc/part'
import { presets } from '../../src/tenderdoc/presets'
import { ruleForm } from '../../src/tenderdoc/rule'

const bare: Schema = { type: 'object', properties: { announcement: { type: 'object', required: ['text'], properties: { text: { type: 'string', maxLength: 20 }, evaluation: { type: 'object', properties: { method: { type: 'string', enum: ['lowest-price'] } } } } } } }
const whole = withOwn(withOwn(bare, 'announcement/evaluation', { part: rulePart(), wanted: true }), 'announcement/text', { title: { zh: '正文', en: 'Text' } })
const body = (evaluation: Value): Value => ({ announcement: { text: '公告', evaluation } })

describe('the rule of evaluation in another form', () => {
  it.each(presets.map((p) => [p.id, p.rule] as const))('%s is sent as it is', (_, rule) => {
    const sent = clean(whole, body(ruleForm(rule) as unknown as Value)) as { announcement: { evaluation: { benchmark?: object } } }
    const want = structuredClone(rule) as { benchmark?: { participants?: string } }
    if (want.benchmark) want.benchmark.participants ??= 'opened' // what the centre takes where nothing is said
    expect(sent.announcement.evaluation).toEqual(want)
    // a draft of before holds the rule itself
    expect(clean(whole, body(rule as Value))).toEqual(sent)
    expect(check(whole, body(rule as Value))).toEqual([])
  })
  it('is wanted where the form says so, and wrong by its pointers', () => {
    expect(check(whole, body(undefined)).map((f) => f.at)).toEqual(['/announcement/evaluation'])
    const f = ruleForm(presets.find((p) => p.id === 'comprehensive')!.rule)
    f.lines['benchmark/above'] = '零点五'
    f.criteria[0]!.full = ''
    expect(check(whole, body(f as unknown as Value)).map((x) => x.at)).toEqual(['/announcement/evaluation/benchmark/above', '/announcement/evaluation/scoring/criteria/0/full'])
  })
  it('leaves the described form as it was', () => {
    expect(kindOf(schemaAt(bare, 'announcement/evaluation')!)).toBe('object')
    expect(schemaAt(whole, 'announcement/text')!.title!.zh).toBe('正文')
    expect(bare.properties!.announcement!.required).toEqual(['text'])
  })
})

describe('members that a value leaves no room for', () => {
  it('are left out, and all others stay', () => {
    const typed = { method: 'open', invited: [{ party: 'a' }], contents: { scope: '路', platform: 'x' }, invitedWhy: '' }
    expect(without(typed, ['/invited', '/invitedWhy', '/contents/platform', '/none/of/these'])).toEqual({ method: 'open', contents: { scope: '路' } })
    expect(without(typed, [])).toBe(typed)
    expect(without(undefined, ['/invited'])).toBeUndefined()
  })
})
