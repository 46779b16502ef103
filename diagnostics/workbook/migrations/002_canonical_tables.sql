-- The typed rows of every import, as the files said them; names and codes are matched in the roll-up.
-- Common to all: batch, line of the file, doc (document or deal number) and day. Money is BIGINT kopecks.

create table sale (
    batch integer not null, line integer not null, doc text, day date not null,
    client text, client_code text, rep text, rep_code text, department text,
    product text, product_group text, amount bigint not null
);

create table deal (
    batch integer not null, line integer not null, doc text, day date,
    client text, client_code text, rep text, rep_code text, department text,
    product text, product_group text, source text,
    created date, closed date, stage text, state text not null, amount bigint
);

create table payment (
    batch integer not null, line integer not null, doc text, day date not null,
    client text, client_code text, rep text, rep_code text, amount bigint not null
);

create table plan (
    batch integer not null, line integer not null, doc text, day date not null,
    rep text, rep_code text, amount bigint not null
);

create table pay (
    batch integer not null, line integer not null, doc text, day date not null,
    rep text, rep_code text, base bigint, bonus bigint, total bigint not null
);

create table activity (
    batch integer not null, line integer not null, doc text, day date not null,
    client text, client_code text, rep text, rep_code text, type text, seconds integer
);

create table client (
    batch integer not null, line integer not null, doc text, day date,
    client text, client_code text, inn text, rep text, rep_code text, since date
);

create table rep (
    batch integer not null, line integer not null, doc text, day date,
    rep text not null, rep_code text, position text, role text, department text, boss text,
    hired date, left_on date
);
