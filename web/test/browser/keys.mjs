// A tender that is bid for by certificates of every authority, by each way to a key: a token and a PKCS #12 file by the agent, a phone,
// and files; one authority is suspended. What comes of it is verified by the trust list. Prints "ok", "FAIL" and a count.
import { spawn, spawnSync } from 'node:child_process'
import { copyFileSync, mkdirSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { ended, failures, look, part, person, site, trades } from './site.mjs'

const heng = process.env.HENG ?? '../build/heng', s = await site(), at = '2026-03-02T01:00:00Z', centre = join(s.dir, 'centre'), ca = join(centre, 'trust')
const MODULE = '/usr/lib/softhsm/libsofthsm2.so', PIN = '123456', tokens = join(s.dir, 'tokens'), env = { ...process.env, SOFTHSM2_CONF: join(s.dir, 'softhsm2.conf') }
const WHO = { rsa: ['东山建设有限公司', '91510700205412308D'], p256: ['南山建设有限公司', '914403001922038216'], sm2: ['西山建设有限公司', '9144030071526726XG'], ending: ['北岭建设有限公司', '91330100799655058B'], suspended: ['中州建设有限公司', '91350100M000100Y43'] }
const file = (name) => join(s.dir, name), files = (kind) => ['sign.pem', 'sign.key'].map((f) => file(`${kind}/${f}`))
function ran(program, ...args) { const r = spawnSync(program, args, { encoding: 'utf8', env }); if (r.status !== 0) throw new Error(`${program} ${args[0]}: ${r.stderr}${r.stdout}`); return r.stdout }

ran(heng, 'ca', 'make', ca, '--at', at)
ran(heng, 'ca', 'issue', ca, 'p256', file('tsa'), '--name', '时间戳服务机构', '--timestamps', '--at', at)
for (const f of ['pem', 'key']) copyFileSync(file(`tsa/sign.${f}`), join(centre, 'keys', `tsa.${f}`))
await s.stop()
await s.serve() // its signer reads the key of timestamps
for (const [kind, [name, id]] of Object.entries(WHO)) {
  const made = await fetch(`${s.url}/api/parties`, { method: 'POST', headers: { 'Content-Type': 'application/json', 'Idempotency-Key': kind }, body: JSON.stringify({ name, contact: '经办人', identifier: { scheme: 'CN-USCC', id }, roles: ['tenderer'] }) })
  if (!made.ok) throw new Error(await made.text())
  if (kind !== 'p256') ran(heng, 'ca', 'issue', ca, kind, file(kind), '--name', name, '--code', id, '--at', at)
}
mkdirSync(tokens)
writeFileSync(env.SOFTHSM2_CONF, `directories.tokendir = ${tokens}\n`)
writeFileSync(file('secret'), 'secret\n')
ran('softhsm2-util', '--init-token', '--free', '--label', 'heng', '--so-pin', '12345678', '--pin', PIN)
ran('softhsm2-util', '--import', file('ending/sign.key'), '--token', 'heng', '--label', 'k', '--id', '01', '--pin', PIN)
ran('openssl', 'x509', '-in', file('ending/sign.pem'), '-outform', 'DER', '-out', file('ending.der'))
ran('pkcs11-tool', '--module', MODULE, '--token-label', 'heng', '--login', '--pin', PIN, '--write-object', file('ending.der'), '--type', 'cert', '--id', '01')
ran('openssl', 'pkcs12', '-export', '-inkey', file('rsa/sign.key'), '-in', file('rsa/sign.pem'), '-passout', 'pass:secret', '-out', file('rsa.p12'))
writeFileSync(file('keys'), await (await fetch(`${s.url}/log/keys`)).text())
const port = await new Promise((got) => { const free = createServer().listen(0, '127.0.0.1', () => { const n = free.address().port; free.close(() => got(n)) }) })
const agent = spawn(heng, ['agent', '--port', String(port), '--centre', s.url, file('keys'), '--module', MODULE, '--secret', file('secret'), '--p12', file('rsa.p12')], { stdio: ['ignore', 'pipe', 'inherit'], env })
await new Promise((ready, no) => { agent.stdout.once('data', ready); agent.once('exit', () => no(new Error('the agent did not start'))) })

const phone = await person(s, { viewport: { width: 390, height: 844 }, isMobile: true, hasTouch: true })
/** Each way: how its key is chosen on a page, and how what that page asks is signed. */
const byAgent = (kind, pin) => ({
  choose: async (page) => {
    await page.getByText('证书介质，或者本机的证书').click()
    await page.getByText('没有装，或者端口不同').click()
    await page.getByLabel('端口').fill(String(port))
    await page.getByRole('button', { name: /查找/ }).click()
    await page.getByLabel(new RegExp(WHO[kind][0])).check()
  },
  sign: async (page, does) => {
    const [opened] = await Promise.all([page.context().waitForEvent('page'), does()])
    if (pin) await opened.getByLabel(/PIN/).fill(pin)
    await opened.getByRole('button', { name: /^签名/ }).click()
    await opened.getByText('已签名。请关闭本窗口').waitFor()
    await opened.close()
  },
})
async function answer(page, button) {
  const dialog = page.getByRole('dialog')
  await dialog.getByText('不能扫码').click()
  await phone.goto(await dialog.locator('code.opens').innerText())
  await phone.getByLabel('电脑上显示的两位数字').fill(await dialog.locator('.number').innerText())
  await phone.getByRole('button', { name: button, exact: true }).click()
  await phone.getByText(/^✓ 已/).waitFor()
}
const byPhone = {
  choose: async (page) => {
    await page.getByText('扫码，在手机上核对').click()
    await page.getByRole('button', { name: '连接手机' }).click()
    await answer(page, '出示证书')
    await page.getByText(`✓ 手机上的证书：${WHO.p256[0]}`).waitFor()
  },
  sign: async (page, does) => { await does(); await answer(page, '签名') },
}
const byFiles = (kind) => ({
  choose: async (page) => {
    await page.getByText('只适合演练', { exact: true }).click()
    await page.locator('#f-certificate-key').setInputFiles(files(kind))
  },
  sign: async (_page, does) => { await does() },
})
const WAYS = { rsa: byAgent('rsa', ''), p256: byPhone, sm2: byFiles('sm2'), ending: byAgent('ending', PIN), suspended: byFiles('suspended') }, pages = {}
async function enter(kind) {
  const page = pages[kind] = await person(s), way = WAYS[kind]
  await page.goto(`${s.url}/work/sign-in`)
  await page.getByText('用数字证书登录', { exact: true }).click()
  await way.choose(page)
  await page.getByRole('button', { name: /用这张证书登录/ }).click()
  await way.sign(page, () => page.getByRole('button', { name: '签名并登录' }).click())
  return page
}
await part('a key on a phone, and its certificate', async () => {
  await phone.goto(`${s.url}/work/phone`)
  await phone.getByLabel('单位名称').fill(WHO.p256[0])
  await phone.getByLabel('统一社会信用代码').fill(WHO.p256[1])
  await phone.getByRole('button', { name: '生成密钥' }).click()
  const saved = phone.waitForEvent('download')
  await phone.getByRole('button', { name: '保存证书请求文件' }).click()
  await (await saved).saveAs(file('phone.csr'))
  ran(heng, 'ca', 'issue', ca, 'p256', file('p256'), '--request', file('phone.csr'), '--name', WHO.p256[0], '--code', WHO.p256[1], '--at', at)
  await phone.locator('#f-phone-certificate').setInputFiles(file('p256/sign.pem'))
  await phone.getByRole('heading', { name: '本机的证书' }).waitFor()
})
await part('four authorities let their holders in, the suspended one does not', async () => {
  for (const kind of ['rsa', 'p256', 'sm2', 'ending']) await (await enter(kind)).getByRole('heading', { name: '待办' }).waitFor()
  const page = await enter('suspended')
  await page.getByRole('alert').getByText('暂不受理该机构颁发的数字证书').waitFor()
  await look(page, 'keys-suspended')
})
const { party, post, tender } = trades(s), buyer = await party('县教育局', 'procuringEntity', 'B:1'), t = await tender(buyer)
for (const step of ['confirmation', 'publication']) await post(`/api/tenders/${t.id}/${step}`, null, buyer.token)
await part('each bids by its way', async () => {
  for (const [i, kind] of ['rsa', 'p256', 'sm2', 'ending'].entries()) {
    const page = pages[kind]
    await page.evaluate((to) => { history.pushState({}, '', to); dispatchEvent(new PopStateEvent('popstate', { state: {} })) }, `/work/lots/${t.lot}/bid`)
    await page.getByText('递交时用所选的证书').waitFor()
    await page.locator('#f-price').fill(String(4_800_000 + 10_000 * i))
    await page.getByRole('button', { name: '下一步：核对' }).click()
    await WAYS[kind].sign(page, () => page.getByRole('button', { name: '密封并递交' }).click())
    await page.getByRole('heading', { name: /已受理/ }).waitFor()
    if (kind === 'p256') await look(page, 'keys-bid')
  }
})
await part('all four hand in their keys, and their prices are read', async () => {
  const clock = (to) => post('/api/practice/clock', { to })
  await clock(t.closes)
  for (const kind of ['rsa', 'p256', 'sm2', 'ending']) {
    const page = pages[kind], to = `/work/lots/${t.lot}/key`
    if (kind === 'ending') { // its authority's time is over, and with it the session; the key of the bid is the browser's
      await page.goto(`${s.url}/work/sign-in`)
      await page.getByLabel('名称').fill(WHO.ending[0])
      await page.locator('.people').getByText(WHO.ending[0], { exact: true }).first().click()
      await page.getByRole('heading', { name: '待办' }).waitFor()
    }
    await page.goto(s.url + to)
    await page.getByRole('button', { name: '确认递交密钥' }).click()
    await page.getByText('已受理').first().waitFor()
  }
  await clock(new Date(Date.parse(t.closes) + 31 * 60_000).toISOString())
  const opening = await (await fetch(`${s.url}/api/lots/${t.lot}/opening`)).json()
  const prices = opening.bids.map((b) => b.form?.price.amount).sort()
  if (JSON.stringify(prices) !== JSON.stringify(['4800000.00', '4810000.00', '4820000.00', '4830000.00'])) failures.push(`prices: ${prices}`)
})
await part('the export says who signed what and when, and the trust list takes all four', async () => {
  await post(`/api/lots/${t.lot}/cancellation`, { reason: '规划调整' }, buyer.token)
  await new Promise((published) => setTimeout(published, 2500))
  ran(heng, 'export', centre, t.lot, file('trade.zip'))
  const said = ran(heng, 'verify', file('trade.zip'), '--trust', ca)
  for (const line of [/signatures: 4, .*which the trust list takes/, /timestamps: 4/]) if (!line.test(said)) failures.push(said)
})
agent.removeAllListeners('exit')
agent.kill()
await ended(s)
