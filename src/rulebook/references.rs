//! How sentences speak of several items at once: 第1至3项, 以上两项, 其余各项.

use serde::Deserialize;

use super::choice::Choice;
use super::late::LateRegex;
use crate::chars::{chinese_number, counted, digits};
use crate::signs;

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
struct ReferenceFile {
    numbered: Vec<String>,
    above: Vec<String>,
    below: Vec<String>,
    here: Vec<String>,
    first_ones: Vec<String>,
    last_ones: Vec<String>,
    others: Vec<String>,
    them_all: Vec<String>,
    answers_for: Vec<String>,
    due: Vec<String>,
    alongside: Vec<String>,
    except: Vec<String>,
    number_list: Vec<String>,
}

/// Where the items stand that a clause speaks of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Place {
    /// Before it.
    Above,
    /// After it.
    Below,
    /// In its section.
    Here,
    /// The first ones.
    Head,
    /// The last ones.
    Tail,
    /// Those that nothing was said of.
    Rest,
}

/// What a clause says of which items.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Reference {
    /// Where they stand.
    pub place: Option<Place>,
    /// How many there are.
    pub count: Option<usize>,
    /// The number of the section that they stand in.
    pub part: Option<u32>,
    /// Their numbers.
    pub numbers: Vec<u32>,
    /// Whether they are called problems: 问题三.
    pub problems: bool,
    /// Whether they are called measures: 第（一）条措施.
    pub measures: bool,
}

impl Reference {
    /// Whether it means some of a list: 第7、8条, 前两项.
    pub fn picks(&self) -> bool {
        !self.numbers.is_empty() || matches!(self.place, Some(Place::Head | Place::Tail))
    }

    /// Whether it neither tells how many it means nor which: 以上问题.
    pub fn is_loose(&self) -> bool {
        let around = matches!(self.place, Some(Place::Above | Place::Below));
        around && self.count.is_none() && self.numbers.is_empty() && self.part.is_none()
    }
}

/// The language of such sentences.
#[derive(Debug)]
pub struct References {
    any: Choice,
    numbered: Vec<LateRegex>,
    places: [(Place, LateRegex); 6],
    all: Choice,
    owner: Choice,
    limit: Choice,
    alongside: Choice,
    except: Choice,
    list: Choice,
}

impl References {
    /// Reads `words/references.toml`.
    pub(super) fn load(path: &'static str) -> Result<Self, super::RulebookError> {
        let file: ReferenceFile = super::embedded::data(path)?;
        let lists = [
            &file.numbered,
            &file.above,
            &file.below,
            &file.here,
            &file.first_ones,
            &file.last_ones,
            &file.others,
        ];
        Ok(Self {
            any: Choice::any_of(&lists.map(Clone::clone).concat()),
            numbered: file.numbered.into_iter().map(LateRegex::new).collect(),
            places: [
                (Place::Above, LateRegex::any_of(&file.above)),
                (Place::Below, LateRegex::any_of(&file.below)),
                (Place::Here, LateRegex::any_of(&file.here)),
                (Place::Head, LateRegex::any_of(&file.first_ones)),
                (Place::Tail, LateRegex::any_of(&file.last_ones)),
                (Place::Rest, LateRegex::any_of(&file.others)),
            ],
            all: Choice::any_of(&file.them_all),
            owner: Choice::any_of(&file.answers_for),
            limit: Choice::any_of(&file.due),
            alongside: Choice::any_of(&file.alongside),
            except: Choice::any_of(&file.except),
            list: Choice::any_of(&file.number_list),
        })
    }

    /// Whether a text may speak of items.
    pub fn may_refer(&self, text: &str) -> bool {
        self.any.may_match(text)
    }

    /// The items that a clause speaks of, and where in it, in bytes.
    pub fn of(&self, clause: &str) -> Option<(Reference, usize)> {
        let numbered = self.numbered.iter().find_map(|regex| {
            let (_, [numbers, part, measures]) =
                regex.find_groups(clause, ["numbers", "part", "measures"])?;
            let part = part.and_then(|part| numbers_in(&clause[part]).first().copied());
            Some((part, numbers?, measures.is_some()))
        });
        let place = self.places.iter().find_map(|(place, regex)| {
            let (found, [count]) = regex.find_groups(clause, ["count"])?;
            let count = count.and_then(|count| counted(&clause[count]));
            Some((*place, found, count.map(|(count, _)| count as usize)))
        });
        let starts =
            [numbered.as_ref().map(|(_, at, _)| at.start), place.as_ref().map(|(_, at, _)| at.start)];
        let at = starts.into_iter().flatten().min()?;
        let (part, numbers, measures) = numbered.unwrap_or_default();
        let numbers = &clause[numbers];
        let problems = numbers.starts_with(signs::PROBLEM);
        let (place, count) = place.map_or((None, None), |(place, _, count)| (Some(place), count));
        Some((Reference { place, count, part, numbers: numbers_in(numbers), problems, measures }, at))
    }

    /// Whether a clause speaks of all items that its sentence does.
    pub fn speaks_of_all(&self, clause: &str) -> bool {
        self.all.is_match(clause)
    }

    /// Whether a clause says who answers for the items.
    pub fn tells_owner(&self, clause: &str) -> bool {
        self.owner.is_match(clause)
    }

    /// The numbers of items that are all that a text tells: 第1、3项.
    pub fn numbers(&self, text: &str) -> Option<Vec<u32>> {
        self.list.is_match(text).then(|| numbers_in(text)).filter(|numbers| !numbers.is_empty())
    }

    /// Whether a clause says that the items are done together with others.
    pub fn is_alongside(&self, clause: &str) -> bool {
        self.alongside.is_match(clause)
    }

    /// Whether a clause names items of which the sentence does not speak.
    pub fn is_except(&self, clause: &str) -> bool {
        self.except.is_match(clause)
    }

    /// Whether a clause speaks of when the items are done.
    pub fn speaks_of_limit(&self, clause: &str) -> bool {
        self.limit.is_match(clause)
    }
}

/// The numbers that stand in a text, with those between two that 至 joins.
pub fn numbers_in(text: &str) -> Vec<u32> {
    let mut rest = text;
    let (mut numbers, mut to): (Vec<u32>, bool) = (Vec::new(), false);
    while let Some(c) = rest.chars().next() {
        let Some((number, length)) = digits(rest).or_else(|| chinese_number(rest)) else {
            to |= signs::TO.contains(&c);
            rest = &rest[c.len_utf8()..];
            continue;
        };
        match numbers.last() {
            Some(&last) if std::mem::take(&mut to) => numbers.extend(last + 1..=number),
            _ => numbers.push(number),
        }
        rest = &rest[length..];
    }
    numbers
}

#[cfg(test)]
mod tests {
    use super::*;

    fn references() -> References {
        References::load("words/references.toml").expect("the list")
    }

    fn of(clause: &str) -> Reference {
        references().of(clause).map(|(reference, _)| reference).unwrap_or_default()
    }

    #[test]
    fn numbers_are_read_one_by_one_and_as_ranges() {
        assert_eq!(of("第1至3项的整改时限").numbers, [1, 2, 3]);
        assert_eq!(of("第（一）、（三）项由办公室负责").numbers, [1, 3]);
        assert_eq!(of("第4、6两项涉及采购").numbers, [4, 6]);
        assert_eq!(of("问题二至问题四").numbers, [2, 3, 4]);
        assert_eq!(of("第二部分第3项").part, Some(2));
        assert!(of("第（一）条措施由检验科负责").measures);
        assert!(of("第一，要带头学习").numbers.is_empty());
    }

    #[test]
    fn places_are_read_with_how_many_there_are() {
        let place = |clause| (of(clause).place, of(clause).count);
        assert_eq!(place("以上两项由组织干事负责"), (Some(Place::Above), Some(2)));
        assert_eq!(place("下列三项由体采科负责"), (Some(Place::Below), Some(3)));
        assert_eq!(place("本方面两个问题由机关党委负责"), (Some(Place::Here), Some(2)));
        assert_eq!(place("前两项由教务处负责"), (Some(Place::Head), Some(2)));
        assert_eq!(place("其余各项均于月底前完成"), (Some(Place::Rest), None));
        assert!(of("以上问题").is_loose());
    }
}
