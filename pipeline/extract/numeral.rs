//! Numerals: digits and Chinese numerals as exact values or intervals.

mod chinese;
mod digits;
mod grouped;
pub(crate) mod han;
mod mixed;
mod number;
mod tail;

pub(crate) use number::{Form, Numeral, Script};
pub(crate) use tail::{Stops, open_mark};

/// Reads the numeral at the start of a text; returns it with its length in bytes.
pub(crate) fn read(text: &str, stops: Stops<'_>) -> Option<(Numeral, usize)> {
    let first = text.chars().next()?;
    if first.is_ascii_digit() || digits::is_vulgar(first) {
        return Some(digits::read(text, stops));
    }
    let (numeral, end) = chinese::read(text, stops)?;
    // 一万2千 is one number.
    let in_digits = text[end..].starts_with(|c: char| c.is_ascii_digit());
    let whole = if in_digits { mixed::from(text, end, stops) } else { None };
    Some(whole.unwrap_or((numeral, end)))
}

/// Whether a character may be the minus sign of a number.
pub(crate) fn is_minus(c: char) -> bool {
    matches!(c, '-' | '–' | '—')
}

/// Whether a numeral may begin with a character.
pub(crate) fn may_begin_with(c: char) -> bool {
    c.is_ascii_digit() || chinese::may_begin_with(c) || digits::is_vulgar(c)
}

#[cfg(test)]
mod tests {
    use figlift_number::Exact;

    use super::*;

    fn show(text: &str) -> String {
        let Some((numeral, end)) = read(text, &|_| false) else {
            return "none".to_owned();
        };
        let number =
            |value: Option<Exact>| value.map_or("-".to_owned(), |v| v.to_f64().to_string());
        format!(
            "{} [{} {}] {}",
            number(numeral.value),
            number(numeral.low),
            number(numeral.high),
            &text[end..]
        )
    }

    #[test]
    fn digits_with_separators_and_multipliers() {
        assert_eq!(show("147.57亿元"), "14757000000 [14757000000 14757000000] 元");
        assert_eq!(show("6,175亿元"), "617500000000 [617500000000 617500000000] 元");
        assert_eq!(show("1 228.3亿"), "122830000000 [122830000000 122830000000] ");
        assert_eq!(show("1，228.3亿"), "122830000000 [122830000000 122830000000] ");
        assert_eq!(show("12，345家"), "12 [12 12] ，345家");
        assert_eq!(show("12430·0"), "12430 [12430 12430] ");
        assert_eq!(show("3,45"), "3 [3 3] ,45");
        assert_eq!(show("14万亿元"), "14000000000000 [14000000000000 14000000000000] 元");
        assert_eq!(show("3千万人"), "30000000 [30000000 30000000] 人");
        assert_eq!(show("1亿2千万元"), "120000000 [120000000 120000000] 元");
        assert_eq!(show("2万5千公里"), "25000 [25000 25000] 公里");
        assert_eq!(show("1万6千多户"), "16000 [16000 17000] 户");
        assert_eq!(show("3万4000人"), "34000 [34000 34000] 人");
        assert_eq!(show("3万2024年"), "30000 [30000 30000] 2024年");
        assert_eq!(show("5.6个亿元"), "560000000 [560000000 560000000] 元");
        assert_eq!(show("三五个"), "- [3 5] 个");
        assert_eq!(show("3千多万人"), "30000000 [30000000 40000000] 人");
        assert_eq!(
            show("640亿亿次"),
            "6400000000000000000 [6400000000000000000 6400000000000000000] 次"
        );
        assert_eq!(show("28兆元"), "28000000000000 [28000000000000 28000000000000] 元");
        assert_eq!(show("100兆带宽"), "100 [100 100] 兆带宽");
        assert_eq!(show("1234，567 万亩"), "1234 [1234 1234] ，567 万亩");
        assert_eq!(show("3，200 万亩"), "32000000 [32000000 32000000] 亩");
    }

    #[test]
    fn numbers_go_on_behind_their_multipliers() {
        assert_eq!(show("1万2千3百亿元"), "1230000000000 [1230000000000 1230000000000] 元");
        assert_eq!(show("3千2百亿元"), "320000000000 [320000000000 320000000000] 元");
        assert_eq!(show("3千250人"), "3250 [3250 3250] 人");
        assert_eq!(show("1亿2345万元"), "123450000 [123450000 123450000] 元");
        assert_eq!(show("1亿2千多万元"), "120000000 [120000000 130000000] 元");
        assert_eq!(show("1兆2000亿元"), "1200000000000 [1200000000000 1200000000000] 元");
        assert_eq!(show("4万1,204美元"), "41204 [41204 41204] 美元");
        assert_eq!(show("一万2千元"), "12000 [12000 12000] 元");
        assert_eq!(show("6亿1163.2万人次"), "611632000 [611632000 611632000] 人次");
        assert_eq!(show("5万零200人"), "50200 [50200 50200] 人");
        assert_eq!(show("3千零50人"), "3050 [3050 3050] 人");
        assert_eq!(show("2亿零3元"), "200000003 [200000003 200000003] 元");
        assert_eq!(show("1亿50万元"), "100500000 [100500000 100500000] 元");
        assert_eq!(show("3万五百户"), "30500 [30500 30500] 户");
        let mult = |text: &str| {
            let numeral = read(text, &|_| false).unwrap().0;
            (numeral.unit_mult, numeral.last_digit)
        };
        assert_eq!(mult("1万2千3百亿"), (12, Some(-2)));
        assert_eq!(mult("1亿2345万"), (8, Some(-4)));
        assert_eq!([mult("5亿亿"), mult("5万亿亿")], [(16, Some(0)), (20, Some(0))]);
    }

    #[test]
    fn what_may_be_several_numbers_has_no_value() {
        for text in [
            "3万5亿",
            "6亿1.5万3千",
            "3万5",
            "2亿3",
            "3万500",
            "1.2万3千",
            "3千2百5",
            "2亿3千",
            "三亿二千",
            "5亿万",
            "3亿2亿",
            "1万2千3千",
        ] {
            assert_eq!(show(&format!("{text}户")), "- [- -] 户", "{text}");
        }
        assert_eq!(show("3万一线工人"), "30000 [30000 30000] 一线工人");
        assert_eq!(show("390万65岁以上"), "3900000 [3900000 3900000] 65岁以上");
        assert_eq!(show("3万5G基站"), "30000 [30000 30000] 5G基站");
    }

    #[test]
    fn digits_that_a_scraper_split_are_joined_where_that_is_certain() {
        assert_eq!(show("36 · 5％"), "36.5 [36.5 36.5] ％");
        assert_eq!(show("6 .5%"), "6.5 [6.5 6.5] %");
        assert_eq!(show("2. 10种"), "2 [2 2] . 10种");
        assert_eq!(show("200 万亩"), "2000000 [2000000 2000000] 亩");
        assert_eq!(show("1 2 %"), "1 [1 1]  2 %");
    }

    #[test]
    fn powers_and_fractions() {
        assert_eq!(show("3.2×10^8个"), "320000000 [320000000 320000000] 个");
        assert_eq!(show("5×10⁻³"), "0.005 [0.005 0.005] ");
        assert_eq!(show("3×10米"), "3 [3 3] ×10米");
        assert_eq!(show("½亿元"), "50000000 [50000000 50000000] 元");
        assert_eq!(show("3¼"), "3.25 [3.25 3.25] ");
    }

    #[test]
    fn numerals_of_contracts() {
        assert_eq!(show("伍拾捌万元"), "580000 [580000 580000] 元");
        assert_eq!(show("壹拾贰万叁仟元"), "123000 [123000 123000] 元");
        assert_eq!(show("叁仟零伍拾元"), "3050 [3050 3050] 元");
        assert_eq!(show("伍万元整"), "50000 [50000 50000] 元整");
        assert_eq!([show("陆地"), show("陆百家"), show("肆意")], ["none", "none", "none"]);
        assert_eq!(show("伍"), "none");
    }

    #[test]
    fn more_reaches_to_the_next_step_of_the_last_digit() {
        assert_eq!(show("250余亿元"), "25000000000 [25000000000 26000000000] 元");
        assert_eq!(show("3万多亿元"), "3000000000000 [3000000000000 4000000000000] 元");
        assert_eq!(show("60多个"), "60 [60 70] 个");
        assert_eq!(show("1077余人"), "1077 [1077 1078] 人");
        assert_eq!(show("1.5万余件"), "15000 [15000 16000] 件");
        assert_eq!(show("200多万吨"), "2000000 [2000000 3000000] 吨");
        assert_eq!(show("3千多万人"), "30000000 [30000000 40000000] 人");
    }

    #[test]
    fn chinese_numerals() {
        assert_eq!(show("五百五十三万吨"), "5530000 [5530000 5530000] 吨");
        assert_eq!(show("三十二点五"), "32.5 [32.5 32.5] ");
        assert_eq!(show("二〇二二年"), "2022 [2022 2022] 年");
        assert_eq!(show("一千零五十家"), "1050 [1050 1050] 家");
        assert_eq!(show("两三百家"), "- [200 300] 家");
        assert_eq!(show("七八成"), "- [7 8] 成");
        assert_eq!(show("十几个"), "10 [10 20] 个");
        assert_eq!(show("几十个"), "- [10 -] 个");
        assert_eq!(show("数百万元"), "- [1000000 -] 元");
        assert_eq!(show("上百家"), "- [100 -] 家");
        assert_eq!(show("十大"), "10 [10 10] 大");
        assert_eq!(show("一百二十多万"), "1200000 [1200000 1300000] ");
        assert_eq!(show("十五六个"), "- [15 16] 个");
        assert_eq!(show("两千五人"), "2500 [2500 2500] 人");
        assert_eq!(show("两千零五人"), "2005 [2005 2005] 人");
        assert_eq!(show("三千两百两"), "3200 [3200 3200] 两");
        assert_eq!(show("两万两"), "20000 [20000 20000] 两");
        assert_eq!(show("三万五户"), "35000 [35000 35000] 户");
        assert_eq!(show("三亿零二千人"), "300002000 [300002000 300002000] 人");
        assert_eq!(show("三亿二千万"), "320000000 [320000000 320000000] ");
        assert_eq!(show("百余家"), "100 [100 200] 家");
        assert_eq!(show("万亿元"), "1000000000000 [1000000000000 1000000000000] 元");
        assert_eq!(read("百家", &|_| false).unwrap().0.script, Script::Bare);
        assert_eq!(show("一万零十二"), "10012 [10012 10012] ");
        assert_eq!(show("一百一十万三千斤"), "1103000 [1103000 1103000] 斤");
        assert_eq!(show("一万五千亿元"), "1500000000000 [1500000000000 1500000000000] 元");
        assert_eq!(show("四万万人"), "400000000 [400000000 400000000] 人");
        let longest = "九千九百九十九万九千九百九十九亿九千九百九十九万九千九百九十九";
        assert_eq!(show(longest), "10000000000000000 [10000000000000000 10000000000000000] ");
        let held = read(longest, &|_| false).unwrap().0.value;
        assert_eq!(held, Some(Exact::whole(9_999_999_999_999_999)));
        assert_eq!(show("几个"), "none");
    }

    #[test]
    fn more_than_a_number_after_its_unit() {
        let above = |text: &str| {
            let more = read(text, &|_| false).unwrap().0.and_more();
            more.and_then(|more| more.low.zip(more.high)).map(|(a, b)| (a.to_f64(), b.to_f64()))
        };
        assert_eq!(above("二十四"), Some((24.0, 25.0)));
        assert_eq!(above("五十"), Some((50.0, 60.0)));
        assert_eq!(above("1.5"), Some((1.5, 1.6)));
        assert_eq!(above("20万"), Some((200000.0, 300000.0)));
        assert_eq!(above("两三"), None);
        assert_eq!(above(&"9".repeat(40)), None);
    }

    #[test]
    fn a_word_is_not_cut() {
        let text = "500千瓦";
        let (numeral, end) = read(text, &|at| text[at..].starts_with("千瓦")).unwrap();
        assert_eq!((numeral.value, &text[end..]), (Some(Exact::whole(500)), "千瓦"));
    }

    #[test]
    fn too_long_to_hold_has_no_value() {
        let text = "9".repeat(10_000);
        let (numeral, end) = read(&text, &|_| false).unwrap();
        assert_eq!((numeral.value, end), (None, 10_000));
    }
}
