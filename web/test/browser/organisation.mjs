// What an organisation says of itself, and what its bids cite. Prints "ok", "FAIL" and a count.
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { look, signedIn, site, trades } from './site.mjs'

const failures = []
let passed = 0, failed = 0
async function part(name, run) {
  const before = failures.length
  try { await run() } catch (e) { failures.push(String(e?.stack ?? e).split('\n').slice(0, 4).join(' | ')) }
  const bad = failures.slice(before)
  if (bad.length) { failed++; console.log(`FAIL web      ${name}`); for (const b of bad) console.log(`         ${b}`) } else { passed++; console.log(`ok   web      ${name}`) }
}
const s = await site(), { post, party, tender } = trades(s)
const buyer = await party('县教育局', 'procuringEntity', '1'), mine = await party('甲建筑有限公司', 'tenderer', '2'), t = await tender(buyer)
for (const step of ['confirmation', 'publication']) await post(`/api/tenders/${t.id}/${step}`, null, buyer.token)
const page = await signedIn(s, failures, mine)
const click = (name) => page.getByRole('button', { name, exact: false }).first().click()
const link = (name) => page.getByRole('link', { name, exact: false }).first().click()
const fill = async (fields) => { for (const [at, value] of Object.entries(fields)) await page.locator(`#f-${at}`).fill(value) }
const done = async (what) => { await click('下一步'); await click(`确认${what}`); await page.getByText('已受理').waitFor(); await link('回到我的单位'); await page.getByRole('heading', { name: '单位资料' }).waitFor() }
const IDENTITY = '11010519491231002X'

await part('an organisation without a word yet says what to do next', async () => {
  await link('我的单位')
  await page.getByText('还没有登记资质').waitFor()
  await look(page, 'organisation-empty', failures)
})
await part('its profile is kept version by version; what is wrong is named at its field', async () => {
  await link('填写单位资料')
  await fill({ legalRepresentative: '张三', address: '克拉玛依市友谊路 1 号', capital: '50000000', established: '2001-05-08', scope: '房屋建筑工程施工', phone: 'not yet' })
  await look(page, 'organisation-profile', failures)
  await click('下一步'); await click('确认更新单位资料')
  await page.getByRole('alert').waitFor()
  if (await page.locator('#f-address').inputValue() === '') failures.push('what was typed is lost')
  await fill({ phone: '0990-1234567' })
  await done('更新单位资料')
  await link('更新单位资料')
  await fill({ address: '克拉玛依市迎宾路 2 号', reason: '搬迁' })
  await done('更新单位资料')
  await page.getByText('第 2 版').first().waitFor()
  await page.locator('.timeline').getByText('搬迁').waitFor()
})
await part('its name and its roles change, with a reason', async () => {
  await link('变更名称')
  await fill({ name: '甲建设集团有限公司', reason: '更名' })
  await done('变更名称')
  await page.getByText('甲建筑有限公司 → 甲建设集团有限公司').waitFor()
  await link('变更身份')
  await page.getByLabel('代理机构').check()
  await fill({ reason: '新增业务' })
  await done('变更身份')
  await page.locator('header.top').getByText('代理机构').waitFor()
})
await part('qualifications, people and works are recorded; of an identity number four characters are seen', async () => {
  await link('添加资质')
  await fill({ kind: '建筑工程施工总承包', level: '二级', number: 'D265001', issuer: '自治区住房和城乡建设厅', from: '2022-01-01', to: '2027-12-31' })
  await done('添加资质')
  await link('添加资质')
  await fill({ kind: '市政公用工程施工总承包', level: '三级', number: 'D265002', issuer: '自治区住房和城乡建设厅', from: '2022-01-01', to: '2027-12-31' })
  await done('添加资质')
  await link('添加人员')
  await fill({ name: '李四', identity: IDENTITY, number: '建265001', level: '一级', until: '2027-06-30' })
  await page.locator('#f-profession').selectOption({ label: '注册建造师' })
  await look(page, 'organisation-person', failures)
  await click('下一步')
  if ((await page.locator('main').innerText()).includes(IDENTITY)) failures.push('the whole identity number is shown')
  await click('返回修改')
  await done('添加人员')
  if (/1101051949/.test(await page.locator('main').innerText())) failures.push('more of the identity number is told')
  await page.getByText('身份证末四位 002X').waitFor()
  const contract = join(s.dir, '合同.pdf')
  writeFileSync(contract, '%PDF-1.7 contract')
  await link('添加业绩')
  await fill({ project: '第一小学教学楼', owner: '市教育局', amount: '38000000', finished: '2024-09-01' })
  await page.locator('#f-contract').setInputFiles(contract)
  await page.getByText('已上传').waitFor()
  await done('添加业绩')
})
await part('a record is ended, with a reason, and shown so', async () => {
  await page.getByRole('link', { name: '终止 市政公用工程施工总承包 三级' }).click()
  await page.getByText('D265002').waitFor()
  await fill({ reason: '证书注销' })
  await done('终止记录')
  await page.getByText('证书注销').waitFor()
  await look(page, 'organisation', failures)
})
await part('a bid cites what is valid, and the opening tells it', async () => {
  await page.goto(`${s.url}/work/lots/${t.lot}/bid`)
  await page.locator('#f-price').fill('4812000')
  const offered = await page.locator('#f-records label').allTextContents()
  if (offered.length !== 3 || offered.some((o) => o.includes('市政'))) failures.push(`offered: ${offered.join(' | ')}`)
  await page.getByLabel('建筑工程施工总承包').check()
  await page.getByLabel('李四').check()
  await look(page, 'bid-cites', failures)
  await click('下一步')
  await page.locator('.look').getByText('建筑工程施工总承包 二级').waitFor()
  await click('密封并递交')
  await page.getByText('已受理').waitFor()
  for (const name of ['乙', '丙']) {
    const more = await party(`${name}建筑有限公司`, 'tenderer', name), p = await signedIn(s, failures, more)
    await p.goto(`${s.url}/work/lots/${t.lot}/bid`)
    await p.locator('#f-price').fill('4900000')
    await p.getByRole('button', { name: '下一步' }).click(); await p.getByRole('button', { name: '密封并递交' }).click()
    await p.getByText('已受理').waitFor()
    await p.context().close()
  }
  await post('/api/practice/clock', { to: t.closes }, buyer.token)
  await page.goto(`${s.url}/work/lots/${t.lot}/key`)
  await click('确认递交密钥')
  await page.getByText('已受理').waitFor()
  await post('/api/practice/clock', { to: new Date(Date.parse(t.closes) + 31 * 60_000).toISOString() }, buyer.token)
  const { bids } = await (await fetch(`${s.url}/api/lots/${t.lot}/cited`, { headers: { Authorization: `Bearer ${buyer.token}` } })).json()
  const told = bids?.[0]?.records ?? []
  if (told.length !== 2 || told.some((r) => !r.own || r.state !== 'valid')) failures.push(`the opening tells ${JSON.stringify(told)}`)
})
console.log(`${passed} passed, ${failed} failed`)
await s.end()
process.exit(failed ? 1 : 0)
