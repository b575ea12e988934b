// The page's side of the signing agent: what it asks of whom, and that whatever goes wrong says what to do.
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { Refused } from '../src/api/client'
import { agentCertificates, agentPort, agentSigner, confirming, setAgentPort, AGENT_PORT } from '../src/sign/agent'

const of = { certificate: 'AAAA', fingerprint: 'ab', kind: 'p256' as const, name: '某公司', until: '2027-03-02T01:00:00.000Z' }
interface Asked { url: string; body: unknown }
let asked: Asked[] = [], opened: string[] = []
/** Answers by the end of the address; what is left out is not reached. */
function answers(by: Record<string, unknown[]>): void {
  vi.stubGlobal('fetch', async (url: string, init: RequestInit = {}) => {
    asked.push({ url, body: init.body ? JSON.parse(String(init.body)) : null })
    const key = Object.keys(by).find((k) => url.includes(k)), next = key && (by[key]!.length > 1 ? by[key]!.shift() : by[key]![0])
    if (next === undefined) throw new TypeError('Failed to fetch')
    if (next instanceof Response) return next
    return new Response(JSON.stringify(next), { status: 200 })
  })
}
const said = async (p: Promise<unknown>): Promise<string> => p.then(() => 'nothing', (e: unknown) => (e instanceof Refused ? `${e.refusal.error} ${e.refusal.message.zh}` : String(e)))
beforeEach(() => { asked = []; opened = []; vi.stubGlobal('open', (url: string) => { opened.push(url); return {} }) })
afterEach(() => { vi.unstubAllGlobals(); setAgentPort(AGENT_PORT) })
const refusal = (error: string, zh: string, detailZh: string) => new Response(JSON.stringify({ error, message: { zh, en: error }, detail: 'x', detailZh }), { status: 404 })

describe('the signing agent', () => {
  it('signs what the centre vouched for, after its window was confirmed', async () => {
    answers({ '/api/signing-requests': [{ request: 'NOTE' }], '/requests/7f?wait': [{ state: 'waiting' }, { state: 'signed', signature: 'c2ln' }], ':47635/requests': [{ id: '7f' }] })
    expect(await agentSigner(of).sign('TEXT')).toBe('c2ln')
    expect(asked.map((a) => a.url.replace(/^http:\/\/127\.0\.0\.1/, ''))).toEqual(['/api/signing-requests', ':47635/requests', ':47635/requests/7f?wait', ':47635/requests/7f?wait'])
    expect(asked[0]!.body).toEqual({ text: 'TEXT' })
    expect(asked[1]!.body).toEqual({ request: 'NOTE', certificate: 'ab' })
    expect(opened).toEqual(['http://127.0.0.1:47635/confirm/7f'])
    expect(confirming.value).toBeNull()
  })
  it('says what to do where it is not there, or the browser was told not to ask', async () => {
    answers({})
    expect(await said(agentCertificates())).toMatch(/^AGENT_AWAY .*启动.*手机/)
    vi.stubGlobal('navigator', { permissions: { query: async () => ({ state: 'denied' }) } })
    expect(await said(agentCertificates())).toMatch(/^AGENT_FORBIDDEN .*地址栏.*允许.*手机/)
    // another program at that port, or an agent that does not trust this centre
    answers({ '/keys': [new Response('', { status: 403 })] })
    vi.stubGlobal('navigator', {})
    expect(await said(agentCertificates())).toMatch(/^AGENT_AWAY .*信任本中心/)
  })
  it('hands on what the agent refuses, and names the other way', async () => {
    answers({ '/api/signing-requests': [{ request: 'NOTE' }], ':47635/requests': [refusal('NO_TOKEN', '没有找到证书介质', '现在插着的介质里没有这张证书')] })
    expect(await said(agentSigner(of).sign('TEXT'))).toMatch(/^NO_TOKEN .*没有找到证书介质：现在插着的介质里没有这张证书.*手机/)
    expect(opened).toEqual([])
  })
  it('ends when it is refused, or cancelled, or the centre refuses', async () => {
    answers({ '/api/signing-requests': [{ request: 'NOTE' }], '/requests/7f?wait': [{ state: 'refused' }], ':47635/requests': [{ id: '7f' }] })
    expect(await said(agentSigner(of).sign('TEXT'))).toMatch(/^AGENT_REFUSED .*手机/)
    vi.stubGlobal('open', () => null)
    vi.stubGlobal('fetch', async (url: string) => (url.includes('wait') ? new Promise<Response>(() => undefined) : new Response(JSON.stringify({ id: '7f', request: 'NOTE' }))))
    const waits = said(agentSigner(of).sign('TEXT'))
    await vi.waitFor(() => { expect(confirming.value?.blocked).toBe(true) })
    confirming.value!.cancel()
    expect(await waits).toMatch(/^AGENT_CANCELLED/)
    expect(confirming.value).toBeNull()
    answers({ '/api/signing-requests': [refusal('BAD_CHALLENGE', '待签名内容无效', '')] })
    expect(await said(agentSigner(of).sign('TEXT'))).toMatch(/^BAD_CHALLENGE/)
  })
  it('remembers another port', () => {
    expect(agentPort()).toBe(47635)
    setAgentPort(50000)
    expect(agentPort()).toBe(50000)
    setAgentPort(0)
    expect(agentPort()).toBe(47635)
  })
})
