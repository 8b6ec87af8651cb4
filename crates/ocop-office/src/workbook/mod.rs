//! Workbooks: a member's score sheets, out and in.
