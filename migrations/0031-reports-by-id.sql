-- Reports are listed by their ids, which grow with time, and asked for by them alone: with hundreds of thousands of reports each of both read
-- all of them. Nothing asked by the time of the upload.
drop index report_uploaded_at_id_idx;
create index report_id on report (id);
