// <goroutine-dump src="goroutines.txt"></goroutine-dump>: a diagnosed goroutine dump inside another page.
//
// The element hosts the page in one file, gorolens.html beside this script, in a sandboxed frame without an
// origin: neither can the styles and scripts of the surroundings reach the report, nor can the report reach them.
// They talk through a channel of their own; the element listens to nothing else. docs/embedding.md says more.

const PAGE = new URL("./gorolens.html", import.meta.url).href;

/** In a shadow tree `!important` wins over the page's, even over its `!important`. */
const STYLE = `
  :host { all: initial !important; display: block !important; contain: content !important; }
  :host([hidden]) { display: none !important; }
  iframe {
    box-sizing: border-box; display: block; inline-size: 100%; block-size: var(--goroutine-dump-height, 672px);
    border: var(--goroutine-dump-border, 1px solid #8884); border-radius: 8px; color-scheme: normal;
  }
`;

export class GoroutineDump extends HTMLElement {
  static observedAttributes = ["src", "lang", "theme", "view", "page"];

  #shadow = this.attachShadow({ mode: "open" });
  /** The end of the channel; null while the frame is not ready. */
  #port = null;
  /** What is to be said as soon as it is. */
  #waiting = [];
  /** By id of the request: what settles its promise. */
  #asked = new Map();
  #requests = 0;
  /** Number of the newest input; what is told of older ones is history. */
  #current = 0;
  #input = null;
  #report = null;
  /** Text, bytes or a Blob given by script. */
  #dump = null;

  connectedCallback() {
    this.#begin();
  }

  disconnectedCallback() {
    this.#end();
  }

  attributeChangedCallback(name, before, value) {
    // Attributes that were there from the beginning are read by #begin.
    if (!this.#shadow.firstChild || before === value) return;
    if (name === "page") {
      this.#end();
      this.#begin();
    } else if (name === "src") this.#openOwn();
    else this.#say({ type: "set", [name]: this[name] });
  }

  get src() { return this.getAttribute("src") ?? ""; }
  set src(value) { this.#reflect("src", value); }
  get theme() { return this.getAttribute("theme") ?? "system"; }
  set theme(value) { this.#reflect("theme", value); }
  get view() { return this.getAttribute("view") ?? "full"; }
  set view(value) { this.#reflect("view", value); }
  get page() { return new URL(this.getAttribute("page") ?? PAGE, document.baseURI).href; }
  set page(value) { this.#reflect("page", value); }
  /** The element's own, else that of what it stands in. */
  get lang() { return this.closest("[lang]")?.getAttribute("lang") ?? ""; }
  set lang(value) { this.#reflect("lang", value); }

  /** What was found: numbers, and the findings with their titles; null until there is a report. */
  get report() { return this.#report; }

  /** The dump as text, bytes or a Blob. */
  get dump() { return this.#dump; }
  set dump(value) {
    this.#dump = value;
    if (this.#shadow.firstChild) this.#openOwn();
  }

  /** Analyses a dump; resolves to what `report` gives. */
  analyze(dump, name = "dump") {
    this.#dump = dump;
    return this.#open(name, dump);
  }

  /** The report as a document: "json", "markdown" or "html". */
  async export(form = "json") {
    if (this.#input === null) throw new Error("there is no report yet");
    return (await this.#ask({ type: "export", input: this.#input, form })).text;
  }

  #reflect(name, value) {
    value == null ? this.removeAttribute(name) : this.setAttribute(name, value);
  }

  #begin() {
    const style = document.createElement("style");
    style.textContent = STYLE;
    const frame = document.createElement("iframe");
    frame.setAttribute("sandbox", "allow-scripts allow-downloads");
    frame.setAttribute("allow", "clipboard-write");
    frame.setAttribute("referrerpolicy", "no-referrer");
    frame.title = "Gorolens";
    const settings = new URLSearchParams({ embed: "1", lang: this.lang, theme: this.theme, view: this.view });
    frame.src = `${this.page.split("#")[0]}#${settings}`;
    frame.onload = () => this.#connect(frame.contentWindow);
    this.#shadow.replaceChildren(style, frame);
    this.#openOwn();
  }

  #end() {
    this.#port?.close();
    this.#port = null;
    this.#waiting = [];
    this.#asked.forEach(({ reject }) => reject(new Error("the element was taken out of the page")));
    this.#asked.clear();
    this.#input = null;
    this.#shadow.replaceChildren();
  }

  #connect(frame) {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = ({ data }) => this.#hear(port1, data?.gorolens ?? {});
    // The frame has no origin that could be named, and the only secret is the port.
    frame.postMessage({ gorolens: { type: "connect" } }, "*", [port2]);
  }

  #hear(port, message) {
    if (message.type === "ready") {
      this.#port = port;
      this.#waiting.splice(0).forEach((it) => port.postMessage({ gorolens: it }));
      return;
    }
    const asked = this.#asked.get(message.id);
    this.#asked.delete(message.id);
    message.type === "error" ? asked?.reject(new Error(message.message)) : asked?.resolve(message);
  }

  #say(message) {
    this.#port ? this.#port.postMessage({ gorolens: message }) : this.#waiting.push(message);
  }

  #ask(message) {
    const id = ++this.#requests;
    return new Promise((resolve, reject) => {
      this.#asked.set(id, { resolve, reject });
      this.#say({ ...message, id });
    });
  }

  /** What was given by script, else what `src` names, else the text inside the element. */
  async #openOwn() {
    const text = this.textContent.trim();
    if (this.#dump === null && !this.src && !text) return;
    const dump = this.#dump ?? (this.src ? this.#fetch(this.src) : text);
    const name = this.#dump !== null ? "dump" : this.src.split(/[?#]/)[0].split("/").pop() || "dump";
    // Whoever listens hears the event.
    await this.#open(name, dump).catch(() => {});
  }

  /** The element fetches, not the frame, whose policy lets it reach nobody. */
  async #fetch(src) {
    const response = await fetch(new URL(src, document.baseURI));
    if (!response.ok) throw new Error(`${src}: ${response.status} ${response.statusText}`);
    return await response.blob();
  }

  async #open(name, dump) {
    const current = ++this.#current;
    try {
      const { summary, input } = await this.#ask({ type: "open", name, dump: await dump, replace: true });
      if (current === this.#current) {
        this.#input = input;
        this.#report = summary;
        this.dispatchEvent(new CustomEvent("report", { detail: summary }));
      }
      return summary;
    } catch (error) {
      if (current === this.#current) {
        this.dispatchEvent(new CustomEvent("error", { detail: { message: error.message } }));
      }
      throw error;
    }
  }
}

if (!customElements.get("goroutine-dump")) customElements.define("goroutine-dump", GoroutineDump);
