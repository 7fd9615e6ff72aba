import { expect } from 'chai'
import { newText } from '../../../src/channels/email/new-text.js'

const cuts: readonly (readonly [name: string, text: string, kept: string])[] = [
  ['nothing quoted', 'Hello\nthere', 'Hello\nthere'],
  ['a quotation at the end', 'Yes.\n\n> Is it?\n> Really?', 'Yes.'],
  [
    'an intro over two lines',
    'Yes.\n\nOn Tue, Nov 24, 2026 at 12:00 Shop\n<help@shop.example> wrote:\n\n> Is it?',
    'Yes.',
  ],
  ['an intro in Russian', 'Да.\n\nвт, 24 нояб. 2026 г. в 12:00, Shop <help@shop.example>:\n> Это он?', 'Да.'],
  ['an intro in German', 'Ja.\n\nAm 24.11.2026 um 12:00 schrieb Shop:\n> Ist er es?', 'Ja.'],
  ['an intro in French', 'Oui.\n\nLe mar. 24 nov. 2026 à 12:00, Shop <a@b.example> a écrit :\n> Est-ce lui ?', 'Oui.'],
  ['an answer right above the intro', 'Yes.\nShop <help@shop.example> wrote:\n> Is it?', 'Yes.'],
  [
    'a dated answer right above it',
    'It came 24.11.2026\nShop <help@shop.example> wrote:\n> Is it?',
    'It came 24.11.2026',
  ],
  ['an answer that ends in a colon', 'The number is:\n\n> 1234', 'The number is:'],
  ['an answer below', 'On 24.11.2026 12:00 Shop wrote:\n> Is it?\n\nYes.', 'Yes.'],
  [
    'a signature under the answer',
    'Yes.\n\n-- \nAnna\n\nOn 24.11.2026 12:00 Shop wrote:\n> Is it?',
    'Yes.\n\n-- \nAnna',
  ],
  [
    'an original message',
    'Yes.\n\n-----Original Message-----\nFrom: Shop\nSent: Tuesday\nTo: Anna\nSubject: Parcel\n\nIs it?',
    'Yes.',
  ],
  [
    'a head without a line above',
    'Ja.\n\nVon: Shop\nGesendet: Dienstag\nAn: Anna\nBetreff: Paket\n\nIst er es?',
    'Ja.',
  ],
  ['stars around the names', 'Yes.\n\n*From:* Shop\n*Date:* Tuesday\n*To:* Anna\n*Subject:* Parcel\n\nIs it?', 'Yes.'],
]

const whole: readonly (readonly [name: string, text: string])[] = [
  ['answers between quoted lines', '> One?\nYes.\n> Two?\nNo.'],
  ['text on both sides of a quotation', 'Before\n> quoted\nafter'],
  ['nothing but a quotation', '> Is it?\n> Really?'],
  ['nothing but an answered letter', 'From: Shop\nSent: Tuesday\nSubject: Parcel\n\nIs it?'],
  ['a form that a person filled in', 'Name: Anna\nDate: 24.11.2026\nSubject of the order: lamp\nFrom: Riga'],
  ['a form with a sender and nothing else', 'From: Riga\nTo: Berlin\nWeight: 2 kg'],
  ['what was forwarded', 'See\n\n---------- Forwarded message ---------\nFrom: X\nDate: Y\nSubject: Z\n\n> text'],
  ['what was forwarded in Russian', 'См.\n-------- Пересылаемое сообщение --------\n> text'],
  ['arrows and comparisons', 'a -> b\nx >= 1\n   5 > 3'],
]

describe('what is new in a letter', () => {
  for (const [name, text, kept] of cuts) it(`is left: ${name}`, () => expect(newText(text)).to.equal(kept))
  for (const [name, text] of whole) it(`is all of it: ${name}`, () => expect(newText(text)).to.equal(text))

  it('is found in a moment, however long and odd the letter', () => {
    const odd = [
      '> a\n',
      'a:\n> b\n',
      'From: x\n',
      'From: x\nSent: y\nSubject: z\n',
      ':\n',
      ' '.repeat(50_000),
      'x'.repeat(50_000),
      '-'.repeat(50_000),
    ]
    // The runner's time limit is the measure: what takes its square would take minutes.
    for (const piece of odd)
      expect(newText(piece.repeat(Math.ceil(1_000_000 / piece.length))), piece).to.not.equal(null)
  })
})
