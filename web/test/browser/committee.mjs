// What a committee does beside review and scores: prices compared, bills checked, a bidder asked and answering, a slip
// of arithmetic corrected, a member recused and replaced, too few bids found to compete; and what those beside it are offered
// meanwhile. Prints "ok", "FAIL" and a count.
import { createHash } from 'node:crypto'
import { spawnSync } from 'node:child_process'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { ended, failures, look, part, person, signedIn, site, trades } from './site.mjs'

const s = await site(), { post, party } = trades(s), centre = await (await fetch(s.url + '/health')).json()
const buyer = await party('县住建局', 'procuringEntity', '1'), home = await signedIn(s, buyer), all = []
for (const [i, name] of ['甲建筑', '乙建筑', '丙建筑', '丁建筑'].entries()) all.push(await party(name, 'tenderer', String(i + 2)))
const project = await post('/api/projects', { code: '1', name: '示例小学' }, buyer.token)
const t = await post('/api/tenders', { project: project.id, kind: 'works-municipal', title: '示例道路', mandatory: false, stateControlled: false, funding: 'private', qualification: 'after', method: 'open', organisation: 'self', lots: [{ title: '一标段', ceiling: { amount: '200000.00', currency: 'CNY' } }] }, buyer.token), lot = t.lots[0]
const clockTo = (at) => post('/api/practice/clock', { to: at })
const file = (name, text) => { const at = join(s.dir, name); writeFileSync(at, text); return at }
// more is found of a bill than one answer lists: what is not priced, line by line
const MORE = Array.from({ length: 210 }, (_, i) => `<item code="0402${String(i).padStart(8, '0')}" name="零星项目${i}" features="" unit="项" quantity="1"/>`).join('')
const bill = (quantity, price) => {
  const line = price && quantity * price, tax = price && line * 9 / 100, priced = (v) => (price ? ` total="${v.toFixed(2)}"` : '')
  return `<bill version="1" currency="CNY" title="示例道路" lot="一标段"${priced(line + tax)}><work code="01" name="路基"${priced(line + tax)}><items${priced(line)}><item code="010101003001" name="挖土方" features="三类土" unit="m3" quantity="${quantity}"${price ? ` price="${price.toFixed(2)}"` : ''}${priced(line)}/>${MORE}</items><measures${priced(0)}/><other${priced(0)}/><tax rate="0.09"${priced(tax)}/></work></bill>`
}
async function upload(bytes, token) {
  const sha256 = createHash('sha256').update(bytes).digest('hex')
  const begun = await post('/api/uploads', { name: 'bill', type: 'application/octet-stream', bytes: bytes.length, digest: sha256 }, token)
  const put = await fetch(`${s.url}/api/uploads/${begun.id}/chunks/0`, { method: 'PUT', headers: { Authorization: `Bearer ${token}`, 'X-Chunk-SHA256': sha256 }, body: bytes })
  if (!put.ok) throw new Error(await put.text())
  await post(`/api/uploads/${begun.id}/completion`, null, token)
  return sha256
}
function seal(who, part, text) {
  const [from, to, key] = [file(`${part}-${who.name}`, text), join(s.dir, `${part}-${who.name}.sealed`), join(s.dir, `${part}-${who.name}.key`)]
  const made = spawnSync(process.env.HENG ?? '../build/heng', ['seal', '-c', centre.code, '-l', lot, '-p', who.id, '-t', part, '-k', key, from, to])
  if (made.status !== 0) throw new Error(String(made.stderr))
  return { sealed: readFileSync(to), key: readFileSync(key, 'utf8').trim() }
}
const receipt = (page) => page.getByText('已受理').waitFor()
const at = (page, way) => page.goto(`${s.url}/work/lots/${lot}${way}`)
async function done(page, what) { await page.getByRole('button', { name: '下一步' }).click(); await page.getByRole('button', { name: `确认${what}` }).click(); await receipt(page) }
const members = []
async function member(i) {
  const page = await person(s)
  await page.goto(`${s.url}/work/sign-in`)
  await page.getByLabel('人员编号（评标委员会成员用）').fill(members[i])
  await page.getByRole('button', { name: '以编号登录' }).click()
  await page.getByRole('heading', { name: '待办' }).waitFor()
  return page
}

await part('the bill of quantities is stated by its page', async () => {
  const at_ = file('bill.xml', bill(100))
  await at(home, '/do/bill')
  await home.locator('#f-document').setInputFiles(at_)
  await home.getByText('bill.xml').first().waitFor()
  await look(home, 'bill')
  await done(home, '公布或者更换工程量清单')
  await post(`/api/tenders/${t.id}/announcement`, { text: '道路。', deadline: '2026-03-24T01:00:00Z', windowMinutes: 30, evaluation: { method: 'lowest-price', ties: [{ by: 'draw' }] } }, buyer.token)
  for (const step of ['confirmation', 'publication']) await post(`/api/tenders/${t.id}/${step}`, null, buyer.token)
  const made = await post(`/api/lots/${lot}/committee`, { members: [['一', true], ['二', true], ['三', true], ['四', true], ['五', false]].map(([name, expert]) => ({ name, unit: expert ? '某大学' : '县住建局', expert, ...(expert ? { years: 12, title: '高级工程师' } : {}) })) }, buyer.token)
  members.push(...made.members)
  const keys = []
  for (const [i, who] of all.entries()) {
    const price = [1000, 900, 1200, 1100][i], total = price * 109
    const form = seal(who, 'form', JSON.stringify({ price: { amount: `${total}.00`, currency: 'CNY' } })), priced = seal(who, 'bill', bill(i === 1 ? 90 : 100, price))
    await post(`/api/lots/${lot}/bids`, { form: form.sealed.toString('base64'), bill: await upload(priced.sealed, who.token) }, who.token)
    keys.push([who, { form: form.key, bill: priced.key }])
  }
  await post(`/api/lots/${lot}/withdrawal`, null, keys.pop()[0].token)
  await clockTo('2026-03-24T01:00:00Z')
  while ((await (await fetch(`${s.url}/api/lots/${lot}`)).json()).state !== 'opening') await new Promise((go) => setTimeout(go, 50))
  for (const [who, body] of keys) await post(`/api/lots/${lot}/keys`, body, who.token)
  await clockTo('2026-03-24T01:30:00Z')
})
let first
await part('prices stand beside the others and the ceiling; a bill is checked', async () => {
  first = await member(0)
  await at(first, '/evaluate')
  await first.getByText('报价是其他投标报价平均值的 95.23%，最高投标限价的 54.50%').waitFor()
  const second = first.locator('section.bid', { hasText: '乙建筑' })
  await second.getByRole('button', { name: '核对工程量清单' }).click()
  await second.getByRole('rowheader', { name: '工程量不同' }).waitFor()
  await second.getByRole('button', { name: '更多（已列 200 处）' }).click()
  await second.getByRole('rowheader', { name: '清单合计与开标一览表报价不同' }).waitFor()
  if (await second.getByRole('button', { name: '更多' }).count()) failures.push('there is more than was found')
  await look(first, 'evaluate-bill')
})
await part('a bill is checked by the committee and supervision alone; an objection that was withdrawn wants no answer', async () => {
  await at(home, '')
  await home.getByRole('link', { name: '查看评标' }).click()
  await home.locator('section.bid').first().waitFor()
  await home.getByText('在规定时间之前不公开').waitFor()
  if (await home.getByRole('alert').count()) failures.push('what is secret yet is told as an error')
  await look(home, 'evaluate-secret')
  if (await home.getByRole('button', { name: '核对工程量清单' }).count()) failures.push('the procuring entity is offered to check a bill')
  const made = await post(`/api/lots/${lot}/objections`, { content: '开标时间有误。' }, all[2].token), answer = home.getByRole('link', { name: '答复异议' })
  await at(home, '')
  await answer.waitFor()
  await post(`/api/lots/${lot}/objections/withdrawals`, { objection: made.id }, all[2].token)
  await at(home, '')
  await home.locator('.records').getByText('已撤回').waitFor()
  await home.waitForLoadState('networkidle')
  if (await answer.count()) failures.push('what was withdrawn can be answered')
  await look(home, 'lot-objection-withdrawn')
})
await part('who withdrew has its security back at once, the others with the contract', async () => {
  const staff = await signedIn(s, await party('交易中心财务科', 'centre', '9'))
  await at(staff, '')
  await staff.getByRole('link', { name: '记录退还投标保证金' }).click()
  await staff.locator('#f-party').waitFor()
  const offered = (await staff.locator('#f-party option').allTextContents()).slice(1)
  if (offered.join() !== '丁建筑（已撤回）') failures.push(`offered: ${offered}`)
  await staff.locator('#f-refundedAt').fill('2026-03-24T09:29')
  await look(staff, 'refund')
  await done(staff, '记录退还投标保证金')
  await staff.context().close()
})
await part('a bidder is asked, answers once, and the answer stands beside its bid', async () => {
  await first.getByRole('link', { name: '请投标人澄清、说明' }).click()
  await first.locator('#f-party').selectOption({ label: '乙建筑' })
  await first.locator('#f-question').fill('清单合计与开标一览表报价不一致，请说明。')
  await first.locator('#f-until').fill('2026-03-25T09:00')
  await look(first, 'ask')
  await done(first, '请投标人澄清、说明')
  const bidder = await signedIn(s, all[1])
  await at(bidder, '')
  await bidder.getByRole('link', { name: '答复评标委员会的询问' }).click()
  await bidder.locator('#f-query').waitFor()
  await bidder.locator('#f-answer').fill('以开标一览表为准，清单工程量笔误。')
  await look(bidder, 'answer-query')
  await done(bidder, '答复评标委员会的询问')
  await at(bidder, '')
  if (await bidder.getByRole('link', { name: '答复评标委员会的询问' }).count()) failures.push('it can be answered twice')
  await at(first, '/evaluate')
  await first.getByText('以开标一览表为准，清单工程量笔误。').waitFor()
})
await part('a member finds a slip; another recuses itself and is replaced', async () => {
  await first.getByRole('link', { name: '认定算术修正和偏差' }).click()
  await first.locator('#f-party').selectOption({ label: '乙建筑' })
  await first.locator('#f-reason').fill('清单合计笔误')
  await look(first, 'find')
  await done(first, '认定算术修正和偏差')
  const second = await member(1)
  await at(second, '/evaluate')
  await second.getByRole('link', { name: '申请回避' }).click()
  await second.locator('#f-reason').fill('与投标人有利害关系')
  await done(second, '申请回避')
  await at(home, '')
  await home.getByRole('link', { name: '更换评标委员会成员' }).click()
  await home.locator('#f-seat').fill('2')
  await home.locator('#f-cause').selectOption({ label: '回避' })
  await home.locator('#f-reason').fill('本人申请回避')
  for (const [name, value] of [['name', '六'], ['unit', '某大学'], ['years', '10'], ['title', '高级工程师']]) await home.locator(`#f-member-${name}`).fill(value)
  await home.locator('#f-member-expert').check()
  await look(home, 'replace')
  await done(home, '更换评标委员会成员')
})
await part('where too few bids are left the committee is asked whether they compete', async () => {
  for (const i of [2, 3]) {
    const { token } = await post('/api/practice/sessions', { person: members[i], token: true })
    await post(`/api/lots/${lot}/findings`, { party: all[1].id, reason: '清单合计笔误' }, token)
    await post(`/api/lots/${lot}/disqualifications`, { party: all[2].id, ground: 'unresponsive', reason: '工期不响应' }, token)
  }
  await at(first, '/evaluate')
  await first.getByText('提出否决投标，或者认为不应否决').click()
  await first.getByRole('button', { name: '提交意见' }).click()
  await first.getByRole('alert').getByRole('link', { name: '请填写理由' }).click()
  await first.waitForFunction(() => document.activeElement?.id === 'f-strike-reason')
  await first.locator('#f-strike-party').selectOption({ label: '丙建筑' })
  await first.locator('#f-strike-ground').selectOption({ label: '（六）未实质性响应' })
  await first.locator('#f-strike-reason').fill('工期不响应')
  if (await first.getByRole('button', { name: '认定仍有竞争' }).count()) failures.push('it is asked while enough bids are left')
  await first.getByRole('button', { name: '提交意见' }).click()
  await first.getByRole('button', { name: '认定仍有竞争' }).waitFor()
  await look(first, 'compete')
  await first.getByRole('button', { name: '认定仍有竞争' }).click()
  await first.getByText('✓ 已表明意见').waitFor()
})
await ended(s)
