//! The steps of the GitHub Action and the lines of the GitLab job, run as they
//! stand.

use std::collections::BTreeMap;
use std::fs;
use std::os::unix::fs::{PermissionsExt, symlink};
use std::path::Path;
use std::process::{Command, Output};

use serde::Deserialize;

use crate::{CLEAN, FAULTY, err, folder, out};

#[derive(Deserialize)]
struct Action {
    inputs: BTreeMap<String, Input>,
    runs: Runs,
}

#[derive(Deserialize)]
struct Input {
    default: String,
}

#[derive(Deserialize)]
struct Runs {
    steps: Vec<Step>,
}

#[derive(Deserialize)]
struct Step {
    name: String,
    shell: String,
    env: BTreeMap<String, String>,
    run: String,
}

/// Runs a step in a folder as GitHub does it, with `bin` first on the path.
fn step(name: &str, folder: &Path, bin: &Path, inputs: &[(&str, &str)]) -> Output {
    let text = fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/action.yml")).expect("the action");
    let action: Action = serde_saphyr::from_str(&text).expect("YAML");
    let step = action.runs.steps.iter().find(|step| step.name == name).expect("the step");
    assert_eq!(step.shell, "bash");
    assert!(!step.run.contains("${{"), "an input would be read as a part of the script");
    let script = bin.join("step.sh");
    fs::write(&script, &step.run).expect("written");
    let value = |expression: &str| {
        let name =
            expression.strip_prefix("${{ ").and_then(|rest| rest.strip_suffix(" }}")).expect(expression);
        match name.strip_prefix("inputs.") {
            Some(input) => {
                let given =
                    inputs.iter().find(|(name, _)| *name == input).map(|(_, value)| (*value).to_owned());
                given.unwrap_or_else(|| action.inputs[input].default.clone())
            }
            None => {
                assert_eq!(name, "github.action_path");
                "the action's folder".to_owned()
            }
        }
    };
    let path = std::env::var("PATH").unwrap_or_default();
    let mut command = Command::new("bash");
    command.args(["--noprofile", "--norc", "-e", "-o", "pipefail"]).arg(&script).current_dir(folder);
    command.env("PATH", format!("{}:{path}", bin.display())).env("LC_ALL", "C");
    command.envs(step.env.iter().map(|(name, expression)| (name, value(expression))));
    command.output().expect("bash runs")
}

#[test]
fn the_check_fails_the_job_and_annotates() {
    let bin = folder(&[]);
    symlink(env!("CARGO_BIN_EXE_hegao"), bin.path().join("hegao")).expect("a link");
    let files = folder(&[("一 二/a.txt", FAULTY.as_bytes()), ("clean.txt", CLEAN.as_bytes())]);
    let check = |inputs: &[(&str, &str)]| step("Check", files.path(), bin.path(), inputs);
    let all = check(&[]);
    assert_eq!(all.status.code(), Some(1), "{}", err(&all));
    assert!(out(&all).starts_with("::error file=一 二/a.txt,line=2,"), "{}", out(&all));
    let clean = check(&[("paths", "clean.txt\n")]);
    assert_eq!((clean.status.code(), out(&clean)), (Some(0), String::new()));
    let flags =
        check(&[("paths", "一 二\nclean.txt"), ("args", "--exit-zero\n--statistics"), ("format", "concise")]);
    assert_eq!(flags.status.code(), Some(0), "{}", err(&flags));
    assert!(out(&flags).contains("1  error    placeholder"), "{}", out(&flags));
    let absent = check(&[("paths", "--version\n$(touch made); touch made")]);
    assert_eq!(absent.status.code(), Some(2), "a path is no flag and no command");
    assert!(!files.path().join("made").exists());
}

#[test]
fn what_is_installed_is_what_was_asked_for() {
    let bin = folder(&[("cargo", b"#!/bin/sh\nprintf '%s|' \"$@\"\n")]);
    let cargo = bin.path().join("cargo");
    fs::set_permissions(&cargo, fs::Permissions::from_mode(0o755)).expect("set");
    let install = |inputs: &[(&str, &str)]| out(&step("Install hegao", bin.path(), bin.path(), inputs));
    assert_eq!(install(&[]), "install|--locked|--path|the action's folder|");
    assert_eq!(install(&[("version", "0.1.0")]), "install|--locked|--version|0.1.0|hegao|");
}

#[test]
fn the_gitlab_job_writes_its_report_and_fails() {
    let page = include_str!("../../docs/guide/ci.md");
    let job = page.split("## GitLab").nth(1).and_then(|rest| rest.split("```").nth(1)).expect("the job");
    let lines: Vec<&str> = job.lines().filter_map(|line| line.trim().strip_prefix("- ")).collect();
    let files = folder(&[("a.txt", FAULTY.as_bytes()), (".cargo/bin/none", b"")]);
    symlink(env!("CARGO_BIN_EXE_hegao"), files.path().join(".cargo/bin/hegao")).expect("a link");
    let run = |line: &str| {
        let mut command = Command::new("sh");
        command.args(["-c", line]).current_dir(files.path()).env("LC_ALL", "C").output().expect("sh runs")
    };
    let codes: Vec<_> = lines.iter().map(|line| run(line).status.code()).collect();
    assert_eq!(codes, [Some(0), Some(0), Some(1)], "{lines:?}");
    let report = fs::read(files.path().join("gl-code-quality.json")).expect("the report");
    let report: serde_json::Value = serde_json::from_slice(&report).expect("JSON");
    assert_eq!(report[0]["location"]["path"], "a.txt");
}
