// A prequalification by its pages: announced, applied for under seal, reviewed with points, and who passed bids as
// a consortium. Prints "ok", "FAIL" and a count.
import { ended, failures, look, part, person, signedIn, site, trades } from './site.mjs'

const s = await site(), { post, party } = trades(s)
const buyer = await party('县交通局', 'procuringEntity', '1'), all = []
for (const [i, name] of ['甲路桥有限公司', '乙路桥有限公司', '丙路桥有限公司', '丁路桥有限公司'].entries()) all.push(await party(name, 'tenderer', String(i + 2)))
const project = await post('/api/projects', { code: '1', name: '县道改建' }, buyer.token)
const t = await post('/api/tenders', { project: project.id, kind: 'works-lowest-price', title: '县道改建施工', mandatory: false, stateControlled: false, funding: 'private', qualification: 'before', method: 'open', organisation: 'self', lots: [{ title: '一标段' }] }, buyer.token)
const clockTo = (at) => post('/api/practice/clock', { to: at }), home = await signedIn(s, buyer)
const at = (page, way) => page.goto(`${s.url}/work/tenders/${t.id}${way}`)
const receipt = (page) => page.getByText('已受理').waitFor()
const moment = async (page, name, value) => page.locator(`#f-${name}`).fill(value)

await part('its announcement is written and published; bids cannot be asked for yet', async () => {
  await at(home, '')
  await home.getByRole('link', { name: '编制资格预审公告' }).waitFor()
  if (await home.getByRole('link', { name: '提交招标公告' }).count()) failures.push('bids can be asked for before anybody passed')
  await home.getByRole('link', { name: '编制资格预审公告' }).click()
  await home.locator('#f-text').fill('资质：公路工程施工总承包三级及以上。')
  await moment(home, 'offerEnds', '2026-03-09T08:00')
  await moment(home, 'deadline', '2026-03-16T09:00')
  await home.locator('#f-windowMinutes').fill('30')
  await home.locator('#f-most').fill('2')
  await look(home, 'prequalify-draft')
  await home.getByRole('button', { name: '下一步' }).click()
  await home.getByRole('button', { name: '确认编制资格预审公告' }).click()
  await home.getByRole('alert').waitFor() // fewer than would compete
  await home.locator('#f-most').fill('3')
  await home.getByRole('button', { name: '下一步' }).click()
  await home.getByRole('button', { name: '确认编制资格预审公告' }).click()
  await receipt(home)
  await at(home, '/do/prequalify')
  await home.getByRole('button', { name: '确认发布资格预审公告' }).click()
  await receipt(home)
})
const pages = []
await part('four apply, sealed on their machines; one replaces, one is a consortium', async () => {
  for (const [i, who] of all.entries()) {
    const page = await signedIn(s, who)
    pages.push(page)
    await at(page, '')
    await page.getByRole('link', { name: '资格预审申请和密钥' }).click()
    await page.getByRole('button', { name: '下一步' }).click()
    await page.getByRole('alert').waitFor()
    await page.locator('#f-statement').fill(`具备公路工程施工总承包${i < 3 ? '二' : '三'}级资质，类似项目 ${4 - i} 个。`)
    if (i === 0) {
      await page.locator('#f-others').fill('某设计院 91510700205412308X')
      await page.getByRole('button', { name: '下一步' }).click()
      await page.getByText('第 1 行的统一社会信用代码不对').first().waitFor()
      await page.locator('#f-others').fill('某设计院 91510700205412308D')
      await look(page, 'apply')
    }
    await page.getByRole('button', { name: '下一步' }).click()
    if (i === 0) await look(page, 'apply-look')
    await page.getByRole('button', { name: '密封并递交' }).click()
    await receipt(page)
    if (i === 0) await look(page, 'apply-done')
  }
  await at(pages[1], '/apply')
  await pages[1].getByText('再次递交的替换此前的').waitFor()
  await pages[1].locator('#f-statement').fill('具备公路工程施工总承包二级资质，类似项目三个，已更正。')
  await pages[1].getByRole('button', { name: '下一步' }).click()
  await pages[1].getByRole('button', { name: '密封并递交' }).click()
  await receipt(pages[1])
})
const ids = []
await part('reviewers are named; after the deadline the keys are handed in', async () => {
  await at(home, '/do/reviewers')
  for (const [i, name] of ['王一', '李二', '张三', '赵四'].entries()) {
    await home.locator(`#f-members-${i}-name`).fill(name)
    await home.locator(`#f-members-${i}-unit`).fill('某大学')
  }
  await home.locator('#f-members-4-name').fill('钱五')
  await home.locator('#f-members-4-unit').fill('县交通局')
  await look(home, 'reviewers')
  await home.getByRole('button', { name: '下一步' }).click()
  await home.getByRole('button', { name: '确认组建资格审查委员会' }).click()
  await home.getByRole('heading', { name: '成员的人员编号' }).waitFor()
  ids.push(...await home.locator('.note ol code').allTextContents())
  await clockTo('2026-03-16T01:00:00Z')
  for (const [i, page] of pages.entries()) {
    await at(page, '/apply')
    await page.getByRole('heading', { name: '递交资格预审申请的密钥' }).waitFor()
    if (i === 0) await look(page, 'apply-key')
    await page.getByRole('button', { name: '确认递交密钥' }).click()
    await receipt(page)
  }
  await clockTo('2026-03-16T01:30:00Z')
})
await part('five members review with points; a limited number passes', async () => {
  if (ids.length !== 5) throw new Error(`${ids.length} ids`)
  for (const [n, id] of ids.entries()) {
    const page = await person(s)
    await page.goto(`${s.url}/work/sign-in`)
    await page.getByLabel('人员编号（评标委员会成员用）').fill(id)
    await page.getByRole('button', { name: '以编号登录' }).click()
    await page.getByRole('heading', { name: '待办' }).waitFor()
    await at(page, '')
    await page.getByRole('link', { name: '审查资格预审申请' }).click()
    const sections = page.locator('section.bid')
    await sections.first().waitFor()
    for (let i = 0; i < 4; i++) {
      await sections.nth(i).getByLabel('符合', { exact: true }).check()
      await sections.nth(i).getByLabel('评分（0 至 100）').fill(String(95 - 5 * i) + '.5')
    }
    if (n === 0) await look(page, 'review')
    await page.getByRole('button', { name: '提交审查' }).click()
    await receipt(page)
    await page.context().close()
  }
  await at(home, '')
  await home.getByRole('heading', { name: '资格预审结果' }).waitFor()
  await home.getByText('得分未进入前 3 名').waitFor()
  await home.getByRole('link', { name: '提交招标公告' }).waitFor()
  await look(home, 'qualified')
  const passed = await home.getByRole('cell', { name: '通过', exact: true }).count()
  if (passed !== 3) failures.push(`${passed} passed`)
})
/** Places among the pages: who bids first, and who does not bid. */
const first = []
await part('who passed is told, and bids as a consortium; who did not is told why', async () => {
  await post(`/api/tenders/${t.id}/announcement`, { text: '投标邀请。', deadline: '2026-04-08T01:00:00Z', windowMinutes: 30 }, buyer.token)
  for (const step of ['confirmation', 'publication']) await post(`/api/tenders/${t.id}/${step}`, null, buyer.token)
  const told = await Promise.all(pages.map(async (page) => { await at(page, ''); const note = page.locator('.note', { hasText: '资格预审' }).first(); await note.waitFor(); return await note.textContent() }))
  if (told.filter((x) => x.includes('您通过了资格预审')).length !== 3 || told.filter((x) => x.includes('得分未进入前 3 名')).length !== 1) failures.push(told.join(' | '))
  told.forEach((x, i) => { if (!x.includes('您通过了')) first.push(i) })
  first.unshift(told.findIndex((x) => x.includes('您通过了')))
  const page = pages[first[0]]
  await page.goto(`${s.url}/work/lots/${t.lots[0]}/bid`)
  await page.locator('#f-price').fill('4100000')
  await page.getByText('联合体投标', { exact: true }).click()
  await page.locator('#f-others').fill('某设计院 91510700205412308D')
  await page.getByRole('button', { name: '下一步' }).click()
  await page.getByText('联合体投标须附共同投标协议').first().waitFor()
  await page.locator('#f-agreement').fill('投标文件第 3 章')
  await look(page, 'bid-consortium')
  await page.getByRole('button', { name: '下一步' }).click()
  await page.getByText('某设计院 91510700205412308D').waitFor()
  await page.getByRole('button', { name: '密封并递交' }).click()
  await receipt(page)
})
await part('private money chooses among the candidates, with a reason that is published', async () => {
  const lot = t.lots[0], others = pages.filter((page, i) => !first.includes(i))
  for (const [i, page] of others.entries()) {
    await page.goto(`${s.url}/work/lots/${lot}/bid`)
    await page.locator('#f-price').fill(String(4200000 + 100000 * i))
    await page.getByRole('button', { name: '下一步' }).click()
    await page.getByRole('button', { name: '密封并递交' }).click()
    await receipt(page)
  }
  const committee = (await post(`/api/lots/${lot}/committee`, { members: [['一', true], ['二', true], ['三', true], ['四', true], ['五', false]].map(([name, expert]) => ({ name, unit: expert ? '某大学' : '县交通局', expert, ...(expert ? { years: 12, title: '高级工程师' } : {}) })) }, buyer.token)).members
  await clockTo('2026-04-08T01:00:00Z')
  for (const page of [pages[first[0]], ...others]) {
    await page.goto(`${s.url}/work/lots/${lot}/key`)
    await page.getByRole('button', { name: '确认递交密钥' }).click()
    await receipt(page)
  }
  await clockTo('2026-04-08T01:30:00Z')
  for (const member of committee) {
    const { token } = await post('/api/practice/sessions', { person: member, token: true })
    const { digest } = await (await fetch(`${s.url}/api/lots/${lot}/evaluation`, { headers: { Authorization: `Bearer ${token}` } })).json()
    await post(`/api/lots/${lot}/confirmations`, { digest }, token)
  }
  await post(`/api/lots/${lot}/candidates`, null, buyer.token)
  await clockTo('2026-04-12T02:00:00Z')
  await home.goto(`${s.url}/work/lots/${lot}/do/award`)
  await home.getByText('按顺序应当中标的候选人').waitFor()
  const choices = await home.locator('#f-choice option').allTextContents()
  if (choices.length !== 3) failures.push(`to choose: ${choices.join(' | ')}`) // none, and two others
  await home.locator('#f-choice').selectOption({ index: 2 })
  await home.locator('#f-reason').fill('类似工程业绩更多')
  await look(home, 'award-choice')
  await home.getByRole('button', { name: '下一步' }).click()
  await home.getByText(choices[2]).first().waitFor()
  await home.getByRole('button', { name: '确认定标' }).click()
  await receipt(home)
  await home.goto(`${s.url}/trades/${lot}`)
  await home.getByText(choices[2]).first().waitFor()
})
await ended(s)
