// Runs before anything is painted: language and colours of the start screen that stands in the document, as
// web/src/hooks/{lang,theme}.rs find them. It stands in the document itself; `cargo xtask build` puts its hash into
// the Content-Security-Policy.
{
  const root = document.documentElement;
  const address = new URLSearchParams(`${location.hash.slice(1)}&${location.search.slice(1)}`);
  const setting = (name, key) => {
    try {
      return address.get(name) ?? localStorage.getItem(key);
    } catch {
      return null; // No storage in sandboxed frames.
    }
  };
  const tag = setting("lang", "gorolens-language") ?? navigator.language;
  const isTraditional = /[-_](hant|tw|hk|mo)(?![a-z])/i.test(tag) && !/hans/i.test(tag);
  root.lang = /^zh(?![a-z])/i.test(tag) && !isTraditional ? "zh-Hans" : "en";
  const theme = setting("theme", "gorolens-theme");
  if (theme === "light" || theme === "dark") root.dataset.theme = theme;
  // A report is about to open: the start screen would only flash up.
  const opens = window.parent !== window || ["embed", "src", "report", "shared"].some((name) => address.has(name));
  root.toggleAttribute("data-opens", opens);
}
