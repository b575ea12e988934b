// The signer on the user's own machine (`heng agent`, docs/agent.md): keys in files and tokens that never come near the page.
// The page hands it what the centre vouches for; it shows that in a window of its own and signs there.
import { shallowRef } from 'vue'
import { keep, kept } from '../base/kept'
import { act, Refused } from '../api/client'
import type { Refusal } from '../api/client'
import type { Kind } from '../base/certificate'
import type { Signer } from './key'

export interface AgentCertificate { certificate: string; fingerprint: string; kind: Kind; name: string; until: string }
export const AGENT_PORT = 47635
const KEPT = 'heng.agent-port', MINUTES_MS = 120_000

const isPort = (n: number): boolean => Number.isInteger(n) && n >= 1 && n <= 65535
let port = Number(kept(KEPT) ?? AGENT_PORT)
/** Another port, where another program has the usual one; remembered in this browser. */
export function agentPort(): number { return isPort(port) ? port : AGENT_PORT }
export function setAgentPort(to: number): void { port = to; keep(KEPT, String(to)) }

const OTHER = { zh: '也可以改用手机扫码签名。', en: 'Or sign by phone.' }
function fault(error: string, zh: string, en: string): Refused { return new Refused({ status: 0, error, message: { zh, en } }) }
/** Whether the browser was told not to ask this machine; what cannot be told is no. */
async function forbidden(): Promise<boolean> {
  for (const name of ['loopback-network', 'local-network-access']) {
    try { if ((await navigator.permissions.query({ name: name as PermissionName })).state === 'denied') return true } catch { /* a browser that does not ask */ }
  }
  return false
}
async function away(): Promise<Refused> {
  return await forbidden()
    ? fault('AGENT_FORBIDDEN', '浏览器没有允许本页访问本机的签名助手。请点地址栏左侧的图标，把“本地网络访问”改为允许，再试一次。也可以改用手机扫码签名。',
      'The browser does not let this page reach the signing agent. Allow local network access beside the address, and try again; or sign by phone.')
    : fault('AGENT_AWAY', '没有找到本机的签名助手。请确认它已经启动，并且信任本中心的网址；浏览器询问是否允许访问本机时，请选允许。也可以改用手机扫码签名。',
      'The signing agent does not answer. See that it runs and trusts this centre’s address, and allow the browser to reach it; or sign by phone.')
}
async function agent<T>(path: string, body?: object): Promise<T> {
  let answer: Response
  try {
    answer = await fetch(`http://127.0.0.1:${agentPort()}${path}`, { cache: 'no-store', credentials: 'omit',
      ...(body ? { method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify(body) } : {}) })
  } catch { throw await away() }
  const said = await answer.json().catch(() => null) as (T & Partial<Refusal>) | null
  if (said === null) throw await away()
  if (answer.ok) return said
  const r = said.message ? { error: 'UNKNOWN', ...said, message: said.message, status: answer.status } as Refusal : null
  throw r ? fault(r.error, `签名助手没有受理：${saidIn('zh', r)}。${OTHER.zh}`, `The agent refuses: ${saidIn('en', r)}. ${OTHER.en}`) : await away()
}
function saidIn(lang: 'zh' | 'en', r: Refusal): string {
  const detail = lang === 'zh' ? r.detailZh : r.detail
  return r.message[lang] + (detail ? `${lang === 'zh' ? '：' : ': '}${detail}` : '')
}

/** The certificates that are there now. The first call is what the browser asks about: only on a click. */
export async function agentCertificates(): Promise<AgentCertificate[]> { return (await agent<{ keys: AgentCertificate[] }>('/keys')).keys }

/** What waits for its confirmation in the agent's window; shown by AgentWait.vue. */
export const confirming = shallowRef<{ url: string; blocked: boolean; cancel: () => void } | null>(null)

async function outcome(id: string): Promise<string> {
  const url = `http://127.0.0.1:${agentPort()}/confirm/${id}`
  let cancelled = false
  const stop = new Promise<never>((_, no) => {
    // its window is cut off from this one, so null alone tells: it was not opened
    confirming.value = { url, blocked: open(url, '_blank', 'popup,width=760,height=820') === null,
      cancel: () => { cancelled = true; no(fault('AGENT_CANCELLED', '已取消，没有签名。', 'Cancelled: nothing was signed.')) } }
  })
  const wait = async (): Promise<string> => {
    for (const end = Date.now() + MINUTES_MS + 5_000; !cancelled && Date.now() < end;) {
      const now = await agent<{ state: string; signature?: string }>(`/requests/${id}?wait`)
      if (now.state === 'signed' && now.signature) return now.signature
      if (now.state === 'refused') throw fault('AGENT_REFUSED', `您在签名助手里选择了不签名，或者 PIN 连续输错。需要时请重新办理。${OTHER.zh}`, `It was not signed in the agent’s window. ${OTHER.en}`)
    }
    throw fault('AGENT_OVER', '两分钟内没有确认，签名请求已经过期，请重新办理。', 'Not confirmed within two minutes: begin again.')
  }
  try { return await Promise.race([wait(), stop]) } finally { confirming.value = null }
}

/** A signer by that certificate: each text is vouched for by the centre, shown by the agent, and signed there. */
export function agentSigner(of: AgentCertificate): Signer {
  return { kind: of.kind, certificate: of.certificate, sign: async (text) => {
    const { result } = await act('/api/signing-requests', {}, { text } as never)
    const { id } = await agent<{ id: string }>('/requests', { request: String(result.request), certificate: of.fingerprint })
    return outcome(id)
  } }
}
