// Signing by the agent of the own machine: a token (P-256) and a PKCS #12 file (SM2) sign in and hand in a bid, each confirmed in
// the agent's window; what goes wrong says what to do. Prints "ok", "FAIL" and a count.
import { spawn, spawnSync } from 'node:child_process'
import { createServer } from 'node:net'
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { browse, ended, failures, look, part, person, site, trades } from './site.mjs'

const heng = process.env.HENG ?? '../build/heng', s = await site(), at = '2026-03-02T01:00:00Z', ca = join(s.dir, 'centre', 'trust')
const MODULE = '/usr/lib/softhsm/libsofthsm2.so', PIN = '123456', CODES = { p256: '914403001922038216', sm2: '9144030071526726XG' }
const tokens = join(s.dir, 'tokens'), env = { ...process.env, SOFTHSM2_CONF: join(s.dir, 'softhsm2.conf') }
function ran(program, ...args) { const r = spawnSync(program, args, { encoding: 'utf8', env }); if (r.status !== 0) throw new Error(`${program} ${args[0]}: ${r.stderr}`); return r.stdout }
const file = (name) => join(s.dir, name)
mkdirSync(tokens)
writeFileSync(env.SOFTHSM2_CONF, `directories.tokendir = ${tokens}\n`)
writeFileSync(file('secret'), 'secret\n')
ran(heng, 'ca', 'make', ca, '--at', at)
for (const [kind, id] of Object.entries(CODES)) {
  await fetch(`${s.url}/api/parties`, { method: 'POST', headers: { 'Content-Type': 'application/json', 'Idempotency-Key': kind }, body: JSON.stringify({ name: `${kind} 建设有限公司`, contact: '经办人', identifier: { scheme: 'CN-USCC', id }, roles: ['tenderer'] }) })
  ran(heng, 'ca', 'issue', ca, kind, file(kind), '--name', kind === 'p256' ? '南山建设有限公司' : '北岭建设有限公司', '--code', id, '--at', at)
}
ran('softhsm2-util', '--init-token', '--free', '--label', 'heng', '--so-pin', '12345678', '--pin', PIN)
ran('softhsm2-util', '--import', file('p256/sign.key'), '--token', 'heng', '--label', 'k', '--id', '01', '--pin', PIN)
ran('openssl', 'x509', '-in', file('p256/sign.pem'), '-outform', 'DER', '-out', file('p256.der'))
ran('pkcs11-tool', '--module', MODULE, '--token-label', 'heng', '--login', '--pin', PIN, '--write-object', file('p256.der'), '--type', 'cert', '--id', '01')
ran('openssl', 'pkcs12', '-export', '-inkey', file('sm2/sign.key'), '-in', file('sm2/sign.pem'), '-passout', 'pass:secret', '-out', file('sm2.p12'))
writeFileSync(file('keys'), await (await fetch(`${s.url}/log/keys`)).text())
const port = await new Promise((got) => { const free = createServer().listen(0, '127.0.0.1', () => { const n = free.address().port; free.close(() => got(n)) }) })
const agent = spawn(heng, ['agent', '--port', String(port), '--centre', s.url, file('keys'), '--module', MODULE, '--secret', file('secret'), '--p12', file('sm2.p12')], { stdio: ['ignore', 'pipe', 'inherit'], env })
await new Promise((ready, no) => { agent.stdout.once('data', ready); agent.once('exit', () => no(new Error('the agent did not start'))) })
await new Promise((ready) => setTimeout(ready, 2500)) // the server looks for a new list once a second

const WAY = '证书介质，或者本机的证书'
async function ways(page, at_port) {
  if (await page.getByText('没有装，或者端口不同').count() === 0) await page.getByText(WAY).click()
  await page.getByText('没有装，或者端口不同').click()
  await page.getByLabel('端口').fill(String(at_port))
  await page.getByRole('button', { name: /查找/ }).click()
}
async function open(name, by = s, options = {}) {
  const page = await person(by, options)
  await page.goto(`${s.url}/work/sign-in`)
  await page.getByText('用数字证书登录', { exact: true }).click()
  await ways(page, port)
  await page.getByLabel(new RegExp(name)).check()
  return page
}
/** Does what opens the agent's window; that window. */
async function window_of(page, does) {
  const [opened] = await Promise.all([page.context().waitForEvent('page'), does()])
  await opened.getByRole('heading', { name: /签名确认/ }).waitFor()
  return opened
}
async function sign(opened, pin) {
  if (pin) await opened.getByLabel(/PIN/).fill(pin)
  await opened.getByRole('button', { name: /^签名/ }).click()
}
const pages = {}
await part('an agent that is not there: what to do is said', async () => {
  const page = await person(s)
  await page.goto(`${s.url}/work/sign-in`)
  await page.getByText('用数字证书登录', { exact: true }).click()
  await ways(page, 1)
  await page.getByRole('alert').getByText('没有找到本机的签名助手').waitFor()
  await look(page, 'agent-away')
})
await part('signing in by a token and by a PKCS #12 file, confirmed in the agent’s window', async () => {
  for (const [kind, name, pin] of [['p256', '南山', PIN], ['sm2', '北岭', '']]) {
    const page = pages[kind] = await open(name)
    if (kind === 'p256') await look(page, 'agent-certificates')
    await page.getByRole('button', { name: /用这张证书登录/ }).click()
    const opened = await window_of(page, () => page.getByRole('button', { name: '签名并登录' }).click())
    await page.getByRole('heading', { name: '请在签名助手的窗口里确认' }).waitFor()
    if (kind === 'p256') {
      await look(page, 'agent-wait')
      await look(opened, 'agent-confirm-sign-in')
      await sign(opened, '000000')
      await opened.getByRole('alert').getByText('PIN 或者口令不正确').waitFor()
      await look(opened, 'agent-confirm-wrong-pin')
    }
    await sign(opened, pin)
    await opened.getByText('已签名。请关闭本窗口').waitFor()
    if (kind === 'p256') await look(opened, 'agent-confirm-signed')
    await page.getByRole('heading', { name: '待办' }).waitFor()
    await opened.close()
    const session = await page.evaluate(async () => (await fetch('/api/session')).json())
    if (!session.certificate || !session.roles.includes('tenderer')) failures.push(`${kind}: ${JSON.stringify(session)}`)
  }
})
await part('a bid signed so; who does not sign, or cancels, loses nothing', async () => {
  const { party, post, tender } = trades(s), buyer = await party('县教育局', 'procuringEntity', 'B:1'), t = await tender(buyer)
  for (const step of ['confirmation', 'publication']) await post(`/api/tenders/${t.id}/${step}`, null, buyer.token)
  for (const [kind, pin] of [['p256', PIN], ['sm2', '']]) {
    const page = pages[kind], hand_in = () => page.getByRole('button', { name: '密封并递交' }).click()
    await page.evaluate((to) => { history.pushState({}, '', to); dispatchEvent(new PopStateEvent('popstate', { state: {} })) }, `/work/lots/${t.lot}/bid`)
    await page.getByText('递交时用所选的证书').waitFor()
    await page.locator('#f-price').fill('4800000')
    await page.getByRole('button', { name: '下一步：核对' }).click()
    let opened = await window_of(page, hand_in)
    if (kind === 'p256') {
      await opened.getByRole('button', { name: /^不签名/ }).click()
      await page.getByRole('alert').getByText('选择了不签名').first().waitFor()
      await opened.close()
      await look(page, 'agent-bid-refused')
      await page.getByRole('button', { name: '下一步：核对' }).click()
      opened = await window_of(page, hand_in)
      await page.getByRole('button', { name: '取消' }).click()
      await page.getByRole('alert').getByText('已取消，没有签名').first().waitFor()
      await opened.close()
      await page.getByRole('button', { name: '下一步：核对' }).click()
      opened = await window_of(page, hand_in)
      await opened.getByText('递交投标文件').waitFor()
      await look(opened, 'agent-confirm-bid')
    }
    await sign(opened, pin)
    await page.getByRole('heading', { name: /已受理/ }).waitFor()
    await opened.close()
  }
})
await part('another centre’s page is not answered', async () => {
  const answer = await fetch(`http://127.0.0.1:${port}/keys`, { headers: { Origin: 'http://127.0.0.1:1' } })
  if (answer.status !== 403 || await answer.text() !== '') failures.push(`another origin: ${answer.status}`)
})
await part('a centre on the internet: nothing is reached before the browser was allowed to', async () => {
  const browser = await browse([`--ip-address-space-overrides=127.0.0.1:${s.port}=public`])
  const page = await person({ browser })
  page.removeAllListeners('console') // the browser says there, too, that it does not allow it
  await page.goto(`${s.url}/work/sign-in`)
  await page.getByText('用数字证书登录', { exact: true }).click()
  await ways(page, port)
  await page.getByRole('alert').getByText('浏览器没有允许本页访问本机的签名助手').waitFor()
  const allowed = await open('北岭', { browser }, { permissions: ['local-network-access'] })
  await allowed.getByRole('button', { name: /用这张证书登录/ }).click()
  await sign(await window_of(allowed, () => allowed.getByRole('button', { name: '签名并登录' }).click()))
  await allowed.getByRole('heading', { name: '待办' }).waitFor()
  await browser.close()
})
await part('a token that is pulled out: what to do is said', async () => {
  const page = await open('南山')
  agent.removeAllListeners('exit')
  for (const t of spawnSync('ls', [tokens], { encoding: 'utf8' }).stdout.trim().split('\n')) spawnSync('rm', ['-r', join(tokens, t)])
  await page.getByRole('button', { name: /用这张证书登录/ }).click()
  await page.getByRole('button', { name: '签名并登录' }).click()
  await page.getByRole('alert').getByText('没有找到证书介质').first().waitFor()
  await look(page, 'agent-token-gone')
})
agent.removeAllListeners('exit')
agent.kill('SIGTERM')
await ended(s)
