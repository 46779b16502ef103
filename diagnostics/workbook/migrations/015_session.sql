-- A session before the room: what the consultant did on the screen, and how the phones voted; nothing is overwritten.
create table session_event (
    number bigint not null default nextval('answer_number'),
    session integer not null,
    kind text not null,             -- open, go, park, ask and so on: see live.py
    payload json not null,
    happened_at timestamptz not null default current_timestamp
);

create table vote (
    number bigint not null default nextval('answer_number'),
    session integer not null,
    question text not null,         -- id in questions.yaml
    voter text not null,            -- a key that only his phone makes again; no name
    value json not null,
    cast_at timestamptz not null default current_timestamp
);

create view vote_now as
select session, question, value from vote qualify row_number() over (partition by session, question, voter order by number desc) = 1;
