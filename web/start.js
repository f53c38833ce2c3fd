// Starts the program of the page. A file of its own because the Content-Security-Policy allows no
// inline scripts; Trunk writes the hashed names into the attributes of this script's element.
import { listen } from "./host.js";

const { app, wasm } = document.querySelector("script[data-app]").dataset;
try {
  listen();
  const { default: init } = await import(app);
  await init({ module_or_path: wasm });
} catch (error) {
  const message = document.createElement("p");
  message.setAttribute("role", "alert");
  message.textContent =
    "Gorolens could not start. It needs a browser with WebAssembly (any of the last years). " + error;
  document.body.append(message);
  throw error;
}
