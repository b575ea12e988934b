// An act whose answer was lost is sent again under its key; one that was answered, or is another, has a key of its own.
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { act, Refused, signOut } from '../../src/api/client'

const keys: string[] = []
let answers: (() => Response | Promise<Response>)[] = []
const lost = (): Promise<Response> => Promise.reject(new TypeError('network')), said = (status: number, body: object) => () => new Response(JSON.stringify(body), { status })
const ok = said(201, { result: {}, receipt: { entry: {}, place: 1 } })
/** Answered in halves: the rest never comes. */
const torn = (): Response => new Response(new ReadableStream({ pull: (c) => { c.error(new TypeError('network')) } }), { status: 201 })
beforeEach(() => {
  keys.length = 0
  vi.stubGlobal('fetch', (_: string, init: RequestInit) => {
    const key = (init.headers as Record<string, string>)['Idempotency-Key']
    if (key) keys.push(key)
    return Promise.resolve().then(answers.shift()!)
  })
})
afterEach(() => { vi.unstubAllGlobals() })
const withdraw = (lot: string) => act('/api/lots/{lot}/withdrawal', { lot }, null)
async function refused(lot: string): Promise<number> {
  try { await withdraw(lot) } catch (e) { if (e instanceof Refused) return e.refusal.status; throw e }
  throw new Error('it was done')
}

describe('an act', () => {
  it.each([['not sent', lost, 0], ['answered in halves', torn, 0], ['of an unknown outcome', said(500, { error: 'OUTCOME' }), 500], ['lost on the way', said(502, {}), 502]])('%s is sent again as the same', async (_, first, status) => {
    answers = [first, ok, ok]
    expect(await refused('a')).toBe(status)
    await withdraw('a')
    await withdraw('a')
    expect(keys[1]).toBe(keys[0])
    expect(keys[2]).not.toBe(keys[0])
  })
  it('that was refused, or is about another, is another', async () => {
    answers = [said(409, { error: 'WRONG_STATE' }), ok, lost, ok]
    expect(await refused('a')).toBe(409)
    await withdraw('a')
    expect(await refused('a')).toBe(0)
    await withdraw('b')
    expect(new Set(keys).size).toBe(4)
  })
  it('of one who signed out is not another’s', async () => {
    answers = [lost, () => new Response(null, { status: 204 }), ok]
    expect(await refused('a')).toBe(0)
    await signOut()
    await withdraw('a')
    expect(keys[1]).not.toBe(keys[0])
  })
})
