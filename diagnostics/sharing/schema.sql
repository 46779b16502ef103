-- Who was invited, and what the links grant. Tokens are here as hashes alone; what guests answer is elsewhere, under other keys.
create table if not exists link (
    id integer primary key,
    token text not null unique,             -- sha256 of the token
    workbook text not null,
    wave integer not null,
    role text not null,
    name text not null,                     -- by which head and owner answer; of a rep whom it was sent to, for the list alone
    part text not null,                     -- the group of a rep
    shared integer not null,                -- one link for many: each who opens it is another respondent
    made_on text not null,
    expires_on text not null,
    passcode text,                          -- argon2id
    failures integer not null default 0,
    locked_until real not null default 0,
    state text not null default 'live',     -- live, paused, revoked
    uses integer not null default 0,
    opened_on text,
    answered_on text
);
create table if not exists granted (
    token text primary key,                 -- sha256 of what the cookie holds
    link integer not null references link (id),
    agreed integer not null default 0,
    first integer not null                  -- of those who opened the link
) without rowid;
create table if not exists event (day text not null, kind text not null, link integer, workbook text not null);
