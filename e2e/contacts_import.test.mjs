import assert from 'node:assert/strict'
import { test } from 'node:test'
import { check, signIn, visit } from './browser.mjs'

const lines = [
  'Prénom;Nom;E-mail;Téléphone;Société',
  'Élodie;Guérin;elodie.import@example.invalid;06 12 34 56 78;Hôtel de la Plage',
  'Yann;Morvan;yann.import@example.invalid;+33 6 98 76 54 32;Garage Morvan',
  'Sans;Téléphone;pas une adresse;06 11 22 33 44;',
]

// As Excel in France writes it: semicolons and Windows-1252.
const file = Buffer.from(lines.join('\r\n'), 'latin1')

test('a file is read, tried, imported and undone', async () => {
  await visit(async (page) => {
    await signIn(page, '/import')
    await check(page, 'imports')
    await page.locator('input[type=file]').setInputFiles({ name: 'clients.csv', mimeType: 'text/csv', buffer: file })
    await page.getByRole('heading', { name: 'clients.csv' }).waitFor()
    await page.getByText('Élodie').first().waitFor()
    await check(page, 'import-mapping')

    await page.getByRole('button', { name: 'Essayer' }).click()
    await page.getByText('Lignes rejetées').waitFor()
    await check(page, 'import-trial')

    await page.getByRole('button', { name: /^Importer 2 lignes/ }).click()
    await page.getByRole('heading', { name: 'L’import est terminé' }).waitFor()
    await check(page, 'import-done')
    const rejected = await page.evaluate(async () => {
      const link = document.querySelector('a[href$="rejected.csv"]')
      return (await fetch(link.href)).text()
    })
    assert.match(rejected, /Sans/)

    await page.getByRole('button', { name: 'Annuler cet import' }).click()
    await page.getByRole('dialog').getByRole('button', { name: 'Annuler cet import' }).click()
    await page.getByRole('heading', { name: 'Cet import a été annulé' }).waitFor()
    await check(page, 'import-undone')
  })
})
