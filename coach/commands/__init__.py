"""The subcommands of `coach`, one file each: they parse, call, and print."""
