// The worker thread of Node.

import { parentPort } from "node:worker_threads";
import { load } from "./node.mjs";
import { answerer } from "./shared.mjs";

const begin = async (wasm) => new (await load(wasm))();
const answer = answerer(begin, (message) => parentPort.postMessage(message));
parentPort.on("message", answer);
