"""What people see: the command line, the brief, pages and exports."""
