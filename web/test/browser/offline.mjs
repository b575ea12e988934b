// A bid made where there is no network: the page and the lot's file are saved, the bid is sealed by a page from the disk,
// the sealed files are handed in by the workbench, and the key file opens them. Prints "ok", "FAIL" and a count.
import { createHash } from 'node:crypto'
import { closeSync, openSync, readFileSync, writeFileSync, writeSync } from 'node:fs'
import { randomBytes } from 'node:crypto'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { ended, failures, look, part, person, signedIn, site, trades } from './site.mjs'

const s = await site(), { post, party, tender } = trades(s)
const at = (name) => join(s.dir, name)
const buyer = await party('县教育局', 'procuringEntity', '1'), mine = await party('甲建筑有限公司', 'tenderer', '2'), other = await party('乙建筑有限公司', 'tenderer', '3')
const t = await tender(buyer), t2 = await tender(buyer)
for (const { id } of [t, t2]) for (const step of ['confirmation', 'publication']) await post(`/api/tenders/${id}/${step}`, null, buyer.token)
const click = (page, name) => page.getByRole('button', { name, exact: false }).first().click()
async function saved(page, name, what) {
  const [file] = await Promise.all([page.waitForEvent('download'), what()])
  await file.saveAs(at(name))
  return file.suggestedFilename()
}
async function take(who, lot, name) { // a page of the workbench, and the lot's file
  const page = await signedIn(s, who)
  await page.goto(`${s.url}/work/lots/${lot}/bid`)
  await page.getByText('离线制作投标文件').click()
  await saved(page, name, () => click(page, '保存本标段的投标信息文件'))
  return page
}
/** Seals what the lot's file asks for, by the page on the disk, without a network; keeps its files as NAME-… */
async function sealed(name, info, { price, documents } = {}) {
  const page = await person(s), asked = []
  await page.context().setOffline(true)
  page.on('request', (r) => { if (!r.url().startsWith('blob:')) asked.push(r.url()) })
  const address = pathToFileURL(at('bid.html')).href
  await page.goto(address)
  if (name === 'a') await look(page, 'offline-begin')
  await page.locator('#f-info').setInputFiles(at(info))
  await page.locator('#f-price').fill(price ?? '4812000')
  if (documents) await page.locator('#f-documents').setInputFiles(at(documents))
  if (name === 'a') {
    await page.getByText('肆佰捌拾壹万贰仟元整').waitFor()
    await look(page, 'offline-fill')
  }
  await click(page, '下一步')
  if (name === 'a') await look(page, 'offline-check')
  await click(page, '在本机密封')
  await page.getByRole('heading', { name: '已密封' }).waitFor({ timeout: 120_000 })
  if (name === 'a') await look(page, 'offline-save')
  if (!await page.getByRole('button', { name: '保存开标一览表密封文件' }).isDisabled()) failures.push('sealed files can be saved before the key')
  const file = await saved(page, `${name}-keys.json`, () => click(page, '保存密钥文件'))
  if (!/^bid-keys-.+-[0-9a-f]{8}\.json$/.test(file)) failures.push(`the key file is called ${file}`)
  await saved(page, `${name}-form.sealed`, () => click(page, '保存开标一览表密封文件'))
  if (documents) await saved(page, `${name}-documents.sealed`, () => click(page, '保存投标文件密封文件'))
  if (asked.some((u) => u !== address)) failures.push(`asked for ${asked.join(' ')}`)
  await page.context().close()
}

let page
await part('the page and the lot’s file are saved', async () => {
  page = await take(mine, t.lot, 'info.json')
  await saved(page, 'bid.html', () => page.getByRole('link', { name: '保存离线投标页' }).click())
  await take(mine, t2.lot, 'info-other-lot.json')
  await take(other, t.lot, 'info-other-party.json')
  const info = JSON.parse(readFileSync(at('info.json'), 'utf8'))
  if (info.lot.id !== t.lot || info.party.id !== mine.id || info.party.name !== mine.name) failures.push('the file is of another lot or party')
})
await part('a bid is sealed from the disk, without a network', async () => {
  const fd = openSync(at('documents.zip'), 'w')
  writeSync(fd, 'PK\x03\x04')
  for (let i = 0; i < 9; i++) writeSync(fd, randomBytes(1 << 20))
  closeSync(fd)
  await sealed('a', 'info.json', { documents: 'documents.zip' })
  writeFileSync(at('wrong.json'), '{"format":"heng-bid"}')
  const p = await person(s)
  await p.goto(pathToFileURL(at('bid.html')).href)
  await p.locator('#f-info').setInputFiles(at('wrong.json'))
  await p.getByRole('alert').getByText('不是投标信息文件').waitFor()
  await p.context().close()
})
await part('what is typed is kept for who typed it, with the centre and without', async () => {
  const p = await person(s), price = p.locator('#f-price'), take_ = async (info) => { await p.goto(pathToFileURL(at('bid.html')).href); await p.locator('#f-info').setInputFiles(at(info)); await price.waitFor(); return await price.inputValue() }
  await take_('info.json')
  await price.fill('4812000')
  await p.locator('#f-days').fill('300')
  await p.locator('#f-leader').focus()
  if (await take_('info.json') !== '4812000') failures.push('offline it is lost')
  if (await take_('info-other-party.json') !== '') failures.push('offline another tenderer is shown it')
  await p.context().close()
  const shared = await signedIn(s, mine), lot = shared.locator('#f-price'), bid = async () => { await shared.goto(`${s.url}/work/lots/${t.lot}/bid`); await lot.waitFor(); return await lot.inputValue() }
  await bid()
  await lot.fill('4812000')
  await shared.locator('#f-days').focus()
  if (await bid() !== '4812000') failures.push('it is lost')
  await click(shared, '退出')
  await shared.getByRole('heading', { name: '登录' }).waitFor()
  const left = await shared.evaluate(() => Object.keys(localStorage).filter((k) => k.startsWith('heng.draft')))
  if (left.length) failures.push(`it is left behind: ${left}`)
  await shared.getByLabel('名称').fill(other.name)
  await shared.locator('.people').getByText(other.name, { exact: true }).click()
  await shared.getByRole('heading', { name: '待办' }).waitFor()
  if (await bid() !== '') failures.push('another tenderer is shown it')
  await shared.context().close()
})
await part('containers of another lot, tenderer or part, and the key file, are refused at their field', async () => {
  await sealed('lot', 'info-other-lot.json')
  await sealed('party', 'info-other-party.json')
  for (const [file, said] of [['lot-form.sealed', '为另一个标段'], ['party-form.sealed', '为另一个投标人'], ['a-documents.sealed', '“投标文件”的密封文件'], ['a-keys.json', '这是密钥文件'], ['documents.zip', '这不是密封文件']]) {
    await page.locator('#f-sealed-form').setInputFiles(at(file))
    await page.locator('#f-sealed-form-e').getByText(said).waitFor()
    if (await page.locator('#f-sealed-form').getAttribute('aria-invalid') !== 'true') failures.push(`${file}: its field is not marked`)
  }
  await click(page, '递交密封文件')
  await page.locator('#f-sealed-form-e').waitFor()
  await look(page, 'sealed-refused')
})
await part('the sealed files are handed in and answered with the receipt; no key leaves the machine', async () => {
  const sent = []
  page.on('request', (r) => { if (r.method() !== 'GET') sent.push(r.postDataBuffer()?.toString('latin1') ?? '') })
  await page.locator('#f-sealed-form').setInputFiles(at('a-form.sealed'))
  await page.locator('#f-sealed-documents').setInputFiles(at('a-documents.sealed'))
  await click(page, '递交密封文件')
  await page.getByText('已受理').waitFor({ timeout: 60_000 })
  await look(page, 'sealed-receipt')
  const { keys, digest } = JSON.parse(readFileSync(at('a-keys.json'), 'utf8'))
  for (const key of Object.values(keys)) if (sent.some((b) => b.includes(key) || b.includes(Buffer.from(key, 'base64').toString('latin1')))) failures.push('a key was sent')
  if (digest !== createHash('sha256').update(readFileSync(at('a-form.sealed'))).digest('hex')) failures.push('the key file names another form')
  const bid = await (await fetch(`${s.url}/api/lots/${t.lot}/bids/mine`, { headers: { Authorization: `Bearer ${mine.token}` } })).json()
  if (bid.digest !== digest) failures.push('the centre has another form')
})
await part('at the opening the key file opens it', async () => {
  for (const name of ['丙', '丁']) { // the lot wants three bids
    const more = await party(`${name}建筑有限公司`, 'tenderer', name)
    const p = await signedIn(s, more)
    await p.goto(`${s.url}/work/lots/${t.lot}/bid`)
    await p.locator('#f-price').fill('4900000')
    await click(p, '下一步'); await click(p, '密封并递交')
    await p.getByText('已受理').waitFor()
    await p.context().close()
  }
  await post('/api/practice/clock', { to: t.closes }, buyer.token)
  await page.goto(`${s.url}/work/lots/${t.lot}/key`)
  await page.locator('#f-file').setInputFiles(at('a-keys.json'))
  await click(page, '确认递交密钥')
  await page.getByText('已受理').waitFor()
})
await ended(s)
