//! Prints what the speller sees in each line of standard input, for
//! `tools/spelling/fit.py`: the line's number, the bytes of a word, the word that
//! may have been meant, the odds, the signs.

use std::io::{BufWriter, Write, stdin, stdout};

fn main() -> std::io::Result<()> {
    let mut out = BufWriter::new(stdout().lock());
    for (number, line) in stdin().lines().enumerate() {
        for found in hegao::spell::evidence(&line?) {
            let signs: Vec<String> = found.signs.iter().map(f32::to_string).collect();
            let (start, end) = (found.range.start, found.range.end);
            writeln!(out, "{number}\t{start}\t{end}\t{}\t{}\t{}", found.right, found.odds, signs.join(" "))?;
        }
    }
    out.flush()
}
