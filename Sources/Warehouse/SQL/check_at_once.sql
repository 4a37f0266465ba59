-- Lets no check of the open transaction wait for its commit.
SET CONSTRAINTS ALL IMMEDIATE
