// Classic, blocking, tiny: theme and language before first paint. No modules here.
(function () {
  var d = document.documentElement,
    q = new URLSearchParams(location.search),
    /** @type {{ theme?: string, lang?: string }} */ s = {};
  try {
    s = JSON.parse(localStorage.getItem('prefs') || '{}');
  } catch {
    /* private mode */
  }
  var t = q.get('theme') || s.theme || 'system';
  if (t === 'system') t = matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light';
  d.dataset.theme = t;
  d.lang = q.get('lang') || s.lang || (navigator.language || 'en').slice(0, 2);
})();
