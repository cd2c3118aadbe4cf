//! Names of divisions as they stand in the names of Party organisations.

/// What the statistics bureau appends to villages and communities, the longest first, and what is left of it.
const VILLAGE_ENDINGS: [(&str, &str); 12] = [
    ("社区居民委员会", "社区"),
    ("社区居民委", "社区"),
    ("社区居委会", "社区"),
    ("居民委员会", "社区"),
    ("村民委员会", "村"),
    ("虚拟生活区", "生活区"),
    ("虚拟社区", "社区"),
    ("居委会", "社区"),
    ("村委会", "村"),
    ("生活区", "生活区"),
    ("社区", "社区"),
    ("村", "村"),
];

/// `古城社区居委会` → `古城社区`, `叶庄居委会` → `叶庄社区`, `扎埠村委会` → `扎埠村`.
pub(crate) fn village(name: &str) -> String {
    for (ending, kept) in VILLAGE_ENDINGS {
        if let Some(stem) = name.strip_suffix(ending).filter(|stem| !stem.is_empty()) {
            // 幸福村村委会 is 幸福村, not 幸福村村.
            let stem = stem.strip_suffix(kept).filter(|stem| !stem.is_empty()).unwrap_or(stem);
            return format!("{stem}{kept}");
        }
    }
    name.to_owned()
}

/// Whether a township's or county's committee is a working committee (党工委), as those of sub-districts and
/// zones are: they are agents of the committee above, not elected.
pub(crate) fn has_working_committee(name: &str) -> bool {
    !["镇", "乡", "县", "区", "市", "农场", "林场", "原种场"].iter().any(|ending| name.ends_with(ending))
        || ["开发区", "园区", "新区"].iter().any(|ending| name.ends_with(ending))
}

/// `中共沭城街道工作委员会`, `中共陇集镇委员会`.
pub(crate) fn committee(name: &str) -> String {
    let kind = if has_working_committee(name) { "工作委员会" } else { "委员会" };
    format!("中共{name}{kind}")
}

/// `中共沭阳县委组织部`; for a zone, which has no department of its own, its working committee.
pub(crate) fn department(name: &str) -> String {
    if has_working_committee(name) { committee(name) } else { format!("中共{name}委组织部") }
}

/// The committee of the offices that stand directly under a city, county or district: `市直`, `县直`, `区直`.
pub(crate) fn direct_committee(name: &str) -> String {
    let rank = name.chars().last().filter(|last| ['市', '县'].contains(last)).unwrap_or('区');
    let led_by = if has_working_committee(name) { name.to_owned() } else { format!("{name}委") };
    format!("中共{led_by}{rank}直机关工作委员会")
}

/// Without its rank: `宿迁市` → `宿迁`, `沭阳县` → `沭阳`; zones and very short names stay whole.
pub(crate) fn short(name: &str) -> &str {
    let stem = ['市', '县', '区'].iter().find_map(|rank| name.strip_suffix(*rank));
    stem.filter(|stem| stem.chars().count() > 1 && !has_working_committee(name)).unwrap_or(name)
}

/// 一 to 九十九.
pub(crate) fn numeral(number: u32) -> String {
    const DIGITS: [&str; 10] = ["", "一", "二", "三", "四", "五", "六", "七", "八", "九"];
    let digit =
        |value: u32| usize::try_from(value).ok().and_then(|at| DIGITS.get(at)).copied().unwrap_or_default();
    let tens = match number / 10 {
        0 => String::new(),
        1 => "十".to_owned(),
        tens => format!("{}十", digit(tens)),
    };
    format!("{tens}{}", digit(number % 10))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_read_as_they_do() {
        for (name, village_name) in [
            ("古城社区居委会", "古城社区"),
            ("幸福社区居民委员会", "幸福社区"),
            ("叶庄居委会", "叶庄社区"),
            ("扎埠村委会", "扎埠村"),
            ("幸福村村民委员会", "幸福村"),
            ("幸福村村委会", "幸福村"),
            ("滨湖社区", "滨湖社区"),
            ("城头林场生活区", "城头林场生活区"),
            ("原种场虚拟生活区", "原种场生活区"),
            ("张家港宿豫工业园虚拟社区", "张家港宿豫工业园社区"),
            ("村", "村"),
        ] {
            assert_eq!(village(name), village_name);
        }
        for (name, committee_name) in [
            ("陇集镇", "中共陇集镇委员会"),
            ("西圩乡", "中共西圩乡委员会"),
            ("众兴街道", "中共众兴街道工作委员会"),
            ("泗阳农场", "中共泗阳农场委员会"),
            ("沭阳经济开发区", "中共沭阳经济开发区工作委员会"),
            ("苏州宿迁工业园", "中共苏州宿迁工业园工作委员会"),
            ("昆山（沭阳）工业园区", "中共昆山（沭阳）工业园区工作委员会"),
        ] {
            assert_eq!(committee(name), committee_name);
        }
        for (name, department_name, direct) in [
            ("宿迁市", "中共宿迁市委组织部", "中共宿迁市委市直机关工作委员会"),
            ("沭阳县", "中共沭阳县委组织部", "中共沭阳县委县直机关工作委员会"),
            ("宿城区", "中共宿城区委组织部", "中共宿城区委区直机关工作委员会"),
            (
                "宿迁经济技术开发区",
                "中共宿迁经济技术开发区工作委员会",
                "中共宿迁经济技术开发区区直机关工作委员会",
            ),
        ] {
            assert_eq!(
                (department(name).as_str(), direct_committee(name).as_str()),
                (department_name, direct)
            );
        }
        for (name, stem) in [
            ("宿迁市", "宿迁"),
            ("沭阳县", "沭阳"),
            ("宿城区", "宿城"),
            ("沛县", "沛县"),
            ("软件新区", "软件新区"),
        ] {
            assert_eq!(short(name), stem);
        }
    }

    #[test]
    fn numerals_are_counted_in_characters() {
        for (number, text) in [(1, "一"), (10, "十"), (12, "十二"), (20, "二十"), (31, "三十一")] {
            assert_eq!(numeral(number), text);
        }
    }
}
