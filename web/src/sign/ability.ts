// What a bid wants of the machine, tried: cryptography, keeping, clock, and a sealing whose result is thrown away.
import { serverNow } from '../base/time'
import type { Pair, Step } from '../check/steps'
import { sealInWorker } from '../seal/client'
import { SealFault } from '../seal/fault'
import { newSecretFor } from '../bid/custody'

const CLOCK_MS = 60_000, KEPT = 'heng.trial'
const NEWER: Pair = { zh: '请换用较新的 Chrome、Edge、Firefox 或者 Safari。', en: 'use a newer Chrome, Edge, Firefox or Safari.' }
function step(id: string, name: Pair, held: boolean, ok: Pair, failed: Pair): Step { return { id, ...name, state: held ? 'ok' : 'failed', detail: held ? ok : failed } }
async function holds(run: () => unknown): Promise<boolean> { try { await run(); return true } catch { return false } }
function database(): Promise<void> {
  return new Promise((done, failed) => {
    const ask = indexedDB.open(KEPT)
    ask.onsuccess = () => { ask.result.close(); indexedDB.deleteDatabase(KEPT); done() }
    ask.onerror = () => { failed(ask.error ?? new Error(KEPT)) }
  })
}
async function sealed(): Promise<Pair | null> {
  const binding = { centre: '12660000MB2000005T', lot: '01JN0000000000000000000000', party: '01JN0000000000000000000001', part: 'form' as const }
  try {
    await sealInWorker({ do: 'seal', binding, secret: await newSecretFor(binding, null), json: '{"price":{"amount":"1.00","currency":"CNY"}}' }).done
    return null
  } catch (e) { return e instanceof SealFault ? { zh: `${e.zh}。`, en: `${e.en}.` } : NEWER }
}
/** In a practice centre the clock is moved: this machine's says nothing of it. */
export async function machineSteps(practice: boolean): Promise<Step[]> {
  const secure = isSecureContext && typeof crypto.subtle === 'object', off = Math.round(Math.abs(Date.now() - serverNow()) / 1000)
  const edwards = secure && await holds(() => crypto.subtle.generateKey('Ed25519', false, ['sign', 'verify']))
  const keeps = await holds(() => { localStorage.setItem(KEPT, '1'); localStorage.removeItem(KEPT) }) && await holds(database)
  const fault = await sealed(), clock: Pair = { zh: '时钟', en: 'Clock' }
  return [
    step('crypto', { zh: '浏览器密码功能（WebCrypto）', en: 'Cryptography of the browser' }, secure, { zh: '可用。', en: 'there.' }, { zh: `不可用：请从 https:// 开头的网址打开本页；仍然不行的，${NEWER.zh}`, en: `none: open this page at an address with https://, else ${NEWER.en}` }),
    step('ed25519', { zh: '核验日志的签名（Ed25519）', en: 'Signatures of the log (Ed25519)' }, edwards, { zh: '可用。', en: 'there.' }, { zh: `不可用，不能在本机核验回执。${NEWER.zh}`, en: `none, so receipts cannot be checked here: ${NEWER.en}` }),
    step('keeps', { zh: '保存草稿和密钥', en: 'Keeping drafts and keys' }, keeps, { zh: '可用。', en: 'there.' }, { zh: '不能保存：请关闭无痕模式，或者允许本网站保存数据。', en: 'nothing is kept: leave the private mode, or allow this site to keep data.' }),
    step('worker', { zh: '试密封', en: 'A trial sealing' }, fault === null, { zh: '密封成功，结果已丢弃。', en: 'it was sealed, and thrown away.' }, fault ?? NEWER),
    practice ? { id: 'clock', ...clock, state: 'skipped', detail: { zh: '演练中心的时钟可以拨动，不与本机比较。', en: 'a practice centre’s clock is moved: it is not compared.' } }
      : step('clock', clock, off * 1000 <= CLOCK_MS, { zh: `与服务器相差 ${off} 秒。截止时间以服务器为准。`, en: `${off} s from the server’s, which is what counts.` }, { zh: `与服务器相差 ${off} 秒：请打开电脑的自动对时。截止时间以服务器为准。`, en: `${off} s from the server’s, which is what counts: let the machine set its clock.` }),
  ]
}
