// Rebuilds src/subledger/faces/web/static/vendor from the locked packages: npm ci && npm run rebuild
import { createHash } from "node:crypto";
import { copyFileSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";

const here = dirname(fileURLToPath(import.meta.url));
const vendor = join(here, "../src/subledger/faces/web/static/vendor");
const packages = { echarts: ["LICENSE", "NOTICE"], zrender: ["LICENSE"], tslib: ["LICENSE.txt"], "htmx.org": ["LICENSE"] };
const from = (...path) => join(here, "node_modules", ...path);
const about = (name) => JSON.parse(readFileSync(from(name, "package.json"), "utf8"));

rmSync(vendor, { recursive: true, force: true });
mkdirSync(join(vendor, "licences"), { recursive: true });

await build({
  entryPoints: [join(here, "charts.mjs")],
  outfile: join(vendor, "echarts.js"),
  bundle: true,
  minify: true,
  format: "iife",
  globalName: "echarts",
  target: "es2020",
  legalComments: "none",
  define: { "process.env.NODE_ENV": '"production"' },
  banner: { js: `/* Apache ECharts ${about("echarts").version} (Apache-2.0), zrender ${about("zrender").version} (BSD-3-Clause), tslib ${about("tslib").version} (0BSD). Licences beside this file. */` },
});
copyFileSync(from("htmx.org", "dist", "htmx.min.js"), join(vendor, "htmx.js"));
for (const [name, files] of Object.entries(packages)) {
  for (const file of files) copyFileSync(from(name, file), join(vendor, "licences", `${name}-${file.replace(".txt", "")}.txt`));
}

const sha256 = (path) => createHash("sha256").update(readFileSync(path)).digest("hex");
const hashes = {};
for (const name of ["echarts.js", "htmx.js", ...readdirSync(join(vendor, "licences")).sort().map((file) => `licences/${file}`)]) {
  hashes[name] = sha256(join(vendor, name));
}
const versions = Object.fromEntries(Object.keys(packages).map((name) => [name, { version: about(name).version, licence: about(name).license }]));
const inputs = Object.fromEntries(["charts.mjs", "package-lock.json", "package.json", "rebuild.mjs"].map((name) => [name, sha256(join(here, name))]));
writeFileSync(join(vendor, "manifest.json"), JSON.stringify({ packages: versions, sha256: hashes, built_from: inputs }, null, 2) + "\n");
