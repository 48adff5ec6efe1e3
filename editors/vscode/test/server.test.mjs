// A real server, spoken to through the library that VS Code's clients use.

import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { after, before, test } from "node:test";
import { fileURLToPath, pathToFileURL } from "node:url";

import protocol from "vscode-languageserver-protocol/node";

const here = path.dirname(fileURLToPath(import.meta.url));
const program = process.env.HEGAO ?? path.join(here, "../../../target/debug/hegao");
const manifest = JSON.parse(readFileSync(path.join(here, "../package.json"), "utf8"));
const TEXT = "学习体会\n我于xxxx年参加工作,很有收获。\n";

/** The settings as VS Code would tell them: the defaults of the manifest. */
function defaults() {
  const settings = {};
  for (const [name, { default: value }] of Object.entries(manifest.contributes.configuration.properties)) {
    const keys = name.split(".").slice(1);
    const last = keys.pop();
    keys.reduce((object, key) => (object[key] ??= {}), settings)[last] = value;
  }
  return settings;
}

let folder, server, connection, capabilities;
const logged = [];
const published = new Map();
const waiting = [];
let settings = defaults();

function diagnostics(uri, wanted) {
  return new Promise((resolve) => {
    waiting.push({ uri, wanted, resolve });
    look();
  });
}

function look() {
  for (const entry of [...waiting]) {
    const found = published.get(entry.uri);
    if (found && entry.wanted(found)) {
      waiting.splice(waiting.indexOf(entry), 1);
      entry.resolve(found);
    }
  }
}

before(async () => {
  folder = mkdtempSync(path.join(tmpdir(), "hegao-"));
  server = spawn(program, ["server", "--stdio"], { cwd: folder, stdio: ["pipe", "pipe", "inherit"] });
  const reader = new protocol.StreamMessageReader(server.stdout);
  connection = protocol.createProtocolConnection(reader, new protocol.StreamMessageWriter(server.stdin));
  connection.onNotification(protocol.LogMessageNotification.type, ({ message }) => logged.push(message));
  connection.onNotification(protocol.PublishDiagnosticsNotification.type, (params) => {
    published.set(params.uri, params);
    look();
  });
  connection.onRequest(protocol.ConfigurationRequest.type, ({ items }) => items.map(() => settings));
  connection.onRequest(protocol.RegistrationRequest.type, () => {});
  connection.listen();
  const root = pathToFileURL(folder).href;
  const result = await connection.sendRequest(protocol.InitializeRequest.type, {
    processId: process.pid,
    rootUri: root,
    workspaceFolders: [{ uri: root, name: "folder" }],
    locale: "zh-cn",
    initializationOptions: settings,
    capabilities: {
      workspace: {
        configuration: true,
        didChangeConfiguration: { dynamicRegistration: true },
        didChangeWatchedFiles: { dynamicRegistration: true },
        workspaceEdit: { documentChanges: true, resourceOperations: ["create"] },
      },
      textDocument: { publishDiagnostics: { relatedInformation: true, versionSupport: true } },
    },
  });
  capabilities = result.capabilities;
  await connection.sendNotification(protocol.InitializedNotification.type, {});
});

after(async () => {
  await connection.sendRequest(protocol.ShutdownRequest.type);
  await connection.sendNotification(protocol.ExitNotification.type);
  const code = await new Promise((resolve) => server.once("exit", resolve));
  connection.dispose();
  rmSync(folder, { recursive: true });
  assert.equal(code, 0);
});

async function open(name, languageId, text) {
  const uri = pathToFileURL(path.join(folder, name)).href;
  const textDocument = { uri, languageId, version: 1, text };
  await connection.sendNotification(protocol.DidOpenTextDocumentNotification.type, { textDocument });
  return uri;
}

test("the server says what the extension relies on", () => {
  assert.equal(capabilities.textDocumentSync.change, protocol.TextDocumentSyncKind.Incremental);
  assert.ok(capabilities.codeActionProvider.codeActionKinds.includes("source.fixAll.hegao"));
  assert.ok(capabilities.hoverProvider && capabilities.documentSymbolProvider && capabilities.foldingRangeProvider);
});

test("diagnostics come in the language of the window, and go when the text is mended", async () => {
  const uri = await open("a.txt", "plaintext", TEXT);
  const { diagnostics: found } = await diagnostics(uri, ({ version }) => version === 1);
  assert.deepEqual(found.map(({ code }) => code), ["placeholder", "halfwidth-punctuation"]);
  assert.match(found[0].message, /占位/);
  const start = { line: 1, character: 2 };
  await connection.sendNotification(protocol.DidChangeTextDocumentNotification.type, {
    textDocument: { uri, version: 2 },
    contentChanges: [{ range: { start, end: { line: 1, character: 6 } }, text: "2021" }],
  });
  const mended = await diagnostics(uri, ({ version }) => version === 2);
  assert.deepEqual(mended.diagnostics.map(({ code }) => code), ["halfwidth-punctuation"]);
});

test("fix all mends what is safe", async () => {
  const uri = await open("b.txt", "plaintext", TEXT);
  const place = { line: 0, character: 0 };
  const actions = await connection.sendRequest(protocol.CodeActionRequest.type, {
    textDocument: { uri },
    range: { start: place, end: place },
    context: { diagnostics: [], only: ["source.fixAll.hegao"] },
  });
  const [{ edits, textDocument }] = actions[0].edit.documentChanges;
  assert.deepEqual(textDocument, { uri, version: 1 });
  assert.deepEqual(edits.map(({ newText }) => newText), ["，"]);
});

test("a change of the settings is asked for and holds", async () => {
  const uri = await open("c.txt", "plaintext", TEXT);
  await diagnostics(uri, ({ diagnostics }) => diagnostics.length === 2);
  settings = { ...defaults(), ignore: ["placeholder"] };
  await connection.sendNotification(protocol.DidChangeConfigurationNotification.type, { settings: null });
  await diagnostics(uri, ({ diagnostics }) => diagnostics.length === 1);
});

test("the server takes all settings of the manifest as they are", () => {
  assert.deepEqual(logged.filter((message) => message.includes("settings")), []);
});
