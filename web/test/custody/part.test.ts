// Custodians of an announcement: chosen in an order, sent as they are registered; and the keys of the log that a browser keeps.
import { afterEach, describe, expect, it, vi } from 'vitest'
import { keepingText } from '../../src/bid/custody'
import type { Keeping } from '../../src/bid/custody'
import { current, toggled, usual } from '../../src/custody/custodians'
import type { Registered } from '../../src/custody/custodians'
import { keyNames, logKeys } from '../../src/custody/keys'
import { custodyPart } from '../../src/custody/part'
import type { Value } from '../../src/parts/schema'

const one = (party: string, certificate = `of ${party}`): Registered => ({ party, certificate, name: party, identifier: { id: '', scheme: 'CN-USCC' }, registered: '' })
const none: Keeping = { threshold: usual(0), custodians: [] }, chosen = (...of: string[]) => of.reduce((k, p) => toggled(k, one(p)), none)

describe('custodians of an announcement', () => {
  it('are in the order in which they were chosen; more than half of them are needed unless somebody says otherwise', () => {
    expect([0, 1, 2, 3, 4, 5, 6, 7].map(usual)).toEqual([2, 2, 2, 2, 3, 3, 4, 4])
    expect(chosen('c', 'a', 'b', 'c')).toEqual({ threshold: 2, custodians: ['a', 'b'].map((p) => ({ party: p, certificate: `of ${p}` })) })
    expect(chosen('a', 'b', 'c', 'd', 'e').threshold).toBe(3)
    const own = { ...chosen('a', 'b', 'c', 'd', 'e'), threshold: 5 }
    expect(toggled(own, one('f')).threshold).toBe(5)
    expect(toggled(own, one('e')).threshold).toBe(3) // of four not five
    expect(chosen(...'abcdefgh').custodians).toHaveLength(7)
  })
  it('have the certificates that are registered by now', () => {
    expect(current(chosen('a', 'b'), [one('b', 'another'), one('c')]).custodians.map((c) => c.certificate)).toEqual(['of a', 'another'])
  })
  it('are wrong by the pointers of the form, and sent as the centre takes them', () => {
    const { check, clean } = custodyPart(), wrong = (k: Keeping) => check(k as unknown as Value, '/announcement/custody').map((f) => f.at)
    expect(wrong(none)).toEqual(['/announcement/custody/custodians'])
    expect(wrong(chosen('a'))).toEqual(['/announcement/custody/custodians'])
    expect(wrong({ ...chosen('a', 'b'), threshold: 3 })).toEqual(['/announcement/custody/threshold'])
    expect(wrong(chosen('a', 'b'))).toEqual([])
    expect(clean({ ...chosen('a', 'b'), custodians: [one('a'), one('b')] } as unknown as Value)).toEqual(chosen('a', 'b'))
  })
  it('are told in one line', () => {
    expect(keepingText(chosen('a', 'b', 'c'))).toMatch(/^[^、]+、[^、]+、[^、]+，三位中任意两位$/)
    expect(keepingText(chosen('a', 'b'))).toMatch(/，两位共同$/)
  })
})

describe('the keys of the log', () => {
  const kept = new Map<string, string>(), A = 'a.log/x+00000000+AAAA\n', B = 'a.log/x+11111111+AAAA\n'
  const named = (text: string) => { vi.stubGlobal('fetch', () => Promise.resolve(new Response(text))) }
  afterEach(() => { vi.unstubAllGlobals(); kept.clear() })
  const storage = () => { vi.stubGlobal('localStorage', { getItem: (n: string) => kept.get(n) ?? null, setItem: (n: string, v: string) => { kept.set(n, v) } }) }

  it('are kept from the first visit, and others are told from then on', async () => {
    storage()
    named(A)
    expect(await logKeys('C1')).toMatchObject({ text: A, known: false, other: null })
    named(B)
    expect(await logKeys('C1')).toMatchObject({ text: A, other: B })
    expect(JSON.parse(kept.get('heng.log-keys.C1')!)).toMatchObject({ text: A })
  })
  it('of an earlier visit are compared, each centre’s with its own', async () => {
    storage()
    kept.set('heng.log-keys.C2', JSON.stringify({ text: A, since: 5 }))
    named(A)
    expect(await logKeys('C2')).toEqual({ text: A, since: 5, known: true, other: null })
    named(B)
    expect([await logKeys('C2'), await logKeys('C3')]).toMatchObject([{ known: true, other: B }, { known: false, other: null }])
  })
  it('are remembered by this page where the browser keeps nothing', async () => {
    named(A)
    expect(await logKeys('C4')).toMatchObject({ known: false, other: null })
    named(B)
    expect(await logKeys('C4')).toMatchObject({ text: A, other: B })
  })
  it('are named only where they are keys', () => { expect([keyNames(''), keyNames('x'), keyNames(A)]).toEqual([[], [], []]) })
})
