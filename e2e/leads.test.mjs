import assert from 'node:assert/strict'
import { test } from 'node:test'
import { check, create, refusal, signIn, unique, visit } from './browser.mjs'

test('a lead is typed in, corrected, qualified and converted, and its story is told', async () => {
  await visit(
    async (page) => {
      const name = unique('Yann Morvan')
      await signIn(page, '/leads/new')
      await page.getByLabel('E-mail').fill('pas une adresse')
      await page.getByLabel('Téléphone').fill('12')
      await page.getByRole('button', { name: 'Créer' }).click()
      // All complaints at once, each at its field.
      for (const field of ['name', 'email', 'phone']) await page.locator(`[data-field=${field}] [aria-invalid=true]`).waitFor()
      await check(page, 'lead-form-refused')

      await page.getByLabel('Nom', { exact: false }).first().fill(name)
      await page.getByLabel('E-mail').fill('yann@example.invalid')
      await page.getByLabel('Téléphone').fill('06 12 34 56 78')
      await page.getByRole('button', { name: 'Créer' }).click()
      await page.getByRole('heading', { level: 1, name }).waitFor()
      await page.getByRole('link', { name: '06 12 34 56 78' }).waitFor()

      await page.getByRole('button', { name: 'Modifier Société', exact: true }).click()
      await page.getByRole('textbox', { name: 'Société' }).fill('Crêperie Morvan')
      await page.keyboard.press('Enter')
      await page.getByText('Crêperie Morvan').first().waitFor()

      await page.getByRole('button', { name: 'Qualifier' }).click()
      await page.getByText('a qualifié la piste').waitFor()
      await check(page, 'lead-record')

      await page.getByRole('button', { name: 'Convertir' }).click()
      await page.getByRole('dialog').getByLabel('Montant estimé').fill('12 500,50')
      await page.getByRole('dialog').getByRole('button', { name: 'Convertir' }).click()
      await page.waitForURL(/\/opportunities\//)
      await page.getByText('12 500,50 €').first().waitFor()
      await check(page, 'lead-converted')
    },
    { expected: [refusal(422)] },
  )
})

test('a draft survives a closed tab', async () => {
  await visit(async (page) => {
    const name = unique('Brouillon')
    await signIn(page, '/leads/new')
    await page.getByLabel('Nom', { exact: false }).first().fill(name)
    await page.reload()
    await page.getByText('Votre brouillon a été retrouvé').waitFor()
    assert.equal(await page.getByLabel('Nom', { exact: false }).first().inputValue(), name)
    await page.getByRole('button', { name: 'Repartir de zéro' }).click()
    assert.equal(await page.getByLabel('Nom', { exact: false }).first().inputValue(), '')
  })
})

test('two people write the same field, and the second chooses', async () => {
  await visit(
    async (page) => {
      const name = unique('Anne Guérin')
      await signIn(page)
      const lead = await create(page, 'leads', { name, company_name: 'Avant' })
      await page.goto(`${new URL(page.url()).origin}/leads/${lead.id}`)
      await page.getByRole('button', { name: 'Modifier Société', exact: true }).click()
      const box = page.getByRole('textbox', { name: 'Société' })
      await box.fill('La mienne')
      // Meanwhile, elsewhere; the live stream is cut so that this page still holds the old revision.
      await page.route('**/api/v1/leads/*', (route) => (route.request().method() === 'GET' ? route.abort() : route.continue()))
      await page.evaluate(
        ([id, revision]) =>
          fetch(`/api/v1/leads/${id}`, {
            method: 'PATCH', headers: { 'Content-Type': 'application/json', 'X-Elan-Request': '1', 'If-Match': `"${revision}"` }, body: JSON.stringify({ company_name: 'La leur' }),
          }),
        [lead.id, lead.revision],
      )
      await page.unroute('**/api/v1/leads/*')
      await box.press('Enter')
      const dialog = page.getByRole('dialog')
      await dialog.getByText('La leur').waitFor()
      await check(page, 'conflict')
      await dialog.getByRole('radio', { name: /La leur/ }).check()
      await dialog.getByRole('button', { name: 'Enregistrer ce choix' }).click()
      await page.getByText('La leur').first().waitFor()
    },
    { expected: [refusal(412), /net::ERR_FAILED/] },
  )
})
