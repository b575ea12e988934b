// A key on a phone: what is to be signed goes to the centre as a signing request, the phone reads it there, and this page waits
// for the answer. The dialogue is PhoneDialog.
import { base64, hex, unbase64 } from '../base/bytes'
import { readCertificate } from '../base/certificate'
import type { Certificate } from '../base/certificate'
import { forget, keep, kept } from '../base/kept'
import type { Pair } from '../base/lang'
import { serverNow } from '../base/time'
import { act, ask, fill, get, Refused } from '../api/client'
import { asking } from './asking'
import type { Signer } from './key'

const POLL_MS = 1_200, KEPT = 'heng.phone-certificate'
interface Came { state: 'waiting' | 'answered' | 'refused' | 'ended'; signature?: string; certificate?: string }
/** Why there is no signature, and what to do: said where a refusal of the centre would be. */
function stopped(error: string, message: Pair): Refused { return new Refused({ status: 0, error, message }) }
const WHY = {
  cancelled: () => stopped('PHONE_CANCELLED', { zh: '已取消，手机没有签名。需要时请重新发起。', en: 'Cancelled; the phone signed nothing. Ask again when you want to.' }),
  refused: () => stopped('PHONE_REFUSED', { zh: '手机上拒绝了签名。如果不是您本人拒绝的，请核对二维码有没有被别人扫过，再重新发起。', en: 'It was refused on the phone. If that was not you, see who else could scan the code, then ask again.' }),
  ended: () => stopped('PHONE_ENDED', { zh: '手机上三次输入的数字都不符，请求已经结束。请重新发起，照屏幕上的新数字输入。', en: 'Three wrong numbers were typed, which ended it. Ask again and type the new number.' }),
  expired: () => stopped('PHONE_EXPIRED', { zh: '两分钟内没有收到手机的签名，请求已经过期。请先打开手机浏览器，再重新发起；手机不在身边的，改用其他方式。', en: 'No signature came within two minutes. Have the phone at hand and ask again, or use another way.' }),
  other: () => stopped('PHONE_OTHER', { zh: '手机用另一张证书签了名，没有采用。请核对是不是您的手机，或者在这里重新选择手机上的证书。', en: 'The phone signed by another certificate, so this was not used. See whether it is your phone, or choose its certificate anew.' }),
  unreadable: () => stopped('PHONE_UNREADABLE', { zh: '手机上的证书不能读取，请在手机上更换证书。', en: 'The phone’s certificate cannot be read: take another one on the phone.' }),
}
function wait(ms: number, stop: AbortSignal): Promise<void> {
  return new Promise((done) => {
    const timer = setTimeout(done, ms)
    stop.addEventListener('abort', () => { clearTimeout(timer); done() }, { once: true })
  })
}
/** What the phone says to that request; none: its certificate. Refused: why nothing came. */
async function answered(request: string | null, purpose: string | null): Promise<Came> {
  const { id, secret, number, expires } = (await act<'/api/phone-requests', { id: string; secret: string; number: number; expires: string }>('/api/phone-requests', {}, request === null ? {} : { request })).result
  const stop = new AbortController(), ends = Date.parse(expires)
  asking.value = { number, expires: ends, purpose, address: `${location.origin}/work/phone/${id}`, picture: `/phone-requests/${id}/code`, cancel: () => { stop.abort() } }
  try {
    for (;;) {
      await wait(POLL_MS, stop.signal)
      if (stop.signal.aborted) {
        await ask('DELETE', fill('/api/phone-requests/{request}', { request: id })).catch(() => undefined) // it ends by itself, too
        throw WHY.cancelled()
      }
      const came = await get<Came>('/api/phone-answers/{secret}', { secret }).catch((e: unknown) => {
        if (!(e instanceof Refused)) throw e
        if (e.refusal.error === 'NOT_FOUND' || serverNow() > ends) throw WHY.expired()
        if (e.refusal.status !== 0 && e.refusal.status < 500) throw e
        return null // the line is down for a moment
      })
      if (came?.state === 'answered') return came
      if (came?.state === 'refused' || came?.state === 'ended') throw WHY[came.state]()
    }
  } finally { asking.value = null }
}

/** The phone that this browser knew last: a certificate is no secret. null: none. */
export function knownPhone(): { der: string; of: Certificate } | null {
  const der = kept(KEPT), bytes = der === null ? null : unbase64(der), of = bytes && readCertificate(bytes)
  return of ? { der: der!, of } : null
}
export function forgetPhone(): void { forget(KEPT) }
/** Asks a phone which certificate it has. */
export async function pairPhone(): Promise<Signer> {
  const der = (await answered(null, null)).certificate ?? '', bytes = unbase64(der)
  if (!bytes || !readCertificate(bytes)) throw WHY.unreadable()
  keep(KEPT, der)
  return phoneSigner(der)
}
/** Signs by the phone that has the key of that certificate (DER, base64). */
export function phoneSigner(certificate: string): Signer {
  const der = unbase64(certificate)!, own = hex(der)
  async function sign(text: string): Promise<string> {
    const { request } = (await act<'/api/signing-requests', { request: string }>('/api/signing-requests', {}, { text })).result
    const signature = (await answered(request, String((JSON.parse(text) as { purpose?: unknown }).purpose))).signature ?? ''
    // which certificate it says is told by the bytes; whether it holds the centre says
    if (!hex(unbase64(signature) ?? new Uint8Array()).includes(own)) throw WHY.other()
    return signature
  }
  return { kind: readCertificate(der)!.kind, certificate: base64(der), sign }
}
