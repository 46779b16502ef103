-- What is to be done next about a deal, in words, or the day of it, as the file writes it.
alter table deal add column next_step text;
