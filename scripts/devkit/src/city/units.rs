//! Which offices, companies and schools of a city and its counties have Party organisations, and of what shape.
//! In names `{p}` stands for the place as a prefix (`市`, `沭阳县`) and `{s}` for its short name (`宿迁`).
//!
//! Offices that were merged or renamed appear beside their successors, and organisations call their office by its
//! short name: people search for 国土局 and must find both 国土局 and 国土资源局.

/// In what surroundings the members of an organisation live and work.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) enum Setting {
    /// Villages and communities.
    Village,
    /// Offices of Party and government.
    Government,
    /// Schools.
    School,
    /// Colleges, with their students.
    College,
    /// Hospitals.
    Hospital,
    /// State-owned companies.
    Enterprise,
    /// Private companies and self-employed people.
    Private,
    /// Associations.
    Association,
}

/// Organisations of one unit.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Shape {
    /// A committee with branches directly below: of the office, of its retired staff, and of the named parts,
    /// whose names begin with the office's short name.
    Office(&'static str, &'static [&'static str]),
    /// A committee with general branches, each with branches.
    Sections(&'static [(&'static str, &'static [&'static str])]),
    /// A general branch with branches of the office and of its retired staff.
    General,
    /// One branch.
    Branch,
    /// One joint branch.
    Joint,
}

/// A unit with Party organisations.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Unit {
    /// Part of the ids: lower-case letters and digits.
    pub(crate) key: &'static str,
    /// Its name.
    pub(crate) name: &'static str,
    /// Its organisations.
    pub(crate) shape: Shape,
    /// Where its members work.
    pub(crate) setting: Setting,
}

const fn unit(key: &'static str, name: &'static str, shape: Shape, setting: Setting) -> Unit {
    Unit { key, name, shape, setting }
}

use Setting::{Association, College, Enterprise, Government, Hospital, Private, School};
use Shape::{Branch, General, Joint, Office, Sections};

/// Units directly under the city.
pub(crate) const CITY: [Unit; 24] = [
    unit("gtzy", "{p}国土资源局", Office("{p}国土局", &["执法监察支队", "测绘地理信息中心"]), Government),
    unit("zrzy", "{p}自然资源和规划局", Office("{p}自然资源局", &["不动产登记中心"]), Government),
    unit("gtch", "{p}国土局测绘院", Branch, Government),
    unit("gh", "{p}规划局", General, Government),
    unit("zjj", "{p}住房和城乡建设局", Office("{p}住建局", &["建设工程质量监督站"]), Government),
    unit("jsj", "{p}建设局", Branch, Government),
    unit(
        "gaj",
        "{p}公安局",
        Sections(&[
            ("交警支队", &["车辆管理所", "城区大队", "高速大队"]),
            ("特警支队", &["一大队", "二大队"]),
        ]),
        Government,
    ),
    unit("jyj", "{p}教育局", Office("{p}教育局", &["教育考试院"]), Government),
    unit(
        "rsj",
        "{p}人力资源和社会保障局",
        Office("{p}人社局", &["社会保险基金管理中心", "劳动监察支队"]),
        Government,
    ),
    unit("ldj", "{p}劳动和社会保障局", Branch, Government),
    unit("wjw", "{p}卫生健康委员会", Office("{p}卫健委", &["疾病预防控制中心"]), Government),
    unit("wsj", "{p}卫生局", Branch, Government),
    unit("czj", "{p}财政局", General, Government),
    unit("scj", "{p}市场监督管理局", Office("{p}市场监管局", &["食品药品检验所"]), Government),
    unit("gsj", "{p}工商行政管理局", Branch, Government),
    unit("swj", "{p}税务局", General, Government),
    unit("tjj", "{p}统计局", Branch, Government),
    unit("daj", "{p}档案馆", Branch, Government),
    unit(
        "yy",
        "{p}第一人民医院",
        Sections(&[
            ("内科", &["心血管内科", "呼吸内科", "神经内科"]),
            ("外科", &["普外科", "骨科"]),
            ("医技", &["检验科", "影像科"]),
        ]),
        Hospital,
    ),
    unit(
        "xy",
        "{s}学院",
        Sections(&[("信息工程学院", &["教工", "学生第一", "学生第二"]), ("外国语学院", &["教工", "学生"])]),
        College,
    ),
    unit(
        "gd",
        "国网{s}供电公司",
        Sections(&[("运维检修部", &["变电运维班", "输电运维班"]), ("营销部", &["客户服务中心"])]),
        Enterprise,
    ),
    unit("cf", "{s}产业发展集团", Sections(&[("水务公司", &["净水厂", "管网所"])]), Enterprise),
    unit("lx", "{p}律师协会", General, Association),
    unit("sh", "{p}总商会", Joint, Private),
];

/// Units directly under a county.
pub(crate) const COUNTY: [Unit; 18] = [
    unit("gtzy", "{p}国土资源局", Office("{p}国土局", &["土地收购储备中心"]), Government),
    unit("zrzy", "{p}自然资源和规划局", Branch, Government),
    unit(
        "gaj",
        "{p}公安局",
        Sections(&[("交警大队", &["一中队", "二中队"]), ("刑警大队", &["侦查中队"])]),
        Government,
    ),
    unit(
        "yy",
        "{p}人民医院",
        Sections(&[("内科", &["心血管内科", "呼吸内科"]), ("外科", &["普外科", "骨科"])]),
        Hospital,
    ),
    unit("zyy", "{p}中医院", General, Hospital),
    unit("gz", "{s}高级中学", General, School),
    unit("syxx", "{s}实验小学", Branch, School),
    unit("jyj", "{p}教育局", Office("{p}教育局", &["教师发展中心"]), Government),
    unit("rsj", "{p}人力资源和社会保障局", Office("{p}人社局", &["就业管理中心"]), Government),
    unit("zjj", "{p}住房和城乡建设局", General, Government),
    unit("nyj", "{p}农业农村局", General, Government),
    unit("nw", "{p}农业委员会", Branch, Government),
    unit("slj", "{p}水利局", General, Government),
    unit("czj", "{p}财政局", Branch, Government),
    unit("mzj", "{p}民政局", Branch, Government),
    unit("daj", "{p}档案馆", Branch, Government),
    unit("gd", "国网{s}供电公司", General, Enterprise),
    unit("gsl", "{p}工商业联合会", Joint, Private),
];

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::HashSet;

    #[test]
    fn keys_fit_into_ids_and_differ() {
        for units in [&CITY[..], &COUNTY[..]] {
            let keys: HashSet<&str> = units.iter().map(|unit| unit.key).collect();
            assert_eq!(keys.len(), units.len());
            assert!(
                keys.iter().all(|key| key.len() <= 6 && key.bytes().all(|byte| byte.is_ascii_lowercase()))
            );
        }
    }
}
