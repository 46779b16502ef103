-- Who did what and when. Rows are added, never changed: the state of a batch follows from its events.

create table setting (name text not null, value text, set_at timestamp not null default current_timestamp);

create sequence batch_number;

-- one row per batch: the rows of one kind that one import brought, from one file or several joined ones
create table batch (
    id integer primary key,
    call integer not null,          -- batches of one import share it and never replace one another
    kind text not null,
    source text not null,           -- fingerprint of kind and headers: the same report exported again has the same
    first_day date,
    last_day date,
    imported_at timestamp not null default current_timestamp
);

create table batch_event (batch integer not null, event text not null, happened_at timestamp not null default current_timestamp);

-- one row per file of a batch
create table batch_file (
    batch integer not null,
    name text not null,
    sha256 text not null,
    bytes bigint not null,
    format json not null,           -- type, encoding, delimiter, sheet, header_line
    mapping json not null,          -- field -> header as it stands in the file
    rows_read bigint not null,
    rows_accepted bigint not null,
    rows_rejected bigint not null,
    rows_ignored bigint not null,
    control bigint                  -- kopecks of the file's own total row, where it has one
);

create table problem (
    batch integer not null,
    file text not null,
    severity text not null,
    code text not null,
    sheet text,
    line integer,
    header text,
    found text
);

-- headers seen before and what the user said they mean
create table mapping (
    source text not null,
    kind text not null,
    fields json not null,           -- field -> header
    confirmed_at timestamp not null default current_timestamp
);
