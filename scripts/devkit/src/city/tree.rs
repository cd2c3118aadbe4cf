//! Divisions → organisations: the whole tree of a city, as it stands before any member. Pure: the same
//! divisions, seed and day give the same tree.
//!
//! | depth | organisations |
//! |---|---|
//! | 0 | the city's organisation department |
//! | 1 | the city-direct committee; the departments of counties, the working committees of zones of that rank |
//! | 2 | townships and county-direct committees; units directly under the city |
//! | 3 | villages and what else a township has; units directly under a county; sections of the city's units |
//! | 4 | branches of villages, of the city's sections and of county units; sections of county units |
//! | 5 | branches of the sections of county units |
//!
//! Ids come from codes of divisions, so they are the same in every import: `321322101` is the township,
//! `321322101201` the village, `321322101201-1` its first branch, `321322-zs` the county-direct committee.

use super::{
    dice::Dice,
    divisions::{Division, Divisions},
    office, titles,
    units::{self, Setting, Shape, Unit},
};
use anyhow::{Context as _, Result};
use shared_types::{
    dates::Day,
    ids::OrgId,
    orgs::{Office, OrgKind},
};

/// Members that a branch of a village has on average when villages have more than the usual one or two branches.
const CROWD: u32 = 20;

/// Most branches of one village.
const MOST_BRANCHES: u32 = 30;

/// An organisation of the tree.
#[derive(Debug, Clone)]
pub(crate) struct Planned {
    /// Its id.
    pub(crate) id: OrgId,
    /// Where the organisation directly above stands in the tree.
    pub(crate) parent: Option<usize>,
    /// 0 for the root.
    pub(crate) depth: usize,
    /// Its name.
    pub(crate) name: String,
    /// Its kind.
    pub(crate) kind: OrgKind,
    /// Whether it belongs to a village or community.
    pub(crate) village: bool,
    /// Who leads it.
    pub(crate) office: Office,
    /// First six digits of the ID numbers of people from here.
    pub(crate) region: String,
    /// Where it lies: `沭阳县陇集镇古城社区`.
    pub(crate) place: String,
    /// Where its members work, if they work at one place.
    pub(crate) unit: Option<String>,
    /// In what surroundings its members live.
    pub(crate) setting: Setting,
}

/// A tree: every organisation stands after the one above it.
#[derive(Debug, Clone)]
pub(crate) struct Tree {
    orgs: Vec<Planned>,
}

impl Tree {
    /// Plants a tree on the day `as_of`. `members` is how many people it has to hold: beyond some fifty thousand
    /// the villages get more branches, so that none becomes larger than branches are.
    ///
    /// # Errors
    /// When the divisions have no city, or a code makes no id.
    pub(crate) fn plant(divisions: &Divisions, seed: u64, as_of: Day, members: u32) -> Result<Self> {
        let city = divisions.city().context("the divisions have no city")?;
        let villages = u32::try_from(divisions.count(super::divisions::Level::Village)).unwrap_or(u32::MAX);
        let crowding = members.saturating_mul(4) / 5 / villages.max(1) / CROWD;
        let mut planter = Planter { divisions, seed, as_of, crowding, orgs: Vec::new() };
        planter.city(city)?;
        Ok(Self { orgs: planter.orgs })
    }

    /// Every organisation.
    pub(crate) fn orgs(&self) -> &[Planned] {
        &self.orgs
    }

    /// One of them.
    pub(crate) fn get(&self, at: usize) -> Option<&Planned> {
        self.orgs.get(at)
    }

    /// Positions from the root down to the organisation at `at`, that one included.
    pub(crate) fn way_to(&self, at: usize) -> Vec<usize> {
        let mut way: Vec<usize> =
            std::iter::successors(Some(at), |at| self.orgs.get(*at).and_then(|org| org.parent)).collect();
        way.reverse();
        way
    }

    /// The position of the organisation with this id.
    pub(crate) fn position(&self, id: &str) -> Option<usize> {
        self.orgs.iter().position(|org| org.id.as_str() == id)
    }
}

/// What an organisation does not have from its parent.
struct Draft {
    id: String,
    name: String,
    kind: OrgKind,
}

/// What organisations have from the division or unit they belong to.
#[derive(Clone)]
struct Ground {
    region: String,
    place: String,
    unit: Option<String>,
    setting: Setting,
    village: bool,
}

struct Planter<'a> {
    divisions: &'a Divisions,
    seed: u64,
    as_of: Day,
    crowding: u32,
    orgs: Vec<Planned>,
}

impl Planter<'_> {
    fn add(&mut self, parent: Option<usize>, draft: Draft, ground: &Ground) -> Result<usize> {
        let Draft { id, name, kind } = draft;
        let at = self.orgs.len();
        let mut dice = Dice::new(self.seed, &id, 0);
        let address = if ground.village {
            format!("{}党群服务中心", ground.place)
        } else {
            let road = dice.pick(&["人民路", "发展大道", "洪泽湖路", "青年路", "迎宾大道", "黄河路"]);
            format!("{}{road}{}号", ground.place, dice.between(1, 399))
        };
        let office = office::office(&mut dice, kind, ground.village, address, self.as_of);
        self.orgs.push(Planned {
            id: id.parse().with_context(|| format!("{id} is no id"))?,
            parent,
            depth: parent.and_then(|parent| self.orgs.get(parent)).map_or(0, |parent| parent.depth + 1),
            name,
            kind,
            village: ground.village,
            office,
            region: ground.region.clone(),
            place: ground.place.clone(),
            unit: ground.unit.clone(),
            setting: ground.setting,
        });
        Ok(at)
    }

    fn city(&mut self, city: &Division) -> Result<()> {
        let counties: Vec<&Division> = self.divisions.of(&city.code).collect();
        // People of the city itself have the ID numbers of its first district.
        let region = region(counties.first().copied().unwrap_or(city));
        let ground = Ground {
            region,
            place: city.name.clone(),
            unit: Some(format!("中共{}委组织部", city.name)),
            setting: Setting::Government,
            village: false,
        };
        let kind = OrgKind::Department;
        let name = titles::department(&city.name);
        let root = self.add(None, Draft { id: city.code.clone(), name, kind }, &ground)?;
        self.direct(root, city, &ground, "市", &units::CITY)?;
        for county in counties {
            self.county(root, county)?;
        }
        Ok(())
    }

    fn county(&mut self, root: usize, county: &Division) -> Result<()> {
        let is_zone = titles::has_working_committee(&county.name);
        let kind = if is_zone { OrgKind::WorkingCommittee } else { OrgKind::Department };
        let name = titles::department(&county.name);
        let ground = Ground {
            region: region(county),
            place: county.name.clone(),
            unit: Some(name.clone()),
            setting: Setting::Government,
            village: false,
        };
        let at = self.add(Some(root), Draft { id: county.code.clone(), name, kind }, &ground)?;
        self.direct(at, county, &ground, &county.name, &units::COUNTY)?;
        for township in self.divisions.of(&county.code) {
            self.township(at, county, township)?;
        }
        Ok(())
    }

    /// The committee of the units that stand directly under a city or county, with them.
    fn direct(
        &mut self,
        above: usize,
        division: &Division,
        ground: &Ground,
        prefix: &str,
        units: &[Unit],
    ) -> Result<()> {
        let id = format!("{}-zs", division.code);
        let name = titles::direct_committee(&division.name);
        let kind = OrgKind::WorkingCommittee;
        let at = self.add(Some(above), Draft { id: id.clone(), name, kind }, ground)?;
        for unit in units {
            let full = |text: &str| text.replace("{p}", prefix).replace("{s}", titles::short(&division.name));
            let name = full(unit.name);
            let ground = Ground { unit: Some(name.clone()), setting: unit.setting, ..ground.clone() };
            let id = format!("{id}-{}", unit.key);
            match unit.shape {
                Shape::Office(short, parts) => {
                    let short = full(short);
                    let kind = OrgKind::Committee;
                    let draft = Draft { id: id.clone(), name: format!("{name}机关党委"), kind };
                    let office = self.add(Some(at), draft, &ground)?;
                    self.branches(office, &id, &short, &[&["机关", "离退休干部"], parts].concat(), &ground)?;
                }
                Shape::Sections(sections) => {
                    let draft =
                        Draft { id: id.clone(), name: format!("{name}党委"), kind: OrgKind::Committee };
                    let committee = self.add(Some(at), draft, &ground)?;
                    for (number, (section, parts)) in (1..).zip(sections) {
                        let id = format!("{id}-{number}");
                        let section = format!("{name}{section}");
                        let kind = OrgKind::GeneralBranch;
                        let draft = Draft { id: id.clone(), name: format!("{section}党总支"), kind };
                        let general = self.add(Some(committee), draft, &ground)?;
                        self.branches(general, &id, &section, parts, &ground)?;
                    }
                }
                Shape::General => {
                    let kind = OrgKind::GeneralBranch;
                    let draft = Draft { id: id.clone(), name: format!("{name}党总支"), kind };
                    let general = self.add(Some(at), draft, &ground)?;
                    self.branches(general, &id, &name, &["在职", "离退休"], &ground)?;
                }
                Shape::Branch => {
                    let draft = Draft { id, name: format!("{name}党支部"), kind: OrgKind::Branch };
                    self.add(Some(at), draft, &ground)?;
                }
                Shape::Joint => {
                    let draft =
                        Draft { id, name: format!("{name}联合党支部"), kind: OrgKind::JointBranch };
                    self.add(Some(at), draft, &Ground { unit: None, ..ground })?;
                }
            }
        }
        Ok(())
    }

    fn branches(
        &mut self,
        above: usize,
        id: &str,
        name: &str,
        parts: &[&str],
        ground: &Ground,
    ) -> Result<()> {
        for (number, part) in (1..).zip(parts) {
            let name = format!("{name}{part}党支部");
            self.add(
                Some(above),
                Draft { id: format!("{id}-{number}"), name, kind: OrgKind::Branch },
                ground,
            )?;
        }
        Ok(())
    }

    fn township(&mut self, county_at: usize, county: &Division, township: &Division) -> Result<()> {
        let (code, name) = (&township.code, &township.name);
        let is_agent = titles::has_working_committee(name);
        let kind = if is_agent { OrgKind::WorkingCommittee } else { OrgKind::Committee };
        let ground = Ground {
            region: region(county),
            place: format!("{}{name}", county.name),
            unit: Some(format!("{name}人民政府")),
            setting: Setting::Government,
            village: false,
        };
        let ground =
            if is_agent { Ground { unit: Some(format!("{name}办事处")), ..ground } } else { ground };
        let at = self.add(
            Some(county_at),
            Draft { id: code.clone(), name: titles::committee(name), kind },
            &ground,
        )?;

        self.branches(at, &format!("{code}-jg"), name, &["机关"], &ground)?;
        let school =
            Ground { unit: Some(format!("{name}中心小学")), setting: Setting::School, ..ground.clone() };
        let id = format!("{code}-jy");
        let draft =
            Draft { id: id.clone(), name: format!("{name}教育党总支"), kind: OrgKind::GeneralBranch };
        let schools = self.add(Some(at), draft, &school)?;
        self.branches(schools, &id, name, &["中心小学", "初级中学"], &school)?;
        let clinic =
            Ground { unit: Some(format!("{name}卫生院")), setting: Setting::Hospital, ..ground.clone() };
        self.branches(at, &format!("{code}-ws"), name, &["卫生院"], &clinic)?;
        let private = Ground { unit: None, setting: Setting::Private, ..ground.clone() };
        let name_of = |what: &str| format!("{name}{what}");
        let draft = Draft {
            id: format!("{code}-lh"),
            name: name_of("非公企业联合党支部"),
            kind: OrgKind::JointBranch,
        };
        self.add(Some(at), draft, &private)?;
        if Dice::new(self.seed, code, 1).happens(250) {
            let draft = Draft {
                id: format!("{code}-ld"),
                name: name_of("驻苏州流动党员临时党支部"),
                kind: OrgKind::TemporaryBranch,
            };
            self.add(Some(at), draft, &private)?;
        }
        for village in self.divisions.of(code) {
            self.village(at, &ground, village)?;
        }
        Ok(())
    }

    /// A village or community: one branch, or a general branch with several.
    fn village(&mut self, township: usize, around: &Ground, village: &Division) -> Result<()> {
        let (id, name) = (village.code.clone(), titles::village(&village.name));
        let ground = Ground {
            place: format!("{}{name}", around.place),
            unit: None,
            setting: Setting::Village,
            village: true,
            ..around.clone()
        };
        let mut dice = Dice::new(self.seed, &id, 1);
        let branches = match self.crowding {
            0..2 => dice.weighted(&[(1, 60), (2, 40)]).unwrap_or(1),
            crowding => dice.between(crowding.saturating_sub(1), crowding + 2).clamp(2, MOST_BRANCHES),
        };
        if branches == 1 {
            let draft = Draft { id, name: format!("{name}党支部"), kind: OrgKind::Branch };
            self.add(Some(township), draft, &ground)?;
            return Ok(());
        }
        let draft = Draft { id: id.clone(), name: format!("{name}党总支"), kind: OrgKind::GeneralBranch };
        let general = self.add(Some(township), draft, &ground)?;
        let parts: Vec<String> =
            (1..=branches).map(|number| format!("第{}", titles::numeral(number))).collect();
        let parts: Vec<&str> = parts.iter().map(String::as_str).collect();
        self.branches(general, &id, &name, &parts, &ground)
    }
}

/// The first six digits of ID numbers: the county's code, filled up where a file has shorter ones.
fn region(county: &Division) -> String {
    let digits: String = county.code.chars().take(6).collect();
    format!("{digits:0<6}")
}

#[cfg(test)]
mod tests;
