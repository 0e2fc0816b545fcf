"""What every page needs and no noun of the field: doors, forms, rendering, downloads."""
