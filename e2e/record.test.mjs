// A record's screen: what one writes about it, what is told of it, who is there, and the way to the next.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { base, check, create, signIn, unique, visit } from './browser.mjs'

async function companyOf(page, fields = {}) {
  const name = unique('Société')
  await signIn(page)
  const company = await create(page, 'companies', { name, ...fields })
  return { name, company, at: `${base}/companies/${company.id}` }
}

test('a note, a call and a task are written from the record by keyboard, and told in its timeline', async () => {
  await visit(async (page) => {
    const { company, at } = await companyOf(page)
    await page.goto(at)
    await page.getByText('a créé la fiche').waitFor()
    await page.keyboard.press('n')
    await page.getByRole('textbox', { name: 'Texte' }).fill('Chaudière de 1998\nÀ remplacer avant l’hiver')
    await page.keyboard.press('Control+Enter')
    const activity = page.getByRole('region', { name: 'Activité' })
    await activity.getByText('À remplacer avant l’hiver').waitFor()
    await page.keyboard.press('t')
    await page.getByRole('textbox', { name: 'Intitulé' }).fill('Envoyer le devis')
    await page.keyboard.press('Control+Enter')
    await activity.getByRole('heading', { name: 'À venir' }).waitFor()
    await activity.getByRole('link', { name: 'Envoyer le devis' }).waitFor()
    await check(page, 'record')
    // What can be ended at once is ended here.
    await activity.getByRole('button', { name: 'Terminer' }).click()
    await activity.getByText('Faite').waitFor()
    await activity.getByText('Modifications').click()
    await activity.getByText('À remplacer avant l’hiver').waitFor({ state: 'detached' })
    await activity.getByText('a créé la fiche').waitFor()
    await activity.getByText('Modifications').click()
    await activity.getByRole('textbox', { name: 'Rechercher dans l’activité' }).fill('chaudiere')
    await activity.getByRole('link', { name: 'Envoyer le devis' }).waitFor({ state: 'detached' })
    await activity.getByText('Chaudière de 1998').waitFor()
    assert.ok(company.id)
  })
})

test('what was being written is found again when the tab was closed', async () => {
  await visit(async (page) => {
    const { at } = await companyOf(page)
    await page.goto(at)
    await page.getByRole('button', { name: 'Note', exact: true }).click()
    await page.getByRole('textbox', { name: 'Texte' }).fill('Rappeler avant midi')
    await page.reload()
    await page.getByRole('button', { name: 'Note', exact: true }).click()
    assert.equal(await page.getByRole('textbox', { name: 'Texte' }).inputValue(), 'Rappeler avant midi')
  })
})

test('who sees the record is told with the reason', async () => {
  await visit(async (page) => {
    const { at } = await companyOf(page)
    await page.goto(at)
    await page.getByRole('button', { name: 'Qui voit cette fiche ?' }).click()
    await page.getByText('responsable de la fiche').waitFor()
    await check(page, 'record-audience')
  })
})

test('from record to record in the order of the list, and back to where one was', async () => {
  await visit(async (page) => {
    const word = unique('Suite').replace(' ', '')
    await signIn(page)
    for (const place of ['A', 'B', 'C']) await create(page, 'companies', { name: `${word} ${place}` })
    await page.goto(`${base}/companies?q=${word}&sort=name`)
    await page.getByRole('link', { name: `${word} A` }).click()
    await page.getByText('1 sur 3').waitFor()
    await page.keyboard.press('j')
    await page.getByRole('heading', { name: `${word} B`, level: 1 }).waitFor()
    await page.keyboard.press('j')
    await page.getByRole('heading', { name: `${word} C`, level: 1 }).waitFor()
    assert.ok(await page.getByRole('button', { name: 'Fiche suivante' }).isDisabled())
    await page.keyboard.press('k')
    await page.getByRole('heading', { name: `${word} B`, level: 1 }).waitFor()
    // One step back is the list, with the record last seen under the keyboard.
    await page.goBack()
    await page.getByRole('link', { name: `${word} A` }).waitFor()
    assert.match(page.url(), new RegExp(`q=${word}`))
  })
})

test('a record is read beside its list, and follows the keyboard', async () => {
  await visit(async (page) => {
    const word = unique('Aperçu').replace(' ', '')
    await signIn(page)
    for (const place of ['A', 'B']) await create(page, 'companies', { name: `${word} ${place}` })
    await page.goto(`${base}/companies?q=${word}&sort=name`)
    const grid = page.getByRole('grid')
    await page.getByRole('link', { name: `${word} A` }).waitFor()
    await grid.focus()
    await page.keyboard.press('ArrowDown')
    await page.keyboard.press('Control+Enter')
    const panel = page.getByRole('complementary', { name: `${word} A` })
    await panel.getByRole('tab', { name: 'Activité' }).waitFor()
    await check(page, 'list-preview')
    await page.keyboard.press('ArrowDown')
    await page.getByRole('complementary', { name: `${word} B` }).waitFor()
    await page.keyboard.press('Escape')
    await page.getByRole('complementary', { name: `${word} B` }).waitFor({ state: 'detached' })
  })
})

test('the record stands in one column on a phone', async () => {
  await visit(
    async (page) => {
      const { at } = await companyOf(page, { email: 'accueil@example.invalid' })
      await page.goto(at)
      await page.getByRole('tab', { name: 'Activité' }).click()
      await page.getByRole('button', { name: 'E-mail', exact: true }).click()
      assert.equal(await page.getByRole('textbox', { name: 'Destinataire' }).inputValue(), 'accueil@example.invalid')
      await check(page, 'record-phone')
    },
    { width: 390, height: 844, dark: true },
  )
})
