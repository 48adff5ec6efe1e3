// The item in the status bar: whether the server runs, and how much it found in the
// text that is shown.

import * as vscode from "vscode";
import { State } from "vscode-languageclient/node";

const SOURCE = "hegao";

export class Status implements vscode.Disposable {
  private readonly item: vscode.StatusBarItem;
  private readonly subscriptions: vscode.Disposable[];
  private state = State.Starting;

  constructor(private readonly languages: readonly string[]) {
    this.item = vscode.window.createStatusBarItem("hegao.status", vscode.StatusBarAlignment.Right);
    this.item.name = "核稿 hegao";
    this.item.command = "hegao.showOutput";
    this.subscriptions = [
      this.item,
      vscode.window.onDidChangeActiveTextEditor(() => this.update()),
      vscode.languages.onDidChangeDiagnostics(() => this.update()),
    ];
    this.update();
  }

  show(state: State): void {
    this.state = state;
    this.update();
  }

  dispose(): void {
    for (const subscription of this.subscriptions) subscription.dispose();
  }

  private update(): void {
    const document = vscode.window.activeTextEditor?.document;
    if (!document || !this.languages.includes(document.languageId)) {
      this.item.hide();
      return;
    }
    const found = vscode.languages.getDiagnostics(document.uri);
    const count = found.filter((diagnostic) => diagnostic.source === SOURCE).length;
    const running = this.state === State.Running;
    this.item.text = running ? `$(${count > 0 ? "warning" : "check"}) 核稿 ${count}` : `${icon(this.state)} 核稿`;
    this.item.tooltip = running
      ? vscode.l10n.t("hegao found {0} in this text", count)
      : this.state === State.Starting
        ? vscode.l10n.t("hegao is starting")
        : vscode.l10n.t("hegao does not run");
    const broken = this.state === State.Stopped || this.state === State.StartFailed;
    this.item.backgroundColor = broken ? new vscode.ThemeColor("statusBarItem.errorBackground") : undefined;
    this.item.show();
  }
}

function icon(state: State): string {
  return state === State.Starting ? "$(loading~spin)" : "$(error)";
}
