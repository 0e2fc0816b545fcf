"""What an administrator does from the command line: serving, backups, a look at the health."""
