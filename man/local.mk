
dist_man_MANS += man/caseclock.1
dist_man_MANS += man/caseclock-policy.5
