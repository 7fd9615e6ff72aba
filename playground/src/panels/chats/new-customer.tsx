import { UserRoundPlus } from 'lucide-react'
import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Button, IconButton } from '../../design/button.js'
import { Dialog } from '../../design/dialog.js'
import type { Customer, Session } from '../../session/session.js'
import { usePlayground } from '../../shell/playground-context.js'
import { attachedSourceOf, sessionSourceOf } from '../../source/source.js'

/** Somebody new who can write. Customers belong to the session; nobody has heard of them before their first message. */
export function NewCustomer() {
  const { t } = useTranslation('chats')
  const { snapshot, source, look, view } = usePlayground()
  const [isOpen, setOpen] = useState(false)
  const local = sessionSourceOf(source)
  const attached = attachedSourceOf(source)
  const add = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    // The dialog is drawn elsewhere, but its events rise to the composer around this button.
    event.stopPropagation()
    const form = new FormData(event.currentTarget)
    const said = (name: string) => String(form.get(name) ?? '').trim()
    const name = said('name')
    if (name === '') return
    const customer: Customer = {
      id: freeId(snapshot.session, name),
      name,
      language: said('language'),
      ...(said('email') === '' ? {} : { email: said('email') }),
      ...(said('phone') === '' ? {} : { phone: said('phone') }),
    }
    setOpen(false)
    const writes = () => look({ writer: { ...view.writer, customer: customer.id } })
    if (attached !== null) {
      attached.meet(customer)
      return writes()
    }
    void local?.change({ ...snapshot.session, customers: [...snapshot.session.customers, customer] }).then(writes)
  }
  return (
    <>
      <IconButton label={t('new-customer')} icon={<UserRoundPlus />} onClick={() => setOpen(true)} />
      <Dialog title={t('new-customer')} isOpen={isOpen} onClose={() => setOpen(false)}>
        <form className="dialog-body details-form" onSubmit={add}>
          <label>
            {t('name')}
            <input className="field" name="name" required autoComplete="off" />
          </label>
          <label>
            {t('language')}
            <select className="field" name="language">
              <option value="ru">Русский</option>
              <option value="en">English</option>
            </select>
          </label>
          <label>
            {t('email')}
            <input className="field" name="email" type="email" autoComplete="off" />
          </label>
          <label>
            {t('phone')}
            <input className="field" name="phone" type="tel" autoComplete="off" />
          </label>
          <Button kind="main" type="submit">
            {t('add')}
          </Button>
        </form>
      </Dialog>
    </>
  )
}

function freeId({ customers }: Session, name: string): string {
  const base = name.toLowerCase().replace(/\s+/g, '-').slice(0, 40)
  let id = base
  for (let count = 2; customers.some((one) => one.id === id); count += 1) id = `${base}-${count}`
  return id
}
