import { say } from '../design/language.ts'

// What a field type is called when someone chooses one.
export function fieldTypeWords(key: string): string {
  const words: Record<string, [string, string]> = {
    text: ['Texte court', 'Short text'], long_text: ['Texte long', 'Long text'], number: ['Nombre entier', 'Whole number'],
    decimal: ['Nombre décimal', 'Decimal number'], money: ['Montant', 'Amount'], percent: ['Pourcentage', 'Percentage'],
    date: ['Date', 'Date'], moment: ['Date et heure', 'Date and time'], duration: ['Durée', 'Duration'],
    choice: ['Choix unique', 'One choice'], choices: ['Choix multiples', 'Several choices'], tags: ['Étiquettes', 'Tags'],
    yes_no: ['Oui ou non', 'Yes or no'], link: ['Lien vers une fiche', 'Link to a record'], links: ['Liens vers des fiches', 'Links to records'],
    file: ['Fichier', 'File'], email: ['Adresse e-mail', 'E-mail'], phone: ['Téléphone', 'Phone'], web_address: ['Site internet', 'Web address'],
    address: ['Adresse postale', 'Postal address'], siren: ['SIREN', 'SIREN'], siret: ['SIRET', 'SIRET'],
    vat_number: ['Numéro de TVA', 'VAT number'], iban: ['IBAN', 'IBAN'],
  }
  const found = words[key]
  return found ? say(found[0], found[1]) : key
}
