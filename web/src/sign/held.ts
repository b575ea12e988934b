// The key that signs in this tab: taken at sign-in or chosen beside what is signed, gone with the tab or the session.
import { shallowRef, watch } from 'vue'
import type { Component } from 'vue'
import { hex, unbase64 } from '../base/bytes'
import { canonical } from '../base/canonical'
import { t } from '../base/lang'
import { HOUR_MS, serverNow } from '../base/time'
import { act, Refused, session } from '../api/client'
import type { Fault } from '../parts/schema'
import type { Signer } from './key'

export const signer = shallowRef<Signer | null>(null)
/** What a signer elsewhere shows while it is waited for; the shell has its place. */
export const waiting = shallowRef<Component | null>(null)
watch(session, (s) => { if (s === null) signer.value = null })

/** Who signed in by certificate signs by it, and has not chosen it yet. */
export function wantsSigner(): Fault | null {
  return session.value?.certificate && !signer.value ? { at: '/ways', message: t('凭数字证书登录的，须用证书签名：请选择证书', 'Who signed in by certificate signs by it: choose the certificate') } : null
}

/** What a person signs (docs/signature-format.md): for what, where, until when, and what was shown. */
export interface Statement { centre: string; object: string; party: string; purpose: string; shown: Record<string, string> }
export interface Signature { statement: string; value: string; /** RFC 3161, over the value */ timestamp?: string }
const NONCE_BYTES = 32, PATIENCE_MS = 4_000
/** A timestamp over a signature; none where the centre has no authority for it, or it does not answer: the receipt says when, too. */
async function timestamp(value: string): Promise<{ timestamp?: string }> {
  const digest = hex(new Uint8Array(await crypto.subtle.digest('SHA-256', unbase64(value)!)))
  const late = new Promise<null>((done) => { setTimeout(() => { done(null) }, PATIENCE_MS) }) // the bid does not wait for it
  try { const came = await Promise.race([act('/api/timestamps', {}, { digest } as never), late]); return came ? { timestamp: String(came.result.token) } : {} } catch (e) {
    if (e instanceof Refused && ['NO_TSA', 'TSA', 'BUSY'].includes(e.refusal.error)) return {}
    throw e
  }
}
/** Signs what is shown. What is signed again, because its answer was lost, is the same text while it holds. */
export function useSignature() {
  let of = '', until = 0, made: Signature | null = null
  return async (s: Statement): Promise<Signature | null> => {
    const by = signer.value, now = JSON.stringify([s, by?.certificate])
    if (!by) return null
    if (made && of === now && serverNow() < until) return made
    const expires = serverNow() + HOUR_MS, nonce = hex(crypto.getRandomValues(new Uint8Array(NONCE_BYTES)))
    const statement = canonical({ ...s, expires: new Date(expires).toISOString(), nonce, origin: location.origin, v: 1 })
    const value = await by.sign(statement)
    made = { statement, value, ...await timestamp(value) }
    of = now
    until = expires
    return made
  }
}
