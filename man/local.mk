
dist_man_MANS += man/caseclock.1
dist_man_MANS += man/caseclock-policy.5
dist_man_MANS += man/caseclock-map.5
