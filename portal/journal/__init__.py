"""Every act, written once and chained."""
