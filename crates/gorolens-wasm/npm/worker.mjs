// The worker of a browser.

import init, { Analysis } from "./gorolens.js";
import { answerer } from "./shared.mjs";

const begin = async (wasm) => {
  await init({ module_or_path: wasm ?? new URL("./gorolens_bg.wasm", import.meta.url) });
  return new Analysis();
};
const answer = answerer(begin, (message) => postMessage(message));
onmessage = ({ data }) => answer(data);
