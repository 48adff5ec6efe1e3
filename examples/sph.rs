use hegao::spell::{Writing, misspellings};
fn main() {
    let dir = std::env::args().nth(1).unwrap();
    let mut files: Vec<_> = std::fs::read_dir(dir).unwrap().map(|e| e.unwrap().path()).collect();
    files.sort();
    let texts: Vec<String> = files.iter().map(|f| std::fs::read_to_string(f).unwrap()).collect();
    let mut best = f64::MAX;
    let mut n = 0;
    for _ in 0..3 {
        n = 0;
        let t = std::time::Instant::now();
        for text in &texts {
            for m in misspellings(text.lines(), Writing::Other, |_, _| false) {
                n += 1;
                if std::env::var("SHOW").is_ok() {
                    println!("{:?}", m);
                }
            }
        }
        best = best.min(t.elapsed().as_secs_f64());
    }
    eprint!("{n} {best:.3} ");
    for f in std::env::args().skip(2) {
        let (mut errors, mut found, mut said, mut fal) = (0, 0, 0, 0);
        for line in std::fs::read_to_string(&f).unwrap().lines() {
            let mut c: Vec<&str> = line.split('\t').collect();
            let (r, w) = (c.pop().unwrap().replace(' ', ""), c.pop().unwrap().replace(' ', ""));
            let (wc, rc): (Vec<char>, Vec<char>) = (w.chars().collect(), r.chars().collect());
            if wc.len() != rc.len() {
                continue;
            }
            let bad: Vec<usize> = (0..wc.len()).filter(|&i| wc[i] != rc[i]).collect();
            errors += bad.len();
            let mut hit = vec![];
            for m in misspellings([w.as_str()], Writing::Other, |_, _| false) {
                let s = w[..m.range.start].chars().count();
                let e = w[..m.range.end].chars().count();
                said += 1;
                let h: Vec<usize> = bad.iter().copied().filter(|b| (s..e).contains(b)).collect();
                if h.is_empty() {
                    fal += 1;
                }
                hit.extend(h);
            }
            hit.sort();
            hit.dedup();
            found += hit.len();
        }
        eprint!(
            " | said {said} false {fal} P {:.4} R {:.4}",
            1.0 - fal as f64 / said as f64,
            found as f64 / errors as f64
        );
    }
    eprintln!();
}
