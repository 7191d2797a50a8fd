// "Is this account official?": compares what a reader writes with the accounts on the page. Nothing leaves the page.
(function () {
  'use strict'
  var box = document.querySelector('.account-check')
  if (!box) return
  var result = box.querySelector('.account-check-result')
  var former = { 'twitter.com': 'x.com', 'fb.com': 'facebook.com', 'threads.net': 'threads.com', 'telegram.me': 't.me', 'api.whatsapp.com': 'wa.me' }

  /** Host and path of an address as all its forms have them; empty for anything else. */
  function address(text) {
    var url
    try { url = new URL(/^[a-z]+:\/\//i.test(text) ? text : 'https://' + text) } catch (error) { return '' }
    if (url.hostname.indexOf('.') < 0) return ''
    var host = url.hostname.toLowerCase().replace(/^(www|m|mobile|web|it|it-it|touch)\./, '')
    var id = url.searchParams.get('id') || url.searchParams.get('phone')
    var path = decodeURIComponent(url.pathname).replace(/\/+$/, '').toLowerCase()
    return (former[host] || host) + (id ? '/' + id.replace(/\D/g, '') : path)
  }

  function name(text) { return text.toLowerCase().replace(/^@/, '').replace(/[\s().-]/g, '') }

  /** How many signs differ (Levenshtein). */
  function distance(one, two) {
    var row = [], i, j, before, here
    for (j = 0; j <= two.length; j++) row[j] = j
    for (i = 1; i <= one.length; i++) {
      before = row[0]; row[0] = i
      for (j = 1; j <= two.length; j++) {
        here = row[j]
        row[j] = Math.min(row[j] + 1, row[j - 1] + 1, before + (one[i - 1] === two[j - 1] ? 0 : 1))
        before = here
      }
    }
    return row[two.length]
  }

  var accounts = Array.prototype.map.call(document.querySelectorAll('[data-account]'), function (node) {
    return {
      node: node,
      kind: node.getAttribute('data-account'),
      platform: node.getAttribute('data-platform') || '',
      address: address(node.getAttribute('data-url') || ''),
      handle: name(node.getAttribute('data-handle') || ''),
      shown: node.getAttribute('data-name') || node.getAttribute('data-handle') || ''
    }
  })

  function say(kind, account) {
    var line = document.createElement('p')
    line.className = 'account-check-' + kind
    line.textContent = box.getAttribute('data-' + kind)
      .replace('{name}', account ? account.shown : '').replace('{platform}', account ? account.platform : '')
    if (account && account.node.id) {
      var link = document.createElement('a')
      link.href = '#' + account.node.id
      link.textContent = line.textContent
      line.textContent = ''
      line.appendChild(link)
    }
    result.appendChild(line)
  }

  box.querySelector('form').addEventListener('submit', function (event) {
    event.preventDefault()
    var text = box.querySelector('input').value.trim()
    result.textContent = ''
    if (!text) return say('empty')
    var where = /[/.]/.test(text) ? address(text) : ''
    var called = name(text)
    var found = accounts.filter(function (account) {
      return where && account.address === where || called && account.handle === called
    })
    if (found.length) return found.forEach(function (account) { say(account.kind, account) })
    // The last step of an address is what imitators copy.
    var last = name(where ? where.split('/').pop() : text)
    say('unknown')
    accounts.forEach(function (account) {
      var near = account.handle && last && distance(account.handle, last)
      if (account.kind === 'official' && account.handle && near <= Math.max(2, Math.floor(account.handle.length / 5))) say('similar', account)
    })
  })
})()
