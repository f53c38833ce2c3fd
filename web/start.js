// Starts the program of the page. A file of its own because the Content-Security-Policy allows no
// inline scripts; Trunk writes the hashed names into the attributes of this script's element.
import { cannotStart, listen } from "./host.js";

// A module whose only function makes a vector and drops it: valid where WebAssembly has SIMD.
const VECTORS = [0, 97, 115, 109, 1, 0, 0, 0, 1, 4, 1, 96, 0, 0, 3, 2, 1, 0, 10, 9, 1, 7, 0, 65, 0, 253, 15, 26, 11];

const { app, wasm } = document.querySelector("script[data-app]").dataset;
try {
  if (!WebAssembly.validate(new Uint8Array(VECTORS))) throw new Error("WebAssembly has no SIMD here.");
  listen();
  const { default: init } = await import(app);
  await init({ module_or_path: wasm });
} catch (error) {
  cannotStart(
    "Gorolens could not start. It needs WebAssembly with SIMD, which every browser has since spring 2023. " + error,
  );
  throw error;
}
