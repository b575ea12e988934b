// A key on a phone: made there, its certificate issued for its request; a desktop signs in by it and hands in a bid, and each
// way of not signing says what to do. Prints "ok", "FAIL" and a count.
import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { ended, failures, look, part, person, site, trades } from './site.mjs'

const heng = process.env.HENG ?? '../build/heng', s = await site(), at = '2026-03-02T01:00:00Z', ca = join(s.dir, 'centre', 'trust'), NAME = '绵阳建设有限公司', CODE = '91510700205412308D'
function ran(...args) { const r = spawnSync(heng, args, { encoding: 'utf8' }); if (r.status !== 0) throw new Error(r.stderr) }
ran('ca', 'make', ca, '--at', at)
await fetch(`${s.url}/api/parties`, { method: 'POST', headers: { 'Content-Type': 'application/json', 'Idempotency-Key': 'party' }, body: JSON.stringify({ name: NAME, contact: '经办人', identifier: { scheme: 'CN-USCC', id: CODE }, roles: ['tenderer'] }) })
const phone = await person(s, { viewport: { width: 390, height: 844 }, isMobile: true, hasTouch: true }), desktop = await person(s)
const dialog = desktop.getByRole('dialog')
/** What the desktop shows: where the phone goes, and the number. */
async function shown() {
  await dialog.waitFor()
  await dialog.getByText('不能扫码').click()
  return { address: await dialog.locator('code.opens').innerText(), number: await dialog.locator('.number').innerText() }
}
async function type(number, button) {
  await phone.getByLabel('电脑上显示的两位数字').fill(number)
  await phone.getByRole('button', { name: button, exact: true }).click()
}

await part('a key is made on the phone, and only its request leaves it', async () => {
  await phone.goto(`${s.url}/work/phone`)
  await phone.getByRole('button', { name: '生成密钥' }).click()
  await phone.getByRole('alert').getByText('18 位统一社会信用代码').waitFor()
  await look(phone, 'phone-empty')
  await phone.getByLabel('单位名称').fill(NAME)
  await phone.getByLabel('统一社会信用代码').fill(CODE)
  await phone.getByRole('button', { name: '生成密钥' }).click()
  const saved = phone.waitForEvent('download')
  await phone.getByRole('button', { name: '保存证书请求文件' }).click()
  await (await saved).saveAs(join(s.dir, 'phone.csr'))
  await look(phone, 'phone-request')
  const exported = await phone.evaluate(() => new Promise((done) => {
    indexedDB.open('heng.phone').onsuccess = (e) => { e.target.result.transaction('own').objectStore('own').get('key').onsuccess = (r) => { crypto.subtle.exportKey('pkcs8', r.target.result.keys.privateKey).then(() => done('exported'), (x) => done(x.name)) } }
  }))
  if (exported !== 'InvalidAccessError') failures.push(`the private key: ${exported}`)
})
await part('its certificate is taken, another key’s is not', async () => {
  const read = spawnSync('openssl', ['req', '-in', join(s.dir, 'phone.csr'), '-verify', '-noout'], { encoding: 'utf8' })
  if (read.status !== 0) failures.push(read.stderr)
  ran('ca', 'issue', ca, 'p256', join(s.dir, 'other'), '--name', NAME, '--code', CODE, '--at', at)
  ran('ca', 'issue', ca, 'p256', join(s.dir, 'phone'), '--request', join(s.dir, 'phone.csr'), '--name', NAME, '--code', CODE, '--at', at)
  await phone.locator('#f-phone-certificate').setInputFiles(join(s.dir, 'other', 'sign.pem'))
  await phone.getByText('这张证书是另一把密钥的').waitFor()
  await phone.locator('#f-phone-certificate').setInputFiles(join(s.dir, 'phone', 'sign.pem'))
  await phone.getByRole('heading', { name: '本机的证书' }).waitFor()
  await phone.reload()
  await phone.getByRole('heading', { name: '本机的证书' }).waitFor()
  await look(phone, 'phone-ready')
  await new Promise((ready) => setTimeout(ready, 2500)) // the server looks for a new list once a second
})
await part('the desktop asks which certificate it is; a wrong number is forgiven once', async () => {
  await desktop.goto(`${s.url}/work/sign-in`)
  await desktop.getByText('用数字证书登录', { exact: true }).click()
  await desktop.getByRole('button', { name: '连接手机' }).click()
  const asked = await shown()
  await look(desktop, 'phone-dialog-pair')
  await phone.goto(asked.address)
  await phone.getByText('这一步只出示证书').waitFor()
  await look(phone, 'phone-pair')
  await type(asked.number === '99' ? '98' : '99', '出示证书')
  await phone.getByRole('alert').getByText('还可以再试 2 次').waitFor()
  await type(asked.number, '出示证书')
  await phone.getByText('✓ 已出示证书').waitFor()
  await desktop.getByText(`✓ 手机上的证书：${NAME}`).waitFor()
  await look(desktop, 'phone-paired')
})
async function askSignIn() {
  await desktop.getByRole('button', { name: /用这张证书登录/ }).click()
  await desktop.getByRole('button', { name: '签名并登录' }).click()
  return shown()
}
await part('cancelled, refused, three wrong numbers: each says what to do', async () => {
  await askSignIn()
  await desktop.keyboard.press('Escape')
  await desktop.getByRole('alert').getByText('已取消，手机没有签名').waitFor()
  await phone.goto((await askSignIn()).address)
  await phone.getByRole('button', { name: '拒绝' }).click()
  await phone.getByText('✕ 已拒绝').waitFor()
  await look(phone, 'phone-refused')
  await desktop.getByRole('alert').getByText('手机上拒绝了签名').waitFor()
  const asked = await askSignIn()
  await phone.goto(asked.address)
  for (const said of ['还可以再试 2 次', '还可以再试 1 次', '请求已经结束']) {
    await type(asked.number === '99' ? '98' : '99', '签名')
    await phone.getByRole('alert').getByText(said).waitFor()
  }
  await desktop.getByRole('alert').getByText('三次输入的数字都不符').waitFor()
  await look(desktop, 'phone-ended')
})
await part('signs in by the phone, which says what it signs', async () => {
  const asked = await askSignIn()
  await phone.goto(asked.address)
  await phone.getByText('登录', { exact: true }).first().waitFor()
  await phone.getByText(s.url, { exact: true }).waitFor()
  await look(phone, 'phone-sign-in')
  await type(asked.number, '签名')
  await phone.getByText('✓ 已签名').waitFor()
  await desktop.getByRole('heading', { name: '待办' }).waitFor()
  if (!(await desktop.evaluate(async () => (await fetch('/api/session')).json())).certificate) failures.push('not signed in by certificate')
  await phone.goto(asked.address)
  await phone.getByText('请回到电脑重新发起').waitFor()
  await look(phone, 'phone-over')
})
await part('hands in a bid that the phone signed', async () => {
  const { party, post, tender } = trades(s), buyer = await party('县教育局', 'procuringEntity', 'B:1'), t = await tender(buyer)
  for (const step of ['confirmation', 'publication']) await post(`/api/tenders/${t.id}/${step}`, null, buyer.token)
  await desktop.goto(`${s.url}/work/lots/${t.lot}/bid`)
  await desktop.getByRole('button', { name: '用这部手机签名' }).click()
  await desktop.getByText('递交时用所选的证书').waitFor()
  await desktop.locator('#f-price').fill('4800000')
  await desktop.getByRole('button', { name: '下一步：核对' }).click()
  await desktop.getByRole('button', { name: '密封并递交' }).click()
  const asked = await shown()
  await look(desktop, 'phone-dialog-bid')
  await phone.goto(asked.address)
  await phone.getByText('递交投标文件', { exact: true }).waitFor()
  await phone.getByText('教学楼1施工').waitFor()
  await look(phone, 'phone-bid')
  await type(asked.number, '签名')
  await phone.getByText('✓ 已签名').waitFor()
  await desktop.getByRole('heading', { name: /已受理/ }).waitFor()
})
await part('tries the certificate: machine, whose it is, now and on a day', async () => {
  await desktop.goto(`${s.url}/work/check-key`)
  await desktop.getByText('密封成功').waitFor()
  await look(desktop, 'check-key-empty')
  await desktop.getByRole('button', { name: '用这部手机签名' }).click()
  await desktop.getByLabel('另查这一天').fill('2027-04-01T09:00')
  await desktop.getByRole('button', { name: '试签并检测' }).click()
  const asked = await shown()
  await phone.goto(asked.address)
  await phone.getByText('试签（检测证书，不办理任何事项）').waitFor()
  await type(asked.number, '签名')
  await desktop.getByText('签名成立：密钥与证书相符').waitFor()
  await desktop.getByText('演练认证机构（P-256）').waitFor()
  await desktop.locator('.checks .failed').getByText('请在此之前向认证机构办理延期').waitFor()
  await look(desktop, 'check-key')
})
await part('a phone whose log keys are others signs nothing', async () => {
  await phone.evaluate(() => { for (const name of Object.keys(localStorage)) if (name.startsWith('heng.log-keys')) localStorage.setItem(name, JSON.stringify({ text: 'other\n', since: 1 })) })
  await desktop.evaluate(() => fetch('/api/session', { method: 'DELETE', headers: { 'X-CSRF-Token': localStorage.getItem('heng.csrf') } }))
  await desktop.goto(`${s.url}/work/sign-in`)
  await desktop.getByText('用数字证书登录', { exact: true }).click()
  await desktop.getByRole('button', { name: '用这部手机签名' }).click()
  await phone.goto((await askSignIn()).address)
  await phone.getByRole('alert').getByText('与本机以前保存的不同').waitFor()
  await look(phone, 'phone-other-keys')
  await dialog.getByRole('button', { name: '取消' }).click()
})
await ended(s)
