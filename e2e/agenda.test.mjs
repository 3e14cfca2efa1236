// Records where they stand in time.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { base, check, create, signIn, unique, visit } from './browser.mjs'

const monday = '2027-03-01'
const at = (clock) => new Date(`${monday}T${clock}:00+01:00`).getTime()

async function visitOf(page, name, clock, length = 60) {
  return create(page, 'tasks', { name, kind: 'visit', due_at: new Date(at(clock)).toISOString(), length })
}

const minutesOf = (page, id) => page.evaluate(async (one) => (await (await fetch(`/api/v1/tasks/${one}`)).json()).record, id)

test('a visit is carried to another hour, made longer, and put back by one undo', async () => {
  await visit(async (page) => {
    const name = unique('Visite')
    await signIn(page)
    const { id } = await visitOf(page, name, '09:00')
    await page.goto(`${base}/agenda?day=${monday}&span=week`)
    const shown = page.getByRole('button', { name: new RegExp(name) })
    await shown.waitFor()
    await check(page, 'agenda-week')
    // Two hours further down: the height of an hour is that of two slots.
    const from = await shown.boundingBox()
    await page.mouse.move(from.x + 20, from.y + 8)
    await page.mouse.down()
    await page.mouse.move(from.x + 20, from.y + 60, { steps: 5 })
    await page.mouse.move(from.x + 20, from.y + 8 + 2 * 56, { steps: 5 })
    await page.mouse.up()
    await page.getByText('Enregistré.').waitFor()
    const moved = (await minutesOf(page, id)).due_at
    assert.ok(Math.abs(moved - at('11:00')) <= 15 * 60_000 && moved % (15 * 60_000) === 0, new Date(moved).toISOString())
    await page.getByRole('button', { name: 'Annuler' }).click()
    await page.getByText('C’est annulé.').waitFor()
    assert.equal((await minutesOf(page, id)).due_at, at('09:00'))
  })
})

test('a free hour is clicked, and the form knows the hour', async () => {
  await visit(async (page) => {
    const name = unique('Rendez-vous')
    await signIn(page)
    await page.goto(`${base}/agenda?day=2027-03-03&span=day`)
    await page.getByRole('button', { name: /^Créneau 14:00/ }).click()
    const dialog = page.getByRole('dialog')
    await dialog.getByRole('textbox', { name: 'Intitulé' }).fill(name)
    await check(page, 'agenda-new')
    await dialog.getByRole('button', { name: 'Créer : tâche' }).click()
    await page.getByRole('complementary', { name }).waitFor()
    await page.getByRole('button', { name: new RegExp(`14:00.*${name}`) }).waitFor()
  })
})

test('a month shows its holidays, and any date is a place', async () => {
  await visit(
    async (page) => {
      const name = unique('Affaire')
      await signIn(page)
      await create(page, 'opportunities', { name, expected_close: '2027-05-12' })
      await page.goto(`${base}/opportunities?view=calendar&span=month&day=2027-05-01&q=${encodeURIComponent(name)}`)
      await page.getByText(name).waitFor()
      await page.getByText('Ascension').waitFor()
      await check(page, 'calendar-month')
    },
    { dark: true },
  )
})

test('on a phone the coming weeks are a list', async () => {
  await visit(
    async (page) => {
      const name = unique('Visite')
      await signIn(page)
      await visitOf(page, name, '15:00')
      await page.goto(`${base}/agenda?day=${monday}`)
      await page.getByText(name).waitFor()
      await check(page, 'agenda-phone')
    },
    { width: 390, height: 844 },
  )
})
