// What stands in several files must be the same in all of them.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";

const read = (name) => readFileSync(new URL(`../${name}`, import.meta.url), "utf8");
const manifest = JSON.parse(read("package.json"));
const source = read("src/extension.ts") + read("src/status.ts");

test("every text of the manifest is there in both languages", () => {
  const names = [...read("package.json").matchAll(/"%([^%]+)%"/g)].map(([, name]) => name).sort();
  for (const file of ["package.nls.json", "package.nls.zh-cn.json"]) {
    assert.deepEqual(Object.keys(JSON.parse(read(file))).sort(), names, file);
  }
});

test("every text of the program is there in Chinese", () => {
  const texts = [...source.matchAll(/l10n\.t\("([^"]+)"/g)].map(([, text]) => text).sort();
  assert.deepEqual(Object.keys(JSON.parse(read("l10n/bundle.l10n.zh-cn.json"))).sort(), texts);
});

test("every command is made, and every setting stands in the README", () => {
  for (const { command } of manifest.contributes.commands) {
    assert.ok(source.includes(`command("${command.replace("hegao.", "")}"`), command);
  }
  for (const name of Object.keys(manifest.contributes.configuration.properties)) {
    assert.ok(read("README.md").includes(`\`${name}\``), name);
  }
});

test("the lock file names no registry", () => {
  assert.ok(!read("package-lock.json").includes('"resolved"'));
});
