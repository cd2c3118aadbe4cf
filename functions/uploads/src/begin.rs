//! Gives the permission to send one photo: by this caller, under this key, of exactly this length and type, for some
//! minutes.

use crate::store;
use platform::auth::Administrator;
use platform::http::{Answer, Call};
use platform::{Context, Result, files};
use shared_types::uploads::{Begin, Header, Permit};

pub(crate) async fn begin(cx: Context, caller: Administrator, call: Call<Begin>) -> Result<Answer<Permit>> {
    store::draw(&cx, &caller).await?;
    let record = store::draft(&cx, &caller, &call.body)?;
    let (url, term) = files::sign_sending(&cx, &record).await?;
    // The length is signed as well; the browser writes it by itself and lets no script do so.
    let kind = Header { name: "content-type".into(), value: record.media.content_type().into() };
    let answer =
        Answer::from(Permit { file: record.file.clone(), url, headers: vec![kind], expires: term.ends() });

    let mut tx = cx.table().transaction();
    store::begin(&mut tx, &record);
    call.once.keep(&cx, &mut tx, &answer)?;
    tx.commit().await?;
    Ok(answer)
}
