//! Forms as browsers send them: fields, and files where there are some.

use axum::body::{Body, Bytes};
use axum::http::HeaderMap;
use axum::http::header::CONTENT_TYPE;

use crate::domain::content::Fields;

/// A file that came with a form.
#[derive(Debug, Clone)]
pub(crate) struct Upload {
    /// As it is called where it comes from.
    pub(crate) name: String,
    pub(crate) bytes: Bytes,
}

/// Reads a form; none where it is broken off or no form at all.
pub(super) async fn read(headers: &HeaderMap, bytes: Bytes) -> Option<(Fields, Vec<Upload>)> {
    let kind = headers.get(CONTENT_TYPE).and_then(|k| k.to_str().ok());
    let Ok(boundary) = multer::parse_boundary(kind.unwrap_or_default()) else {
        let fields = form_urlencoded::parse(&bytes).into_owned().collect();
        return Some((fields, Vec::new()));
    };
    let stream = Body::from(bytes).into_data_stream();
    let mut parts = multer::Multipart::new(stream, boundary);
    let (mut fields, mut files) = (Fields::new(), Vec::new());
    while let Some(part) = parts.next_field().await.ok()? {
        let name = part.name().unwrap_or_default().to_owned();
        match part.file_name().map(str::to_owned) {
            Some(file) => {
                let bytes = part.bytes().await.ok()?;
                // a field for files that was left empty comes as a file without name
                if !file.is_empty() {
                    files.push(Upload { name: file, bytes });
                }
            }
            None => fields.push((name, part.text().await.ok()?)),
        }
    }
    Some((fields, files))
}

#[cfg(test)]
mod tests {
    use super::*;
    use axum::http::HeaderValue;

    async fn read_as(kind: &'static str, body: &str) -> Option<(Fields, Vec<Upload>)> {
        let mut headers = HeaderMap::new();
        headers.insert(CONTENT_TYPE, HeaderValue::from_static(kind));
        read(&headers, Bytes::from(body.to_owned())).await
    }

    #[tokio::test]
    async fn fields_and_files_are_told_apart_and_what_broke_off_is_no_form() {
        let whole = "--x\r\nContent-Disposition: form-data; name=\"csrf\"\r\n\r\nabc\r\n\
            --x\r\nContent-Disposition: form-data; name=\"book\"; filename=\"phiếu.xlsx\"\r\n\r\nPK\r\n\
            --x\r\nContent-Disposition: form-data; name=\"none\"; filename=\"\"\r\n\r\n\r\n--x--\r\n";
        let kind = "multipart/form-data; boundary=x";
        let (fields, files) = read_as(kind, whole).await.unwrap();
        assert_eq!(fields, [("csrf".to_owned(), "abc".to_owned())]);
        assert_eq!(files.len(), 1);
        assert_eq!(
            files.first().map(|f| (f.name.as_str(), f.bytes.as_ref())),
            Some(("phiếu.xlsx", b"PK".as_slice()))
        );
        let broken = whole.get(..80).unwrap();
        assert!(read_as(kind, broken).await.is_none());
        let plain = read_as("application/x-www-form-urlencoded", "a=b&c=%C4%91").await;
        assert_eq!(plain.unwrap().0.len(), 2);
    }
}
