// Those who watch: supervision, inspection, the centre's staff, on a centre full of trades; and what is told to whom.
// Prints "ok" and "FAIL" lines and "N passed, N failed".
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { ended, failures, look, part, signedIn, site, trades } from './site.mjs'

const s = await site(['fill'])
const { post } = trades(s)
async function office(name, role, code, more = {}) {
  await post('/api/parties', { name, contact: '经办人', identifier: { scheme: 'TEST', id: code }, roles: [role], ...more })
  return { name }
}
const inspector = await office('市监察委员会', 'inspector', '1'), housing = await office('市住建局', 'supervisor', '2', { department: 'housing' })
const transport = await office('市交通局', 'supervisor', '3', { department: 'transport' }), staff = await office('交易中心见证科', 'centre', '4')
const { notices } = await (await fetch(`${s.url}/api/notices?type=opening&kind=works-building`)).json()
let lot = ''
for (const n of notices) if (lot === '' && (await (await fetch(`${s.url}/api/lots/${n.lot}`)).json()).state === 'evaluating') lot = n.lot
const field = (page, label) => page.getByLabel(label, { exact: false }).first()
async function done(page) {
  await page.getByRole('button', { name: '下一步' }).click()
  await page.getByRole('button', { name: /^确认/ }).first().click()
  await page.getByText('已受理').waitFor()
}

await part('an inspector sees all trades, filters them, keeps a question, takes the table home', async () => {
  const page = await signedIn(s, inspector)
  await page.getByRole('link', { name: '全部交易', exact: true }).click()
  await page.locator('tbody tr').nth(99).waitFor()
  await page.getByRole('button', { name: '更多' }).click()
  await page.locator('tbody tr').nth(199).waitFor()
  await look(page, 'oversight')
  await page.getByLabel('状态').selectOption('evaluating')
  await page.getByLabel('业务类型').selectOption('works-highway')
  await page.getByRole('button', { name: '查找' }).click()
  await page.waitForURL(/state=evaluating/)
  await page.getByText('暂停中', { exact: true }).waitFor()
  if (await page.locator('tbody tr').count() !== 2) failures.push('not the two that are judged')
  await page.getByText('我的查询').click()
  await page.getByLabel('把现在的条件存为').fill('公路评标中')
  await page.getByRole('button', { name: '保存' }).click()
  await page.goto(`${s.url}/work/oversight`)
  await page.getByText('我的查询').click()
  await page.getByRole('link', { name: '公路评标中' }).click()
  await page.waitForURL(/works-highway/)
  const [file] = await Promise.all([page.waitForEvent('download'), page.getByRole('link', { name: '导出表格' }).click()])
  const table = (await (await file.createReadStream()).toArray()).join('')
  if (table.split('\r\n').length !== 4 || !table.includes('evaluating')) failures.push(`the table: ${table}`)
})
await part('a department sees and orders in what it supervises, and is told of complaints about it', async () => {
  const page = await signedIn(s, housing), other = await signedIn(s, transport)
  await other.goto(`${s.url}/work/lots/${lot}`)
  await other.getByRole('heading', { level: 1 }).waitFor()
  if (await other.getByRole('link', { name: '责令暂停' }).count()) failures.push('another department may order')
  await page.goto(`${s.url}/work/lots/${lot}`)
  await page.getByRole('link', { name: '监督意见' }).click()
  await page.locator('#f-type').selectOption('opinion')
  await field(page, '内容').fill('评标委员会组成说明不全，请补充。')
  await done(page)
  await page.goto(`${s.url}/work/lots/${lot}/do/suspend`)
  await field(page, '理由').fill('投诉查处期间暂停')
  await done(page)
  await page.goto(`${s.url}/work/lots/${lot}`)
  await page.getByRole('heading', { name: '监督意见' }).waitFor()
  await look(page, 'supervised')
  await page.goto(`${s.url}/work/messages`)
  await page.getByText('有人提出异议').first().waitFor()
  await look(page, 'inbox-supervisor')
})
await part('what asks something of supervision is its to-do list, with the time that the law gives; looking is elsewhere', async () => {
  const page = await signedIn(s, housing)
  // it holds one trade up since it ordered so, and nothing else asks anything of it
  await page.getByText('责令暂停中').waitFor()
  if (await page.locator('.cards .chip', { hasText: '评标中' }).count() !== 1) failures.push('the list has what one may merely look at')
  let shown = null
  for (const n of (await (await fetch(`${s.url}/api/notices?type=candidates&kind=works-building`)).json()).notices) if (!shown && (await (await fetch(`${s.url}/api/lots/${n.lot}`)).json()).state === 'publicity') shown = n
  const bidder = (await (await fetch(`${s.url}/api/lots/${shown.lot}/candidates`)).json()).candidates[0]
  const who = (await (await fetch(`${s.url}/api/practice/people?q=${encodeURIComponent(bidder.name)}`)).json()).people[0]
  const { token } = await post('/api/practice/sessions', { person: who.person, token: true })
  const now = (await fetch(`${s.url}/health`)).headers.get('X-Heng-Now')
  await post(`/api/lots/${shown.lot}/complaints`, { about: 'other', content: '评标委员会成员与某投标人有利害关系，请查处。', known: new Date(Number(now) - 60_000).toISOString() }, token)
  await page.goto(`${s.url}/work`)
  await page.getByText('投诉：决定是否受理').waitFor()
  await page.getByText('法定期限').waitFor()
  await look(page, 'todo-supervisor')
  await page.getByText('投诉：决定是否受理').click()
  await page.getByText('评标委员会成员与某投标人有利害关系，请查处。', { exact: true }).waitFor() // the one that waits is chosen, and read in full
  await page.getByLabel('受理', { exact: true }).check()
  await field(page, '理由').fill('属于本部门职责')
  await look(page, 'accept-complaint')
  await done(page)
  await page.goto(`${s.url}/work`)
  await page.getByText('投诉：作出处理决定').click()
  await page.getByText('评标委员会成员与某投标人有利害关系，请查处。', { exact: true }).waitFor()
  const reader = await signedIn(s, inspector)
  await reader.getByText('现在没有要办的事').waitFor()
  await reader.getByRole('link', { name: '查看全部交易' }).click()
  await reader.locator('tbody tr').first().waitFor()
})
await part('the staff attest what they saw, with a picture; supervision reads it', async () => {
  const page = await signedIn(s, staff), reader = await signedIn(s, inspector)
  await page.goto(`${s.url}/work/lots/${lot}/do/attest`)
  await field(page, '针对').selectOption('incident')
  await field(page, '内容').fill('评标室网络中断 2 分钟，已切换备用线路。')
  const picture = join(s.dir, '机柜.png')
  writeFileSync(picture, Buffer.from('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==', 'base64'))
  await page.locator('input[type=file]').setInputFiles(picture)
  await page.getByText(/已上传|摘要/).first().waitFor()
  await look(page, 'attest')
  await done(page)
  await reader.goto(`${s.url}/work/lots/${lot}`)
  await reader.getByText('已切换备用线路').waitFor()
  const [file] = await Promise.all([reader.waitForEvent('download'), reader.getByRole('link', { name: '附件' }).click()])
  if (!(await (await file.createReadStream()).toArray()).join('').includes('PNG')) failures.push('not the picture')
  await page.goto(`${s.url}/work/rooms`)
  await page.getByText('没有预约').waitFor()
  await look(page, 'rooms')
})
await part('the procuring entity is told of the opinion', async () => {
  const page = await signedIn(s, { name: '示例城市建设投资有限公司' })
  await page.getByRole('link', { name: '消息' }).click()
  await page.getByText('行政监督部门提出意见').waitFor()
  await page.locator('.chip', { hasText: '新' }).first().waitFor()
  await look(page, 'inbox')
  await page.reload()
  await page.getByText('行政监督部门提出意见').waitFor()
  if (await page.locator('.chip', { hasText: '新' }).count()) failures.push('what was read is new again')
})
await ended(s)
