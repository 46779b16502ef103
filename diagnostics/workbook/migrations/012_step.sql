-- The step of the funnel on which a deal stands or ended, where the file tells it apart from won, lost and open.
alter table deal add column step text;
