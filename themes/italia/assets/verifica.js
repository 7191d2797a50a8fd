// Shows the box "Is this account really ours?", which nobody sees where scripts do not run, and gets what it answers with when
// somebody turns to it: that weighs more than all else that the page needs.
(() => {
  'use strict'
  const box = document.querySelector('.account-check')
  if (!box) return
  const form = box.querySelector('form')
  let isCalled = false

  function call() {
    if (isCalled) return
    isCalled = true
    for (const address of [box.dataset.known, box.dataset.answers]) {
      const script = document.createElement('script')
      script.src = address
      script.async = false
      script.onerror = () => {
        form.hidden = true
        box.querySelector('.account-check-result').textContent = box.dataset.failed
      }
      document.head.append(script)
    }
  }

  form.addEventListener('focusin', call)
  form.addEventListener('submit', (event) => {
    event.preventDefault()
    box.dataset.asked = ''
    call()
  })
  box.hidden = false
  if (location.hash === '#verifica') box.scrollIntoView()

  // A page that was made before an account's last day says "official" until it is made again: the visitor's own day tells.
  const now = new Date()
  const two = (number) => String(number).padStart(2, '0')
  const today = `${now.getFullYear()}-${two(now.getMonth() + 1)}-${two(now.getDate())}`
  for (const chip of document.querySelectorAll('[data-until]')) {
    if (chip.dataset.until >= today) continue
    chip.className = 'chip chip-warning'
    chip.textContent = chip.dataset.ended
  }
})()
