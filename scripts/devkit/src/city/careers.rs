//! What people learned, do and pay dues by, so that age, surroundings and record fit together. Knows nothing of
//! names and numbers.

use super::{dice::Dice, units::Setting};
use shared_types::members::{Degree, DuesCategory, Education, Occupation};

/// The part of a record that depends on age and surroundings.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Career {
    /// 文化程度
    pub(crate) education: Education,
    /// 学位
    pub(crate) degree: Option<Degree>,
    /// 职业类别
    pub(crate) occupation: Occupation,
    /// 党费类别
    pub(crate) dues_category: DuesCategory,
    /// 职务
    pub(crate) post: Option<&'static str>,
    /// Whether the branch's unit is the employer.
    pub(crate) employed_by_unit: bool,
}

/// Oldest age at which people of villages are counted as farming, and youngest at which staff retires.
const RETIRED_FROM: u32 = 60;

/// Shares of ages by surroundings: how often somebody is in the eight years that begin at 18, 26, …, 98.
pub(crate) fn ages(setting: Setting) -> [u32; 11] {
    match setting {
        Setting::Village => [4, 8, 10, 12, 16, 18, 16, 10, 5, 2, 1],
        Setting::Government | Setting::School | Setting::Hospital | Setting::Enterprise => {
            [3, 14, 19, 19, 17, 13, 8, 5, 3, 2, 1]
        }
        Setting::College => [55, 15, 10, 8, 5, 4, 2, 2, 1, 1, 1],
        Setting::Private | Setting::Association => [6, 20, 26, 22, 14, 8, 3, 2, 1, 1, 1],
    }
}

/// A career for somebody of this age.
pub(crate) fn career(dice: &mut Dice, setting: Setting, age: u32) -> Career {
    let education = education(dice, setting, age);
    let degree = match education {
        Education::Bachelor if dice.happens(800) => Some(Degree::Bachelor),
        Education::Postgraduate => Some(if dice.happens(120) { Degree::Doctor } else { Degree::Master }),
        _ => None,
    };
    let (occupation, dues_category) = work(dice, setting, age);
    let post = post(dice, occupation);
    let employed_by_unit = match occupation {
        Occupation::Student => true,
        Occupation::Government | Occupation::PublicInstitution => setting != Setting::Village,
        Occupation::Enterprise => setting == Setting::Enterprise,
        _ => setting == Setting::Association,
    };
    Career { education, degree, occupation, dues_category, post, employed_by_unit }
}

fn education(dice: &mut Dice, setting: Setting, age: u32) -> Education {
    use Education::{Bachelor, JuniorCollege, JuniorSecondary, Postgraduate, Primary, SeniorSecondary};
    let rural = matches!(setting, Setting::Village | Setting::Private);
    let choices: &[(Education, u32)] = match (rural, age) {
        (true, 70..) => &[(Primary, 55), (JuniorSecondary, 33), (SeniorSecondary, 10), (JuniorCollege, 2)],
        (true, 50..) => &[(Primary, 15), (JuniorSecondary, 50), (SeniorSecondary, 28), (JuniorCollege, 7)],
        (true, 35..) => &[(JuniorSecondary, 35), (SeniorSecondary, 30), (JuniorCollege, 23), (Bachelor, 12)],
        (true, 22..) => &[(SeniorSecondary, 25), (JuniorCollege, 35), (Bachelor, 37), (Postgraduate, 3)],
        (true, _) => &[(JuniorSecondary, 10), (SeniorSecondary, 90)],
        (false, 70..) => &[(JuniorSecondary, 20), (SeniorSecondary, 45), (JuniorCollege, 25), (Bachelor, 10)],
        (false, 50..) => &[(SeniorSecondary, 20), (JuniorCollege, 40), (Bachelor, 38), (Postgraduate, 2)],
        (false, 28..) => &[(JuniorCollege, 18), (Bachelor, 66), (Postgraduate, 16)],
        (false, 22..) => &[(JuniorCollege, 15), (Bachelor, 80), (Postgraduate, 5)],
        (false, _) => &[(SeniorSecondary, 100)],
    };
    dice.weighted(choices).unwrap_or(SeniorSecondary)
}

fn work(dice: &mut Dice, setting: Setting, age: u32) -> (Occupation, DuesCategory) {
    use DuesCategory as Dues;
    use Occupation as Work;
    if setting == Setting::Village {
        let choices: &[((Work, Dues), u32)] = match age {
            75.. => &[
                ((Work::Farmer, Dues::Farmer), 78),
                ((Work::Other, Dues::Relief), 16),
                ((Work::Retired, Dues::Retired), 6),
            ],
            RETIRED_FROM.. => &[
                ((Work::Farmer, Dues::Farmer), 84),
                ((Work::Other, Dues::Relief), 6),
                ((Work::Retired, Dues::Retired), 10),
            ],
            23.. => &[
                ((Work::Farmer, Dues::Farmer), 58),
                ((Work::Enterprise, Dues::Salaried), 20),
                ((Work::Other, Dues::SelfEmployed), 13),
                ((Work::Other, Dues::Unemployed), 6),
                ((Work::Other, Dues::Relief), 3),
            ],
            _ => &[
                ((Work::Farmer, Dues::Farmer), 40),
                ((Work::Enterprise, Dues::Salaried), 40),
                ((Work::Other, Dues::Unemployed), 20),
            ],
        };
        return dice.weighted(choices).unwrap_or((Work::Farmer, Dues::Farmer));
    }
    if setting == Setting::College && age < 26 {
        return (Work::Student, Dues::Student);
    }
    if age >= RETIRED_FROM {
        return (Work::Retired, Dues::Retired);
    }
    let salaried = |occupation| (occupation, Dues::Salaried);
    match setting {
        Setting::Government => salaried(Work::Government),
        Setting::School | Setting::College | Setting::Hospital => salaried(Work::PublicInstitution),
        Setting::Enterprise if dice.happens(80) => (Work::Enterprise, Dues::AnnualSalary),
        Setting::Enterprise => salaried(Work::Enterprise),
        Setting::Association => salaried(Work::SocialOrganisation),
        Setting::Private | Setting::Village => dice
            .weighted(&[
                ((Work::Enterprise, Dues::Salaried), 55),
                ((Work::Enterprise, Dues::AnnualSalary), 8),
                ((Work::Other, Dues::SelfEmployed), 27),
                ((Work::SocialOrganisation, Dues::Salaried), 4),
                ((Work::Other, Dues::Unemployed), 6),
            ])
            .unwrap_or(salaried(Work::Enterprise)),
    }
}

fn post(dice: &mut Dice, occupation: Occupation) -> Option<&'static str> {
    let posts: &[(Option<&'static str>, u32)] = match occupation {
        Occupation::Government => &[
            (Some("科员"), 45),
            (Some("副科长"), 15),
            (Some("科长"), 12),
            (Some("副局长"), 4),
            (Some("局长"), 1),
            (None, 23),
        ],
        Occupation::PublicInstitution => &[
            (Some("高级职称"), 18),
            (Some("中级职称"), 34),
            (Some("初级职称"), 18),
            (Some("主任"), 5),
            (None, 25),
        ],
        Occupation::Enterprise => {
            &[(Some("职工"), 50), (Some("班长"), 8), (Some("部门经理"), 8), (Some("总经理"), 2), (None, 32)]
        }
        Occupation::SocialOrganisation => &[(Some("会员"), 50), (Some("理事"), 10), (None, 40)],
        Occupation::Farmer => &[(Some("村民小组长"), 4), (Some("村民委员会委员"), 3), (None, 93)],
        Occupation::Student | Occupation::Retired | Occupation::Other => &[],
    };
    dice.weighted(posts).flatten()
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::HashSet;

    const SETTINGS: [Setting; 8] = [
        Setting::Village,
        Setting::Government,
        Setting::School,
        Setting::College,
        Setting::Hospital,
        Setting::Enterprise,
        Setting::Private,
        Setting::Association,
    ];

    #[test]
    fn careers_fit_ages() {
        let (mut educations, mut occupations, mut dues, mut degrees) =
            (HashSet::new(), HashSet::new(), HashSet::new(), HashSet::new());
        for setting in SETTINGS {
            for age in 18..=100 {
                for at in 0..50 {
                    let career =
                        career(&mut Dice::new(at, "career", age), setting, u32::try_from(age).unwrap());
                    let shown = || format!("{setting:?} {age} {career:?}");
                    match career.occupation {
                        Occupation::Student => assert!(age < 26, "{}", shown()),
                        Occupation::Retired => assert!(age >= 60, "{}", shown()),
                        Occupation::Farmer | Occupation::Other => {}
                        _ => assert!(age < 60, "{}", shown()),
                    }
                    if age < 22 {
                        assert!(career.degree.is_none(), "{}", shown());
                    }
                    match career.education {
                        Education::Postgraduate => {
                            assert!(
                                matches!(career.degree, Some(Degree::Master | Degree::Doctor)),
                                "{}",
                                shown()
                            );
                        }
                        Education::Bachelor => {
                            assert!(matches!(career.degree, None | Some(Degree::Bachelor)), "{}", shown());
                        }
                        _ => assert!(career.degree.is_none(), "{}", shown()),
                    }
                    assert_eq!(
                        career.dues_category == DuesCategory::Retired,
                        career.occupation == Occupation::Retired
                    );
                    assert_eq!(
                        career.dues_category == DuesCategory::Student,
                        career.occupation == Occupation::Student
                    );
                    educations.insert(career.education);
                    occupations.insert(career.occupation);
                    dues.insert(career.dues_category);
                    degrees.extend(career.degree);
                }
            }
        }
        assert_eq!(educations.len(), Education::ALL.len());
        assert_eq!(occupations.len(), Occupation::ALL.len());
        assert_eq!(dues.len(), DuesCategory::ALL.len());
        assert_eq!(degrees.len(), Degree::ALL.len());
    }
}
