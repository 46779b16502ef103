-- Derived at the end of every import; everything else reads these. Empty until the first import.

create table dim_rep (
    rep_id integer primary key, name text not null, code text, position text, department text,
    role text not null,             -- head, rep, owner or other
    in_staff boolean not null, hired date, left_on date
);

create table dim_client (
    client_id integer primary key, name text not null, code text, since date, listed boolean not null,
    owner_id integer                -- rep who leads the client by the client list
);

-- how a file calls a rep or a client -> who it is
create table rep_alias (alias text not null, is_code boolean not null, rep_id integer not null);
create table client_alias (alias text not null, is_code boolean not null, client_id integer not null);

-- grain: client x rep x day; 0 stands for "nobody"; an order is a document, without one a client's day
create table client_day (client_id integer, rep_id integer, day date, amount bigint, orders integer);

-- departments and product groups that occur together
create table dim_slice (slice_id integer, department text, product_group text);

-- grain: client x rep x slice x month; orders do not add across product groups
create table client_month (
    client_id integer, rep_id integer, slice_id integer, month integer, gross bigint, returns bigint, orders integer
);

-- one row: the company's own rhythm of buying
create table rhythm (median_gap double, p95_gap double, gaps bigint, window_months integer, first_month integer, last_month integer);

-- grain: rep x month; who of the rep's clients is counted, and how many of them bought within the window
create table base_month (rep_id integer, month integer, base integer, active integer, never_bought integer);

-- one row: what the roll-up stands on
create table rollup (version integer, basis text, first_day date, last_day date, built_at timestamp);
