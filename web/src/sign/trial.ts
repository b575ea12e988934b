// What the centre found of a trial signature, a line each, with what to do.
import type { Told } from '../api/client'
import { beijing } from '../base/time'
import type { Pair, Step } from '../check/steps'
import type { Kind } from '../base/certificate'

export interface Answer extends Told { what: 'own' | 'sign' | 'seal'; at: string; error?: string; message?: Pair }
export interface Trial { certificate: { name: string; code: string | null; kind: Kind; from: string; until: string; fingerprint: string }; authority: string | null; answers: Answer[] }

const DO: Record<string, Pair> = {
  CERT_OTHER: { zh: '请用登记在本单位名下的证书；单位代码登记有误的，请先更正登记', en: 'use one of your own organisation, or have its code corrected' },
  CERT_NOT_YET: { zh: '请在生效以后使用', en: 'use it from then on' },
  CERT_EXPIRED: { zh: '请在此之前向认证机构办理延期或者换证，并再次检测', en: 'have it renewed before, and try again' },
  CERT_USE: { zh: '双证书的，请选择签名证书', en: 'of a pair choose the one to sign by' },
  CERT_AUTHORITY: { zh: '请向本中心受理的认证机构申请证书', en: 'ask an authority that this centre takes' },
  CERT_SUSPENDED: { zh: '请换用其他认证机构的证书，或者向中心询问何时恢复', en: 'use one of another authority, or ask the centre' },
  CERT_REVOKED: { zh: '这张证书不能再用，请向认证机构申请新证书', en: 'it is of no more use: ask for a new one' },
  CERT_UNCHECKED: { zh: '请稍后再试；一小时后仍然如此的，请告知中心', en: 'try later, and tell the centre if it stays so' },
  NO_TRUST_LIST: { zh: '请告知中心', en: 'tell the centre' },
}
const NAMES: Record<Answer['what'], Pair> = { own: { zh: '是本单位的证书', en: 'It is your organisation’s' }, sign: { zh: '用于签名', en: 'To sign by' }, seal: { zh: '用于加密', en: 'To seal for' } }
function why(a: Answer): Pair {
  const what = DO[a.error ?? ''], zh = a.detailZh ?? a.detail, en = a.detail ?? a.detailZh
  return { zh: [a.message?.zh, zh].filter(Boolean).join('：') + (what ? `。${what.zh}。` : '。'), en: [a.message?.en, en].filter(Boolean).join(': ') + (what ? `; ${what.en}.` : '.') }
}
/** A key that only signs is as good for a bid: that it does not seal is no fault. */
export function trialSteps(t: Trial): Step[] {
  const signs: Step = { id: 'signed', zh: '试签', en: 'Trial signature', state: 'ok', detail: { zh: '签名成立：密钥与证书相符。', en: 'it holds: the key is the certificate’s.' } }
  return [signs, ...t.answers.map((a, i): Step => {
    const when = i > 0 ? beijing(Date.parse(a.at)) : '', name: Pair = { zh: when ? `${NAMES[a.what].zh}（${when}）` : NAMES[a.what].zh, en: when ? `${NAMES[a.what].en} (${when})` : NAMES[a.what].en }
    if (a.error === undefined) return { id: `${a.what}-${i}`, ...name, state: 'ok', detail: a.what === 'own' ? { zh: '代码与登记的一致。', en: 'its code is the one on record.' } : { zh: '本中心受理。', en: 'this centre takes it.' } }
    if (a.what === 'seal' && a.error === 'CERT_USE') return { id: `${a.what}-${i}`, ...name, state: 'skipped', detail: { zh: '只用于签名，不影响投标；保管密钥的单位另需加密证书。', en: 'it only signs, which a bid is content with; a custodian needs another.' } }
    return { id: `${a.what}-${i}`, ...name, state: 'failed', detail: why(a) }
  })]
}
