-- grain: rep x month: net sales of which the profit is known, and the profit
create table margin_month (rep_id integer, month integer, net bigint, profit bigint);
