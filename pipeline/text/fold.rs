//! One character is read as one character: full-width digits as plain ones, traditional characters
//! that numerals and their words are written with as simplified ones. Normal forms such as NFKC
//! would turn `3½亿` and `①20` into other numbers.

/// The reading of a text, and the way back to it.
#[derive(Debug)]
pub(crate) struct Fold {
    /// The text as rules see it; `None` where that is the text itself.
    reading: Option<String>,
    /// Places where the two drift apart: from the reading's byte on, the text's byte.
    steps: Vec<(usize, usize)>,
}

impl Fold {
    pub(crate) fn new(text: &str) -> Fold {
        if !text.chars().any(|c| read_as(c) != c) {
            return Fold { reading: None, steps: Vec::new() };
        }
        let mut reading = String::with_capacity(text.len());
        let mut steps = Vec::new();
        let mut drift = 0;
        for (at, c) in text.char_indices() {
            if at - reading.len() != drift {
                drift = at - reading.len();
                steps.push((reading.len(), at));
            }
            reading.push(read_as(c));
        }
        steps.push((reading.len(), text.len()));
        Fold { reading: Some(reading), steps }
    }

    pub(crate) fn reading(&self) -> Option<&str> {
        self.reading.as_deref()
    }

    /// The byte of the text that a byte of the reading stands for (both at character boundaries).
    pub(crate) fn to_text(&self, byte: usize) -> usize {
        match self.steps.partition_point(|&(reading, _)| reading <= byte) {
            0 => byte,
            n => {
                let (reading, text) = self.steps[n - 1];
                text + (byte - reading)
            }
        }
    }
}

/// Characters that are read as others. Every replacement is no longer in UTF-8 than the original,
/// so the reading never runs ahead of the text.
fn read_as(c: char) -> char {
    match c {
        // A circle is often written for the zero of a year: 一九八○年.
        '○' => '〇',
        '\u{a0}' | '\u{2002}' | '\u{2003}' | '\u{2009}' => ' ',
        '０'..='９'
        | 'Ａ'..='Ｚ'
        | 'ａ'..='ｚ'
        | '％'
        | '＋'
        | '－'
        | '．'
        | '／'
        | '＝'
        | '＜'
        | '＞' => char::from_u32(c as u32 - 0xFEE0).unwrap_or(c),
        '∶' | '︰' => '：',
        // The minus sign.
        '\u{2212}' => '-',
        _ if (c as u32) < 0x4E00 => c,
        _ => simplified(c),
    }
}

fn simplified(c: char) -> char {
    const TRADITIONAL: &str = "億萬個與來餘幾兩點萬數從為將達過長產業總額進減計劃項種國區縣鄉鎮畝噸倉臺輛間條戶單價對實現約標準現歲週學館貧負員關後歷連續較雙導論";
    const SIMPLIFIED: &str = "亿万个与来余几两点万数从为将达过长产业总额进减计划项种国区县乡镇亩吨仓台辆间条户单价对实现约标准现岁周学馆贫负员关后历连续较双导论";
    match TRADITIONAL.chars().position(|t| t == c) {
        Some(n) => SIMPLIFIED.chars().nth(n).unwrap_or(c),
        None => c,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn way_back_after_full_width_digits() {
        let text = "a１２．５亿與b";
        let fold = Fold::new(text);
        let reading = fold.reading().unwrap();
        assert_eq!(reading, "a12.5亿与b");
        for ((r, read), (t, raw)) in reading.char_indices().zip(text.char_indices()) {
            assert_eq!(fold.to_text(r), t, "{read} {raw}");
        }
        assert_eq!(fold.to_text(reading.len()), text.len());
    }

    #[test]
    fn tables_are_of_one_length() {
        for c in "億萬論與".chars() {
            assert_ne!(simplified(c), c);
        }
        assert_eq!(simplified('論'), '论');
    }
}
