// "Date d'achat" → "date_d_achat": the key a program uses, made from what a person wrote.
export function keyFrom(words: string): string {
  const plain = words.toLowerCase().normalize('NFD').replace(/\p{M}/gu, '').replace(/œ/g, 'oe').replace(/æ/g, 'ae')
  const key = plain.replace(/[^a-z0-9]+/g, '_').replace(/^_+|_+$/g, '').replace(/^(?=\d)/, 'n_')
  return key.slice(0, 40)
}
