// Keys of bids kept together: custodians register their certificates, an announcement names three of them, a tenderer loses its
// key, and two give it back. Prints "ok", "FAIL" and a count.
import { spawnSync } from 'node:child_process'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { ended, failures, look, part, person, signedIn, site, trades } from './site.mjs'

const heng = process.env.HENG ?? '../build/heng', s = await site(), { post, party } = trades(s), at = '2026-03-02T01:00:00Z', ca = join(s.dir, 'centre', 'trust')
function ran(...args) { const r = spawnSync(heng, args, { encoding: 'utf8' }); if (r.status !== 0) throw new Error(r.stderr); return r.stdout }
const file = (folder, name) => join(s.dir, folder, name), files = (folder, part = 'sign') => [`${part}.pem`, `${part}.key`].map((f) => file(folder, f))
/** authority, name, code and the certificate to seal for */
const KEEPERS = { notary: ['p256', '第一公证处', '91660100MA3B0001XN', 'sign'], bank: ['rsa', '保函银行', '91660100MA3B00028N', 'sign'], seat: ['sm2', '数字证书服务中心', '91660100MA3B00036H', 'seal'] }
ran('ca', 'make', ca, '--at', at)
for (const [id, [kind, name, code]] of Object.entries(KEEPERS)) ran('ca', 'issue', ca, kind, join(s.dir, id), '--name', name, '--code', code, '--at', at)
ran('ca', 'issue', ca, 'rsa', join(s.dir, 'renewed'), '--name', '保函银行', '--code', KEEPERS.bank[2], '--at', at)
await new Promise((ready) => setTimeout(ready, 2500)) // the server looks for a new list once a second

const click = (page, name) => page.getByRole('button', { name, exact: false }).first().click(), link = (page, name) => page.getByRole('link', { name, exact: false }).first().click()
const none = async (what, why) => { if (await what.count()) failures.push(why) }
const clockTo = (to) => post('/api/practice/clock', { to }), deadline = '2026-03-24T01:00:00Z'
const codeOf = (name) => ({ scheme: 'CN-USCC', id: Object.values(KEEPERS).find((k) => k[1] === name)[2] })
const register = async (name, role, identifier) => { const p = await post('/api/parties', { name, contact: '经办人', roles: [role], identifier }); return { ...p, name, token: (await post('/api/practice/sessions', { person: p.person, token: true })).token } }
const buyer = await party('县教育局', 'procuringEntity', '1'), a = await party('甲建筑有限公司', 'tenderer', '2'), b = await party('乙建筑有限公司', 'tenderer', '3'), c = await party('丙建筑有限公司', 'tenderer', '4')
const project = await post('/api/projects', { code: '1', name: '第二小学' }, buyer.token)
const made = await post('/api/tenders', { project: project.id, kind: 'works-lowest-price', title: '第二小学教学楼', mandatory: false, stateControlled: false, funding: 'private', qualification: 'after', method: 'open', organisation: 'self', lots: [{ title: '第二小学教学楼施工', ceiling: { amount: '5000000.00', currency: 'CNY' } }] }, buyer.token), lot = made.lots[0]
const home = await signedIn(s, buyer), pages = {}, keepers = {}

await part('an announcement without anybody to choose says so', async () => {
  await home.goto(`${s.url}/work/tenders/${made.id}/do/announce`)
  await home.getByText('还没有登记了证书的密钥保管人').waitFor()
  await none(home.getByRole('button', { name: '选择密钥保管人' }), 'there is nobody, and yet a choice')
})
await part('custodians register as such, and each its certificate to encrypt for', async () => {
  const page = pages.notary = await person(s)
  await page.goto(`${s.url}/work/register`)
  await page.locator('#f-identifier-id').fill(KEEPERS.notary[2])
  await page.locator('#f-name').fill('第一公证处')
  await page.locator('#f-contact').fill('经办人')
  await page.getByLabel('投标人').uncheck()
  await page.getByLabel('密钥保管人').check()
  for (const next of ['单位资料', '资质、人员、业绩', '核对']) await click(page, `下一步：${next}`)
  await click(page, '确认登记')
  await page.getByText('已受理').waitFor()
  await link(page, '进入工作台')
  await page.getByText('现在没有要办的事').waitFor()
  await link(page, '我的单位：密钥保管证书')
  for (const id of ['bank', 'seat']) {
    keepers[id] = await register(KEEPERS[id][1], 'custodian', codeOf(KEEPERS[id][1]))
    const p = pages[id] = await person(s)
    await p.goto(`${s.url}/work/sign-in`)
    await p.getByRole('button', { name: '密钥保管人', exact: true }).click()
    await p.locator('.people').getByText(KEEPERS[id][1], { exact: true }).click()
    await p.getByRole('heading', { name: '待办' }).waitFor()
    await link(p, '我的单位')
  }
  const choose = (p, ...of) => p.locator('#f-certificate').setInputFiles(of)
  for (const p of Object.values(pages)) await p.getByText('还没有登记证书').waitFor()
  await choose(page, file('notary', 'sign.key'))
  await page.getByText('这不是可用的证书').waitFor()
  await choose(pages.seat, file('seat', 'sign.pem'))
  await pages.seat.getByText('这张证书只用于签名').waitFor()
  await choose(page, file('bank', 'sign.pem'))
  await click(page, '登记这张证书')
  await page.locator('.field.wrong').getByText(KEEPERS.bank[2]).waitFor() // another's
  await look(page, 'custody-certificate-other')
  for (const [id, [, , , own]] of Object.entries(KEEPERS)) {
    await choose(pages[id], file(id, `${own}.pem`))
    await pages[id].getByText('请核对').waitFor()
    if (id === 'seat') await look(pages.seat, 'custody-certificate-look')
    await click(pages[id], '登记这张证书')
    await pages[id].getByText('已受理').waitFor()
    await pages[id].getByText('登记于').waitFor()
  }
  await page.reload()
  await page.getByText('更换为另一张证书').waitFor()
  await look(page, 'custody-certificate')
})
await part('an announcement names them in an order, and how many open together; what is wrong stands at its field', async () => {
  await home.reload()
  await home.locator('#f-text').fill('教学楼五层。')
  for (const [n, x] of [['scope', '教学楼 5000 平方米'], ['qualification', '建筑工程施工总承包三级及以上'], ['contact', '县教育局 张老师']]) await home.locator(`#f-contents-${n}`).fill(x)
  writeFileSync(file('', '招标文件.txt'), '第二小学教学楼招标文件')
  await home.locator('#f-document').setInputFiles(file('', '招标文件.txt'))
  await home.getByText('已上传').waitFor()
  await home.locator('#f-deadline').fill('2026-03-24T09:00')
  await look(home, 'custody-announce-off')
  await click(home, '选择密钥保管人')
  const box = (name) => home.locator('.keeper').getByLabel(name)
  await box('第一公证处').check()
  await click(home, '下一步：核对')
  await home.locator('#f-custody').getByText('请选择 2 至 7 位').waitFor()
  await box('数字证书服务中心').check()
  await box('保函银行').check()
  await box('第一公证处').uncheck()
  await box('第一公证处').check() // it comes last now
  if (await home.locator('#f-custody-threshold').inputValue() !== '2') failures.push('of three not two are proposed')
  await home.getByText('数字证书服务中心、保函银行、第一公证处，三位中任意两位').waitFor()
  await look(home, 'custody-announce')
  await post('/api/custodians', { certificate: readFileSync(file('renewed', 'sign.pem'), 'utf8').replace(/-----[^-]+-----|\s/g, '') }, keepers.bank.token)
  await click(home, '下一步：核对')
  await home.locator('.look').getByText('三位中任意两位').waitFor()
  if (/MII|threshold|certificate/.test(await home.locator('.look').innerText())) failures.push('custody is read back raw')
  await look(home, 'custody-announce-look')
  await click(home, '确认提交招标公告')
  await home.locator('.keeper.wrong').getByText('保函银行').first().waitFor() // it has another certificate by now
  await home.getByRole('link', { name: '到所指的字段' }).click()
  if (!await home.evaluate(() => document.activeElement?.closest('.keeper.wrong'))) failures.push('the error does not lead to its custodian')
  await look(home, 'custody-announce-refused')
  await click(home, '下一步：核对'); await click(home, '确认提交招标公告')
  await home.getByText('已受理').waitFor()
  for (const step of ['confirmation', 'publication']) await post(`/api/tenders/${made.id}/${step}`, null, buyer.token)
  await home.goto(`${s.url}/work/tenders/${made.id}`)
  await home.getByText('数字证书服务中心、保函银行、第一公证处，三位中任意两位').waitFor()
  await home.getByText('保管人的证书').click()
  await look(home, 'custody-tender')
})
const PRICE = '4,712,000.00'
await part('bids share their keys: one by page, two by the program', async () => {
  const page = pages.a = await signedIn(s, a)
  await page.goto(`${s.url}/work/lots/${lot}/bid`)
  await page.locator('#f-price').fill('4712000')
  await click(page, '下一步')
  await page.locator('.look section.custody').getByText('第一公证处').waitFor()
  await look(page, 'custody-bid')
  await click(page, '密封并递交')
  await page.getByText('已受理').waitFor()
  const centre = (await (await fetch(`${s.url}/health`)).json()).code
  writeFileSync(file('', 'tender.json'), await (await fetch(`${s.url}/api/tenders/${made.id}`)).text())
  for (const [who, amount] of [[b, '4812000.00'], [c, '4950300.00']]) {
    writeFileSync(file('', who.id), JSON.stringify({ price: { amount, currency: 'CNY' } }))
    ran('seal', '-c', centre, '-l', lot, '-p', who.id, '-k', file('', `${who.id}.key`), '--custody', file('', 'tender.json'), file('', who.id), file('', `${who.id}.sealed`))
    await post(`/api/lots/${lot}/bids`, { form: readFileSync(file('', `${who.id}.sealed`)).toString('base64') }, who.token)
  }
})
await part('before the deadline a custodian finds the lot, keeps the keys of the log, and can release nothing', async () => {
  await link(pages.notary, '待办')
  await pages.notary.getByText('正在进行，不需要您办理').waitFor()
  await look(pages.notary, 'custody-agenda-early')
  for (const page of [pages.notary, pages.seat, pages.bank]) {
    await link(page, '待办')
    await page.locator('.card', { hasText: '密钥保管人' }).getByText('第二小学教学楼施工').click()
    await page.getByText('投标截止以前，什么都不能交出').waitFor()
    await none(page.locator('input[type=file]'), 'a key can be chosen before the deadline')
  }
  await look(pages.notary, 'custody-early')
  await link(pages.notary, '返回交易')
  await pages.notary.getByRole('link', { name: '密钥保管和解密救援' }).waitFor()
  await look(pages.notary, 'custody-lot')
})
await part('at the deadline a tenderer whose key is gone asks the custodians', async () => {
  await clockTo(deadline)
  for (const who of [b, c]) await post(`/api/lots/${lot}/keys`, { form: readFileSync(file('', `${who.id}.key`), 'utf8').trim() }, who.token)
  const page = pages.a
  await page.evaluate(() => { for (const k of Object.keys(localStorage)) if (k.startsWith('heng.keys.')) localStorage.removeItem(k) })
  await page.goto(`${s.url}/work/lots/${lot}/key`)
  await page.getByText('本机没有密钥').waitFor()
  await look(page, 'custody-key')
  await page.getByText('密钥丢失或者打不开？').click()
  await click(page, '请求保管人解密救援')
  await page.locator('.field.wrong').getByText('请填写理由').waitFor()
  await page.locator('#f-reason').fill('密钥介质损坏，没有备份')
  await page.getByRole('alert').waitFor({ state: 'hidden' })
  await look(page, 'custody-ask')
  await click(page, '请求保管人解密救援')
  await page.getByText('仍不足的，视为撤销').waitFor()
  await look(page, 'custody-ask-look')
  await click(page, '确认请求')
  await page.getByText('已受理').waitFor()
  await page.getByText('已请求解密救援').waitFor()
  await look(page, 'custody-asked')
})
const LOG = '日志的公钥变了'
/** The answer that custodians get, changed on its way. */
/** What the centre told while a share was wanted. */
let wanted = null
async function changed(page, how) {
  await page.route('**/rescues', async (r) => { const answer = await r.fetch(), o = await answer.json(); how(o); await r.fulfill({ response: answer, json: o }) })
  await page.reload()
}
const released = (page) => page.getByRole('heading', { name: '交出密钥份额' })
await part('what the log does not prove is not released: another time, another lot, other keys', async () => {
  const page = pages.bank
  await page.goto(`${s.url}/work`)
  await page.getByText('有人请求解密救援：交出密钥份额').click()
  await released(page).waitFor()
  for (const [how, what] of [[(o) => { o.closed.entry.at -= 3_600_000 }, '日志的证明'], [(o) => { delete o.closed }, '没有给出投标已经截止的回执'], [(o) => { o.lot = o.rescues[0].party }, '是另一个标段或者另一个中心的']]) {
    await changed(page, how)
    await page.locator('.checks .failed').getByText(what).waitFor()
    await page.getByText('有一项不成立，本页不交出任何份额').waitFor()
    await none(released(page), `something is released: ${what}`)
    await page.unroute('**/rescues')
  }
  await changed(page, (o) => { o.closed.entry.at -= 3_600_000 })
  await page.locator('.checks .failed').first().waitFor()
  await look(page, 'custody-unproved')
  await page.unroute('**/rescues')
  await page.route('**/log/keys', async (r) => { const answer = await r.fetch(); await r.fulfill({ response: answer, body: (await answer.text()).split('\n')[0] + '\n' }) })
  await page.reload()
  await page.getByRole('heading', { name: LOG }).waitFor()
  await none(released(page), 'something is released under other keys')
  await look(page, 'custody-keys-changed')
  await page.unroute('**/log/keys')
  await page.reload()
  await released(page).waitFor()
})
const choose = (page, ...of) => page.locator('#f-custody-key').setInputFiles(of)
await part('a custodian is told of a wrong certificate, a wrong key and a header of another bid', async () => {
  const page = pages.notary
  await link(page, '待办')
  await page.getByText('有人请求解密救援：交出密钥份额').waitFor()
  await look(page, 'custody-agenda')
  await page.getByText('有人请求解密救援：交出密钥份额').click()
  await released(page).waitFor()
  for (const seen of ['甲建筑有限公司', '密钥介质损坏，没有备份', '份额已有 0 份，需要 2 份']) await page.getByText(seen).first().waitFor()
  if (await page.locator('.checks .failed').count()) failures.push('a check fails')
  await look(page, 'custody-release')
  await page.getByText('日志的证明，逐项').click()
  await look(page, 'custody-proof')
  await choose(page, file('notary', 'sign.pem'))
  await page.getByText('请同时选择证书文件和密钥文件').waitFor()
  await choose(page, ...files('bank'))
  await page.getByText('不是公告写明的本单位证书').waitFor()
  await choose(page, file('notary', 'sign.pem'), file('bank', 'sign.key'))
  await click(page, '下一步：核对')
  await page.locator('.field.wrong').getByText('密钥不是这张证书的').waitFor()
  await look(page, 'custody-wrong-key')
  await changed(page, (o) => { for (const r of o.rescues) for (const p of r.parts) p.header = p.header.replace(r.party, o.lot) })
  await choose(page, ...files('notary'))
  await click(page, '下一步：核对')
  await page.getByText('密封文件头是另一份投标的').waitFor()
  await none(page.getByRole('button', { name: '确认交出' }), 'a share of another bid can be released')
  await page.unroute('**/rescues')
  await page.reload()
})
await part('two release their shares, by P-256 and SM2, once each; the key is back, and the tenderer sees it', async () => {
  const give = async (page, of, shot) => {
    await choose(page, ...of)
    await click(page, '下一步：核对')
    await page.locator('.look').getByText('甲建筑有限公司').waitFor()
    if (shot) await look(page, shot)
    await click(page, '确认交出')
    await page.getByText('已受理').waitFor()
  }
  await give(pages.notary, files('notary'), 'custody-release-look')
  await pages.notary.getByText('份额已交出，等待其他保管人').waitFor()
  await pages.notary.getByText('份额已有 1 份，需要 2 份').waitFor()
  await none(released(pages.notary), 'a share can be released twice')
  await look(pages.notary, 'custody-released')
  wanted = await pages.bank.evaluate(async (of) => (await fetch(`/api/lots/${of}/rescues`)).json(), lot)
  await pages.bank.getByText('份额已有 1 份，需要 2 份').waitFor() // without anything done there
  await link(pages.seat, '待办')
  await pages.seat.getByText('有人请求解密救援：交出密钥份额').click()
  // of a pair both may be chosen: the one that the announcement names is used
  await released(pages.seat).waitFor()
  await give(pages.seat, [...files('seat'), ...files('seat', 'seal')])
  await pages.seat.getByText('密钥已恢复，投标将与其他投标一起开启').waitFor()
  await look(pages.seat, 'custody-rescued')
  for (const page of [pages.notary, pages.bank]) await page.getByText('✓ 密钥已恢复').waitFor()
  await none(released(pages.bank), 'a share is asked for that nobody needs')
  await pages.a.getByText('密钥已由保管人恢复').waitFor()
  await none(pages.a.getByRole('button', { name: '确认递交密钥' }), 'a key is asked for that is there')
  await look(pages.a, 'custody-key-rescued')
})
await part('a share that came twice is told where it was asked for', async () => {
  const page = pages.bank
  await changed(page, (o) => { Object.assign(o, wanted) })
  await released(page).waitFor()
  await choose(page, ...files('renewed'))
  await click(page, '下一步：核对'); await click(page, '确认交出')
  await page.locator('.requests .fault').waitFor()
  await look(page, 'custody-release-refused')
  await page.unroute('**/rescues')
})
await part('the bid is opened with its price; the custodians’ page says that it is over', async () => {
  await clockTo('2026-03-24T01:31:00Z')
  await pages.a.goto(`${s.url}/work/lots/${lot}`)
  await pages.a.locator('tr', { hasText: '甲建筑有限公司' }).getByText(PRICE).waitFor()
  await pages.notary.reload()
  await pages.notary.getByText('解密时间已经结束，不再需要份额').waitFor()
  await look(pages.notary, 'custody-over')
  await pages.notary.getByRole('button', { name: 'English' }).click()
  await pages.notary.getByRole('heading', { name: 'Custody of keys, and rescues' }).waitFor()
  await look(pages.notary, 'custody-over-english')
})
await ended(s)
