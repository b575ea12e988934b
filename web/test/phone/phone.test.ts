// The desktop's side: what it shows while a phone is asked, and what each end of that comes to.
import { afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { base64, utf8 } from '../../src/base/bytes'
import { Refused } from '../../src/api/client'
import { asking } from '../../src/sign/asking'
import { pem, readSigner } from '../../src/sign/key'
import { forgetPhone, knownPhone, pairPhone, phoneSigner } from '../../src/sign/phone'
import { heng, run } from '../heng'

const EXPIRES = '2999-01-01T00:00:00.000Z', TEXT = '{"purpose":"bid"}'
let certificate = '', other = '', signature = '', otherSignature = ''
beforeAll(async () => {
  if (!heng) return
  const dir = mkdtempSync(join(tmpdir(), 'heng-phone-'))
  expect(run('ca', 'make', join(dir, 'ca')).err).toBe('')
  for (const who of ['own', 'other']) expect(run('ca', 'issue', join(dir, 'ca'), 'p256', join(dir, who), '--name', who, '--code', '91510700205412308D').err).toBe('')
  const files = (who: string) => ['sign.pem', 'sign.key'].map((f) => readFileSync(join(dir, who, f), 'utf8'))
  certificate = base64(pem(files('own')[0]!, 'CERTIFICATE')!)
  other = base64(pem(files('other')[0]!, 'CERTIFICATE')!)
  signature = await (await readSigner(files('own'))).sign(TEXT)
  otherSignature = await (await readSigner(files('other'))).sign(TEXT)
  rmSync(dir, { recursive: true, force: true })
}, 60_000)

const kept = new Map<string, string>(), asked: { path: string; method: string; body: unknown }[] = []
let answers: ([number, object] | null)[] = []
beforeEach(() => {
  asked.length = 0
  kept.clear()
  vi.useFakeTimers()
  vi.stubGlobal('location', { origin: 'https://a.example' })
  vi.stubGlobal('localStorage', { getItem: (n: string) => kept.get(n) ?? null, setItem: (n: string, v: string) => { kept.set(n, v) }, removeItem: (n: string) => { kept.delete(n) } })
  vi.stubGlobal('fetch', (path: string, init: RequestInit) => {
    asked.push({ path, method: init.method!, body: init.body ? JSON.parse(String(init.body)) as unknown : null })
    const said = path === '/api/signing-requests' ? [201, { request: 'NOTE' }] as [number, object]
      : path === '/api/phone-requests' ? [201, { id: 'ID', secret: 'SECRET', number: 42, expires: EXPIRES }] as [number, object]
        : init.method === 'DELETE' ? [200, {}] as [number, object] : answers.shift()
    return said ? Promise.resolve(new Response(JSON.stringify(said[1]), { status: said[0] })) : Promise.reject(new TypeError('network'))
  })
})
afterEach(() => { vi.useRealTimers(); vi.unstubAllGlobals() })
const waiting: [number, object] = [200, { state: 'waiting' }]
/** Its end, with the time that it waits made short. */
async function ends(work: Promise<string>): Promise<string> {
  const end = work.catch((e: unknown) => { if (e instanceof Refused) return e.refusal.error; throw e })
  await vi.advanceTimersByTimeAsync(10_000)
  return end
}

describe.skipIf(!heng)('a phone that is asked', () => {
  it('signs what the centre has signed; the address of the request and its secret are not mixed up', async () => {
    answers = [waiting, waiting, [200, { state: 'answered', signature }]]
    const work = phoneSigner(certificate).sign(TEXT)
    await vi.advanceTimersByTimeAsync(100)
    expect(asking.value).toMatchObject({ number: 42, address: 'https://a.example/work/phone/ID', picture: '/phone-requests/ID/code', purpose: 'bid', expires: Date.parse(EXPIRES) })
    expect(await ends(work)).toBe(signature)
    expect(asking.value).toBeNull()
    expect(asked.slice(0, 2).map((a) => a.body)).toEqual([{ text: TEXT }, { request: 'NOTE' }])
    expect(new Set(asked.slice(2).map((a) => a.path))).toEqual(new Set(['/api/phone-answers/SECRET']))
  })
  it.each<[string, string, ([number, object] | null)[]]>([
    ['refuses', 'PHONE_REFUSED', [waiting, [200, { state: 'refused' }]]],
    ['is given three wrong numbers', 'PHONE_ENDED', [[200, { state: 'ended' }]]],
    ['is too late', 'PHONE_EXPIRED', [waiting, [404, { error: 'NOT_FOUND' }]]],
    ['is not asked, since the centre refuses', 'DENIED', [[403, { error: 'DENIED' }]]],
  ])('%s: that is said', async (_, error, said) => {
    answers = said
    expect(await ends(phoneSigner(certificate).sign(TEXT))).toBe(error)
    expect(asking.value).toBeNull()
  })
  it('that signed by another certificate has signed nothing', async () => {
    answers = [[200, { state: 'answered', signature: otherSignature }]]
    expect(await ends(phoneSigner(certificate).sign(TEXT))).toBe('PHONE_OTHER')
  })
  it('is waited for while the line is down for a moment', async () => {
    answers = [null, [502, {}], [200, { state: 'answered', signature }]]
    expect(await ends(phoneSigner(certificate).sign(TEXT))).toBe(signature)
  })
  it('is not waited for once that is cancelled, and the centre is told', async () => {
    const work = phoneSigner(certificate).sign(TEXT)
    await vi.advanceTimersByTimeAsync(100)
    asking.value!.cancel()
    expect(await ends(work)).toBe('PHONE_CANCELLED')
    expect(asked.at(-1)).toMatchObject({ path: '/api/phone-requests/ID', method: 'DELETE' })
  })
  it('is remembered by its certificate', async () => {
    answers = [[200, { state: 'answered', certificate: other }]]
    expect(knownPhone()).toBeNull()
    const work = pairPhone()
    expect(await ends(work.then((s) => s.certificate))).toBe(other)
    expect(asked[0]).toMatchObject({ path: '/api/phone-requests', body: {} })
    expect(knownPhone()!.of.name).toBe('other')
    forgetPhone()
    expect(knownPhone()).toBeNull()
    answers = [[200, { state: 'answered', certificate: base64(utf8('none')) }]]
    expect(await ends(pairPhone().then(() => 'taken'))).toBe('PHONE_UNREADABLE')
    expect(knownPhone()).toBeNull()
  })
})
