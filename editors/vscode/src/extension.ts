// Starts `hegao server` and gives it a place in the window.

import * as vscode from "vscode";
import {
  type Executable,
  LanguageClient,
  type LanguageClientOptions,
  RevealOutputChannelOn,
  State,
  TransportKind,
} from "vscode-languageclient/node";

import { Status } from "./status";

const SECTION = "hegao";
const LANGUAGES = ["markdown", "plaintext"];
const FIX_ALL = "source.fixAll.hegao";

/** What there is while the extension is active. */
class Extension {
  private client: LanguageClient | undefined;
  private readonly status = new Status(LANGUAGES);
  private readonly output = vscode.window.createOutputChannel("核稿 hegao", { log: true });
  /** One start or stop at a time. */
  private turn: Promise<void> = Promise.resolve();

  constructor(context: vscode.ExtensionContext) {
    const command = (name: string, act: () => unknown) =>
      vscode.commands.registerCommand(`${SECTION}.${name}`, act);
    context.subscriptions.push(
      this.status,
      this.output,
      command("restart", () => this.restart()),
      command("fixAll", () => fixAll()),
      command("showOutput", () => this.output.show()),
      vscode.workspace.onDidChangeConfiguration((event) => {
        if (event.affectsConfiguration(`${SECTION}.path`)) void this.restart();
      }),
    );
  }

  restart(): Promise<void> {
    this.turn = this.turn.then(() => this.stopNow()).then(() => this.startNow());
    return this.turn;
  }

  stop(): Promise<void> {
    this.turn = this.turn.then(() => this.stopNow());
    return this.turn;
  }

  private async startNow(): Promise<void> {
    const path = settings().get<string>("path") || "hegao";
    const server: Executable = { command: path, args: ["server"], transport: TransportKind.stdio };
    const client = new LanguageClient(SECTION, "核稿 hegao", server, this.options());
    this.client = client;
    client.onDidChangeState(({ newState }) => this.status.show(newState));
    try {
      await client.start();
    } catch (error) {
      this.output.error(String(error));
      this.client = undefined;
      this.status.show(State.Stopped);
      void this.tellFailure(path);
    }
  }

  private options(): LanguageClientOptions {
    return {
      documentSelector: LANGUAGES.flatMap((language) =>
        ["file", "untitled"].map((scheme) => ({ scheme, language })),
      ),
      initializationOptions: settings(),
      outputChannel: this.output,
      revealOutputChannelOn: RevealOutputChannelOn.Never,
    };
  }

  private async stopNow(): Promise<void> {
    const client = this.client;
    this.client = undefined;
    if (client?.needsStop()) await client.stop();
  }

  private async tellFailure(path: string): Promise<void> {
    const open = vscode.l10n.t("Open settings");
    const show = vscode.l10n.t("Show output");
    const message = vscode.l10n.t("hegao could not be started: {0}", path);
    const chosen = await vscode.window.showErrorMessage(message, open, show);
    if (chosen === open) {
      await vscode.commands.executeCommand("workbench.action.openSettings", `${SECTION}.path`);
    } else if (chosen === show) {
      this.output.show();
    }
  }
}

function settings(): vscode.WorkspaceConfiguration {
  return vscode.workspace.getConfiguration(SECTION);
}

/** Makes all safe fixes in the text that is being edited. */
async function fixAll(): Promise<void> {
  await vscode.commands.executeCommand("editor.action.codeAction", { kind: FIX_ALL, apply: "first" });
}

let extension: Extension | undefined;

export async function activate(context: vscode.ExtensionContext): Promise<void> {
  extension = new Extension(context);
  await extension.restart();
}

export async function deactivate(): Promise<void> {
  await extension?.stop();
}
