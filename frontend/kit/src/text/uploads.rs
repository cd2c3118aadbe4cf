//! Photos of a form.

/// In the empty field.
pub const PICK: &str = "拍照或选择照片";
/// Chooses again.
pub const ANOTHER: &str = "换一张";
/// Takes it out.
pub const REMOVE: &str = "移除";
/// Gives up sending.
pub const STOP: &str = "取消上传";
/// While the phone scales it.
pub const PREPARING: &str = "正在处理照片";
/// While it is sent.
pub const SENDING: &str = "正在上传照片";
/// While the functions read it.
pub const MAKING: &str = "正在保存照片";
/// Done.
pub const READY: &str = "照片已上传";
/// Not done; the reason stands below.
pub const FAILED: &str = "照片没有上传";
/// The picture, for screen readers.
pub const CHOSEN: &str = "所选的照片";
/// The browser cannot show it and the functions cannot read it.
pub const NO_PHOTO: &str = "这个文件无法作为照片打开，请重新拍摄，或选择 JPG、PNG、WebP 格式的照片";
/// Too large to be sent as it is.
pub const TOO_LARGE: &str = "照片超过 10 MB，请重新拍摄，或选择较小的照片";
