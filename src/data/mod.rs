//! What a site says to programs: the open data of its accounts, the ente for search engines (JSON-LD), what the box that tells accounts
//! apart knows. What a theme makes from templates, such as the sitemap, is made in `render`.

mod check_data;
mod linked_data;
mod open_data;

pub(crate) use check_data::check_data;
pub(crate) use linked_data::linked_data;
pub(crate) use open_data::open_data;
