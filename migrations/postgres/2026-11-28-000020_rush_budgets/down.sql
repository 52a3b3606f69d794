DROP TABLE rush_budgets;
