//! Numbers for the names of a problem.

use std::collections::BTreeMap;

#[derive(Debug, Clone, Default)]
pub(super) struct Names {
    number: BTreeMap<String, u32>,
    list: Vec<String>,
}

impl Names {
    /// The number of a name, a new one if it was never met.
    pub fn number(&mut self, name: &str) -> u32 {
        if let Some(&number) = self.number.get(name) {
            return number;
        }
        let number = self.list.len() as u32;
        self.number.insert(name.to_owned(), number);
        self.list.push(name.to_owned());
        number
    }

    pub fn find(&self, name: &str) -> Option<usize> {
        self.number.get(name).map(|&number| number as usize)
    }

    /// False when the name is taken.
    pub fn add(&mut self, name: &str) -> bool {
        let before = self.list.len();
        self.number(name);
        self.list.len() > before
    }

    pub fn name(&self, number: usize) -> &str {
        self.list.get(number).map_or("?", String::as_str)
    }

    pub fn numbered(&mut self, named: &BTreeMap<String, u32>) -> Vec<(u32, u32)> {
        named.iter().map(|(name, &amount)| (self.number(name), amount)).collect()
    }
}
