-- What the head and the owner said, by name, as it was said; of the reps only what a closed wave left of them.

-- a wave is one round of asking; it is open from its first answer until somebody closes it. `threshold`: people that a group
-- of reps has at least to be shown, as those who answer are told
create table wave_event (wave integer not null, event text not null, threshold integer, happened_at timestamp not null default current_timestamp);

create sequence answer_number;

create table answer (
    number bigint not null default nextval('answer_number'),
    wave integer not null,
    role text not null,             -- head, owner, express
    respondent text not null,
    question text not null,
    state text not null,            -- said, unknown, not_applicable
    value json,
    note text not null,
    said_at timestamp not null default current_timestamp
);

create view answer_now as
select * from answer qualify row_number() over (partition by wave, role, respondent, question order by number desc) = 1;

-- groups of reps with enough people in them; null is all reps together
create table reps_said (wave integer not null, part text, question text not null, n integer not null, told json not null, score double, spread double);

-- the consultant's own questions (with a spec), and those that he left out (without one); the last row holds
create table question_edit (number bigint not null default nextval('answer_number'), question text not null, spec json, edited_at timestamp not null default current_timestamp);
