//! What the command line asks for.

use std::time::Duration;

use crate::targets::TARGETS;

/// How long to go on, and with what.
pub struct Args {
    /// Targets by name; none means all.
    pub targets: Vec<String>,
    /// No target takes longer.
    pub time: Duration,
    /// No target gets more inputs.
    pub inputs: u64,
    /// What the inputs follow from.
    seed: u64,
}

impl Args {
    /// Reads the arguments.
    ///
    /// # Errors
    /// When one is not known.
    pub fn read(mut words: impl Iterator<Item = String>) -> Result<Self, String> {
        let mut args = Self { targets: Vec::new(), time: Duration::MAX, inputs: u64::MAX, seed: 0 };
        let mut bounded = false;
        while let Some(word) = words.next() {
            let mut number = || {
                let value = words.next().and_then(|value| value.parse::<u64>().ok());
                value.ok_or_else(|| format!("{word} needs a number"))
            };
            match word.as_str() {
                "--seconds" => (args.time, bounded) = (Duration::from_secs(number()?), true),
                "--inputs" => (args.inputs, bounded) = (number()?, true),
                "--seed" => args.seed = number()?,
                name if TARGETS.iter().any(|target| target.name == name) => args.targets.push(word),
                _ => {
                    let names: Vec<&str> = TARGETS.iter().map(|target| target.name).collect();
                    return Err(format!("{word}: neither a flag nor a target; targets: {}", names.join(" ")));
                }
            }
        }
        if !bounded {
            args.time = Duration::from_secs(20);
        }
        Ok(args)
    }

    /// The seed of one target: another for each.
    pub fn seed_for(&self, target: &str) -> [u8; 32] {
        let mut seed = [0; 32];
        seed[..8].copy_from_slice(&self.seed.to_le_bytes());
        for (slot, byte) in seed[8..].iter_mut().zip(target.bytes()) {
            *slot = byte;
        }
        seed
    }
}
