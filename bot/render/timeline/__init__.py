"""Cards about plans: one plan with its menus, two side by side, and what is due soon."""
