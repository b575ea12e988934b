// What an act is about is chosen from what waits for it, and from nothing else.
import { describe, expect, it } from 'vitest'
import { fill } from '../../src/api/client'
import type { GetPath } from '../../src/api/client'
import { acts, offered } from '../../src/work/acts'
import { offersOf } from '../../src/work/offered'

const objection = (id: string, lot: string | null, subject: string, outcome: string, more = {}) => ({ id, lot, subject, outcome, answer: outcome === 'upheld' ? '成立' : null, content: '……', raised: '2026-03-24T01:00:00Z', ...more })
const OBJECTIONS = [objection('1', null, 'document', 'open'), objection('2', null, 'document', 'withdrawn'), objection('3', 'L', 'result', 'open'), objection('4', 'L', 'result', 'withdrawn'),
  objection('5', 'L', 'opening', 'upheld'), objection('6', 'L', 'opening', 'upheld', { settled: '2026-03-24T02:00:00Z' }), objection('7', 'M', 'opening', 'open')]
const BIDS = [{ party: 'a', name: '甲', state: 'opened' }, { party: 'b', name: '乙', state: 'revoked' }, { party: 'c', name: '丙', state: 'withdrawn' }]
async function chosen(act: string, at: string, state = 'publicity', bids = BIDS): Promise<string[]> {
  const answers: Record<string, unknown> = { '/api/lots/L': { state, tender: 'T' }, '/api/tenders/T/objections': { objections: OBJECTIONS }, '/api/lots/L/opening': { bids } }
  const read = <T>(path: GetPath, of: Record<string, string>): Promise<T> => Promise.resolve(answers[fill(path, of)] as T)
  return (await offersOf(act, act.includes('document') || act.includes('prequalification') ? { tender: 'T' } : { lot: 'L' }, read))[at]!.map((o) => o.value)
}

describe('an objection', () => {
  it.each([['answer', ['3']], ['object-withdraw', ['3']], ['answer-document', ['1']], ['answer-prequalification', ['1']], ['object-document-withdraw', ['1']], ['correct-opening', ['5']]])('for %s', async (act, want) => {
    expect(await chosen(act, '/objection')).toEqual(want)
  })
})
describe('a security is given back', () => {
  it.each([['evaluating', ['c']], ['awarded', ['c']], ['unsuccessful', ['c']], ['contracted', ['a', 'b', 'c']], ['archived', ['a', 'b', 'c']]])('while the lot is %s', async (state, want) => {
    expect(await chosen('refund', '/party', state)).toEqual(want)
  })
  it('to nobody where nobody bid', async () => { expect(await chosen('refund', '/party', 'cancelled', [])).toEqual([]) })
})
describe('an act that is about something', () => {
  it('is offered where there is something', () => {
    const s = { state: 'publicity', relations: ['principal'], may: [] }, ids = (choice: string[]) => offered('lot', s, new Set(choice)).map((a) => a.id)
    expect(ids([])).not.toContain('answer')
    expect(ids(['answer'])).toContain('answer')
  })
  it('is never the agency’s where the route is the principal’s alone', () => {
    for (const a of acts.filter((x) => x.path.endsWith('/objections/answers'))) expect(a.who).toEqual(['principal'])
  })
})
