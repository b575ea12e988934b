// Signing in by certificates of several authorities, with the key in a file; a revoked one ends the session. Prints
// "ok", "FAIL" and a count.
import { spawnSync } from 'node:child_process'
import { createHmac } from 'node:crypto'
import { join } from 'node:path'
import { ended, failures, look, part, person, site, trades } from './site.mjs'

const heng = process.env.HENG ?? '../build/heng', s = await site(), at = '2026-03-02T01:00:00Z', ca = join(s.dir, 'centre', 'trust')
function ran(...args) { const r = spawnSync(heng, args, { encoding: 'utf8' }); if (r.status !== 0) throw new Error(r.stderr) }
const CODES = { rsa: '91510700205412308D', p256: '914403001922038216', sm2: '9144030071526726XG' }
const files = (name) => ['sign.pem', 'sign.key'].map((f) => join(s.dir, name, f))
async function open(name) {
  const page = await person(s)
  await page.goto(`${s.url}/work/sign-in`)
  await page.getByText('用数字证书登录', { exact: true }).click()
  await page.getByText('只适合演练', { exact: true }).click()
  await page.locator('#f-certificate-key').setInputFiles(files(name))
  return page
}
async function enter(page) {
  await page.getByRole('button', { name: /用这张证书登录/ }).click()
  await page.getByRole('heading', { name: '您将签名的内容' }).waitFor()
  await page.getByRole('button', { name: '签名并登录' }).click()
}
ran('ca', 'make', ca, '--at', at)
for (const [kind, id] of Object.entries(CODES)) {
  await fetch(`${s.url}/api/parties`, { method: 'POST', headers: { 'Content-Type': 'application/json', 'Idempotency-Key': kind }, body: JSON.stringify({ name: `${kind} 建设有限公司`, contact: '经办人', identifier: { scheme: 'CN-USCC', id }, roles: ['tenderer'] }) })
  ran('ca', 'issue', ca, kind, join(s.dir, kind), '--name', '某公司', '--code', id, '--at', at)
}
ran('ca', 'issue', ca, 'suspended', join(s.dir, 'suspended'), '--name', '某公司', '--code', CODES.rsa, '--at', at)
await new Promise((ready) => setTimeout(ready, 2500)) // the server looks for a new list once a second

const pages = {}
await part('by RSA, P-256 and SM2; what is signed is shown first', async () => {
  for (const kind of Object.keys(CODES)) {
    const page = pages[kind] = await open(kind)
    await page.getByRole('button', { name: /用这张证书登录/ }).click()
    await page.getByText(s.url, { exact: true }).waitFor()
    if (kind === 'sm2') await look(page, 'sign-in-certificate')
    await page.getByRole('button', { name: '签名并登录' }).click()
    await page.getByRole('heading', { name: '待办' }).waitFor()
    const session = await page.evaluate(async () => (await fetch('/api/session')).json())
    if (!session.roles.includes('tenderer')) failures.push(`${kind}: ${JSON.stringify(session)}`)
  }
})
await part('who signed in by certificate signs the bid by it; after a reload the key is asked for again', async () => {
  const { party, post, tender } = trades(s), buyer = await party('县教育局', 'procuringEntity', 'B:1'), t = await tender(buyer)
  for (const step of ['confirmation', 'publication']) await post(`/api/tenders/${t.id}/${step}`, null, buyer.token)
  const bid = async (page, shot) => {
    await page.locator('#f-price').fill('4800000')
    if (shot) await look(page, `bid-${shot}`)
    await page.getByRole('button', { name: '下一步：核对' }).click()
    await page.getByRole('button', { name: '密封并递交' }).click()
  }
  for (const kind of Object.keys(CODES)) {
    const page = pages[kind]
    await page.evaluate((to) => { history.pushState({}, '', to); dispatchEvent(new PopStateEvent('popstate', { state: {} })) }, `/work/lots/${t.lot}/bid`)
    await page.getByText('递交时用所选的证书').waitFor()
    await bid(page, kind === 'sm2' ? 'signed' : '')
    await page.getByRole('heading', { name: /已受理/ }).waitFor()
  }
  const page = pages.p256
  await page.goto(`${s.url}/work/lots/${t.lot}/bid`)
  await page.locator('#f-certificate-key').waitFor({ state: 'attached' })
  await bid(page, 'unsigned')
  await page.getByRole('alert').getByText('须用证书签名：请选择').first().waitFor()
  await page.locator('#f-certificate-key').setInputFiles(files('rsa'))
  await bid(page)
  await page.getByRole('alert').getByText('数字证书不是该主体的').waitFor()
  await look(page, 'bid-another-certificate')
  await page.getByRole('button', { name: '换一张证书' }).click()
  await page.locator('#f-certificate-key').setInputFiles(files('p256'))
  await bid(page)
  await page.getByRole('heading', { name: /已受理/ }).waitFor()
})
await part('by password and code: wrong ones are told at once and lock nothing, right ones open', async () => {
  const { party } = trades(s), who = await party('某咨询公司', 'tenderer', 'B:2')
  const said = spawnSync(heng, ['credential', join(s.dir, 'centre'), who.person], { encoding: 'utf8' }), password = /password (\S+)/.exec(said.stdout)[1], secret = /secret=([A-Z2-7]+)/.exec(said.stdout)[1]
  const code = () => {
    const bits = [...secret].map((c) => 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'.indexOf(c).toString(2).padStart(5, '0')).join(''), key = Buffer.from(bits.match(/.{8}/g).map((b) => parseInt(b, 2)))
    const counter = Buffer.alloc(8)
    counter.writeBigUInt64BE(BigInt(Math.floor(Date.now() / 30_000)))
    const mac = createHmac('sha1', key).update(counter).digest()
    return String((mac.readUInt32BE(mac[19] & 15) & 0x7fffffff) % 1e6).padStart(6, '0')
  }
  const page = await person(s)
  await page.goto(`${s.url}/work/sign-in`)
  await page.getByText('用密码和动态码登录').click()
  const enter = () => page.getByRole('button', { name: '登录', exact: true }).click()
  await enter()
  await page.getByRole('alert').getByText('请填写人员编号').first().waitFor()
  await page.locator('#f-person').fill(who.person)
  await page.locator('#f-password').fill('x')
  await page.locator('#f-code').fill('000000')
  await look(page, 'sign-in-password')
  await enter()
  await page.getByRole('alert').getByText('密码或者动态码不正确').waitFor()
  await page.locator('#f-password').fill(password)
  await page.locator('#f-code').fill(code())
  await enter()
  await page.getByRole('heading', { name: '待办' }).waitFor()
})
await part('files that are no certificate with its key, and a suspended authority, are refused in words', async () => {
  const page = await open('rsa')
  await page.locator('#f-certificate-key').setInputFiles([files('rsa')[0]])
  await page.getByText('请同时选择证书文件和密钥文件').waitFor()
  await page.locator('#f-certificate-key').setInputFiles([files('rsa')[0], files('p256')[1]])
  await enter(page)
  await page.getByRole('alert').getByText('签名验证不通过').waitFor()
  await page.locator('#f-certificate-key').setInputFiles(files('suspended'))
  await enter(page)
  await page.getByText('暂不受理该机构颁发的数字证书').waitFor()
  await page.getByText('电子签名法').waitFor()
  await look(page, 'sign-in-refused')
})
await part('a revoked certificate ends its session and no other', async () => {
  const serial = spawnSync('openssl', ['x509', '-in', files('sm2')[0], '-noout', '-serial'], { encoding: 'utf8' }).stdout.trim().split('=')[1].toLowerCase()
  ran('ca', 'revoke', ca, 'sm2', serial, '--at', at)
  await new Promise((ready) => setTimeout(ready, 2500))
  const status = (page) => page.evaluate(async () => (await fetch('/api/session')).status)
  if (await status(pages.sm2) !== 401) failures.push('a revoked certificate still acts')
  if (await status(pages.rsa) !== 200) failures.push('another session ended, too')
})
await ended(s)
