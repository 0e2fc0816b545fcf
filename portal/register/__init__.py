"""What became of a matter after its review: the decision, its final text, and what follows."""
