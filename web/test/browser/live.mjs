// Pages that live: what others do arrives, a stale page says what changed, a broken line shows and heals.
// Prints "ok" and "FAIL" lines and "N passed, N failed".
import { randomBytes } from 'node:crypto'
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
const s = await site()
const { post, party, tender: draft } = trades(s)
const buyer = await party('县教育局', 'procuringEntity', '1'), tenderer = await party('甲建筑有限公司', 'tenderer', '2')
const tender = () => draft(buyer)
const confirm = (t) => post(`/api/tenders/${t.id}/confirmation`, null, buyer.token)
const publish = (t) => post(`/api/tenders/${t.id}/publication`, null, buyer.token)
const clockTo = (at) => post('/api/practice/clock', { to: at })
const enter = (who) => signedIn(s, failures, who)
const up = (page) => page.locator('.light.up').waitFor({ timeout: 30_000 })
const note = (page) => page.locator('.changed')

const page = await enter(buyer), other = await page.context().newPage()
await part('a page opened before a colleague acted says what changed, and sends nothing', async () => {
  const t = await tender(), sent = []
  page.on('request', (r) => { if (r.method() === 'POST' && r.url().endsWith('/confirmation')) sent.push(r.url()) })
  await page.goto(`${s.url}/work/tenders/${t.id}/do/confirm`)
  await page.getByRole('button', { name: '确认公告' }).waitFor()
  await confirm(t) // not public yet: no event tells of it
  await page.getByRole('button', { name: '确认公告' }).click()
  await note(page).getByText('招标人确认发布内容').waitFor()
  await note(page).getByText('县教育局').waitFor()
  await note(page).getByText('待招标人确认').waitFor()
  await page.getByText('不能办理此事').waitFor()
  if (sent.length) failures.push('the act was sent all the same')
  await look(page, 'stale', failures)
})
await part('what others do arrives while one looks, in every tab by one stream', async () => {
  const t = await tender()
  let streams = 0
  page.context().on('request', (r) => { if (r.url().endsWith('/api/events')) streams++ })
  await confirm(t)
  for (const p of [page, other]) { await p.goto(`${s.url}/work/tenders/${t.id}`); await p.getByText('已确认，待发布').first().waitFor(); await up(p) }
  await publish(t)
  for (const p of [page, other]) await p.locator('.line').getByText('已发布').waitFor({ timeout: 3000 })
  if (streams > 2) failures.push(`${streams} streams for two tabs`)
  await page.goto(`${s.url}/work/lots/${t.lot}`)
  await other.goto(`${s.url}/work/lots/${t.lot}/do/cancel`)
  await other.locator('#f-reason').fill('资金没有落实，项目停止。')
  await page.getByText('投标截止前，任何人都看不到').waitFor()
  await up(page)
  await clockTo(t.closes)
  for (const p of [page, other]) {
    await note(p).getByText('流标').last().waitFor({ timeout: 5000 })
    await note(p).getByText('系统按时').waitFor()
  }
  await page.locator('.line').getByText('流标').waitFor()
  await other.getByText('不能办理此事').waitFor()
  if (await other.locator('#f-reason').inputValue() !== '资金没有落实，项目停止。') failures.push('what was typed is lost')
  await look(page, 'lot-live', failures)
  await look(other, 'act-gone', failures)
})
await part('a bid refused because the time is over says so, and keeps what was typed', async () => {
  const t = await tender()
  await confirm(t)
  await publish(t)
  const p = await enter(tenderer)
  await p.route('**/api/events', (r) => r.abort())
  await p.goto(`${s.url}/work/lots/${t.lot}/bid`)
  await p.locator('#f-price').fill('4812000')
  await p.getByRole('button', { name: '下一步' }).click()
  await clockTo(t.closes)
  await p.locator('.light.down').waitFor()
  await p.getByRole('button', { name: '密封并递交' }).click()
  await note(p).getByText('流标').last().waitFor()
  await p.locator('.errors').waitFor()
  if (await p.locator('#f-price').inputValue() !== '4812000') failures.push('the price is lost')
  await look(p, 'bid-late', failures)
  await p.context().close()
})
await part('a server that restarts is waited for, and what was missed is shown', async () => {
  const t = await tender()
  await confirm(t)
  await page.goto(`${s.url}/work/tenders/${t.id}`)
  await up(page)
  await s.stop()
  await page.locator('.light.down').getByText('正在重连').waitFor({ timeout: 3000 })
  await look(page, 'reconnecting', failures)
  await s.serve()
  await publish(t) // perhaps before the page is back
  await page.locator('.line').getByText('已发布').waitFor({ timeout: 30_000 })
  await up(page)
  if (await page.locator('.offline').count()) failures.push('it still says that the line is broken')
})
await part('on a slow line, and after none, the page catches up', async () => {
  const t = await tender(), p = await enter(buyer)
  await confirm(t)
  await p.goto(`${s.url}/work/tenders/${t.id}`)
  await p.getByText('已确认，待发布').first().waitFor()
  await up(p)
  const line = await p.context().newCDPSession(p)
  await line.send('Network.enable')
  const pace = (offline) => line.send('Network.emulateNetworkConditions', { offline, latency: 400, downloadThroughput: 400e3 / 8, uploadThroughput: 200e3 / 8 })
  await pace(false)
  await publish(t)
  await p.locator('.line').getByText('已发布').waitFor({ timeout: 10_000 })
  await p.goto(`${s.url}/work/lots/${t.lot}`)
  await p.getByText('投标截止前，任何人都看不到').waitFor()
  await up(p)
  await p.context().setOffline(true)
  await p.locator('.light.down').waitFor({ timeout: 60_000 })
  await clockTo(t.closes)
  await p.context().setOffline(false)
  await pace(false)
  await note(p).getByText('流标').last().waitFor({ timeout: 60_000 })
  await up(p)
  await p.context().close()
})
await part('a document is uploaded through a restart, and goes on after the tab was closed', async () => {
  const t = await tender(), p = await enter(buyer), file = join(s.dir, '招标文件.pdf')
  writeFileSync(file, Buffer.concat([Buffer.from('%PDF-1.7\n'), randomBytes(40 << 20)]))
  await post(`/api/tenders/${t.id}/return`, null, buyer.token)
  const at = `${s.url}/work/tenders/${t.id}/do/announce`, field = p.locator('.upload input').first()
  await p.goto(at)
  for (const [name, text, why] of [['病毒.exe', 'MZ', '不接受'], ['空.pdf', '', '空'], ['假.pdf', 'PK', '不是 PDF']]) {
    writeFileSync(join(s.dir, name), text)
    await field.setInputFiles(join(s.dir, name))
    await p.locator('.upload').first().getByText(why).waitFor()
  }
  await look(p, 'upload-wrong', failures)
  const puts = []
  p.on('request', (r) => { if (r.method() === 'PUT' && r.url().includes('/chunks/')) puts.push(Number(r.url().split('/').pop())) })
  // slow enough to be cut in the middle
  await p.route('**/chunks/*', async (r) => { await new Promise((go) => setTimeout(go, 300)); await r.continue().catch(() => undefined) })
  await field.setInputFiles(file)
  await p.locator('.upload').first().getByText('正在上传').waitFor()
  while (puts.length < 3) await p.waitForTimeout(50)
  await s.stop()
  await p.locator('.upload').first().getByText('秒后重试').waitFor()
  await look(p, 'upload-waiting', failures)
  await s.serve()
  const sofar = puts.length
  while (puts.length < sofar + 3) await p.waitForTimeout(50)
  await p.reload()
  const before = puts.length
  await field.setInputFiles(file)
  await p.locator('.upload').first().getByText('已上传').waitFor()
  const again = puts.slice(before)
  if (again[0] === 0 || again.length > 8) failures.push(`after the reload chunks ${again} were sent`)
  await p.context().close()
})
await s.end()
console.log(`${passed} passed, ${failed} failed`)
process.exit(failed ? 1 : 0)
